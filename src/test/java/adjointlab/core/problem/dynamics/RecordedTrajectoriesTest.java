package adjointlab.core.problem.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.catalog.Problems;
import adjointlab.core.catalog.Values;
import adjointlab.core.problem.Outlook;
import adjointlab.core.problem.Problem;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.problem.UnmadeDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files of trajectories and what is trained on, numbers written out by hand.
final class RecordedTrajectoriesTest {
    @TempDir
    private Path folder;

    private Problem problem(String table, Map<String, Object> given) throws IOException {
        Path file = folder.resolve("recorded.csv");
        Files.writeString(file, table);
        Map<String, Object> all = new HashMap<>(Map.of("file", file.toString(), "standardised", false));
        all.putAll(given);
        var entry = Problems.CATALOG.get(Problems.TRAJECTORIES_FILE);
        return entry.create(new Values(all).complete(entry.parameters()));
    }

    /// Two trajectories with times of their own, the second from another time on.
    private static final String TWO = """
        time,series,x1,x2
        0,a,1,10
        0.5,a,2,20
        2,a,3,30
        3,a,4,40
        100,b,5,50
        101,b,6,60
        102,b,7,70
        104,b,8,80
        """;

    @Test
    void eachTrajectoryHasItsOwnTimesFromItsFirstObservation() throws IOException {
        ProblemData data = problem(TWO, Map.of("heldOut", 0.0)).data(1);
        assertThat(data.initial().toRows()).isDeepEqualTo(new double[][] {{1, 10}, {5, 50}});
        assertThat(data.times()).containsExactly(0.5, 1, 2, 3, 4);
        double[][] shares = data.goals().shares().orElseThrow();
        assertThat(shares)
                .isDeepEqualTo(
                        new double[][] {{1 / 6.0, 0}, {0, 1 / 6.0}, {1 / 6.0, 1 / 6.0}, {1 / 6.0, 0}, {0, 1 / 6.0}});
        assertThat(data.targets().get(0).toRows()[0]).containsExactly(2, 20);
        assertThat(data.targets().get(1).toRows()[1]).containsExactly(6, 60);
        assertThat(data.targets().get(2).toRows()).isDeepEqualTo(new double[][] {{3, 30}, {7, 70}});
        assertThat(data.targets().get(4).toRows()[1]).containsExactly(8, 80);
    }

    @Test
    void theLastObservationsAreHeldOut() throws IOException {
        Problem problem = problem(TWO, Map.of("heldOut", 0.25, "beyond", 0.5));
        ProblemData data = problem.data(1);
        assertThat(data.times()).containsExactly(0.5, 1, 2);
        ProblemData test = problem.test(1).orElseThrow();
        assertThat(test.times()).containsExactly(3, 4);
        assertThat(test.initial().toRows()).isDeepEqualTo(data.initial().toRows());
        assertThat(test.goals().counts(0, 0)).isTrue();
        assertThat(test.goals().counts(0, 1)).isFalse();
        assertThat(test.targets().get(1).toRows()[1]).containsExactly(8, 80);
        Outlook outlook = problem.outlook(1).orElseThrow();
        assertThat(outlook.data().end()).as("half as long again").isEqualTo(6);
        assertThat(outlook.seen().get(1).times()).containsExactly(0, 1, 2, 4);
        assertThat(outlook.seen().get(1).held()).containsExactly(false, false, false, true);
        assertThat(outlook.points(1, 1, outlook.which(1, true))).isDeepEqualTo(new double[][] {{4}, {80}});
    }

    @Test
    void wholeTrajectoriesAreHeldOutByTheSeed() throws IOException {
        String many = "time,series,x\n"
                + IntStream.range(0, 10)
                        .mapToObj(s -> "0,s" + s + "," + s + "\n1,s" + s + "," + (s + 100) + "\n")
                        .reduce("", String::concat);
        Problem problem = problem(many, Map.of("heldOut", 0.3, "split", "series"));
        double[] first = new double[10];
        for (ProblemData data : List.of(problem.data(5), problem.test(5).orElseThrow())) {
            for (double[] row : data.initial().toRows()) {
                first[(int) row[0]]++;
            }
        }
        assertThat(problem.samples(5)).isEqualTo(7);
        assertThat(first).as("each once").containsOnly(1);
        assertThat(problem.outlook(5).orElseThrow().seen()).hasSize(10);
        assertThat(problem.outlook(5).orElseThrow().which(9, true)).containsExactly(0, 1);
        boolean moves = IntStream.range(0, 20)
                .anyMatch(seed -> problem.data(seed).initial().get(0, 0)
                        != problem.data(5).initial().get(0, 0));
        assertThat(moves).isTrue();
    }

