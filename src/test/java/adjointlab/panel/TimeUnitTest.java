package adjointlab.panel;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Values;
import adjointlab.core.ode.Cancellation;
import adjointlab.figure.Axis;
import adjointlab.figure.Plot;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.RunState;
import adjointlab.lab.run.TrainingService;
import adjointlab.panel.kit.Looks;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.RunStyles;
import adjointlab.panel.kit.TimeAxis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
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
        return plots(preset, List.of(panel), settings).getOrDefault(panel, List.of()).stream()
                .map(plot -> plot.x().label())
                .collect(Collectors.toSet());
    }

    /// The plots of panels whose options are as ever.
    private static Map<String, List<Plot>> plots(String preset, List<String> panels, String... settings) {
        return plots(preset, panels, Map.of(), settings);
    }

    private static Map<String, List<Plot>> plots(
            String preset, List<String> panels, Map<String, Object> options, String... settings) {
        Preset whole = Overrides.apply(Presets.get(preset), List.of(settings));
        try (TrainingService service = new TrainingService(0)) {
            List<Run> runs = service.open(whole);
            service.drain(Cancellation.NEVER);
            PanelContext context = new PanelContext(
                    whole,
                    runs.stream()
                            .map(run -> new PanelContext.Shown(run, RunStyles.of(run)))
                            .toList(),
                    0,
                    "",
                    false,
                    Cancellation.NEVER);
            Map<String, List<Plot>> plots = new LinkedHashMap<>();
            for (String panel : panels) {
                Entry<Panel> entry = Panels.CATALOG.get(panel);
                plots.put(
                        panel,
                        entry.create(new Values(options).complete(entry.parameters()))
                                .figure(context)
                                .plots());
            }
            return plots;
        }
    }

    private static List<Axis> axes(List<Plot> plots) {
        return plots.stream().flatMap(plot -> Stream.of(plot.x(), plot.y())).toList();
    }

    /// Every panel: no axis of time is without the unit, and none says another.
    @ParameterizedTest
    @ValueSource(strings = {"learn-moving-base", "learn-nested-annuli", "learn-lotka-volterra"})
    void noPanelSaysAnotherUnitThanTheOneThatIsSet(String preset) {
        boolean known = Presets.get(preset).settings().has("problem.timeUnit");
        String[] settings =
                known ? new String[] {"iterations=0", "problem.timeUnit=ms"} : new String[] {"iterations=0"};
        int found = 0;
        for (var drawn : plots(preset, Panels.CATALOG.ids(), settings).entrySet()) {
            for (Axis axis : axes(drawn.getValue())) {
                if (axis.quantity() == Axis.Quantity.SECONDS) {
                    continue;
                }
                assertThat(axis.label()).as(drawn.getKey()).doesNotEndWith(", s");
                boolean isTime =
                        axis.quantity() == Axis.Quantity.TIME || axis.label().contains("t₁");
                if (known && isTime && !axis.label().isEmpty()) {
                    assertThat(axis.label()).as(drawn.getKey()).endsWith(", ms");
                    found++;
                }
            }
        }
        assertThat(found).as("axes of time").isGreaterThanOrEqualTo(known ? 6 : 0);
    }

    /// Gaps, what is remembered and the series themselves speak of one time.
    @Test
    void seriesHaveTheUnitOfTheirSource() throws IOException {
        String[] made = {"iterations=0"};
        assertThat(labels(plots("sequence-circuit", List.of("gap-evaluations"), Map.of("along", "length"), made)))
                .contains("length of the gap, s");
        assertThat(labels(plots("sequence-circuit", List.of("memory"), Map.of("along", "time"), made)))
                .contains("t of the observation, s");
        assertThat(labels(plots("sequence-circuit", List.of("sequence"), made))).contains("t, s");

        Path file = Files.createTempFile(folder, "hours", ".csv");
        Files.write(
                file,
                Stream.concat(
                                Stream.of("hour,load"),
                                Stream.iterate(0, hour -> hour < 200, hour -> hour + 1)
                                        .map(hour -> hour + "," + Math.sin(hour)))
                        .toList());
        String[] read = {"problem.id=series-file", "iterations=0", "problem.file=" + file};
        assertThat(labels(plots("sequence-circuit", List.of("sequence"), read)))
                .as("nobody said what the numbers are")
                .contains("t")
                .doesNotContain("t, s");
    }

    /// Pictures of some of the runs name the unit of those, whatever the others' is.
    @Test
    void unitsAreThoseOfTheRunsThatAreDrawn() {
        Preset whole =
                Overrides.apply(Presets.get("learn-moving-base"), List.of("iterations=0", "problem.timeUnit=ms"));
        try (TrainingService service = new TrainingService(0)) {
            Run driven = service.open(whole).getFirst();
            Run free = service.add(
                    new Run.Identity("free", "Free", 1, null),
                    Presets.get("learn-pendulum")
                            .settings()
                            .with("iterations", 0)
                            .with("problem.timeUnit", "years"));
            service.drain(Cancellation.NEVER);
            PanelContext context = new PanelContext(
                    whole,
                    Stream.of(driven, free)
                            .map(run -> new PanelContext.Shown(run, RunStyles.of(run)))
                            .toList(),
                    0,
                    "",
                    false,
                    Cancellation.NEVER);
            assertThat(titles("input", Map.of(), context)).containsExactly("t, ms");
            assertThat(Panels.CATALOG
                            .get("adjoint-norm")
                            .create(new Values(Map.of("over", "map"))
                                    .complete(Panels.CATALOG.get("adjoint-norm").parameters()))
                            .figure(context)
                            .plots())
                    .extracting(plot -> plot.y().label())
                    .containsExactly("t, ms", "t, years");
        }
    }

    private static List<String> titles(String panel, Map<String, Object> options, PanelContext context) {
        Entry<Panel> entry = Panels.CATALOG.get(panel);
        return entry.create(new Values(options).complete(entry.parameters())).figure(context).plots().stream()
                .map(plot -> plot.x().label())
                .toList();
    }

    private static Set<String> labels(Map<String, List<Plot>> plots) {
        return plots.values().stream()
                .flatMap(each -> axes(each).stream())
                .map(Axis::label)
                .collect(Collectors.toSet());
    }

    /// Nothing is computed with it, so a run that is renamed is not older, does not start over, and shares its
    /// curve with its like.
    @Test
    void aUnitMakesNothingAnew() {
        Preset whole = Overrides.apply(Presets.get("learn-pendulum"), List.of("iterations=2"));
        try (TrainingService service = new TrainingService(0)) {
            Run run = service.open(whole).getFirst();
            service.play();
            service.drain(Cancellation.NEVER);
            Settings before = run.settings();
            double[] weights = Looks.weights(run, 1, Cancellation.NEVER).orElseThrow();
            Looks.Landscape landscape = Looks.Landscape.of(before);
            var experiment = Looks.experiment(before);

            service.change(run, "problem.timeUnit", "ms");
            assertThat(run.isOutdated()).as("asked for").isFalse();
            assertThat(run.isChanged()).as("asked for").isFalse();
            service.drain(Cancellation.NEVER);
            assertThat(run.settings().get("problem.timeUnit")).isEqualTo("ms");
            assertThat(run.isOutdated()).isFalse();
            assertThat(run.isChanged()).isFalse();
            assertThat(run.state()).isInstanceOf(RunState.Finished.class);
            assertThat(Looks.Landscape.of(run.settings())).isEqualTo(landscape);
            assertThat(Looks.experiment(run.settings())).isSameAs(experiment);
            assertThat(Looks.weights(run, 1, Cancellation.NEVER)).hasValue(weights);

            service.change(run, "problem.horizon", 2.0);
            service.drain(Cancellation.NEVER);
            assertThat(run.isChanged()).as("what is computed with").isTrue();
            assertThat(Looks.Landscape.of(run.settings())).isNotEqualTo(landscape);
        }
    }

    /// A run that trains nothing keeps what it has.
    @Test
    void aRunThatTrainsNothingDoesNotBeginAgain() {
        Preset whole = Overrides.apply(Presets.get("learn-pendulum"), List.of("iterations=0"));
        try (TrainingService service = new TrainingService(0)) {
            Run run = service.open(whole).getFirst();
            service.drain(Cancellation.NEVER);
            var log = run.log();
            service.change(run, "problem.timeUnit", "ms");
            service.drain(Cancellation.NEVER);
            assertThat(run.log()).isSameAs(log);
            assertThat(run.settingsAt(0).get("problem.timeUnit")).isEqualTo("ms");
            assertThat(TimeAxis.label("T", List.of(new PanelContext.Shown(run, RunStyles.of(run)))))
                    .isEqualTo("T, ms");
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
