/// The registrations: what the lab can do, one plain list a kind.
///
/// Each kind (stepper, controller, adjoint, family, activation, optimizer, dataset, …) has one `Catalog` whose entries
/// stand in display order. Menus, preset ids, parameter forms, the command line's `list` and the contract tests are
/// generated from it. There is no service loader, no reflection and no `switch` over ids. Ids are stable; classes may
/// be renamed.
@NullMarked
package adjointlab.core.catalog;

import org.jspecify.annotations.NullMarked;
