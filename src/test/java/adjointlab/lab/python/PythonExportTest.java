package adjointlab.lab.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.cli.Commands;
import adjointlab.core.data.Npz;
import adjointlab.core.formula.PythonForm;
import adjointlab.lab.preset.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Exported programs, run by Python where it is there with NumPy.
final class PythonExportTest {
    /// Of the lab's loss and Python's with the same steps.
    private static final double AGREEMENT = 1e-10;

    @TempDir
    Path folder;

    private PythonRuns runs() {
        return new PythonRuns(folder);
    }

    private static Settings settings(String preset, String run, String changes) {
        return PythonRuns.settings(preset, run, changes.isBlank() ? List.of() : Arrays.asList(changes.split(" ")));
    }

    private double export(Settings settings) throws IOException {
        return runs().export(PythonForm.NUMPY, settings);
    }

    @ParameterizedTest
    @CsvSource({
        "learn-brusselator, universal, ''",
        "learn-brusselator, heavy-ball, ''",
        "learn-brusselator, numbers, ''",
        "simplest-fig-2, '', ''",
        "learn-spiral, '', field.time=true field.activation=gelu solver.id=dopri8",
        "learn-spiral, '', family.id=ghbnode family.convention=authors family.gate=hardtanh field.activation=elu",
        "learn-spiral, '', family.id=ghbnode family.gate=tanh field.activation=silu",
        "learn-spiral, '', family.id=sonode field.activation=softplus solver.id=rk4",
        "learn-nested-annuli, '', family.id=anode family.readOut=softmax loss.id=cross-entropy",
        "wide-fig-9, '', problem.samples=20",
        "learn-moving-base, law, ''",
        "learn-moving-base, law, 'field.inputBetweenEach=steps,cubic field.inputBeyond=line problem.horizon=25'",
        "learn-moving-base, network, ''",
        "learn-moving-base, heavy-ball, 'field.inputBetweenEach=linear,steps'"
    })
    void lossIsTheSame(String preset, String run, String changes) throws IOException, InterruptedException {
        double loss = export(settings(preset, run, changes));
        runs().assumePython();
        String printed = runs().python("model.py");
        assertThat(PythonRuns.number(printed, "loss with the lab's steps"))
                .isCloseTo(loss, within(AGREEMENT * Math.abs(loss)));
        assertThat(PythonRuns.number(printed, "loss as the lab had it")).isEqualTo(loss);
        assertThat(PythonRuns.number(printed, "loss with own, small steps"))
                .as("the lab's tolerance is between them")
                .isCloseTo(loss, within(0.05 * Math.abs(loss)));
    }

    /// Whose first input has two samples and is none before and behind, and whose network sees the second.
    @Test
    void aFormulaTakesItsInputsAlong() throws IOException, InterruptedException {
        double loss = export(PythonRuns.settings(
                "learn-moving-base",
                "law",
                List.of(
                        "field.formula=x'' = -c*x' + nn(x, u2*t) + exp(u) - k*min(u1, x); learn c = 1; learn k = 0.5",
                        "field.inputLength=2",
                        "problem.horizon=3")));
        assertThat(Npz.read(folder.resolve("inputs.npz")))
                .containsOnlyKeys("u1.times", "u1.samples", "u2.times", "u2.samples");
        runs().assumePython();
        assertThat(PythonRuns.number(runs().python("model.py"), "loss with the lab's steps"))
                .isCloseTo(loss, within(AGREEMENT * Math.abs(loss)));
    }

    /// Series of unequal lengths at times of their own, of which each target counts its share.
    @Test
    void targetsCountTheirShares() throws IOException, InterruptedException {
        double loss = export(settings("learn-my-trajectories", "", "problem.file=" + unequalSeries(folder)));
        assertThat(Npz.read(folder.resolve("data.npz"))).containsKey("shares");
        runs().assumePython();
        assertThat(PythonRuns.number(runs().python("model.py"), "loss with the lab's steps"))
                .isCloseTo(loss, within(AGREEMENT * Math.abs(loss)));
    }

    /// Three series of two components; the second one is short, and the third one's times are no other's.
    static Path unequalSeries(Path folder) throws IOException {
        return Files.writeString(folder.resolve("series.csv"), """
            series,time,x,y
            a,0,1,0
            a,1,0.5,0.8
            a,2,-0.4,0.9
            a,4,-0.7,-0.8
            b,0,2,0
            b,1,1.1,1.7
            c,0,0.5,0.5
            c,0.3,0.3,0.6
            c,3.1,-0.5,-0.4
            """);
    }

    /// The Brusselator learned by a heavy ball and by a universal equation: run, its weights, export and Python agree.
    @ParameterizedTest
    @CsvSource({"heavy-ball", "universal", "numbers"})
    void whatWasTrainedGoesHome(String run) throws IOException, InterruptedException {
        Path results = folder.resolve("results");
        StringWriter told = new StringWriter();
        PrintWriter print = new PrintWriter(told);
        assertThat(Commands.execute(
                        print, print, "run", "learn-brusselator", "--iterations", "30", "--out", results.toString()))
                .as(told.toString())
                .isZero();
        Path program = folder.resolve("program");
        int code = Commands.execute(
                print,
                print,
                "export",
                "python",
                "learn-brusselator",
                "--run",
                run,
                "--weights",
                results.resolve("weights.npz").toString(),
                "--out",
                program.toString());
        assertThat(code).as(told.toString()).isZero();
        double trained = Files.readAllLines(results.resolve("metrics.csv")).stream()
                .filter(line -> line.startsWith(run + ",30,loss,"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(',') + 1)))
                .findFirst()
                .orElseThrow();
        assertThat(Objects.requireNonNull(Npz.read(program.resolve("data.npz")).get("loss"))
                        .values()[0])
                .as("the run's weights are all taken, those with starts of their own too")
                .isEqualTo(trained);
        runs().assumePython();
        assertThat(PythonRuns.number(runs().python("program/model.py"), "loss with the lab's steps"))
                .isCloseTo(trained, within(AGREEMENT * trained));
    }

    @Test
    void whatHasNoFormInPythonIsRefused() {
        assertThatThrownBy(() -> export(settings("flow-moons", "", ""))).hasMessageContaining("have no form in Python");
        assertThatThrownBy(() -> export(settings("learn-spiral", "", "solver.id=kvaerno5")))
                .hasMessageContaining("no explicit Runge-Kutta method");
        assertThatThrownBy(() -> export(settings("learn-spiral", "", "field.id=concat-squash")))
                .hasMessageContaining("this field has no form in Python");
        assertThat(folder).as("nothing is written").isEmptyDirectory();
    }
}
