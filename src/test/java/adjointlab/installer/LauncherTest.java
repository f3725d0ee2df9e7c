package adjointlab.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The launcher with a JVM in place of which a script tells how it was started.
@EnabledOnOs(OS.LINUX)
class LauncherTest {
    /// Writes what it is asked to record, half of it if the folder says so, and tells of a window if the folder says
    /// that there is one; takes whole caches only.
    private static final String JVM = """
        #!/bin/sh
        case "$*" in
            *-XX:AOTMode=on*)
                for option in "$@"; do
                    case $option in
                        -XX:AOTCache=*) [ "$(cat "${option#*=}")" = cache ]; exit ;;
                    esac
                done ;;
        esac
        echo "$@"
        for option in "$@"; do
            case $option in
                -XX:AOTCacheOutput=*)
                    if [ -e "$(dirname "$0")/half" ]; then
                        printf ca >"${option#*=}"
                    else
                        echo cache >"${option#*=}"
                    fi ;;
                -Dadjointlab.recording=*) [ -e "$(dirname "$0")/window" ] && : >"${option#*=}" ;;
            esac
        done
        exit 3
        """;

    @TempDir
    Path folder = Path.of("");

    private Path home = Path.of("");

    private record Ended(int code, String out) {}

    @BeforeEach
    void install() throws IOException {
        home = folder.resolve("lab");
        Files.createDirectories(home.resolve("bin"));
        Files.createDirectories(home.resolve("lib"));
        Files.createDirectories(home.resolve("runtime/bin"));
        executable(home.resolve("bin/adjointlab"), Files.readString(Path.of("installer/adjointlab")));
        executable(home.resolve("runtime/bin/java"), JVM);
        Files.createFile(home.resolve("lib/adjointlab-1.jar"));
        Files.createFile(home.resolve("lib/java.options"));
    }

    private static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void withWindow() throws IOException {
        Files.createFile(home.resolve("runtime/bin/window"));
    }

