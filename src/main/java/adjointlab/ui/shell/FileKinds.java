package adjointlab.ui.shell;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.scene.Scene;
import javafx.scene.input.TransferMode;
import javafx.stage.FileChooser.ExtensionFilter;

/// What kinds of files the window opens, asked for or dropped.
final class FileKinds {
    /// For the dialogue that opens one.
    static final List<ExtensionFilter> OPENED;

    private static final List<String> OWN = List.of("*.lab", "*.json", "*.pdf", "*.svg", "*.png", "*.tex", "*.typ");
    private static final List<String> DATA = List.of(
            "*.csv",
            "*.tsv",
            "*.tab",
            "*.txt",
            "*.dat",
            "*.data",
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
            "*.zip");

    static {
        List<String> all = Stream.concat(OWN.stream(), DATA.stream()).distinct().toList();
        OPENED = List.of(
                new ExtensionFilter("All that the lab opens", all),
                new ExtensionFilter("Documents, presets, lessons and figures", OWN),
                new ExtensionFilter("Data and pictures", DATA),
                new ExtensionFilter("All files", "*"));
    }

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