    /// Rows of one time become their mean, and missing values are left out, put on a line or refused.
    @Test
    void repeatedTimesAndMissingValues() throws IOException {
        String table = """
            t,x,y
            0,1,1
            1,2,2
            1,4,NaN
            2,,6
            4,5,8
            """;
        ProblemData dropped = problem(table, Map.of("heldOut", 0.0)).data(1);
        assertThat(dropped.times()).containsExactly(1, 4);
        assertThat(dropped.targets().getFirst().toRows()[0]).containsExactly(3, 2);
        ProblemData filled =
                problem(table, Map.of("heldOut", 0.0, "missing", "fill")).data(1);
        assertThat(filled.times()).containsExactly(1, 2, 4);
        assertThat(filled.targets().get(1).toRows()[0]).containsExactly(new double[] {3 + 2 / 3.0, 6}, within(1e-15));
        Problem refused = problem(table, Map.of("missing", "refuse"));
        assertThatThrownBy(() -> refused.data(1))
                .isInstanceOf(UnmadeDataException.class)
                .hasMessage("trajectory '1' misses values; leave such observations out, or fill them");
    }

    @Test
    void hiddenComponentsStartAtSlopesOrAtZero() throws IOException {
        String line = "time,x\n0,1\n1,3\n2,5\n3,7\n4,0\n";
        Map<String, Object> two = new HashMap<>(Map.of("hidden", 2, "heldOut", 0.0));
        Problem problem = problem(line, two);
        assertThat(problem.dim()).isEqualTo(3);
        assertThat(problem.outputDim()).isEqualTo(1);
        assertThat(problem.data(1).initial().toRows()[0]).containsExactly(new double[] {1, 2, 0}, within(1e-14));
        two.put("span", 8.0);
        assertThat(problem(line, two).data(1).initial().get(1, 0))
                .as("twice as long, half as steep")
                .isCloseTo(1, within(1e-14));
        two.put("hiddenStart", "zero");
        assertThat(problem(line, two).data(1).initial().toRows()[0]).containsExactly(1, 0, 0);
    }

    /// In the model's units what is trained on has mean 0 and deviation 1, and people read the file's.
    @Test
    void unitsGoThereAndBack() throws IOException {
        Problem problem = problem(TWO, Map.of("standardised", true, "span", 2.0, "heldOut", 0.25));
        Outlook outlook = problem.outlook(1).orElseThrow();
        double[] x1 = {1, 2, 3, 5, 6, 7};
        double[] scaled = IntStream.range(0, 2)
                .boxed()
                .flatMap(s -> Arrays.stream(outlook.which(s, false))
                        .mapToObj(k -> outlook.seen().get(s).values()[k][0]))
                .mapToDouble(v -> v)
                .toArray();
        assertThat(Arrays.stream(scaled).sum()).isCloseTo(0, within(1e-14));
        assertThat(Arrays.stream(scaled).map(v -> v * v).sum()).isCloseTo(6, within(1e-13));
        for (int k = 0; k < 6; k++) {
            assertThat(outlook.units().value(0, scaled[k])).isCloseTo(x1[k], within(1e-14));
        }
        assertThat(problem.outlook(1).orElseThrow().seen().get(1).times()).containsExactly(0, 0.5, 1, 2);
        assertThat(outlook.points(1, 0, 3)[0]).containsExactly(4);
    }

    /// Years in the first column and blanks behind the commas of the names, as people type them.
    @Test
    void yearsAreTimes() throws IOException {
        Problem problem =
                problem("Year, Lynx, Hare\n1900,4,30\n1901,6.1,47.2\n1902,9.8,70.2\n1903,35.2,77.4\n", Map.of());
        assertThat(problem.dim()).isEqualTo(2);
        assertThat(problem.data(1).times()).containsExactly(1, 2);
        assertThat(problem.outlook(1).orElseThrow().units().names()).containsExactly("Lynx", "Hare");
    }

    @Test
    void aPartOfTheComponentsIsSeen() throws IOException {
        Problem problem = problem(TWO, Map.of("columns", "x2", "hidden", 1, "heldOut", 0.0));
        assertThat(problem.dim()).isEqualTo(2);
        assertThat(problem.data(1).targets().get(2).toRows()).isDeepEqualTo(new double[][] {{30}, {70}});
    }

    @Test
    void madeTrajectoriesAreThoseOfTheirSystem() {
        var made = new MadeTrajectories(MadeTrajectories.Kind.PELTS, 3, 12, 0);
        Dynamics pelts = new Oscillators.LotkaVolterra(0.48, 0.025, 0.028, 0.93);
        for (var one : made.all(4)) {
            double kept = Double.NaN;
            for (double[] row : one.values()) {
                double invariant = 0.028 * row[0] - 0.93 * Math.log(row[0]) + 0.025 * row[1] - 0.48 * Math.log(row[1]);
                assertThat(invariant).isCloseTo(Double.isNaN(kept) ? invariant : kept, within(1e-9));
                kept = invariant;
            }
            assertThat(pelts.dim()).isEqualTo(one.values()[0].length);
            assertThat(one.times()).isSorted().doesNotHaveDuplicates().startsWith(0);
        }
    }
}
