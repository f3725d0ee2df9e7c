package adjointlab.ui.shell;

import adjointlab.lab.preset.DataUse;
import adjointlab.lab.preset.Gallery;
import adjointlab.lab.preset.Presets;
import adjointlab.ui.gallery.PanelsPage;
import adjointlab.ui.gallery.PresetStrip;
import adjointlab.ui.gallery.PresetsPage;
import adjointlab.ui.gallery.Thumbnails;
import adjointlab.ui.look.Look;
import adjointlab.ui.panel.PanelHost;
import java.nio.file.Path;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What a person chooses from: the page of all presets and the strip of a few, the page of all panels, and that of
/// reproduction cards.
final class Choices implements AutoCloseable {
    private final LabWindow window;
    private final Sheets sheets;
    private final Thumbnails thumbnails;
    private final PresetStrip strip;
    private final PanelsPage panels;
    private final CardSheets cards;
    private @Nullable PresetsPage page;
    private Look look = Look.LIGHT;

    /// @param folder of the user's files
    Choices(LabWindow window, Sheets sheets, Path folder) {
        this.window = window;
        this.sheets = sheets;
        thumbnails = new Thumbnails(folder.resolve("thumbnails"));
        cards = new CardSheets(window, folder.resolve("cards"));
        strip = new PresetStrip(Gallery.builtIn(), thumbnails, window::openPreset, this::presets);
        panels = new PanelsPage(id -> {
            sheets.close();
            window.openPanel(id);
        });
    }

    /// The few presets of the side column.
    PresetStrip strip() {
        return strip;
    }

    /// Opens the page of all presets.
    void presets() {
        PresetsPage all = page;
        if (all == null) {
            all = new PresetsPage(Presets.builtIn(), thumbnails, id -> {
                sheets.close();
                window.openPreset(id);
            });
            page = all;
        }
        all.setTextSize(look.textSize());
        all.begin(window.session().preset().id());
        sheets.page("Presets", all);
    }

    /// The page of reproduction cards.
    CardSheets cards() {
        return cards;
    }

    /// Opens the page of all panels.
    void panels() {
        panels.setTextSize(look.textSize());
        panels.begin(
                window.session().context(false),
                look.theme(),
                Refresher.hosts(window.dock().openPanels()).stream()
                        .map(PanelHost::entry)
                        .map(entry -> entry.id())
                        .collect(Collectors.toSet()));
        sheets.page("Panels", panels);
    }

    /// Asks what a file of data that nothing that is open takes shall be used for, opens a preset that does so, and
    /// then the file.
    void uses(Path file) {
        sheets.show(
                "What shall be done with " + file.getFileName() + "?",
                new DataUseSheet(DataUse.of(file), use -> {
                    sheets.close();
                    window.openPreset(use.preset(), () -> window.files().open(file));
                }),
                new Sheets.Answer("Cancel", false, () -> {}));
    }

    void setLook(Look newLook) {
        look = newLook;
        thumbnails.setDark(newLook.dark());
    }

    /// Takes note of what is open.
    void described(String id) {
        strip.show(id, window.preferences().recent().presets());
    }

    /// What stands in the dock while no panel is open.
    ///
    /// @param restore shows the preset's panels again
    VBox emptyDock(Runnable restore) {
        Label sentence = new Label("No panel is open.");
        sentence.getStyleClass().add("empty");
        HBox buttons = new HBox(
                8,
                button("Show the preset's panels", "restore-panels", restore),
                button("Panels…", "empty-panels", this::panels),
                button("Presets…", "empty-presets", this::presets));
        buttons.setAlignment(Pos.CENTER);
        VBox box = new VBox(sentence, buttons);
        box.getStyleClass().add("empty-dock");
        box.setAlignment(Pos.CENTER);
        return box;
    }

    private static Button button(String text, String id, Runnable action) {
        Button button = new Button(text);
        button.setId(id);
        button.setOnAction(_ -> action.run());
        return button;
    }

    @Override
    public void close() {
        cards.close();
        thumbnails.close();
        panels.close();
    }
}
