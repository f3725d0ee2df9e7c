package adjointlab.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.rollout.Experiment;
import adjointlab.lab.preset.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Numbers of parameters of the image models of Xia et al., NeurIPS 2021, table 2 (MNIST).
class PublishedSizesTest {
    /// HBNODE has one number less than printed: the authors' program also counts a correction that it freezes and
    /// never uses.
    @ParameterizedTest
    @CsvSource({
        "node, 0, 92, 85316",
        "anode, 5, 64, 85462",
        "sonode, 4, 50, 86179",
        "hbnode, 4, 50, 85930",
        "ghbnode, 5, 45, 85235"
    })
    void modelsOfMnistHaveThePublishedSizes(String family, int augment, int channels, int parameters) {
        Map<String, Object> changes = new LinkedHashMap<>();
        changes.put("problem.id", "digits");
        changes.put("problem.side", 28);
        changes.put("problem.coding", "one-hot");
        changes.put("problem.samples", 4);
        changes.put("family.id", family);
        changes.put("family.readOut", "softmax");
        changes.put("field.id", "conv");
        changes.put("field.channels", List.of((double) channels, (double) channels));
        if (!family.equals("node")) {
            changes.put("family.augment", augment);
        }
        if (family.equals("sonode") || family.endsWith("hbnode")) {
            changes.put("family.velocity", "convolutions");
            changes.put("family.velocityWidths", List.of((double) channels, (double) channels));
        }
        Settings settings = Settings.defaults().withAll(changes);

        assertThat(Experiments.startWeights(settings, Experiments.build(settings)))
                .hasSize(parameters);
    }

    /// Of the model of Liu, Chen and Theodorou, NeurIPS 2021, appendix A.4, as the authors' program counts it: a
    /// stem of 3×3 and twice 4×4 without biases, two layers of 3×3 that see the time, and ten classes from 64
    /// means.
    @ParameterizedTest
    @CsvSource({"28, 6", "32, 7"})
    void modelsOfTheSecondOrderPaperHaveThePublishedSizes(int side, int stateSide) {
        Map<String, Object> changes = new LinkedHashMap<>();
        changes.put("problem.id", "digits");
        changes.put("problem.side", side);
        changes.put("problem.coding", "one-hot");
        changes.put("problem.samples", 4);
        changes.put("family.id", "node");
        changes.put("family.readOut", "softmax");
        changes.put("family.stem", "convolutions");
        changes.put("family.pool", 6);
        changes.put("field.id", "conv");
        changes.put("field.channels", List.of(64.0));
        changes.put("field.outerKernel", 3);
        changes.put("field.timeChannel", "first");
        Settings settings = Settings.defaults().withAll(changes);
        Experiment experiment = Experiments.build(settings);

        assertThat(experiment.model().field().dim()).isEqualTo(64 * stateSide * stateSide);
        int stem = 64 * 9 + 2 * 64 * 64 * 16;
        int field = 2 * (64 * 65 * 9 + 64);
        int head = 64 * 10 + 10;
        assertThat(Experiments.startWeights(settings, experiment)).hasSize(stem + field + head);
    }
}
