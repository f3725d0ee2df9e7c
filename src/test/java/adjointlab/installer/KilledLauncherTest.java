package adjointlab.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The launcher and the JVM that records a cache, of which both or one are killed at random moments (`mvn -Pkill
/// verify`). In place of the JVM a script writes what it is asked to record, slowly.
@EnabledOnOs(OS.LINUX)
@Tag("kill")
final class KilledLauncherTest {
    private static final int MOMENTS = Math.ceilDiv(Integer.getInteger("kill.moments", 20), 8);
    private static final long SEED = Long.getLong("kill.seed", 0);
    private static final int WHOLE_MILLIS = 600;
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
        for option in "$@"; do
            case $option in
                -Dadjointlab.recording=*) : >"${option#*=}" ;;
            esac
        done
        for option in "$@"; do
            case $option in
                -XX:AOTCacheOutput=*)
                    made=${option#*=}
                    echo half >"$made.config"
                    sleep 0.2
                    printf ca >"$made"
                    sleep 0.2
                    echo che >>"$made"
                    rm -f "$made.config" ;;
            esac
        done
        """;

    @TempDir
    Path folder;

    @Test
    void theCacheIsWholeAndTheNextStartLeavesNothingElse() throws IOException, InterruptedException {
        Path home = folder.resolve("lab");
        for (String each : List.of("bin", "lib", "runtime/bin")) {
            Files.createDirectories(home.resolve(each));
        }
        executable(home.resolve("bin/adjointlab"), Files.readString(Path.of("installer/adjointlab")));
        executable(home.resolve("runtime/bin/java"), JVM);
        Files.createFile(home.resolve("lib/adjointlab-1.jar"));
        Files.createFile(home.resolve("lib/java.options"));
        SplittableRandom random = new SplittableRandom(SEED);
        for (int k = 0; k < MOMENTS; k++) {
            Path cache = folder.resolve("cache" + k);
            Process launcher = start(home, cache);
            TimeUnit.MILLISECONDS.sleep(random.nextInt(WHOLE_MILLIS));
            boolean jvmAlone = random.nextInt(3) == 0;
            launcher.descendants().toList().forEach(ProcessHandle::destroyForcibly);
            if (!jvmAlone) {
                launcher.destroyForcibly();
            }
            assertThat(launcher.waitFor(60, TimeUnit.SECONDS)).isTrue();
            String as = "kill " + k + (jvmAlone ? " of the JVM" : "");
            for (Path file : files(cache)) {
                if (file.toString().endsWith(".aot")) {
                    assertThat(file).as(as).hasContent("cache");
                }
            }
            assertThat(start(home, cache).waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(files(cache)).as(as).singleElement().satisfies(file -> {
                assertThat(file.toString()).endsWith(".aot");
                assertThat(file).hasContent("cache");
            });
        }
    }

    private static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Process start(Path home, Path cache) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        home.resolve("bin/adjointlab").toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("XDG_CACHE_HOME", cache.toString());
        builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
        builder.environment().put("DISPLAY", ":5");
        builder.environment().remove("ADJOINTLAB_NO_CACHE");
        return builder.start();
    }

    private static List<Path> files(Path in) throws IOException {
        if (!Files.exists(in)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(in)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
