package adjointlab.core.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import adjointlab.core.ode.StateLayout.Block;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What lies where in a flat state.
final class StateLayoutTest {
    @Test
    void blocksFollowEachOther() {
        StateLayout layout = StateLayout.ofBatch("y", 3, 5)
                .withQuadrature("g", 7)
                .withBatch("a", 2, 9)
                .withQuadrature("h", 4);
        assertThat(layout.blocks())
                .containsExactly(
                        new Block("y", 0, 3, 5, 8, false),
                        new Block("g", 24, 1, 7, 7, true),
                        new Block("a", 31, 2, 9, 16, false),
                        new Block("h", 63, 1, 4, 4, true));
        assertThat(layout.length()).isEqualTo(67);
    }

    @Test
    void onlyIntegralsAtTheEndAreLeftOutOfWhatSlopesDependOn() {
        StateLayout batch = StateLayout.ofBatch("y", 3, 5);
        assertThat(batch.coupledLength()).isEqualTo(24);
        assertThat(batch.withQuadrature("g", 7).coupledLength()).isEqualTo(24);
        assertThat(batch.withQuadrature("g", 7).withQuadrature("h", 2).coupledLength())
                .isEqualTo(24);
        assertThat(batch.withQuadrature("g", 7).withBatch("a", 1, 1).coupledLength())
                .isEqualTo(39);
        assertThat(new StateLayout(List.of()).coupledLength()).isZero();
        assertThat(new StateLayout(List.of()).length()).isZero();
        assertThat(new StateLayout(List.of()).withQuadrature("g", 7).coupledLength())
                .isZero();
    }

    @Test
    void batchesOfOneSizeFollowOneAnother() {
        StateLayout start = StateLayout.ofBatch("y", 3, 5).withQuadrature("g", 7);
        assertThat(start.withBatches(List.of("a", "b"), 2, 9))
                .isEqualTo(start.withBatch("a", 2, 9).withBatch("b", 2, 9));
        assertThat(start.withBatches(List.of(), 2, 9)).isEqualTo(start);
    }

    @Test
    void gapsAndOverlapsAreRefused() {
        Block first = new Block("y", 0, 1, 8, 8, false);
        for (int offset : new int[] {7, 9}) {
            Block second = new Block("a", offset, 1, 8, 8, false);
            assertThatThrownBy(() -> new StateLayout(List.of(first, second)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a does not follow the block before it");
        }
        assertThatThrownBy(() -> new StateLayout(List.of(new Block("y", 1, 1, 8, 8, false))))
                .hasMessageContaining("y does not follow");
    }
}
