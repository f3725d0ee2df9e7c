package adjointlab.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.field.Driven;
import adjointlab.core.field.Signal;
import adjointlab.core.field.Signal.Between;
import adjointlab.core.problem.dynamics.Dynamics;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.train.SingleGradient;
import adjointlab.lab.preset.InputFiles;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.run.Experiments;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several columns drive fields and systems.
final class DrivingInputsTest {
    @TempDir
    Path folder;

    private Path table() throws IOException {
        return Files.writeString(
                folder.resolve("inputs.csv"),
                "time,force,wind,noise\n0,1,5,x\n0.5,2,,x\n2,4,7,x\n3,,8,x\n",
                StandardCharsets.UTF_8);
    }

    private static Settings settings(String... changes) {
        List<String> all = new ArrayList<>(List.of("problem.id=driven-formula", "problem.samples=2"));
        all.addAll(List.of(changes));
        return Overrides.apply(Presets.get("learn-driven-spring"), all).settings();
    }

    private Settings given(String formula) throws IOException {
        List<String> changes = new ArrayList<>(List.of("problem.formula=" + formula, "problem.times=4"));
        for (String slot : new String[] {"problem", "field"}) {
            changes.add(slot + ".inputFile=" + table());
            changes.add(slot + ".inputColumns=force, wind");
            changes.add(slot + ".inputLength=0");
            changes.add(slot + ".inputCentred=false");
        }
        changes.add("problem.horizon=3");
        return settings(changes.toArray(String[]::new));
    }

    @Test
    void eachColumnHasItsOwnTimes() throws IOException {
        Driven field =
                (Driven) Experiments.build(given("x'' = -x + u1*u2")).model().field();
        List<Signal> inputs = field.inputs();
        assertThat(inputs).hasSize(2);
        assertThat(inputs.get(0).times()).containsExactly(0.0, 0.5, 2.0);
        assertThat(inputs.get(0).samples()).containsExactly(1.0, 2.0, 4.0);
        assertThat(inputs.get(1).times()).containsExactly(0.0, 2.0, 3.0);
        assertThat(inputs.get(1).samples()).containsExactly(5.0, 7.0, 8.0);
    }

    private List<Signal> inputs(String... changes) throws IOException {
        Settings settings = given("x'' = -x + u1*u2");
        for (String change : changes) {
            String[] parts = change.split("=", 2);
            settings = settings.with(parts[0], parts[1]);
        }
        return ((Driven) Experiments.build(settings).model().field()).inputs();
    }

