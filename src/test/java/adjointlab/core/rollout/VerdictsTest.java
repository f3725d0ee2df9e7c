package adjointlab.core.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.kernel.Batch;
import org.junit.jupiter.api.Test;

/// Told classes, counted and ordered by hand.
final class VerdictsTest {
    /// Seven samples of three classes: 1 and 4 are told wrong, 4 with more confidence.
    private static final double[][] SAYS = {
        {0.7, 0.2, 0.1},
        {0.3, 0.6, 0.1},
        {0.1, 0.5, 0.4},
        {0.1, 0.1, 0.8},
        {0.9, 0.05, 0.05},
        {0.2, 0.7, 0.1},
        {0.6, 0.2, 0.2}
    };
    private static final int[] TRUE = {0, 0, 1, 2, 2, 1, 0};

    private static Verdicts three() {
        double[][] targets = new double[TRUE.length][3];
        for (int s = 0; s < TRUE.length; s++) {
            targets[s][TRUE[s]] = 1;
        }
        return Verdicts.of(Batch.ofRows(SAYS), Batch.ofRows(targets), true);
    }

    @Test
    void confusionIsCountedByTruthAndWhatIsTold() {
        assertThat(three().confusion()).isDeepEqualTo(new int[][] {{2, 1, 0}, {0, 2, 0}, {1, 0, 1}});
        assertThat(three().wrong()).isEqualTo(2);
        assertThat(three().samples()).isEqualTo(7);
    }

    @Test
    void wrongOnesComeFirstTheSurestOfThemBeforeTheOthersThenTheLeastSureRightOnes() {
        assertThat(three().wrongFirst()).containsExactly(4, 1, 2, 6, 0, 5, 3);
        assertThat(three().confidence()).containsExactly(0.7, 0.6, 0.5, 0.8, 0.9, 0.7, 0.6);
    }

    @Test
    void aSingleNumberIsAScoreAroundZeroOrTheProbabilityOfTheSecondClass() {
        Batch targets = Batch.ofRows(new double[][] {{-1}, {1}, {-1}, {1}});
        Batch scores = Batch.ofRows(new double[][] {{-0.2}, {-3}, {0.4}, {0.1}});
        Verdicts scored = Verdicts.of(scores, targets, false);
        assertThat(scored.confusion()).isDeepEqualTo(new int[][] {{1, 1}, {1, 1}});
        assertThat(scored.confidence()).containsExactly(0.2, 3, 0.4, 0.1);
        assertThat(scored.wrongFirst()).containsExactly(1, 2, 3, 0);

        Batch shares = Batch.ofRows(new double[][] {{0.25}, {0.125}, {0.75}, {0.625}});
        Verdicts likely = Verdicts.of(shares, targets, true);
        assertThat(likely.told()).containsExactly(0, 0, 1, 1);
        assertThat(likely.confidence()).containsExactly(0.75, 0.875, 0.75, 0.625);
    }
}
