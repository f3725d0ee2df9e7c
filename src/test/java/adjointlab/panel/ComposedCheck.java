package adjointlab.panel;

import adjointlab.compose.Composer;
import adjointlab.compose.FigureDocument;
import adjointlab.compose.FigureDocument.PageChoice;
import adjointlab.compose.FigureDocument.Source;
import adjointlab.compose.FigureSources.Trained;
import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.ode.Cancellation;
import adjointlab.figure.Composition;
import adjointlab.figure.Composition.Entry;
import adjointlab.figure.Composition.LegendPlace;
import adjointlab.figure.DrawnText;
import adjointlab.figure.Figure;
import adjointlab.figure.Page;
import adjointlab.figure.TextCheck;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.run.Run;
import adjointlab.lab.store.Documents;
import adjointlab.lab.store.LabDocument;
import adjointlab.panel.kit.PanelContext.Shown;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What a composed figure of trained presets must be: all that single figures are.
///
/// @param document with a panel in every cell
/// @param words of each cell
record ComposedCheck(FigureDocument document, Figure figure, Page page, List<String> words, Composer composer) {
    /// Composes a document whose sources are presets.
    ///
    /// @throws InvalidValueException if its page has no room
    static ComposedCheck of(FigureDocument wanted) {
        Composer composer = new Composer(ComposedCheck::trained, Cancellation.NEVER);
        FigureDocument document = composer.resolved(wanted);
        Figure figure = composer.figure(document);
        Page page = Composer.page(document, figure);
        List<String> words = Objects.requireNonNull(figure.composition()).words(page);
        return new ComposedCheck(document, figure, page, words, composer);
    }

    /// On its page, or on a wall where that has no room.
    static ComposedCheck roomy(FigureDocument wanted) {
        try {
            return of(wanted);
        } catch (InvalidValueException _) {
            return of(wanted.with(new PageChoice(wanted.page().target(), true, 1900, 1900)));
        }
    }

    private static Trained trained(Source source) {
        List<Run> runs = TrainedPresets.runs(source.file());
        return new Trained(
                Documents.of(Presets.get(source.file()), runs, LabDocument.View.DEFAULT), runs, Optional.empty());
    }

    Composition composition() {
        return Objects.requireNonNull(figure.composition());
    }

    /// All that is wrong with it, a sentence each.
    List<String> faults() {
        List<String> faults = new ArrayList<>(TextCheck.faults(figure, page));
        for (int i = 0; i < composition().cells().size(); i++) {
            String cell = "cell " + i + ", " + document.cells().get(i).panel().id() + ": ";
            unnamed(i).forEach(run -> faults.add(cell + run + " is not named"));
        }
        return faults;
    }

    /// The runs that a cell draws and that are named neither in it nor in the legend of all.
    List<String> unnamed(int cell) {
        List<DrawnText> texts = new ArrayList<>();
        texts.add(said(words.get(cell)));
        if (composition().legend().place() != LegendPlace.OFF) {
            composition().legend().entries().forEach(entry -> texts.add(said(entry.name())));
        }
        List<Shown> runs =
                composer.context(document, document.cells().get(cell)).runs();
        return NamingCheck.unnamed(
                composition().cells().get(cell).figure(),
                runs,
                texts,
                document.look().names());
    }

    private static DrawnText said(String words) {
        return new DrawnText(words, new Rectangle2D.Double(), 8);
    }

    /// The names below the plots of a cell.
    List<String> below(int cell) {
        return composition().cells().get(cell).figure().names().stream()
                .map(Entry::name)
                .toList();
    }
}
