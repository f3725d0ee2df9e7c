package adjointlab.ui.shell;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Scene;
import javafx.scene.input.TransferMode;
import javafx.stage.FileChooser;

/// What kinds of files the window opens, asked for or dropped.
final class FileKinds {
    /// For the dialogue that opens one.
    static final List<FileChooser.ExtensionFilter> OPENED = List.of(
            new FileChooser.ExtensionFilter(
                    "Documents, presets, lessons and figures",
                    "*.lab",
                    "*.json",
                    "*.pdf",
                    "*.svg",
                    "*.png",
                    "*.tex",
                    "*.typ"),
            new FileChooser.ExtensionFilter(
                    "Data and pictures",
                    "*.csv",
                    "*.tsv",
                    "*.parquet",
                    "*.pq",
                    "*.npy",
                    "*.npz",
                    "*.png",
                    "*.jpg",
                    "*.jpeg",
                    "*.gif",
                    "*.bmp",
                    "*.gz",
                    "*ubyte",
                    "*.bin",
                    "*.mat",
                    "*.h5",
                    "*.hdf5",
                    "*.ts",
                    "*.ts.gz",
                    "*.zip"),
            new FileChooser.ExtensionFilter("All files", "*"));

    private FileKinds() {}

    /// Takes files that are dropped on a scene.
    static void dropped(Scene scene, Consumer<List<Path>> taken) {
        scene.setOnDragOver(event -> {
            if (event.getDragboard().hasFiles()) {
                event.acceptTransferModes(TransferMode.COPY);
            }
        });
        scene.setOnDragDropped(event -> {
            taken.accept(
                    event.getDragboard().getFiles().stream().map(File::toPath).toList());
            event.setDropCompleted(true);
        });
    }
}
