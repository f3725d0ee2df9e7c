package adjointlab.ui.figure;

import adjointlab.compose.FigureDocument.Source;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.ui.form.PickBox;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Where the selected cell's runs come from, in words, and what else they may come from.
final class SourceView extends VBox {
    private final FigureModel model;
    private final Label words = new Label();

    SourceView(FigureModel model, FigureView.Desk desk) {
        super(6);
        this.model = model;
        words.setId("figure-source");
        words.setWrapText(true);
        words.getStyleClass().add("about");
        getChildren()
                .addAll(
                        words,
                        new HBox(
                                6,
                                button("Take open runs", "figure-source-open", desk::takeOpenRuns),
                                button("Take a file…", "figure-source-file", desk::takeFile)),
                        new PickBox<>(
                                "figure-source-preset",
                                "Take a preset …",
                                Presets.ids(),
                                id -> Presets.get(id).info().title(),
                                desk::takePreset));
    }

    private static Button button(String text, String id, Runnable action) {
        Button button = new Button(text);
        button.setId(id);
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(_ -> action.run());
        return button;
    }

    /// Says where the selected cell's runs come from.
    void refresh() {
        words.setText(model.cell().map(cell -> words(cell.source())).orElse(""));
    }

    private String words(Source source) {
        Optional<String> title = Optional.ofNullable(model.sources().get(source))
                .map(trained -> trained.document().preset())
                .or(() -> preset(source))
                .map(preset -> preset.info().title());
        return place(source) + title.map(words -> ": " + words).orElse("");
    }

    private static String place(Source source) {
        if (FigureModel.isOpenRuns(source)) {
            return "The open runs as they were taken";
        }
        return preset(source).isPresent() ? "The preset " + source.file() : "The file " + source.file();
    }

    private static Optional<Preset> preset(Source source) {
        return Presets.ids().contains(source.file()) ? Optional.of(Presets.get(source.file())) : Optional.empty();
    }
}
