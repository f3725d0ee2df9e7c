package adjointlab.ui.launch;

import adjointlab.ui.chart.ChartView;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import javafx.animation.AnimationTimer;
import javafx.animation.PauseTransition;
import javafx.beans.value.ObservableIntegerValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.util.Duration;

/// Prints when a start has come how far, for `installer/measure-start`: lines of `mark NAME SECONDS` on the error
/// stream, in seconds since 1970. Is asked for by the system property `adjointlab.marks`; with the value `play` the
/// play button is pressed once after the window has rested.
public final class StartMarks extends AnimationTimer {
    private static final String WANTED = System.getProperty("adjointlab.marks", "");
    private static final Duration REST = Duration.seconds(3);

    /// A picture is on the screen when the pulse after the one that has it is over.
    private static final int PULSES = 2;

    private final Scene scene;
    private final ObservableIntegerValue iteration;
    private boolean one;
    private int shown;

    private StartMarks(Scene scene, ObservableIntegerValue iteration) {
        this.scene = scene;
        this.iteration = iteration;
    }

    /// Watches a window whose stage was shown just now, if marks are wanted.
    ///
    /// @param iteration that the window shows
    public static void watch(Scene scene, ObservableIntegerValue iteration) {
        if (!WANTED.isEmpty()) {
            mark("window");
            new StartMarks(scene, iteration).start();
        }
    }

    /// Prints a mark, if they are wanted.
    public static void mark(String name) {
        if (!WANTED.isEmpty()) {
            Instant now = Instant.now();
            System.err.printf(Locale.ROOT, "mark %s %d.%06d%n", name, now.getEpochSecond(), now.getNano() / 1000);
        }
    }

    @Override
    public void handle(long now) {
        List<ChartView> charts = charts();
        long drawn = charts.stream().filter(StartMarks::isDrawn).count();
        if (drawn == 0) {
            return;
        }
        if (!one) {
            one = true;
            afterPulses(() -> mark("picture"));
        }
        if (drawn == charts.size() && ++shown == PULSES) {
            mark("pictures");
            stop();
            PauseTransition rest = new PauseTransition(REST);
            rest.setOnFinished(_ -> rested());
            rest.play();
        }
    }

    private void rested() {
        mark("rested");
        if (WANTED.equals("play") && scene.lookup("#play") instanceof Button play) {
            iteration.addListener((_, before, after) -> {
                if (before.intValue() == 0 && after.intValue() > 0) {
                    mark("iteration");
                    afterPulses(() -> mark("iteration-shown"));
                }
            });
            mark("play");
            play.fire();
        }
    }

    private static void afterPulses(Runnable action) {
        new AnimationTimer() {
            private int pulses;

            @Override
            public void handle(long now) {
                if (++pulses == PULSES) {
                    stop();
                    action.run();
                }
            }
        }.start();
    }

    private List<ChartView> charts() {
        return scene.getRoot().lookupAll(".chart").stream()
                .filter(ChartView.class::isInstance)
                .map(ChartView.class::cast)
                .filter(StartMarks::isSeen)
                .toList();
    }

    private static boolean isSeen(ChartView chart) {
        for (Node node = chart; node != null; node = node.getParent()) {
            if (!node.isVisible()) {
                return false;
            }
        }
        return chart.getWidth() > 1 && chart.getHeight() > 1;
    }

    private static boolean isDrawn(ChartView chart) {
        return chart.shownProperty().get() != null;
    }
}
