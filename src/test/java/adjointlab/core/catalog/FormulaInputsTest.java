package adjointlab.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.field.Signal;
import adjointlab.core.field.Signal.Between;
import adjointlab.core.formula.Formula;
import adjointlab.core.formula.FormulaField;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.train.SingleGradient;
import adjointlab.lab.preset.Effects;
import adjointlab.lab.preset.InputFiles;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.preset.WantedFiles;
import adjointlab.lab.run.Experiments;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Inputs drive a formula that is learned, as they drive a network.
final class FormulaInputsTest {
    private static final String LAW = "x'' = -c*x' - k*(x - u2) + u1; learn c = 1; learn k = 0.5";
    private static final String UNIVERSAL = "x' = y + 0.1*u2; y' = -k*x + nn(x, u1) - 0.2*nn2(x, u1)*u2; learn k = 0.7";

    @TempDir
    Path folder;

    private static Settings law(List<String> changes) {
        Preset preset = Presets.get("learn-moving-base");
        List<String> all = new ArrayList<>(List.of("problem.samples=2"));
        all.addAll(changes);
        Settings settings = preset.runs().stream()
                .filter(run -> run.name().equals("law"))
                .findFirst()
                .orElseThrow()
                .settings(preset.settings());
        for (String change : all) {
            String[] parts = change.split("=", 2);
            settings = settings.withText(parts[0], parts[1]);
        }
        return settings;
    }

    private static FormulaField field(Settings settings) {
        return (FormulaField) Experiments.build(settings).model().field();
    }

    private Settings ofFile(String... more) throws IOException {
        Path table = Files.writeString(
                folder.resolve("inputs.csv"),
                "time,force,base,word\n0,1,5,x\n0.5,2,,x\n2,4,7,x\n3,,8,x\n",
                StandardCharsets.UTF_8);
        List<String> changes = new ArrayList<>(List.of("problem.horizon=3", "problem.times=4", "field.formula=" + LAW));
        for (String slot : List.of("problem", "field")) {
            changes.addAll(List.of(
                    slot + ".inputFile=" + table,
                    slot + ".inputColumns=force, base",
                    slot + ".inputLength=0",
                    slot + ".inputCentred=false"));
        }
        changes.addAll(List.of(more));
        return law(changes);
    }

    @Test
    void eachInputHasItsOwnTimesAndItsOwnWay() throws IOException {
        FormulaField field = field(ofFile("field.inputBetweenEach=linear, steps"));
        assertThat(field.drivers().get(0).times()).containsExactly(0.0, 0.5, 2.0);
        assertThat(field.drivers().get(1).times()).containsExactly(0.0, 2.0, 3.0);
        assertThat(field.drivers()).extracting(Signal::between).containsExactly(Between.LINEAR, Between.STEPS);

        Batch y = new Batch(2, 1);
        y.set(0, 0, 0.3);
        y.set(1, 0, -0.2);
        y.padState();
        Batch dy = new Batch(2, 1);
        for (double t : new double[] {0, 0.4, 1, 2, 2.5, 7}) {
            field.eval(t, y, new double[] {1.1, 0.7}, new Scratch(), dy);
            double u1 = t < 0.5 ? 1 + 2 * t : t < 2 ? 2 + (t - 0.5) * 2 / 1.5 : 4;
            double u2 = t < 2 ? 5 : t < 3 ? 7 : 8;
            assertThat(dy.get(0, 0)).isEqualTo(-0.2);
            assertThat(dy.get(1, 0)).isCloseTo(1.1 * 0.2 - 0.7 * (0.3 - u2) + u1, within(1e-14));
        }
    }

    /// Of the whole loss with equal steps, whose solves meet the corners of both inputs.
    @ParameterizedTest
    @ValueSource(strings = {LAW, UNIVERSAL})
    void gradientsAreThoseOfDifferences(String formula) throws IOException {
        Settings settings = ofFile("solver.id=rk4", "field.formula=" + formula, "field.inputBetweenEach=cubic, linear");
        Experiment experiment = Experiments.build(settings);
        double[] theta = Experiments.startWeights(settings, experiment);
        double[] gradient = SingleGradient.of(experiment, theta, null).theta();
        for (int j = 0; j < theta.length; j++) {
            double step = 1e-5;
            double[] up = theta.clone();
            double[] down = theta.clone();
            up[j] += step;
            down[j] -= step;
            double difference = (SingleGradient.of(experiment, up, null).loss()
                            - SingleGradient.of(experiment, down, null).loss())
                    / (2 * step);
            assertThat(gradient[j]).as("%d", j).isCloseTo(difference, within(1e-7 * (1 + Math.abs(difference))));
        }
    }

