/// Composed figures: several panels on one page, as a document that is drawn again at every revision. No Stage, no
/// Scene.
///
/// [FigureDocument] is the document, [FigureDocumentJson] its file, [FigureSources] finds what its cells show,
/// [Composer] makes the [adjointlab.figure.Figure] that all writers draw, [ComposedManifest] is what a written file
/// keeps to be drawn again, [Targets] lists the pages of journals, [Caption] offers words.
@NullMarked
package adjointlab.compose;

import org.jspecify.annotations.NullMarked;
