package adjointlab.core.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import adjointlab.core.kernel.Batch;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Observations say at which of their times what does not fit, and a part of them is that of its samples.
final class ObservationsTest {
    private static Batch batch(double... values) {
        double[][] rows = new double[values.length][];
        for (int s = 0; s < values.length; s++) {
            rows[s] = new double[] {values[s], -values[s]};
        }
        return Batch.ofRows(rows);
    }

    private static boolean[][] masks(int times, int samples) {
        return new boolean[times][samples];
    }

    @Test
    void everyTimeNeedsInputsAndAMask() {
        double[] two = {0, 1};
        List<Batch> inputs = List.of(batch(1, 2), batch(3, 4));
        assertThatCode(() -> new Observations(two, inputs, masks(2, 2))).doesNotThrowAnyException();
        assertThatThrownBy(() -> new Observations(new double[0], List.of(), masks(0, 2)))
                .hasMessage("every time of an observation needs inputs and a mask");
        assertThatThrownBy(() -> new Observations(two, inputs.subList(0, 1), masks(2, 2)))
                .hasMessageContaining("needs inputs");
        assertThatThrownBy(() -> new Observations(two, inputs, masks(1, 2))).hasMessageContaining("needs inputs");
    }

    @Test
    void allObservationsAreOfOneSize() {
        double[] two = {0, 1};
        Batch narrow = Batch.ofRows(new double[][] {{1}, {2}});
        assertThatThrownBy(() -> new Observations(two, List.of(batch(1, 2), narrow), masks(2, 2)))
                .hasMessageContaining("observation 2 are of other sizes");
        boolean[][] short2 = {new boolean[2], new boolean[1]};
        assertThatThrownBy(() -> new Observations(two, List.of(batch(1, 2), batch(3, 4)), short2))
                .hasMessageContaining("observation 2 are of other sizes");
        boolean[][] short1 = {new boolean[1], new boolean[2]};
        assertThatThrownBy(() -> new Observations(two, List.of(batch(1, 2), batch(3, 4)), short1))
                .hasMessageContaining("observation 1 are of other sizes");
    }

    @Test
    void ofAllSeesEverybody() {
        Observations all = Observations.ofAll(new double[] {0, 2}, List.of(batch(1, 2, 3), batch(4, 5, 6)));
        assertThat(all.dim()).isEqualTo(2);
        assertThat(all.observed()).isDeepEqualTo(new boolean[][] {{true, true, true}, {true, true, true}});
        assertThatThrownBy(() -> Observations.ofAll(new double[] {0}, List.of()))
                .hasMessageContaining("needs inputs");
    }

    @Test
    void aPartIsThatOfItsSamples() {
        boolean[][] observed = {{true, false, true}, {false, false, true}};
        Observations part =
                new Observations(new double[] {0, 2}, List.of(batch(1, 2, 3), batch(4, 5, 6)), observed).part(1, 2);
        assertThat(part.times()).containsExactly(0, 2);
        assertThat(part.observed()).isDeepEqualTo(new boolean[][] {{false, true}, {false, true}});
        assertThat(part.inputs().get(0).toRows()).isDeepEqualTo(new double[][] {{2, -2}, {3, -3}});
        assertThat(part.inputs().get(1).toRows()).isDeepEqualTo(new double[][] {{5, -5}, {6, -6}});
    }

    private static ProblemData data(double start, double end, double... times) {
        List<Batch> inputs =
                java.util.Arrays.stream(times).mapToObj(time -> batch(time, 1)).toList();
        return new ProblemData(
                batch(0, 0),
                start,
                new Goals(new double[] {end}, List.of(batch(0, 0))),
                Optional.of(Observations.ofAll(times, inputs)),
                ProblemData.Truth.UNKNOWN);
    }

    /// Both ends are allowed, in either direction of time.
    @Test
    void timesGoFromTheStartToTheEnd() {
        assertThatCode(() -> data(1, 3, 1, 2, 3)).doesNotThrowAnyException();
        assertThatCode(() -> data(3, 1, 3, 2, 1)).doesNotThrowAnyException();
        assertThatCode(() -> data(-1, -4, -1.5)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 3, 0.9, 2, 1", "1, 3, 2, 2, 2", "1, 3, 2.5, 2, 2", "1, 3, 2, 3.1, 2",
        "3, 1, 3.1, 2, 1", "3, 1, 2, 2, 2", "3, 1, 1.5, 2, 2", "3, 1, 2, 0.9, 2"
    })
    void timesElsewhereAreNamed(double start, double end, double first, double second, int wrong) {
        double at = wrong == 1 ? first : second;
        assertThatThrownBy(() -> data(start, end, first, second))
                .hasMessage("observation " + wrong + " at " + at + " s is not between the one before and the end, "
                        + end + " s");
    }

    @Test
    void observationsAreOfTheDatasSamples() {
        Observations three = Observations.ofAll(new double[] {0, 1}, List.of(batch(1, 2, 3), batch(1, 2, 3)));
        assertThatThrownBy(() -> new ProblemData(
                        batch(0, 0),
                        0,
                        new Goals(new double[] {1}, List.of(batch(0, 0))),
                        Optional.of(three),
                        ProblemData.Truth.UNKNOWN))
                .hasMessage("observation 1 is of 3 samples, not 2");
    }
}
