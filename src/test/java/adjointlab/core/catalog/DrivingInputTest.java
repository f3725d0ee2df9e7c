package adjointlab.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.field.Driven;
import adjointlab.core.field.Signal;
import adjointlab.core.problem.dynamics.Dynamics;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.train.SingleGradient;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.run.Experiments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several columns drive fields and systems.
final class DrivingInputTest {
    @TempDir
    Path folder;

    private Path table() throws IOException {
        return Files.writeString(
                folder.resolve("inputs.csv"),
                "time,force,wind,noise\n0,1,5,x\n0.5,2,,x\n2,4,7,x\n3,,8,x\n",
                java.nio.charset.StandardCharsets.UTF_8);
    }

    private static Settings settings(String... changes) {
        List<String> all = new ArrayList<>(List.of("problem.id=driven-formula", "problem.samples=2"));
        all.addAll(List.of(changes));
        return Overrides.apply(Presets.get("learn-driven-spring"), all).settings();
    }

    private Settings given(String formula) throws IOException {
        List<String> changes = new ArrayList<>(List.of("problem.formula=" + formula, "problem.times=4"));
        for (String slot : new String[] {"problem", "field"}) {
            changes.add(slot + ".inputFile=" + table());
            changes.add(slot + ".inputColumns=force, wind");
            changes.add(slot + ".inputLength=0");
            changes.add(slot + ".inputCentred=false");
        }
        changes.add("problem.horizon=3");
        return settings(changes.toArray(String[]::new));
    }

    @Test
    void eachColumnHasItsOwnTimes() throws IOException {
        Driven field =
                (Driven) Experiments.build(given("x'' = -x + u1*u2")).model().field();
        List<Signal> inputs = field.inputs();
        assertThat(inputs).hasSize(2);
        assertThat(inputs.get(0).times()).containsExactly(0.0, 0.5, 2.0);
        assertThat(inputs.get(0).samples()).containsExactly(1.0, 2.0, 4.0);
        assertThat(inputs.get(1).times()).containsExactly(0.0, 2.0, 3.0);
        assertThat(inputs.get(1).samples()).containsExactly(5.0, 7.0, 8.0);
    }

    @Test
    void aTypedSystemAnswersThem() throws IOException {
        Dynamics system = Experiments.build(given("x'' = -0.5*x' - (1 + u2)*x + t*u1"))
                .task()
                .problem()
                .dynamics()
                .orElseThrow();
        double[] rate = new double[2];
        system.rate(1, new double[] {0.3, -0.2}, rate);
        double u1 = 2 + 0.5 * 2 / 1.5;
        double u2 = 6;
        assertThat(rate).containsExactly(new double[] {-0.2, 0.1 - (1 + u2) * 0.3 + u1}, within(1e-14));
        double[] jacobian = new double[4];
        system.jacobian(1, new double[] {0.3, -0.2}, jacobian);
        assertThat(jacobian).containsExactly(new double[] {0, 1, -(1 + u2), -0.5}, within(1e-14));
        assertThat(system.breaks()).containsExactly(0, 0.5, 2, 3);
    }

    /// Of the whole loss with equal steps, whose solves meet the corners of both inputs.
    @Test
    void gradientsAreThoseOfDifferences() throws IOException {
        Settings settings = given("x'' = -0.5*x' - (1 + 0.1*u2)*x + u1").with("solver.id", "rk4");
        Experiment experiment = Experiments.build(settings);
        double[] theta = Experiments.startWeights(settings, experiment);
        double[] gradient = SingleGradient.of(experiment, theta, null).theta();
        for (int j : new int[] {2, 3, theta.length - 1}) {
            double step = 1e-5;
            double[] up = theta.clone();
            double[] down = theta.clone();
            up[j] += step;
            down[j] -= step;
            double difference = (SingleGradient.of(experiment, up, null).loss()
                            - SingleGradient.of(experiment, down, null).loss())
                    / (2 * step);
            assertThat(gradient[j]).isCloseTo(difference, within(1e-6 * (1 + Math.abs(difference))));
        }
    }

    @Test
    void inputsThatAreNotThereAreSaid() {
        assertThatThrownBy(() -> Experiments.build(settings("problem.formula=x' = u1 + u2")))
                .hasMessageContaining("the formula names u2, and there is 1 input");
        assertThat(Experiments.build(
                                settings("problem.formula=x' = u1 + u2", "problem.inputCount=2", "field.inputCount=2"))
                        .model()
                        .field()
                        .parameters()
                        .find("field.W1")
                        .orElseThrow()
                        .shape())
                .containsExactly(16, 3);
    }
}
