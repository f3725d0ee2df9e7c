/// The one host of every panel: it draws what a panel of the catalogue says and offers its options, export and place.
///
/// Decided 2026-11-21: one host for all panels: what is common (options, export, columns, progress) is written once,
/// and a panel is a function from runs to a figure.
@NullMarked
package adjointlab.ui.panel;

import org.jspecify.annotations.NullMarked;
