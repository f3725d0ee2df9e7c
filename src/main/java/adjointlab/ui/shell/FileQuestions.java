package adjointlab.ui.shell;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// Asks a person for files.
interface FileQuestions {
    /// Which file is opened; nothing if the person gives up.
    ///
    /// @param title of the question
    /// @param kinds of files to choose from
    Optional<Path> open(String title, List<ExtensionFilter> kinds);

    /// Where something is written; nothing if the person gives up.
    ///
    /// @param title of the question
    /// @param name that is proposed
    /// @param kinds of files to choose from
    Optional<Path> save(String title, String name, List<ExtensionFilter> kinds);

    /// The file that is meant by a name with its ending twice, as it becomes where a system's sheet keeps the proposed
    /// ending behind what is typed: the one with one ending, unless one of both is there already: nobody was asked
    /// whether the one may be replaced, and somebody whether the other may.
    static Path endedOnce(Path chosen) {
        String name = chosen.getFileName().toString();
        int dot = name.lastIndexOf('.');
        if (dot <= 0 || !name.substring(0, dot).endsWith(name.substring(dot))) {
            return chosen;
        }
        Path once = chosen.resolveSibling(name.substring(0, dot));
        return Files.exists(once) || Files.exists(chosen) ? chosen : once;
    }

    /// With the system's own sheets.
    ///
    /// @param owner the window that they stand over
    /// @param folder where they begin; nothing: where the system says
    static FileQuestions ofSystem(Supplier<? extends @Nullable Window> owner, Supplier<Optional<Path>> folder) {
        return new FileQuestions() {
            @Override
            public Optional<Path> open(String title, List<ExtensionFilter> kinds) {
                return answer(chooser(title, kinds).showOpenDialog(owner.get()));
            }

            @Override
            public Optional<Path> save(String title, String name, List<ExtensionFilter> kinds) {
                FileChooser chooser = chooser(title, kinds);
                chooser.setInitialFileName(name);
                return answer(chooser.showSaveDialog(owner.get())).map(FileQuestions::endedOnce);
            }

            private static Optional<Path> answer(@Nullable File chosen) {
                return Optional.ofNullable(chosen).map(File::toPath);
            }

            private FileChooser chooser(String title, List<ExtensionFilter> kinds) {
                FileChooser chooser = new FileChooser();
                chooser.setTitle(title);
                chooser.getExtensionFilters().addAll(kinds);
                folder.get().filter(Files::isDirectory).ifPresent(path -> chooser.setInitialDirectory(path.toFile()));
                return chooser;
            }
        };
    }
}