    /// Nothing tells the solve of a learned field where its inputs have corners: steps that are chosen become as small
    /// there as the tolerances want.
    @ParameterizedTest
    @CsvSource({"tsit5, discrete", "dopri5, continuous", "dopri8, discrete"})
    void gradientsOfChosenStepsAreThoseOfManyEqualOnes(String solver, String method) throws IOException {
        double[] equal = gradient(ofFile("solver.id=rk4", "solver.steps=600"));
        double[] chosen = gradient(
                ofFile("solver.id=" + solver, "solver.rtol=1e-11", "solver.atol=1e-12", "gradient.id=" + method));
        for (int j = 0; j < equal.length; j++) {
            assertThat(chosen[j]).isCloseTo(equal[j], within(1e-7 * (1 + Math.abs(equal[j]))));
        }
    }

    private static double[] gradient(Settings settings) {
        Experiment experiment = Experiments.build(settings);
        return SingleGradient.of(experiment, Experiments.startWeights(settings, experiment), null)
                .theta();
    }

    @Test
    void aLoneInputNeedsNoNumber() {
        assertThat(field(law(List.of("field.formula=x'' = -x + u"))).formula().named())
                .containsExactly("u1");
        Settings system =
                law(List.of("problem.formula=x'' = -x + u", "problem.inputBetweenEach=", "problem.inputCount=1"));
        double[] rate = new double[2];
        Experiments.build(system).task().problem().dynamics().orElseThrow().rate(0, new double[] {0.3, 0.1}, rate);
        Signal input = Fields.inputs(system.values(Slots.PROBLEM)).getFirst();
        assertThat(rate[1]).isEqualTo(-0.3 + input.at(0));
    }

    /// Formulas of former versions may call states, numbers and terms so.
    @Test
    void whatIsCalledSoIsNoInput() {
        Formula formula = Formula.learnable("u' = v + u2; v' = -u*u1 + u3; u1 = 2; u2 = u^2");
        assertThat(formula.named()).containsExactly("u3");
        assertThat(Formula.learnable("u' = v; v' = -u").named()).isEmpty();
        FormulaField field = field(
                law(List.of("field.formula=u' = v + u2; v' = -u*u1; u1 = 2; u2 = u^2", "problem.id=lotka-volterra")));
        assertThat(field.drivers()).isEmpty();
        Batch y = new Batch(2, 1);
        y.set(0, 0, 3);
        y.set(1, 0, 5);
        Batch dy = new Batch(2, 1);
        field.eval(0, y, new double[0], new Scratch(), dy);
        assertThat(dy.toRows()[0]).containsExactly(14, -6);
    }

    @Test
    void inputsThatAreNotThereAreSaid() {
        assertThatThrownBy(() -> field(law(List.of("field.inputCount=1", "field.inputBetweenEach="))))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("the formula names u2, and there is 1 input");
        assertThatThrownBy(() -> FormulaUse.SYSTEM.read("x' = -x + u2"))
                .hasMessageContaining("no input drives this, so that 'u2' is not known; choose a driven formula, or"
                        + " write u2 = 1 for a number");
        assertThatThrownBy(() -> FormulaUse.FIELD.read("x' = -x + u17")).hasMessageContaining("'u17' is not known");
    }

    /// Its settings matter where an input is named, and a file drives it then.
    @Test
    void aFormulaThatNamesNoInputHasNone() throws IOException {
        Settings driven = ofFile();
        assertThat(Effects.has(driven, "field.inputFile")).isTrue();
        assertThat(WantedFiles.inputs(driven, "a.csv")).containsOnlyKeys("problem.inputFile", "field.inputFile");
        assertThat(InputFiles.lines(driven)).hasSize(3);

        Settings own = ofFile("field.formula=x'' = -x", "field.inputFile=missing.csv");
        assertThat(Effects.has(own, "field.inputFile")).isFalse();
        assertThat(Effects.has(own, "field.inputBetween")).isFalse();
        assertThat(WantedFiles.inputs(own, "a.csv")).containsOnlyKeys("problem.inputFile");
        assertThat(InputFiles.lines(own)).hasSize(3);
        assertThat(field(own).drivers()).as("the file is not read").isEmpty();
    }
}
