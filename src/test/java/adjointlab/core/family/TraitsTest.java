package adjointlab.core.family;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.adjoint.RunningCost;
import adjointlab.core.catalog.Families;
import adjointlab.core.catalog.Fields;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.run.Experiments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is true of a model stays true of it behind any wrapper.
final class TraitsTest {
    private static final RunningCost COST = new RunningCost(0.3, 0.2, 0);

    /// Each family with every choice of its own that has words.
    static Stream<Settings> models() {
        List<Settings> models = new ArrayList<>();
        for (String family : Families.CATALOG.ids()) {
            Settings base = Settings.defaults()
                    .with("problem.id", family.equals("flow") ? "density" : "point-cloud")
                    .with("field.id", family.equals("wide") ? "pre-activation" : "mlp")
                    .with("family.id", family);
            if (family.equals("wide")) {
                base = base.with("family.width", 4);
            }
            if (base.has("family.readOut")) {
                for (String readOut : List.of("identity", "linear", "softmax")) {
                    models.add(base.with("family.readOut", readOut));
                }
            } else {
                models.add(base);
            }
        }
        return models.stream();
    }

    private static Model plain(Settings settings) {
        return Experiments.build(settings).model();
    }

    private static double[] theta(Model model) {
        double[] theta = new double[model.parameters().size()];
        java.util.Arrays.setAll(theta, j -> 0.1 * (1 + j % 7));
        model.start(theta);
        return theta;
    }

    /// The wrapped model has all traits of the other.
    private static void agree(Model model, Model wrapped, double[] theta) {
        for (Trait trait : model.traits()) {
            assertThat(wrapped.traits()).contains(trait);
        }
        assertThat(wrapped.damping(theta)).isEqualTo(model.damping(theta));
        assertThat(wrapped.velocityDim()).isEqualTo(model.velocityDim());
        assertThat(wrapped.logDensity()).isEqualTo(model.logDensity());
        assertThat(wrapped.yieldsProbabilities()).isEqualTo(model.yieldsProbabilities());
        assertThat(wrapped.outputDim()).isEqualTo(model.outputDim());
        assertThat(wrapped.denseLayers()).isEqualTo(model.denseLayers());
        double[] started = new double[theta.length];
        wrapped.start(started);
        double[] expected = new double[model.parameters().size()];
        model.start(expected);
        assertThat(java.util.Arrays.copyOf(started, expected.length)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("models")
    void aCostTakesNothingAway(Settings settings) {
        Model model = plain(settings);
        FamilyTemplate template = (field, dim, outputs) -> model;
        Model costed =
                new Regularized(template, COST).build(Fields.CATALOG.get("mlp").createDefault(), 2, 1);
        assertThat(costed.costDim()).isEqualTo(1);
        assertThat(costed.withoutCost()).isEqualTo(model);
        assertThat(costed.cost()).isEqualTo(COST);
        agree(model, costed, theta(model));
    }

    @ParameterizedTest
    @MethodSource("models")
    void aClockTakesNothingAway(Settings settings) {
        Model model = plain(settings);
        for (boolean learned : new boolean[] {false, true}) {
            Model clocked = new Rescaled(model, new Rescaled.Span(0, 2), 3, learned).build();
            double[] theta = theta(clocked);
            assertThat(clocked.timeScale(theta)).isEqualTo(1.5);
            agree(model, clocked, theta);
        }
    }

    /// The cost is then one in another time than the model's, which the curvature by matrix equations does not
    /// know.
    @Test
    void aClockOverACostPaysIt() {
        Model model = plain(Settings.defaults().withAll(Map.of("family.id", "hbnode", "family.kinetic", 0.1)));
        Model clocked = new Rescaled(model, new Rescaled.Span(0, 2), 3, true).build();
        assertThat(clocked.costDim()).isEqualTo(1);
        assertThat(clocked.withoutCost()).isEqualTo(clocked);
        assertThat(clocked.cost()).isEqualTo(RunningCost.NONE);
    }

    /// HBNODE with a kinetic cost is a heavy ball all the same: Proposition 4's line needs its damping.
    @Test
    void aHeavyBallWithAKineticCostKeepsItsDamping() {
        Settings ball = Settings.defaults().with("family.id", "hbnode").with("family.gammaRaw", -1.0);
        Model model = plain(ball.with("family.kinetic", 0.1));
        double[] theta = theta(model);
        assertThat(model.damping(theta).orElseThrow()).isEqualTo(1 / (1 + Math.exp(1)));
    }
}
