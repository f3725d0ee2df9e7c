package adjointlab.core.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import adjointlab.core.math.Stop;
import adjointlab.core.problem.samples.Climate;
import adjointlab.core.problem.samples.Digits;
import adjointlab.core.problem.samples.Samples;
import adjointlab.core.problem.samples.Samples.Counts;
import adjointlab.core.problem.samples.SphereTeacher;
import adjointlab.core.problem.samples.Textures;
import adjointlab.core.problem.samples.Topics;
import adjointlab.core.problem.sequence.Circuit;
import adjointlab.core.problem.sequence.Letters;
import adjointlab.core.problem.sequence.Vibration;
import adjointlab.core.problem.sequence.WalkingFigure;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Sixty thousand images take a minute to draw; who closes a document does not wait for them.
final class MadeDataStopTest {
    private static final int COUNT = 20;

    static Stream<Runnable> makers() {
        Counts counts = new Counts(COUNT, 0);
        return Stream.concat(
                Stream.of(
                                new Digits(8, 1, Samples.Coding.ONE_HOT),
                                new Textures(8, 0.1, Samples.Coding.ONE_HOT),
                                new Topics(20, 30, 3, Samples.Coding.ONE_HOT),
                                new SphereTeacher(4),
                                new Climate(8))
                        .map(source -> () -> new Samples(source, counts, false, 1).data(0)),
                Stream.of(
                        () -> new Circuit(counts, 12, 1, 0.1).train(0),
                        () -> new Letters(counts, 3, 1, 0.1).train(0),
                        () -> new Vibration(counts, 12, 1, 0.1).train(0),
                        () -> new WalkingFigure(counts, 12, 1, 0.1).train(0)));
    }

    @ParameterizedTest
    @MethodSource("makers")
    void eachSampleAsksWhetherItIsWanted(Runnable maker) {
        int[] asked = {0};
        Stop.within(
                () -> {
                    asked[0]++;
                    return false;
                },
                maker);
        assertThat(asked[0]).isGreaterThanOrEqualTo(COUNT);
        int[] left = {COUNT / 2};
        assertThatThrownBy(() -> Stop.within(() -> --left[0] <= 0, maker)).isInstanceOf(CancellationException.class);
        assertThat(left[0]).as("at once").isZero();
    }
}