    @Test
    void eachInputMayGoItsOwnWayBetweenItsSamples() throws IOException {
        List<Signal> alike = inputs("field.inputBetween=steps");
        assertThat(alike).extracting(Signal::between).containsExactly(Between.STEPS, Between.STEPS);
        List<Signal> own = inputs("field.inputBetween=steps", "field.inputBetweenEach=linear, steps");
        assertThat(own).extracting(Signal::between).containsExactly(Between.LINEAR, Between.STEPS);
        assertThat(own.get(0).at(1)).as("2 + 2·(0.5/1.5)").isCloseTo(2 + 2.0 / 3, within(1e-12));
        assertThat(own.get(1).at(1)).isEqualTo(5);

        assertThatThrownBy(() -> inputs("field.inputBetweenEach=linear"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("inputBetweenEach has 1 word for 2 inputs; give one for each, or none");
        assertThatThrownBy(() -> inputs("field.inputBetweenEach=linear, curved"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("'curved'")
                .hasMessageContaining("linear, steps, cubic");
        assertThat(inputs("field.inputColumns=force", "field.inputBetweenEach=cubic, steps"))
                .as("of one input there is nothing to tell apart")
                .extracting(Signal::between)
                .containsExactly(Between.LINEAR);
    }

    @Test
    void madeInputsMayAsWell() {
        Map<String, Object> values = Map.of("inputCount", 2, "inputBetweenEach", "cubic,steps");
        assertThat(Fields.inputs(
                        new Values(values).complete(Fields.CATALOG.get("driven").parameters())))
                .extracting(Signal::between)
                .containsExactly(Between.CUBIC, Between.STEPS);
    }

    @Test
    void whatIsUnderstoodOfAFileIsThreeLines() throws IOException {
        Settings settings = given("x'' = -x + u1*u2")
                .with("field.inputBetweenEach", "linear, steps")
                .with("problem.inputBetweenEach", "linear, steps");
        List<String> lines = InputFiles.lines(settings);
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith("table, ").endsWith(": 4 rows");
        assertThat(lines.get(1))
                .isEqualTo("inputs: force (1 … 4, 3 samples, 1 missing, straight lines),"
                        + " wind (5 … 8, 3 samples, 1 missing, steps)");
        assertThat(lines.get(2))
                .isEqualTo("times: time, 0 … 3 s, 0.5 s apart with gaps up to 1.5 s; 1 s apart with gaps up to 2 s");

        assertThat(InputFiles.lines(settings.with("field.inputScale", 2.0)))
                .as("driven otherwise")
                .hasSize(6);
        assertThat(InputFiles.lines(settings.with("field.inputTime", "-")
                        .with("problem.inputTime", "-")
                        .with("field.inputColumns", "time")
                        .with("problem.inputColumns", "time")
                        .with("field.inputCentred", true)
                        .with("problem.inputCentred", true)))
                .contains(
                        "inputs: time (−1.375 … 1.625, 4 samples, straight lines); less the column's mean",
                        "times: none, 0 … 3 s, 1 s apart");
        assertThat(InputFiles.lines(settings("seed=1"))).isEmpty();
        assertThat(InputFiles.lines(settings.with("field.inputColumns", "rain").with("problem.inputColumns", "rain")))
                .as("the run says why")
                .isEmpty();
    }

    @Test
    void aTypedSystemAnswersThem() throws IOException {
        Dynamics system = Experiments.build(given("x'' = -0.5*x' - (1 + u2)*x + t*u1"))
                .task()
                .problem()
                .dynamics()
                .orElseThrow();
        double[] rate = new double[2];
        system.rate(1, new double[] {0.3, -0.2}, rate);
        double u1 = 2 + 0.5 * 2 / 1.5;
        double u2 = 6;
        assertThat(rate).containsExactly(new double[] {-0.2, 0.1 - (1 + u2) * 0.3 + u1}, within(1e-14));
        double[] jacobian = new double[4];
        system.jacobian(1, new double[] {0.3, -0.2}, jacobian);
        assertThat(jacobian).containsExactly(new double[] {0, 1, -(1 + u2), -0.5}, within(1e-14));
        assertThat(system.breaks()).containsExactly(0, 0.5, 2, 3);
    }

    /// Of the whole loss with equal steps, whose solves meet the corners of both inputs.
    @Test
    void gradientsAreThoseOfDifferences() throws IOException {
        Settings settings = given("x'' = -0.5*x' - (1 + 0.1*u2)*x + u1").with("solver.id", "rk4");
        Experiment experiment = Experiments.build(settings);
        double[] theta = Experiments.startWeights(settings, experiment);
        double[] gradient = SingleGradient.of(experiment, theta, null).theta();
        for (int j : new int[] {2, 3, theta.length - 1}) {
            double step = 1e-5;
            double[] up = theta.clone();
            double[] down = theta.clone();
            up[j] += step;
            down[j] -= step;
            double difference = (SingleGradient.of(experiment, up, null).loss()
                            - SingleGradient.of(experiment, down, null).loss())
                    / (2 * step);
            assertThat(gradient[j]).isCloseTo(difference, within(1e-6 * (1 + Math.abs(difference))));
        }
    }

    /// Steps that are chosen meet the corners, too. Their gradient is compared with that of many equal steps, not with
    /// differences, which see how the number of steps jumps from one loss to the next.
    @Test
    void gradientsOfChosenStepsAreThoseOfManyEqualOnes() throws IOException {
        Settings settings = given("x'' = -0.5*x' - (1 + 0.1*u2)*x + u1");
        double[] equal = gradient(settings.with("solver.id", "rk4").with("solver.steps", 600));
        for (String solver : List.of("tsit5", "dopri5", "dopri8")) {
            double[] chosen = gradient(settings.with("solver.id", solver)
                    .with("solver.rtol", 1e-11)
                    .with("solver.atol", 1e-12));
            assertThat(chosen).as(solver).containsExactly(equal, within(1e-7));
        }
    }

    private static double[] gradient(Settings settings) {
        Experiment experiment = Experiments.build(settings);
        return SingleGradient.of(experiment, Experiments.startWeights(settings, experiment), null)
                .theta();
    }

    @Test
    void inputsThatAreNotThereAreSaid() {
        assertThatThrownBy(() -> Experiments.build(settings("problem.formula=x' = u1 + u2")))
                .hasMessageContaining("the formula names u2, and there is 1 input");
        assertThat(Experiments.build(
                                settings("problem.formula=x' = u1 + u2", "problem.inputCount=2", "field.inputCount=2"))
                        .model()
                        .field()
                        .parameters()
                        .find("field.W1")
                        .orElseThrow()
                        .shape())
                .containsExactly(16, 3);
    }

    private List<Signal> inputs(String text, String columns, Map<String, Object> more) throws IOException {
        Map<String, Object> values = new HashMap<>(Map.of("inputLength", 0, "inputCentred", false));
        values.put(
                "inputFile", Files.writeString(folder.resolve("more.csv"), text).toString());
        values.put("inputColumns", columns);
        values.putAll(more);
        return Fields.inputs(
                new Values(values).complete(Fields.CATALOG.get("driven").parameters()));
    }

    /// Time 0 is the table's first, whichever column has a value there.
    @Test
    void aColumnThatBeginsWithAGapIsNotEarlier() throws IOException {
        String text = "time,force,wind\n10,1,\n10.5,2,5\n12,4,7\n";
        List<Signal> inputs = inputs(text, "force, wind", Map.of());
        assertThat(inputs.get(0).times()).containsExactly(0.0, 0.5, 2.0);
        assertThat(inputs.get(1).times()).containsExactly(0.5, 2.0);
        assertThat(inputs.get(1).at(0.5)).isEqualTo(5);
        assertThat(inputs.get(1).at(1.25)).isEqualTo(6);
        assertThat(inputs.get(1).at(0)).as("constant before").isEqualTo(5);
        assertThat(inputs.get(1).breaks()).contains(0.5);
        assertThatThrownBy(() -> inputs(text, "wind", Map.of("inputLength", 3)))
                .hasMessageEndingWith("more.csv: column wind has 2 values; the input has 3 samples: set inputLength to"
                        + " 2 or fewer");
    }

    @Test
    void wordsAndDatesMayStandBesideAnInput() throws IOException {
        String text = "day,place,t,wind\n2026-01-01,here,0,5\n2026-01-02,there,2,7\n";
        Signal wind = inputs(text, "wind", Map.of()).getFirst();
        assertThat(wind.times()).containsExactly(0.0, 2.0);
        assertThat(wind.samples()).containsExactly(5.0, 7.0);
        assertThat(inputs(text, "", Map.of("inputColumn", 4))).containsExactly(wind);
        assertThatThrownBy(() -> inputs(text, "place", Map.of()))
                .hasMessageEndingWith("more.csv: column 2 (place) has words; an input is a number");
    }

    @Test
    void eachPartIsOneColumn() throws IOException {
        String text = "t,a,b,2-3\n0,1,10,100\n1,2,20,200\n";
        assertThat(inputs(text, "3, #2,2-3", Map.of()).stream()
                        .map(signal -> signal.samples().getLast()))
                .containsExactly(20.0, 2.0, 200.0);
        for (String time : List.of("", "-")) {
            assertThatThrownBy(() -> inputs(text, "2-4", Map.of("inputTime", time)))
                    .isInstanceOf(InvalidValueException.class)
                    .hasMessage("inputColumns has '2-4', which is not one column; name each column, with commas"
                            + " between them");
        }
        for (String columns : List.of(",", "a,,b", "a,", ", b")) {
            assertThatThrownBy(() -> inputs(text, columns, Map.of()))
                    .isInstanceOf(InvalidValueException.class)
                    .hasMessage("inputColumns has nothing beside a comma; name a column there or leave the comma out");
        }
    }

    private Map<Integer, String> possible(String text, String time) throws IOException {
        return columns(text, time, List.of()).possible();
    }

    private InputColumns columns(String text, String time, List<String> targets) throws IOException {
        Path file = Files.writeString(folder.resolve("many.csv"), text);
        return Fields.inputColumns(
                new Values(Map.of("inputFile", file.toString(), "inputTime", time))
                        .complete(Fields.CATALOG.get("driven").parameters()),
                targets);
    }

    /// Words, dates, an index and the times are none; what a list between commas could misread has its number.
    @Test
    void allColumnsOfNumbersButTheTimesMayDrive() throws IOException {
        String text = """
            ,day,time,force,"a, b",2-3,word,force2,late
            0,2026-01-01,0,1,2,3,x,7,
            1,2026-01-02,1,4,5,6,y,,8
            2,2026-01-03,2,4,5,6,y,8,
            """;
        assertThat(possible(text, "")).isEqualTo(Map.of(4, "force", 5, "#5", 6, "#6", 8, "force2", 9, "late"));
        assertThat(possible(text, "-")).containsKey(3);
        assertThat(possible(text, "force")).doesNotContainKey(4).containsKey(3);
        for (String name : possible(text, "").values()) {
            assertThat(inputs(text, name, Map.of())).hasSize(1);
        }
        assertThat(possible("1,2\n3,4\n", "")).isEqualTo(Map.of(1, "#1", 2, "#2"));
        String many = IntStream.range(0, 20).mapToObj(j -> "c" + j).collect(Collectors.joining(","));
        assertThat(possible(many + "\n" + many.replace("c", "") + "\n", "")).hasSize(16);
        assertThatThrownBy(() -> possible("a,b\nx,y\n", "")).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void whatAProblemNamesAsItsTargetIsNoInput() throws IOException {
        Path box = Files.writeString(folder.resolve("box.csv"), "V1,V2\n1,2\n3,4\n5,6\n");
        Settings settings = settings(
                "problem.id=samples-file",
                "problem.file=" + box,
                "problem.target=V2",
                "field.id=driven",
                "field.inputFile=" + box);
        assertThat(InputFiles.columns(settings, Slots.FIELD).possible()).isEqualTo(Map.of(1, "V1"));
        for (String first : List.of("V1", "1", "#1")) {
            assertThat(InputFiles.columns(settings.with("problem.target", first), Slots.FIELD)
                            .possible())
                    .isEqualTo(Map.of(2, "V2"));
        }
    }

    /// A word among the numbers of one column is no reason against the others.
    @Test
    void whatCannotDriveIsLeftOutWithTheReason() throws IOException {
        InputColumns some = columns("time,day,mixed,a\n0,x,1,5\n1,y,much,6\n", "", List.of());
        assertThat(some.possible()).isEqualTo(Map.of(4, "a"));
        assertThat(some.leftOut())
                .containsExactly("day, words", "mixed, line 3, column 3 (mixed): 'much' is not a number");
        assertThat(inputs("time,day,mixed,a\n0,x,1,5\n1,y,much,6\n", "a", Map.of()))
                .hasSize(1);
        assertThat(columns("V1,V2\n1,2\n3,4\n", "", List.of("V2")).possible()).isEqualTo(Map.of(1, "V1"));
        InputColumns unnamed = columns("1,2\n3,4\n", "", List.of("#1"));
        assertThat(unnamed.possible()).isEqualTo(Map.of(2, "#2"));
        assertThat(unnamed.leftOut()).containsExactly("1, what is learned");
        String many = IntStream.range(0, 18).mapToObj(j -> "c" + j).collect(Collectors.joining(","));
        assertThat(columns(many + "\n" + many.replace("c", "") + "\n", "", List.of())
                        .leftOut())
                .containsExactly("c16, there are at most 16 inputs", "c17, there are at most 16 inputs");
        assertThatThrownBy(() -> possible("time,a\n0,1\n1,x\n", ""))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageEndingWith(
                        "many.csv has no column that could drive: a, line 3, column 2 (a): 'x' is not a" + " number");
        assertThatThrownBy(() -> possible("time\n0\n1\n", ""))
                .hasMessageEndingWith("many.csv has no column that could drive beside the times");
    }

    /// A spring has one input, and asks for no more.
    @Test
    void aSpringAsksForOneInput() {
        assertThat(Problems.CATALOG.get("driven-spring").parameters())
                .extracting(Key::name)
                .contains("inputColumn", "inputFile")
                .doesNotContain("inputColumns", "inputCount");
    }
}
