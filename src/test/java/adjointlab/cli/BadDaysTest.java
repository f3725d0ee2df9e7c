package adjointlab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import adjointlab.core.data.AtomicFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Folders that cannot be written, vanish or are full, and what killed programs left there.
final class BadDaysTest {
    @TempDir
    Path folder;

    private String complaint(String... args) {
        StringWriter err = new StringWriter();
        int code = Commands.execute(new PrintWriter(new StringWriter()), new PrintWriter(err, true), args);
        assertThat(code).as("%s", err).isEqualTo(2);
        return err.toString();
    }

    /// A folder that cannot be made: below a file.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "run simplest-lemma-1 --iterations 1 --quiet --out OUT",
                "figure simplest-lemma-1 --iterations 1 --quiet --panel loss-curves --format svg --out OUT/a.svg",
                "sweep simplest-lemma-1 --iterations 1 --quiet --vary seed=0:1 --out OUT",
                "gradient simplest-lemma-1 --out OUT/a.npz"
            })
    void aFolderThatCannotBeMadeIsOneSentence(String command) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "something");
        String said = complaint(
                command.replace("--quiet ", "").replace("OUT", file + "/below").split(" "));
        assertThat(said.lines().filter(line -> !line.contains("%")).toList())
                .as(said)
                .singleElement()
                .asString()
                .startsWith("adjointlab: ")
                .contains(file.toString());
        assertThat(file).hasContent("something");
    }

    /// As on a full disk, the old file stays whole and nothing is left beside it.
    @Test
    void whatCannotBeWrittenToItsEndChangesNothing() throws IOException {
        Path file = folder.resolve("a.txt");
        AtomicFile.write(file, "old".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> AtomicFile.write(file, out -> {
                    out.write(new byte[1 << 17]);
                    throw new IOException("No space left on device");
                }))
                .hasMessage(file + ": No space left on device");
        assertThat(file).hasContent("old");
        assertThat(names()).containsExactly("a.txt");
    }

    @Test
    void aFolderThatWasTakenAwayIsMadeAgain() throws IOException {
        Path below = folder.resolve("below");
        AtomicFile.write(below.resolve("a.txt"), "one".getBytes(StandardCharsets.UTF_8));
        Files.delete(below.resolve("a.txt"));
        Files.delete(below);
        AtomicFile.write(below.resolve("a.txt"), "two".getBytes(StandardCharsets.UTF_8));
        assertThat(below.resolve("a.txt")).hasContent("two");
    }

    private Stream<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList().stream();
        }
    }
}
