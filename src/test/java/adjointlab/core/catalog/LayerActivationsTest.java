package adjointlab.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import adjointlab.core.field.FieldTemplate;
import adjointlab.core.field.Mlp;
import adjointlab.core.field.StandardActivations;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A perceptron's hidden layers may each have an activation of their own.
final class LayerActivationsTest {
    private static Mlp field(String named) {
        Entry<FieldTemplate> entry = Fields.CATALOG.get("mlp");
        Values values = new Values(Map.of("widths", List.of(5.0, 6.0), "activation", "elu", "layerActivations", named))
                .complete(entry.parameters());
        return (Mlp) entry.create(values).build(2, 2);
    }

    @Test
    void oneForEachLayerInOrder() {
        assertThat(field("softplus, sine").activations())
                .containsExactly(StandardActivations.SOFTPLUS, StandardActivations.SINE, StandardActivations.IDENTITY);
    }

    @Test
    void theSameForAllWhereNoneIsNamed() {
        assertThat(field("").activations())
                .containsExactly(StandardActivations.ELU, StandardActivations.ELU, StandardActivations.IDENTITY);
    }

    @Test
    void whatDoesNotFitIsSaid() {
        assertThatThrownBy(() -> field("tanh"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("layerActivations names 1; allowed: one for each of the 2 hidden layers, or none");
        assertThatThrownBy(() -> field("tanh tahn"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("tahn")
                .hasMessageContaining("tanh");
    }
}
