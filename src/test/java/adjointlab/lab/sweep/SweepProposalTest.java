package adjointlab.lab.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.lab.preset.Presets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is proposed can be tried, and says what it is in words.
class SweepProposalTest {
    static List<String> presets() {
        return Presets.ids();
    }

    @ParameterizedTest
    @MethodSource("presets")
    void everyProposalOfEveryPresetIsAnAxisOfSeveralValues(String id) {
        List<SweepProposal> proposals = SweepProposal.of(Presets.get(id));

        assertThat(proposals.getFirst().axis()).isEqualTo("seed=0:4");
        for (SweepProposal proposal : proposals) {
            SweepAxis axis = SweepAxis.parse(Presets.get(id), proposal.axis());
            assertThat(axis.path()).isEqualTo(proposal.setting().path());
            assertThat(axis.values()).as(proposal.axis()).hasSizeGreaterThan(1).doesNotHaveDuplicates();
        }
        assertThat(proposals)
                .extracting(proposal -> proposal.setting().words())
                .as("two that a person could not tell apart")
                .doesNotHaveDuplicates();
    }

    @Test
    void whatMakesNoDifferenceToAnyRunIsNotProposed() {
        List<String> paths = SweepProposal.of(Presets.get("simplest-fig-2")).stream()
                .map(proposal -> proposal.setting().path())
                .toList();

        assertThat(paths)
                .contains("optimizer.learningRate", "problem.horizon", "solver.id")
                .doesNotContain("problem.file");
    }

    /// A learning rate is tuned; a seed is what is left, and a choice is what is compared.
    @Test
    void numbersAreTuned() {
        assertThat(SweepProposal.of(Presets.get("simplest-fig-2")))
                .filteredOn(SweepProposal::isTunable)
                .extracting(proposal -> proposal.setting().path())
                .contains("optimizer.learningRate")
                .doesNotContain("seed", "solver.id", "optimizer.id", "problem.horizon", "iterations");
    }
}
