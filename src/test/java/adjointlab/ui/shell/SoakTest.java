package adjointlab.ui.shell;

import static adjointlab.Patience.fx;
import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.figure.Export;
import adjointlab.figure.Figure;
import adjointlab.figure.FigureWriters;
import adjointlab.figure.Page;
import adjointlab.lab.preset.PanelLayout.PanelState;
import adjointlab.lab.store.LabDocument;
import adjointlab.lab.store.LabFile;
import adjointlab.panel.Panels;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import javafx.scene.Group;
import javafx.scene.Scene;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/// One window for long (`mvn -Psoak verify`, `-Dsoak.minutes=480`): presets are opened, trained, restarted, saved, read
/// again and exported, panels opened and closed, over and over. What is in use after each round may not grow.
@ExtendWith(ApplicationExtension.class)
@Tag("soak")
final class SoakTest {
    private static final double MINUTES = Double.parseDouble(System.getProperty("soak.minutes", "10"));
    private static final List<String> PRESETS = List.of(
            "simplest-fig-2",
            "learn-spiral",
            "flow-moons",
            "learn-van-der-pol",
            "heavy-ball-adjoint",
            "sequence-circuit");
    private static final List<String> OPENED = List.of("state-norm", "adjoint-norm", "stability");
    private static final long TRAINED_MILLIS = 1500;

    /// What a straight line through the rounds may rise by without being growth: caches fill, and threads and files
    /// come and go by few.
    private static final double NOISE_MEGABYTES = 12;

    private static final double NOISE_THREADS = 3;
    private static final double NOISE_FILES = 6;

    /// The native memory of the JVM: what its collector keeps of the heap comes and goes with it.
    private static final double NOISE_RESIDENT = 60;

    /// The first rounds load classes, fonts and pictures.
    private static final double WARM = 1 / 3.0;

    private static final int LEAST_ROUNDS = 6;

    /// What is in use after a round.
    ///
    /// @param megabytes of the heap after a collection
    /// @param resident megabytes of the whole process; 0 where the system does not tell
    private record Use(double megabytes, double threads, double files, double resident) {}

    @TempDir
    private Path folder;

    @Test
    void nothingGrows() throws Exception {
        LabWindow window = fx(() -> {
            LabWindow made = new LabWindow(new LabWindow.Setup(1, folder.resolve("home")));
            made.attach(new Scene(made.root(), 1200, 800), null);
            return made;
        });
        List<Use> uses = new ArrayList<>();
        long end = System.nanoTime() + (long) (MINUTES * 60e9);
        while (System.nanoTime() < end || uses.size() < LEAST_ROUNDS) {
            for (String preset : PRESETS) {
                use(window, preset);
            }
            rest(window);
            uses.add(use());
        }
        List<Slope> slopes = List.of(
                Slope.of("MB", uses, Use::megabytes, NOISE_MEGABYTES),
                Slope.of("threads", uses, Use::threads, NOISE_THREADS),
                Slope.of("files", uses, Use::files, NOISE_FILES),
                Slope.of("MB resident", uses, Use::resident, NOISE_RESIDENT));
        List<String> report = new ArrayList<>();
        uses.forEach(use -> report.add(use.toString()));
        slopes.forEach(slope -> report.add(slope.toString()));
        Files.write(Files.createDirectories(Path.of("target/soak")).resolve("uses.txt"), report);
        fx(() -> {
            Scene scene = window.root().getScene();
            window.close();
            scene.setRoot(new Group());
            return null;
        });
        assertThat(slopes).allMatch(Slope::isFlat);
    }

    private void use(LabWindow window, String preset) throws Exception {
        fx(() -> {
            window.openPreset(preset);
            lay(window);
            window.session().setSpeed(0);
            window.session().togglePlay();
            return null;
        });
        TimeUnit.MILLISECONDS.sleep(TRAINED_MILLIS);
        fx(() -> {
            window.session().restart();
            lay(window);
            return null;
        });
        TimeUnit.MILLISECONDS.sleep(TRAINED_MILLIS / 3);
        Path file = folder.resolve("document.lab");
        LabDocument document = fx(() -> {
            if (window.session().transport().playingProperty().get()) {
                window.session().togglePlay();
            }
            window.openPanel("loss-surface");
            lay(window);
            for (String panel : OPENED) {
                window.openPanel(panel);
                lay(window);
                window.inUse().get().ifPresent(window.desk()::close);
                lay(window);
            }
            return window.session().document();
        });
        LabFile.write(file, document);
        export(window);
        LabDocument read = LabFile.read(file);
        fx(() -> {
            window.session().open(read);
            lay(window);
            window.session().scrub(0);
            return null;
        });
        WaitForAsyncUtils.waitForFxEvents();
        Patience.until(
                () -> fx(() -> window.session().runs().size() == document.runs().size()));
    }

    /// What is in use is compared in the same state: a small document that rests.
    private static void rest(LabWindow window) throws Exception {
        fx(() -> {
            window.openPreset("simplest-lemma-1");
            lay(window);
            return null;
        });
        TimeUnit.SECONDS.sleep(2);
    }

    private static void lay(LabWindow window) {
        window.root().applyCss();
        window.root().layout();
    }

    private void export(LabWindow window) throws Exception {
        PanelState state = window.session().preset().layout().panels().getFirst();
        var context = fx(() -> window.session().context(false));
        Figure figure = Panels.CATALOG.get(state.id()).createDefault().figure(context);
        for (String format : List.of("pdf", "svg", "csv", "tex")) {
            Export.write(figure, FigureWriters.of(format), Page.of(120, 80), "{}", folder.resolve("figure." + format));
        }
    }

    private static Use use() throws IOException, InterruptedException {
        WaitForAsyncUtils.waitForFxEvents();
        for (int i = 0; i < 3; i++) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(200);
        }
        double heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        double files = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
        return new Use(heap / (1 << 20), ManagementFactory.getThreadMXBean().getThreadCount(), files, resident());
    }

    private static double resident() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    /// A straight line of least squares through all but the first rounds.
    ///
    /// @param rise from the first to the last of them
    /// @param error one standard error of that
    /// @param noise what counts as none
    private record Slope(String what, int rounds, double rise, double error, double noise) {
        static Slope of(String what, List<Use> all, ToDoubleFunction<Use> of, double noise) {
            double[] uses = all.stream()
                    .skip((long) (WARM * all.size()))
                    .mapToDouble(of)
                    .toArray();
            int n = uses.length;
            double mean = Arrays.stream(uses).average().orElse(0);
            double slope = 0;
            double squares = 0;
            for (int k = 0; k < n; k++) {
                double x = k - (n - 1) / 2.0;
                slope += x * (uses[k] - mean);
                squares += x * x;
            }
            slope /= squares;
            double left = 0;
            for (int k = 0; k < n; k++) {
                double residual = uses[k] - mean - slope * (k - (n - 1) / 2.0);
                left += residual * residual;
            }
            return new Slope(what, n, slope * (n - 1), Math.sqrt(left / (n - 2) / squares) * (n - 1), noise);
        }

        boolean isFlat() {
            return rise < noise + 3 * error;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "%s: rise in %d rounds %.2f ± %.2f, noise %.0f", what, rounds, rise, error, noise);
        }
    }
}
