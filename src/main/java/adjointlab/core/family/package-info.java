/// Model families: embed the data into a state, let a field move it, read the prediction out.
///
/// Decided 2026-11-21: a model is encoder, field, jump, decoder and traits; a wrapper maps the list of traits, so that
/// none is lost on the way.
@NullMarked
package adjointlab.core.family;

import org.jspecify.annotations.NullMarked;
