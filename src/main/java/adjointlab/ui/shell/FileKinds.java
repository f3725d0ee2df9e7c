package adjointlab.ui.shell;

import java.util.List;
import javafx.stage.FileChooser;

/// What kinds of files the window opens.
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
}
