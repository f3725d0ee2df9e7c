package adjointlab.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

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
}
