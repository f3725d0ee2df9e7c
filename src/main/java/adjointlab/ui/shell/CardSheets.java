package adjointlab.ui.shell;

import adjointlab.core.data.AtomicFile;
import adjointlab.handout.CardPages;
import adjointlab.lab.check.CardTable;
import adjointlab.lab.check.CheckedSeeds;
import adjointlab.lab.check.ReproductionCard;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.ui.cards.CardsModel;
import adjointlab.ui.cards.CardsPage;
import adjointlab.ui.model.LatestTask;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.stage.FileChooser.ExtensionFilter;
import org.jspecify.annotations.Nullable;

/// The page of reproduction cards over the window. Cards are kept in the user's folder, and are made in the background
/// whether the page is open or not.
final class CardSheets implements AutoCloseable {
    private final LabWindow window;
    private final Path folder;
    private final LatestTask saving = new LatestTask("cards-save");
    private @Nullable CardsModel model;

    /// @param folder where cards are kept
    CardSheets(LabWindow window, Path folder) {
        this.window = window;
        this.folder = folder;
    }

    /// Shows the page with the card of what is open, else the first.
    void show() {
        CardsModel cards = model();
        String open = window.session().preset().id();
        Preset first = cards.presets().stream()
                .filter(preset -> preset.id().equals(open))
                .findFirst()
                .orElse(cards.presets().getFirst());
        CardsPage page = new CardsPage(cards, first, this::open, this::askWhere);
        window.sheets().wide("Reproduction cards", page);
        page.search().requestFocus();
    }

    private CardsModel model() {
        CardsModel made = model;
        if (made == null) {
            int workers = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
            made = new CardsModel(Presets::builtIn, folder, workers);
            model = made;
        }
        return made;
    }

    private void open(Preset preset) {
        window.sheets().close();
        window.openPreset(preset.id());
    }

    private void askWhere() {
        window.actions()
                .questions()
                .save(
                        "Save the cards",
                        "cards.md",
                        List.of(
                                new ExtensionFilter("Markdown", "*.md"),
                                new ExtensionFilter("Page", "*.html"),
                                new ExtensionFilter("LaTeX tables", "*.tex")))
                .ifPresent(this::save);
    }

    /// Writes all cards that there are, as the file's name asks.
    void save(Path file) {
        List<ReproductionCard> cards = model().made();
        saving.run(
                () -> {
                    try {
                        AtomicFile.write(file, text(file, cards).getBytes(StandardCharsets.UTF_8));
                        return "";
                    } catch (IOException e) {
                        return "The cards cannot be saved: " + e.getMessage() + ".";
                    }
                },
                trouble -> {
                    if (trouble.isEmpty()) {
                        window.sheets()
                                .tell("Saved " + cards.size() + (cards.size() == 1 ? " card" : " cards") + " to " + file
                                        + ".");
                    } else {
                        window.sheets().complain(trouble);
                    }
                });
    }

    private static String text(Path file, List<ReproductionCard> cards) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".html")) {
            return CardPages.html(cards);
        }
        return name.endsWith(".tex")
                ? CardPages.latex(cards)
                : CardTable.markdown(cards.stream()
                                .map(card -> new CheckedSeeds(List.of(card)))
                                .toList())
                        + CardTable.claims(cards);
    }

    /// Makes no more.
    @Override
    public void close() {
        saving.close();
        CardsModel made = model;
        if (made != null) {
            made.close();
        }
    }
}