    private Ended run(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("bin/adjointlab").toString()));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
        builder.environment().put("DISPLAY", ":5");
        builder.environment().remove("ADJOINTLAB_NO_CACHE");
        return ended(builder);
    }

    private static Ended ended(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), out);
    }

    private List<Path> caches() throws IOException {
        if (!Files.exists(folder.resolve("cache"))) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder.resolve("cache"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void theFirstWindowWritesACacheAndTheNextUsesIt() throws Exception {
        withWindow();
        Ended first = run();
        assertThat(first.code()).as("what the program ends with").isEqualTo(3);
        assertThat(first.out()).contains("-XX:AOTCacheOutput=").endsWith("adjointlab.cli.Main\n");
        assertThat(caches()).singleElement().satisfies(cache -> assertThat(cache.toString())
                .endsWith(".aot"));
        assertThat(run("open", "a b.lab").out())
                .contains("-XX:AOTCache=" + caches().getFirst())
                .doesNotContain("AOTCacheOutput")
                .endsWith("adjointlab.cli.Main open a b.lab\n");
        assertThat(run("list").out()).contains("-XX:AOTCache=" + caches().getFirst());
    }

    @Test
    void whatOnlyHandsFilesOverIsNotKept() throws Exception {
        assertThat(run("open", "a.lab").out()).contains("-XX:AOTCacheOutput=");
        assertThat(caches()).isEmpty();
    }

    @Test
    void whileOneRecordsOthersStartPlainly() throws Exception {
        withWindow();
        run();
        Path cache = caches().getFirst();
        Files.delete(cache);
        long alive = ProcessHandle.current().pid();
        Path begun = Path.of(cache + "." + machine() + "." + alive + ".recording");
        Files.createFile(begun);
        assertThat(run("open", "a.lab").out()).doesNotContain("AOTCache");
        Files.move(begun, Path.of(cache + "." + machine() + ".999999999.recording"));
        assertThat(run("open", "a.lab").out()).as("the other has died").contains("-XX:AOTCacheOutput=");
    }

    private static String machine() throws IOException, InterruptedException {
        return ended(new ProcessBuilder("uname", "-n")).out().strip().replaceAll("[^A-Za-z0-9]", "_");
    }

    /// Numbers of processes mean nothing there.
    @Test
    void whatAnotherMachineRecordsIsLeftAloneForADay() throws Exception {
        withWindow();
        run();
        Path cache = caches().getFirst();
        Files.delete(cache);
        Path begun = Path.of(cache + ".another_machine.999999999.recording");
        Files.createFile(begun);
        assertThat(run("open", "a.lab").out()).doesNotContain("AOTCache");
        Files.setLastModifiedTime(begun, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        assertThat(run("open", "a.lab").out()).contains("-XX:AOTCacheOutput=");
        assertThat(caches()).containsExactly(cache);
    }

    @Test
    void whatAKilledOneLeftIsForgottenAlsoWhereThereIsACache() throws Exception {
        withWindow();
        run();
        Path cache = caches().getFirst();
        String left = cache + "." + machine() + ".999999999";
        for (String end : List.of("", ".config", ".window", ".recording")) {
            Files.writeString(Path.of(left + end), "half");
        }
        assertThat(run("open", "a.lab").out()).contains("-XX:AOTCache=" + cache);
        assertThat(caches()).containsExactly(cache);
        Path all = home.resolve("lib/adjointlab.aot");
        Files.writeString(Path.of(all + "." + machine() + ".999999999.recording"), "");
        Files.writeString(Path.of(all + "." + machine() + ".999999999"), "half");
        run("--prepare");
        try (Stream<Path> files = Files.list(home.resolve("lib"))) {
            assertThat(files.filter(file -> file.toString().contains(".aot"))).containsExactly(all);
        }
    }

    /// The JVM that writes it may be killed while the launcher goes on.
    @Test
    void halfACacheIsNone() throws Exception {
        withWindow();
        Files.createFile(home.resolve("runtime/bin/half"));
        assertThat(run().out()).contains("-XX:AOTCacheOutput=");
        assertThat(caches()).isEmpty();
        Files.delete(home.resolve("runtime/bin/half"));
        run();
        assertThat(caches()).hasSize(1);
    }

    @Test
    void commandsWriteNoCache() throws Exception {
        withWindow();
        assertThat(run("list").out()).doesNotContain("AOTCache");
        assertThat(caches()).isEmpty();
    }

    @Test
    void anotherProgramInThePlaceWritesAnotherCache() throws Exception {
        withWindow();
        run();
        Path before = caches().getFirst();
        Files.writeString(home.resolve("lib/adjointlab-1.jar"), "newer");
        assertThat(run().out()).contains("-XX:AOTCacheOutput=");
        assertThat(caches()).as("the old one is gone").singleElement().isNotEqualTo(before);
    }

    @Test
    void aCacheBesideTheProgramServesEveryone() throws Exception {
        withWindow();
        Ended prepared = run("--prepare");
        assertThat(prepared.code()).isEqualTo(3);
        assertThat(home.resolve("lib/adjointlab.aot")).exists();
        assertThat(run().out()).contains("-XX:AOTCache=" + home.resolve("lib/adjointlab.aot"));
    }

    @Test
    void whereNoCacheCanBeWrittenTheProgramStartsAllTheSame() throws Exception {
        Files.createFile(folder.resolve("cache")); // in the way of the folder
        Ended ended = run();
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.out()).doesNotContain("AOTCache").endsWith("adjointlab.cli.Main\n");
    }

    @Test
    void nativeFaultsAreReportedWhereTheProgramLooks() throws Exception {
        Path reports = folder.resolve("state/adjointlab/reports");
        assertThat(run("list").out())
                .contains("-XX:ErrorFile=" + reports + "/fault-%p.log", "-Dadjointlab.reports=" + reports);
        assertThat(reports).isDirectory();
    }

    /// What the launcher relies on: this JVM passes over a cache that is none, or that is not there, without a word.
    @Test
    void aCacheThatDoesNotFitIsNoError() throws Exception {
        Path broken = folder.resolve("broken.aot");
        Files.writeString(broken, "no cache at all".repeat(1000));
        for (Path cache : List.of(broken, folder.resolve("missing.aot"))) {
            Ended ended = ended(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:AOTCache=" + cache,
                            "-Xlog:aot*=off",
                            "-Xlog:cds*=off",
                            "--version")
                    .redirectErrorStream(true));
            assertThat(ended.code()).as("%s", cache).isZero();
            assertThat(ended.out()).as("%s", cache).doesNotContainIgnoringCase("cache");
        }
    }
}
