package adjointlab.ui.shell;

import static adjointlab.Patience.fx;
import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.lab.preset.Gallery;
import adjointlab.lab.preset.Gallery.Takes;
import adjointlab.lab.preset.Presets;
import adjointlab.ui.look.Look;
import adjointlab.ui.model.Preferences.Appearance;
import adjointlab.ui.panel.PanelHost;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.scene.Scene;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.testfx.framework.junit5.ApplicationExtension;

/// Every preset can be read in every size and mode, some iterations into its training.
///
/// A scene without a stage has any size. What takes long to draw is looked at as it is by then: with a sentence. What
/// takes a night is not begun.
@ExtendWith(ApplicationExtension.class)
final class LayoutTest {
    /// Until a preset is looked at as it is.
    private static final double TRAINING = 1.5;

    private static final double DRAWING = 15;
    private static final double LITTLE = 2;
    private static final int ITERATIONS = 20;

    /// How a lab is looked at.
    private enum Mode {
        LIGHT,
        DARK,
        PRESENTATION
    }

    /// A way to look at a preset.
    private record View(int width, int height, Mode mode) {
        static final List<View> ALL = Stream.of(new int[] {1440, 900}, new int[] {1024, 768}, new int[] {900, 600})
                .flatMap(size -> Stream.of(Mode.values()).map(mode -> new View(size[0], size[1], mode)))
                .toList();

        Look look() {
            return new Look(mode == Mode.DARK, mode == Mode.PRESENTATION, Look.DEFAULT_FONT_SIZE);
        }

        @Override
        public String toString() {
            return width + "×" + height + " " + mode;
        }
    }

    @TempDir
    private Path folder;

    private @Nullable LabWindow open;

    @AfterEach
    void close() throws Exception {
        fx(() -> {
            if (open != null) {
                open.close();
            }
            open = null;
            return 0;
        });
    }

    private LabWindow window() {
        return Objects.requireNonNull(open, "no window is open");
    }

    /// Each in one of the ways, neighbours in different ones; [#everyPresetCanBeReadEverywhere] is for all.
    @ParameterizedTest
    @MethodSource
    @Tag("layout")
    void everyPresetCanBeRead(String id) throws Exception {
        assertThat(faults(id, View.ALL.get(Presets.ids().indexOf(id) % View.ALL.size())))
                .isEmpty();
    }

    static Stream<String> everyPresetCanBeRead() {
        return Presets.ids().stream().filter(LayoutTest::trainsSoon);
    }

    private static boolean trainsSoon(String id) {
        return Gallery.builtIn().place(id).takes().compareTo(Takes.MINUTES) <= 0;
    }

    static Stream<Integer> views() {
        return IntStream.range(0, View.ALL.size()).boxed();
    }

    @ParameterizedTest
    @MethodSource("views")
    @Tag("layout")
    void everyPresetCanBeReadEverywhere(int view) throws Exception {
        List<String> all = new ArrayList<>();
        for (String id : Presets.ids()) {
            all.addAll(faults(id, View.ALL.get(view)));
            close();
        }
        assertThat(all).isEmpty();
    }

    private List<String> faults(String id, View view) throws Exception {
        fx(() -> {
            LabWindow window = new LabWindow(new LabWindow.Setup(1, folder));
            open = window;
            Scene scene = new Scene(window.root(), view.width, view.height);
            window.attach(scene, null);
            window.setPreferences(
                    window.preferences().with(view.mode == Mode.DARK ? Appearance.DARK : Appearance.LIGHT));
            window.session().setSpeed(0);
            window.openPreset(id);
            return 0;
        });
        boolean soon = trainsSoon(id);
        if (soon) {
            fx(() -> {
                window().session().togglePlay();
                return 0;
            });
            await(TRAINING, () -> {
                var transport = window().session().transport();
                return transport.reachedProperty().get()
                        >= Math.min(ITERATIONS, transport.endProperty().get());
            });
        }
        int panels = fx(() -> {
            if (window().session().transport().playingProperty().get()) {
                window().session().togglePlay();
            }
            window().presentation().set(view.mode == Mode.PRESENTATION);
            return view.mode == Mode.PRESENTATION
                    ? window().session().preset().layout().panels().size()
                    : 1;
        });
        List<String> faults = new ArrayList<>();
        for (int panel = 0; panel < panels; panel++) {
            await(soon ? DRAWING : LITTLE, this::isDrawn);
            String where = id + ", " + view + ", panel " + panel + ": ";
            fx(() -> {
                        layOut(); // what came since is not in its place yet, and no pulse puts it there
                        return Legibility.faults(window(), view.look().theme());
                    })
                    .forEach(fault -> faults.add(where + fault));
            fx(() -> {
                window().presentation().presenter().go(1);
                window().presentation().changed();
                return 0;
            });
        }
        return faults;
    }

    private void layOut() {
        window().root().applyCss();
        window().root().layout();
    }

    private boolean isDrawn() {
        layOut();
        return !window().session().transport().playingProperty().get()
                && Refresher.hosts(window().dock().visiblePanels()).stream().allMatch(PanelHost::isUpToDate);
    }

    /// Waits no longer than this, in seconds.
    private static void await(double seconds, BooleanSupplier condition) throws Exception {
        long end = System.nanoTime() + (long) (1e9 * seconds);
        while (!fx(condition::getAsBoolean) && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
