package adjointlab.ui.shell;

import adjointlab.lab.preset.WantedFiles;
import adjointlab.ui.session.Session;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// Above the panels, while a preset that is made for files takes what is made here: which it wants, and a button that
/// asks for them.
final class WantedFilesStrip extends HBox {
    private final Session session;
    private final Label sentence = new Label();
    private Function<WantedFiles, Optional<Path>> chooser;
    private boolean room = true;

    /// @param chooser asks for one of the files; nothing where a person has none
    /// @param open takes the files into use
    WantedFilesStrip(
            Session session, Function<WantedFiles, Optional<Path>> chooser, BiConsumer<WantedFiles, Path> open) {
        this.session = session;
        this.chooser = chooser;
        setId("wanted-files");
        getStyleClass().add("wanted-files");
        setAlignment(Pos.CENTER_LEFT);
        sentence.setWrapText(true);
        sentence.setMinHeight(Region.USE_PREF_SIZE);
        HBox.setHgrow(sentence, Priority.ALWAYS);
        sentence.setMaxWidth(Double.MAX_VALUE);
        Button choose = new Button("Choose files…");
        choose.setId("choose-files");
        choose.setMinWidth(Region.USE_PREF_SIZE);
        choose.setOnAction(_ -> session.preset()
                .wants()
                .ifPresent(wanted -> this.chooser.apply(wanted).ifPresent(path -> open.accept(wanted, path))));
        getChildren().addAll(sentence, choose);
        session.editsProperty().addListener((_, _, _) -> refresh());
        refresh();
    }

    /// Goes away with the window's frame.
    void showWithin(ReadOnlyBooleanProperty framed) {
        framed.addListener((_, _, is) -> {
            room = is;
            refresh();
        });
    }

    /// Another way to ask for files.
    void setChooser(Function<WantedFiles, Optional<Path>> newChooser) {
        chooser = newChooser;
    }

    /// Shows itself where the open preset wants files and no run has one.
    void refresh() {
        Optional<WantedFiles> wanted = session.preset().wants();
        boolean drawn = session.runs().stream().map(session::wanted).noneMatch(WantedFiles::given);
        boolean shown = room && wanted.isPresent() && drawn;
        sentence.setText(
                wanted.map(files -> files.sentence(session.preset().settings())).orElse(""));
        setVisible(shown);
        setManaged(shown);
    }
}
