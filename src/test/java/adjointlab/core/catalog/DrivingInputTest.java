package adjointlab.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.field.Signal;
import adjointlab.core.math.RandomStreams;
import adjointlab.core.problem.samples.Samples.Counts;
import adjointlab.core.problem.sequence.Circuit;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What becomes of a table that drives a field, and of none.
final class DrivingInputTest {
    /// In the form of the Silverbox measurements: names in quotes, a comma behind every row, empty lines at the
    /// end.
    private static final String BOX = "\"V1\",\"V2\",\n1,10,\n2,20,\n6,30,\n-3,40,\n\n\n";

    @TempDir
    private Path folder;

    private Path table(String text) throws IOException {
        return Files.writeString(folder.resolve("box.csv"), text);
    }

    private static Signal input(Map<String, Object> values) {
        return Fields.inputs(
                        new Values(values).complete(Fields.CATALOG.get("driven").parameters()))
                .getFirst();
    }

    private static Signal input(Path table, Map<String, Object> more) {
        Map<String, Object> values = new HashMap<>(more);
        values.put("inputFile", table.toString());
        return input(values);
    }

    @Test
    void samplesAreAColumnsFirstOnesLessTheMeanOfAllTimesAFactor() throws IOException {
        Path box = table(BOX);
        assertThat(input(box, Map.of("inputLength", 4)).samples()).containsExactly(-0.5, 0.5, 4.5, -4.5);
        assertThat(input(box, Map.of("inputLength", 2, "inputScale", 100.0)).samples())
                .containsExactly(-50.0, 50.0);
        assertThat(input(box, Map.of("inputLength", 3, "inputColumn", 2)).samples())
                .containsExactly(-15.0, -5.0, 5.0);
        assertThat(input(box, Map.of("inputLength", 3, "inputCentred", false)).samples())
                .containsExactly(1.0, 2.0, 6.0);
    }

    @Test
    void itGoesOnAsItIsTold() throws IOException {
        Path box = table(BOX);
        Signal line = input(box, Map.of("inputLength", 3, "inputBeyond", "line", "inputCentred", false));
        assertThat(line.at(1.5)).isEqualTo(4);
        assertThat(line.at(10)).as("2 + 4·9").isEqualTo(38);
        Signal steps = input(box, Map.of("inputLength", 3, "inputBetween", "steps", "inputCentred", false));
        assertThat(List.of(steps.at(1.5), steps.at(10))).containsExactly(2.0, 6.0);
    }

