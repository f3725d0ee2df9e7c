package adjointlab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.sweep.Sweep;
import adjointlab.lab.sweep.SweepCell;
import adjointlab.lab.sweep.SweepFolder;
import adjointlab.lab.sweep.SweepRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/// A study of three optimizers, eight rates and five seeds that is begun in the window of a program which is killed.
@Tag("kill")
@ExtendWith(ApplicationExtension.class)
final class KilledSweepTest {
    private static final Preset PRESET =
            Overrides.apply(Presets.get("simplest-fig-2"), List.of("init.values=1", "iterations=400"));
    private static final List<String> AXES = List.of("optimizer.learningRate=1e-3:0.5:log8", "seed=0:4");
    private static final int CELLS = 3 * 8 * 5;

    @TempDir
    private Path folder;

    private Path results = Path.of("");
    private int left;
    private LabWindow window;

    /// The program that is killed.
    static final class Killed {
        private Killed() {}

        public static void main(String[] args) {
            Platform.startup(() -> {
                LabWindow window = Windows.show(new Stage(), Path.of(args[0]), 1000, 760);
                window.start(List.of());
                window.actions().sweeper().start(PRESET, String.join("\n", AXES), args[1]);
            });
        }
    }

    @Start
    void start(Stage stage) throws Exception {
        results = folder.resolve("sweep");
        Path home = Files.createDirectories(folder.resolve("home"));
        Process killed = program(home);
        SweepFolder target = new SweepFolder(results);
        try {
            Patience.until(() -> Files.isDirectory(results) && target.results().size() >= CELLS / 8);
        } finally {
            killed.destroyForcibly().waitFor();
        }
        left = target.results().size();
        window = Windows.show(stage, home, 1000, 760);
        window.start(List.of());
    }

    @Stop
    void stop() {
        window.close();
    }

    private Process program(Path home) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx1g"));
        for (String name : List.of("glass.platform", "prism.order", "prism.text", "java.awt.headless")) {
            String value = System.getProperty(name);
            if (value != null) {
                words.add("-D" + name + "=" + value);
            }
        }
        words.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                Killed.class.getName(),
                home.toString(),
                results.toString()));
        return new ProcessBuilder(words)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @Test
    void aStudyThatWasKilledGoesOnToTheSameTables(FxRobot robot) throws Exception {
        assertThat(left).as("killed before its end").isLessThan(CELLS);
        assertThat(results.resolve("results.csv")).doesNotExist();
        Patience.untilFx(() -> robot.lookup("#sweep-unfinished").tryQuery().isPresent());
        assertThat(robot.lookup("#sweep-unfinished").queryLabeled().getText())
                .contains(left + " of " + CELLS + " trainings");
        robot.interact(() -> robot.lookup("#sweep-go-on").queryButton().fire());
        Patience.untilFx(() -> Files.exists(results.resolve("curves.csv")));

        Path whole = folder.resolve("whole");
        List<SweepCell> cells = Sweep.parse(PRESET, AXES).cells();
        assertThat(cells).hasSize(CELLS);
        try (SweepRun run =
                new SweepRun(new SweepRun.Task(cells, Sweep.Shard.WHOLE, false), new SweepFolder(whole), 2)) {
            assertThat(run.await(Patience.SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(run.writeTables()).isTrue();
        }
        for (String name : List.of("results.csv", "curves.csv")) {
            assertThat(results.resolve(name)).hasSameBinaryContentAs(whole.resolve(name));
        }
    }
}
