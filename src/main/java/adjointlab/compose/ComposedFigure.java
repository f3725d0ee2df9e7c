package adjointlab.compose;

import adjointlab.compose.FigureDocument.Source;
import adjointlab.compose.FigureSources.Trained;
import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.ode.Cancellation;
import adjointlab.figure.Figure;
import adjointlab.figure.FigureWriter;
import adjointlab.figure.Manifest;
import adjointlab.figure.Page;
import java.util.function.Function;

/// What is written of a figure document.
///
/// @param document with a panel in every cell
/// @param page its size; for numbers, which need no room, the one that the document asks for
/// @param manifest recreates it
public record ComposedFigure(FigureDocument document, Figure figure, Page page, String manifest) {
    /// Of a document whose figure is drawn.
    ///
    /// @param sources what each source shows
    /// @param cancellation says when nobody waits for it any more
    /// @throws InvalidValueException one sentence, if a cell does not fit its source or the page is too small
    public static ComposedFigure drawn(
            FigureDocument document, Function<Source, Trained> sources, Cancellation cancellation) {
        Composer composer = new Composer(sources, cancellation);
        FigureDocument resolved = composer.resolved(document);
        Figure figure = composer.figure(resolved);
        return of(resolved, sources, figure, Composer.page(resolved, figure));
    }

    /// Of a document that goes into a file of a format.
    ///
    /// @param sources what each source shows
    /// @throws InvalidValueException one sentence, if a cell does not fit its source, or the format draws and the
    ///     page is too small
    public static ComposedFigure of(FigureDocument document, Function<Source, Trained> sources, FigureWriter writer) {
        if (writer.draws()) {
            return drawn(document, sources, Cancellation.NEVER);
        }
        Composer composer = new Composer(sources, Cancellation.NEVER);
        FigureDocument resolved = composer.resolved(document);
        return of(resolved, sources, composer.numbers(resolved), Composer.asked(resolved));
    }

    private static ComposedFigure of(
            FigureDocument resolved, Function<Source, Trained> sources, Figure figure, Page page) {
        String manifest = ComposedManifest.of(resolved, sources).json(Manifest.titles(figure));
        return new ComposedFigure(resolved, figure, page, manifest);
    }
}
