package adjointlab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import adjointlab.Patience;
import adjointlab.core.data.AtomicFile;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.store.Autosave;
import adjointlab.lab.store.Documents;
import adjointlab.lab.store.LabDocument;
import adjointlab.lab.store.LabFile;
import adjointlab.ui.model.PreferenceStore;
import adjointlab.ui.model.Preferences;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A disk that is full, or can only be read: everything that is written says so in one sentence, leaves what was there,
/// and goes well again afterwards.
final class FullDiskTest {
    private static final LabDocument DOCUMENT = Documents.of(Presets.get("simplest-lemma-1"));

    @TempDir
    Path folder;

    private Path disk = Path.of("");

    @BeforeEach
    void mount() throws IOException, InterruptedException {
        disk = Files.createDirectories(folder.resolve("disk"));
        assumeTrue(
                does("mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", disk.toString()),
                "only root of a Linux can mount a small disk");
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        does("umount", disk.toString());
    }

    private static boolean does(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(Patience.SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException _) {
            return false; // there is no such command
        }
    }

    private void fill() throws IOException {
        Path filler = disk.resolve("filler");
        byte[] page = new byte[4096];
        try (var out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(page);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space");
        }
    }

    private void free() throws IOException {
        Files.delete(disk.resolve("filler"));
    }

    private static int run(StringWriter err, String command) {
        return Commands.execute(new PrintWriter(new StringWriter()), new PrintWriter(err, true), command.split(" "));
    }

