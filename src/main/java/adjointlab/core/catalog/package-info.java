/// The registrations: what the lab can do, one plain list a kind.
///
/// Each kind (stepper, controller, adjoint, family, activation, optimizer, dataset, …) has one `Catalog` whose entries
/// stand in display order. Menus, preset ids, parameter forms, the command line's `list` and the contract tests are
/// generated from it. There is no service loader, no reflection and no `switch` over ids. Ids are stable; classes may
/// be renamed.
///
/// A parameter is a [Key], declared once as a constant and read by its type. It says what is allowed ([Type]), what a
/// change touches ([Touches]), how early one wants to see it ([Prominence]) and when it does anything. What does not go
/// together is in [Incompatibilities], and nowhere else: a new clash is one more entry there, and the contract test of
/// combinations asks for a case of it.
///
/// Decided on 2026-11-28: the choice of a loss or an optimizer touches what a run is there to show, so that it makes
/// another run, although weights and data would outlast it. Forms refuse impossible choices at once, but not numbers:
/// a dimension and a matrix of that dimension can only be typed one after another.
@NullMarked
package adjointlab.core.catalog;

import org.jspecify.annotations.NullMarked;