    @Test
    void aPackedTableIsTheSame() throws IOException {
        Path packed = folder.resolve("box.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(BOX.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(input(packed, Map.of("inputLength", 4))).isEqualTo(input(table(BOX), Map.of("inputLength", 4)));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(BOX, Map.of("inputColumn", 3), "box.csv has no column 3; it has V1, V2"),
                Arguments.of("1\n2\n", Map.of("inputColumn", 2), "has no column 2; it has 1"),
                Arguments.of(
                        BOX,
                        Map.of("inputLength", 5),
                        "box.csv has 4 rows; the input has 5 samples: set inputLength to 4 or fewer"),
                Arguments.of("u\n1\n", Map.of(), "has 1 row; the input has 4 samples: set inputLength to 1 or fewer"),
                Arguments.of(
                        "u,v\n1,2\n3,much\n",
                        Map.of("inputColumn", 2),
                        "box.csv, line 3, column 2 (v): 'much' is not a number"),
                Arguments.of("u,v\n1,2\n,4\n", Map.of(), "line 3, column 1 (u) is empty; numbers are wanted"),
                Arguments.of(
                        "u,v\n1,NaN\n3,4\n",
                        Map.of("inputColumn", 2),
                        "line 2, column 2 (v) is empty; numbers are wanted"),
                Arguments.of("u,v\n1,2\n3\n", Map.of(), "line 3: 1 columns; expected 2"),
                Arguments.of("u,v\n", Map.of(), "box.csv holds no rows of numbers"),
                Arguments.of("", Map.of(), "box.csv holds no rows of numbers"),
                Arguments.of(
                        BOX,
                        Map.of("inputLength", 1, "inputBeyond", "line"),
                        "an input that is extrapolated has at least 2 samples; set inputLength to 2 or more, or"
                                + " inputBeyond to hold"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatCannotDriveIsOneSentence(String text, Map<String, Object> values, String sentence) throws IOException {
        Path table = table(text);
        Map<String, Object> asked = new HashMap<>(Map.of("inputLength", 4));
        asked.putAll(values);
        assertThatThrownBy(() -> input(table, asked))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageEndingWith(sentence)
                .hasMessageNotContaining("\n");
    }

    @Test
    void aTableThatIsNotThereIsOneSentence() {
        for (String name : List.of("none.csv", "\0")) {
            assertThatThrownBy(() -> input(Map.of("inputFile", name))).isInstanceOf(InvalidValueException.class);
        }
        assertThatThrownBy(() -> input(folder, Map.of())).hasMessageEndingWith(" is a folder, not a file");
    }

    @Test
    void withoutATableItIsNoiseOrACircuitsVoltage() {
        var noise = RandomStreams.of(7, "input");
        Signal made = input(Map.of("inputSeed", 7, "inputLength", 3, "inputScale", 2.0));
        assertThat(made.samples())
                .containsExactly(2 * noise.nextGaussian(), 2 * noise.nextGaussian(), 2 * noise.nextGaussian());

        double[][] voltages = new Circuit(new Counts(1, 0), 50, 1, 0.05)
                .train(7)
                .all()
                .getFirst()
                .values();
        Signal circuit =
                input(Map.of("inputSeed", 7, "inputLength", 50, "inputStandIn", "circuit", "inputScale", 100.0));
        for (int k = 0; k < 50; k++) {
            assertThat(circuit.at(k)).isCloseTo(voltages[k][0], within(1e-12));
        }
        assertThat(circuit).isNotEqualTo(input(Map.of("inputSeed", 8, "inputLength", 50, "inputStandIn", "circuit")));
    }

    @Test
    void aFormAsksOnlyWhatHasAnEffect() {
        Entry<?> driven = Fields.CATALOG.get("driven");
        Values none = Values.EMPTY.complete(driven.parameters());
        Values some = none.with(Fields.INPUT_FILE, "box.csv");
        for (Key<?> key : driven.parameters()) {
            boolean ofTable = List.of("inputColumn", "inputColumns", "inputTime", "inputCentred")
                    .contains(key.name());
            boolean made = List.of("inputStandIn", "inputSeed", "inputCount").contains(key.name());
            boolean ofSeveral = key.name().equals("inputBetweenEach");
            assertThat(key.applies(new Selection(driven, none))).as(key.name()).isEqualTo(!ofTable && !ofSeveral);
            assertThat(key.applies(new Selection(driven, some))).as(key.name()).isEqualTo(!made && !ofSeveral);
            assertThat(key.applies(new Selection(driven, none.with("inputCount", 2))))
                    .as(key.name())
                    .isEqualTo(!ofTable);
        }
        Values several = some.with("inputColumns", "V1, V2");
        assertThat(driven.parameters().stream()
                        .filter(key -> !key.applies(new Selection(driven, several)))
                        .map(Key::name))
                .containsExactlyInAnyOrder("inputStandIn", "inputSeed", "inputCount", "inputColumn");
    }

    /// A column of times is found by its name, or chosen, or left out; all rows are taken where 0 is asked for.
    @Test
    void samplesStandAtTheirTimes() throws IOException {
        Path table =
                Files.writeString(folder.resolve("valve.csv"), "time [s],valve,clock\n10,1,0\n10.25,3,1\n11,2,5\n");
        Map<String, Object> asked = Map.of("inputColumn", 2, "inputLength", 0, "inputCentred", false);
        assertThat(input(table, asked).times()).containsExactly(0.0, 0.25, 1.0);
        assertThat(input(table, asked).samples()).containsExactly(1.0, 3.0, 2.0);
        Map<String, Object> other = new HashMap<>(asked);
        other.put("inputTime", "clock");
        assertThat(input(table, other).times()).containsExactly(0.0, 1.0, 5.0);
        other.put("inputTime", "-");
        assertThat(input(table, other).times()).containsExactly(0.0, 1.0, 2.0);
        other.put("inputTime", "valve");
        assertThatThrownBy(() -> input(table, other))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("not later than the one before");
        other.put("inputTime", "when");
        assertThatThrownBy(() -> input(table, other)).hasMessageContaining("has no column 'when'");
    }
}