    private static String complaint(String command) {
        StringWriter err = new StringWriter();
        assertThat(run(err, command)).as("%s", err).isEqualTo(2);
        List<String> lines =
                err.toString().lines().filter(line -> !line.contains("%")).toList();
        assertThat(lines).singleElement().asString().startsWith("adjointlab: ");
        return lines.getFirst();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(disk)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> disk.relativize(file).toString())
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "figure simplest-lemma-1 --iterations 1 --panel loss-curves --format svg --out DISK/a.svg",
                "sweep simplest-lemma-1 --iterations 1 --vary seed=0:1 --out DISK/sweep",
                "gradient simplest-lemma-1 --out DISK/a.npz"
            })
    void commandsSayItAndGoWellLater(String command) throws IOException {
        String here = command.replace("DISK", disk.toString());
        fill();
        assertThat(complaint(here)).contains("No space left on device", disk.toString());
        assertThat(files()).containsExactly("filler");
        free();
        StringWriter err = new StringWriter();
        assertThat(run(err, here)).as("%s", err).isZero();
        assertThat(files()).isNotEmpty().noneMatch(name -> name.endsWith(".tmp"));
    }

    /// Training may have taken hours.
    @Test
    void resultsLieElsewhere() throws IOException {
        fill();
        String said = complaint("run simplest-lemma-1 --iterations 3 --out " + disk.resolve("results"));
        assertThat(said).contains("No space left on device; the results are in ");
        Path instead = Path.of(said.substring(said.indexOf("are in ") + "are in ".length()));
        assertThat(LabFile.read(instead.resolve("simplest-lemma-1.lab")).runs()).isNotEmpty();
        assertThat(instead.resolve("metrics.csv")).isNotEmptyFile();
        assertThat(files()).containsExactly("filler");
        try (Stream<Path> all = Files.list(instead)) {
            for (Path file : all.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(instead);
    }

    @Test
    void whatWasSavedStays() throws IOException {
        Path document = disk.resolve("document.lab");
        PreferenceStore preferences = new PreferenceStore(disk.resolve("preferences.json"));
        LabFile.write(document, DOCUMENT);
        preferences.save(Preferences.DEFAULT);
        String saved = Files.readString(document);
        fill();
        assertThatThrownBy(() -> LabFile.write(document, DOCUMENT))
                .isInstanceOf(IOException.class)
                .hasMessage(document + ": No space left on device");
        assertThatThrownBy(() -> preferences.save(Preferences.DEFAULT))
                .isInstanceOf(IOException.class)
                .hasMessage(disk.resolve("preferences.json") + ": No space left on device");
        assertThat(document).hasContent(saved);
        assertThat(preferences.load()).isEqualTo(Preferences.DEFAULT);
        free();
        LabFile.write(document, DOCUMENT);
        assertThat(files()).containsExactlyInAnyOrder("document.lab", "preferences.json");
    }

    @Test
    void autosaveSaysItOnceAndGoesOn() throws IOException, TimeoutException {
        List<String> troubles = new CopyOnWriteArrayList<>();
        AtomicLong asked = new AtomicLong();
        var source = new Autosave.Source(asked::incrementAndGet, () -> DOCUMENT, troubles::add);
        Path recovery = disk.resolve("recovery");
        try (Autosave _ = new Autosave(recovery, Duration.ofMillis(5), source)) {
            Patience.until(() -> saved(recovery));
            fill();
            Patience.until(() -> !troubles.isEmpty());
            long before = asked.get();
            Patience.until(() -> asked.get() > before + 5);
            assertThat(troubles).singleElement().asString().contains("autosaved", "No space left on device");
            assertThat(saved(recovery)).isTrue();
            free();
            long then = asked.get();
            Patience.until(() -> asked.get() > then + 2);
            fill();
            Patience.until(() -> troubles.size() == 2);
            free();
        }
        assertThat(files()).isEmpty();
    }

    private static boolean saved(Path recovery) {
        try (Stream<Path> all = Files.list(recovery)) {
            for (Path file :
                    all.filter(each -> each.toString().endsWith(".lab")).toList()) {
                return LabFile.read(file).equals(DOCUMENT);
            }
            return false;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aDiskThatIsOnlyReadRefusesEverything() throws IOException, InterruptedException {
        Path document = disk.resolve("document.lab");
        LabFile.write(document, DOCUMENT);
        assumeTrue(does("mount", "-o", "remount,ro", disk.toString()), "this disk can be made read-only");
        List<String> said = new ArrayList<>();
        said.add(complaint(
                "figure simplest-lemma-1 --iterations 1 --panel loss-curves --format svg --out " + disk + "/a.svg"));
        said.add(complaint("sweep simplest-lemma-1 --iterations 1 --vary seed=0:1 --out " + disk + "/sweep"));
        said.add(complaint("gradient simplest-lemma-1 --out " + disk + "/a.npz"));
        assertThat(said).allSatisfy(each -> assertThat(each)
                .contains(disk.toString(), "Read-only file system")
                .doesNotContain(".tmp"));
        assertThatThrownBy(() -> LabFile.write(document, DOCUMENT)).hasMessage(document + ": Read-only file system");
        assertThatThrownBy(() -> new Autosave(
                        disk.resolve("recovery"), Duration.ofDays(1), new Autosave.Source(() -> 1, () -> DOCUMENT)))
                .isInstanceOf(IOException.class);
        assertThat(LabFile.read(document)).isEqualTo(DOCUMENT);
    }

    /// The lock goes with the folder; without one the document of a living program would count as left over.
    @Test
    void aRecoveryFolderThatWasTakenAwayIsMadeAgain() throws IOException, TimeoutException {
        AtomicLong version = new AtomicLong();
        Path recovery = folder.resolve("recovery");
        try (Autosave _ =
                new Autosave(recovery, Duration.ofMillis(5), new Autosave.Source(version::get, () -> DOCUMENT))) {
            Patience.until(() -> saved(recovery));
            try (Stream<Path> all = Files.list(recovery)) {
                for (Path file : all.toList()) {
                    Files.delete(file);
                }
            }
            Patience.until(() -> saved(recovery));
            assertThat(Autosave.left(recovery)).isEmpty();
        }
        assertThat(recovery).isEmptyDirectory();
    }

    /// As over a network: who reads meanwhile finds the old file.
    @Test
    void whileItIsWrittenSlowlyTheOldFileIsThere() throws IOException {
        Path file = folder.resolve("a.txt");
        AtomicFile.write(file, "old".getBytes(StandardCharsets.UTF_8));
        AtomicFile.write(file, out -> {
            for (char letter : "new".toCharArray()) {
                out.write(letter);
                out.flush();
                assertThat(file).hasContent("old");
            }
        });
        assertThat(file).hasContent("new");
    }
}
