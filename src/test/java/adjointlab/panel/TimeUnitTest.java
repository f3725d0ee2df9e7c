package adjointlab.panel;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Values;
import adjointlab.core.ode.Cancellation;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.TrainingService;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.RunStyles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Axes of time name the unit where somebody said it, or where dates have one, and say nothing else.
final class TimeUnitTest {
    @TempDir
    private Path folder;

    /// Titles of the horizontal axes of a panel's picture.
    private static Set<String> axes(String panel, String preset, String... settings) {
        Preset whole = Overrides.apply(Presets.get(preset), List.of(settings));
        Entry<Panel> entry = Panels.CATALOG.get(panel);
        try (TrainingService service = new TrainingService(0)) {
            List<Run> runs = service.open(whole);
            service.drain(Cancellation.NEVER);
            return entry
                    .create(new Values(Map.of()).complete(entry.parameters()))
                    .figure(new PanelContext(
                            whole,
                            runs.stream()
                                    .map(run -> new PanelContext.Shown(run, RunStyles.of(run)))
                                    .toList(),
                            0,
                            "",
                            false,
                            Cancellation.NEVER))
                    .plots()
                    .stream()
                    .map(plot -> plot.x().label())
                    .collect(Collectors.toSet());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"trajectories", "input", "state-norm", "adjoint-norm", "nfe"})
    void aUnitThatIsSetStandsOnEveryAxisOfTime(String panel) {
        assertThat(axes(panel, "learn-moving-base", "iterations=0", "problem.timeUnit= ms "))
                .as(panel)
                .contains("t, ms")
                .doesNotContain("t");
        assertThat(axes(panel, "learn-moving-base", "iterations=0", "problem.timeUnit="))
                .as(panel)
                .contains("t");
    }

    @Test
    void presetsOfWhichTheUnitIsKnownSayIt() {
        assertThat(axes("trajectories", "learn-driven-spring", "iterations=0")).contains("t, s");
        assertThat(axes("trajectories", "learn-moving-base", "iterations=0")).contains("t, s");
        assertThat(axes("trajectories", "learn-my-trajectories", "iterations=0"))
                .as("hares and lynxes")
                .contains("t, years");
        assertThat(axes("trajectories", "learn-my-trajectories", "iterations=0", "problem.standIn=pendulum"))
                .as("no clock was looked at")
                .contains("t");
        assertThat(axes("trajectories", "learn-lotka-volterra", "iterations=0")).contains("t");
    }

    /// What models have inside is the data's time over a number: it has no unit.
    @Test
    void scaledTimeHasNone() {
        assertThat(axes("trajectories", "learn-my-trajectories", "iterations=0", "problem.span=4"))
                .contains("t, years");
        assertThat(axes("state-norm", "learn-my-trajectories", "iterations=0", "problem.span=4"))
                .containsExactly("t");
        assertThat(axes("state-norm", "learn-my-trajectories", "iterations=0", "problem.span=0"))
                .containsExactly("t, years");
    }

    @Test
    void datesOfAFileAreSecondsAndNumbersWhatSomebodySays() throws IOException {
        String dates = table(day -> LocalDate.of(2024, 1, 1).plusDays(day).toString());
        assertThat(axes("trajectories", "learn-my-trajectories", "iterations=0", "problem.file=" + dates))
                .contains("t, s");
        String numbers = table(String::valueOf);
        assertThat(axes("trajectories", "learn-my-trajectories", "iterations=0", "problem.file=" + numbers))
                .contains("t");
        assertThat(axes(
                        "trajectories",
                        "learn-my-trajectories",
                        "iterations=0",
                        "problem.file=" + numbers,
                        "problem.timeUnit=days"))
                .contains("t, days");
    }

    private interface Clock {
        String at(int day);
    }

    private String table(Clock clock) throws IOException {
        Path file = Files.createTempFile(folder, "table", ".csv");
        Files.write(
                file,
                Stream.concat(
                                Stream.of("time,height"),
                                Stream.iterate(0, day -> day < 12, day -> day + 1)
                                        .map(day -> clock.at(day) + "," + Math.sin(day)))
                        .toList());
        return file.toString();
    }
}
