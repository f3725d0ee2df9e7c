package adjointlab.lab.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import adjointlab.core.field.ParameterLayout;
import adjointlab.core.formula.PythonForm;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.train.SingleGradient;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.run.Experiments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Exported programs for PyTorch. What Python makes of them is tried with a stand-in of a few functions on NumPy's
/// arrays, as strict as PyTorch in that functions take tensors alone. Where PyTorch itself is there, it computes losses
/// and gradients; torchdiffeq has a stand-in of equal steps in either case.
final class TorchExportTest {
    /// Of the lab's loss and that of small steps; the lab's tolerance is between them.
    private static final double AGREEMENT = 0.05;

    private static final String TORCH = """
        import functools
        import numpy as np

        float64 = np.float64


        class Tensor(np.ndarray):
            device = "cpu"

            def expand(self, *shape):
                return np.broadcast_to(self, shape, subok=True)


        def as_tensor(x, dtype=None, device=None):
            return np.asarray(x, dtype=dtype).view(Tensor)


        def strict(function, lists=False):
            @functools.wraps(function)
            def checked(first, *rest, **options):
                for x in first if lists else [first]:
                    assert isinstance(x, Tensor), "%s takes tensors" % function.__name__
                return as_tensor(function(first, *rest, **options))
            return checked


        def two(function):
            def checked(one, other):
                assert isinstance(one, Tensor) and isinstance(other, Tensor), "%s takes tensors" % function.__name__
                return as_tensor(function(one, other))
            return checked


        for name in "exp log sin cos tan tanh sinh cosh arctan arcsin arccos sqrt abs sign expm1 log1p diag tile".split():
            globals()[name] = strict(getattr(np, name))
        maximum, minimum, arctan2 = two(np.maximum), two(np.minimum), two(np.arctan2)
        cat, stack = strict(np.concatenate, True), strict(np.stack, True)
        broadcast_to, sum, mean = strict(np.broadcast_to), strict(np.sum), strict(np.mean)
        clip = strict(lambda z, min=None, max=None: np.clip(z, min, max))
        where = strict(np.where)
        sigmoid = strict(lambda z: 1 / (1 + np.exp(-z)))
        erfc = strict(np.vectorize(__import__("math").erfc))


        def softmax(z, dim):
            e = np.exp(z - z.max(axis=dim, keepdims=True))
            return e / e.sum(axis=dim, keepdims=True)


        def zeros(shape, dtype):
            return as_tensor(np.zeros(shape, dtype))


        def eye(n, dtype):
            return as_tensor(np.eye(n, dtype=dtype))


        class nn:
            Parameter = staticmethod(lambda value: value)

            class Module:
                half = double = float = type = to = train = eval = None

                def register_parameter(self, name, value):
                    if "." in name or hasattr(self, name):
                        raise KeyError(name)
                    setattr(self, name, value)

                def __call__(self, *given):
                    return self.forward(*given)
        """;

    private static final String TORCHDIFFEQ = """
        import torch

        STEPS = 100


        def odeint(f, y, times, rtol, atol):
            way = [y]
            for start, end in zip(times[:-1], times[1:]):
                assert end > start
                count = max(1, int(STEPS * float(end - start) / float(times[-1] - times[0])))
                h = (end - start) / count
                for i in range(count):
                    t = torch.as_tensor(start + i * h)
                    a = f(t, y)
                    b = f(torch.as_tensor(t + h / 2), y + h / 2 * a)
                    c = f(torch.as_tensor(t + h / 2), y + h / 2 * b)
                    d = f(torch.as_tensor(t + h), y + h * c)
                    y = y + h / 6 * (a + 2 * b + 2 * c + d)
                way.append(y)
            return torch.stack(way, 0)
        """;

    @TempDir
    Path folder;

    private PythonRuns runs() {
        return new PythonRuns(folder);
    }

    private static Settings settings(String preset, String run, String changes) {
        return PythonRuns.settings(preset, run, changes.isBlank() ? List.of() : Arrays.asList(changes.split("~")));
    }

    private double export(Settings settings) throws IOException {
        return runs().export(PythonForm.TORCH, settings);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "learn-brusselator | universal | ''",
                "learn-moving-base | law | ''",
                "learn-moving-base | law | field.formula=x'' = -c*x' + nn(x, u2*t) + exp(u) - k*min(u1, x); learn c ="
                        + " 1; learn k = 0.5~field.inputBetweenEach=steps, cubic~problem.horizon=3",
                "learn-moving-base | network | ''",
                "learn-brusselator | heavy-ball | ''",
                "learn-lotka-volterra | '' | field.id=formula~field.formula=u' = exp(2)*0.01 + max(u, 0.1) - pi/4 * v"
                        + " + nn(1, u); v' = sin(t)^2 - sqrt(c) * relu(v) + step(v); c = 2/3",
                "simplest-fig-2 | '' | ''",
                "learn-lotka-volterra | '' | field.id=formula~field.formula=u' = w * u + half * step(u - 1); v' ="
                        + " predict * u - p * v; learn w = 0.3; learn half = 0.5; learn predict = 0.2; learn p = 0.1",
                "learn-spiral | '' | field.time=true~field.activation=gelu",
                "learn-spiral | '' | family.id=ghbnode~family.convention=authors~family.gate=hardtanh"
                        + "~field.activation=elu",
                "learn-spiral | '' | family.id=sonode~field.activation=softplus",
                "learn-nested-annuli | '' | family.id=anode~family.readOut=softmax~loss.id=cross-entropy"
            })
    void lossIsTheSameWithAStandInForPyTorch(String preset, String run, String changes)
            throws IOException, InterruptedException {
        double loss = export(settings(preset, run, changes));
        assertThat(folder.resolve("steps.npz")).as("its solver has its own").doesNotExist();
        runs().assumePython();
        Files.writeString(folder.resolve("torch.py"), TORCH);
        Files.writeString(folder.resolve("torchdiffeq.py"), TORCHDIFFEQ);
        String printed = runs().python("model.py");
        assertThat(PythonRuns.number(printed, "loss as the lab had it")).isEqualTo(loss);
        assertThat(PythonRuns.number(printed, "loss with torchdiffeq"))
                .isCloseTo(loss, within(AGREEMENT * Math.abs(loss)));
    }

    private static final String GRADIENT = """
        from model import Model, load, loss

        model = Model(load("weights.npz"))
        data = load("data.npz")
        predictions = model.predict(data["x0"], data["times"], float(data["start"]))
        whole = loss(predictions, data["target"], data.get("shares"))
        whole.backward()
        print("loss", "%.17g" % whole.item())
        for name, value in model.w.items():
            for i, g in enumerate(value.grad.reshape(-1)):
                print("%s %d" % (name, i), "%.17g" % g.item())
        """;

    /// Of a solve with small steps.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "learn-brusselator | universal | ''",
                "learn-brusselator | heavy-ball | ''",
                "learn-lotka-volterra | '' | field.id=formula~field.formula=u' = exp(2)*0.01 + max(u, 0.1) - pi/4 * v"
                        + " + nn(1, u); v' = sin(t)^2 - sqrt(c) * relu(v) + step(v); c = 2/3",
                "learn-spiral | '' | field.time=true~field.activation=gelu",
                "learn-spiral | '' | family.id=ghbnode~field.activation=elu",
                "learn-spiral | '' | family.id=sonode~field.activation=softplus",
                "learn-nested-annuli | '' | family.id=anode~family.readOut=softmax~loss.id=cross-entropy",
                "learn-my-trajectories | '' | problem.file=FOLDER"
            })
    void lossAndGradientArePyTorchs(String preset, String run, String changes)
            throws IOException, InterruptedException {
        String given =
                changes.replace("FOLDER", PythonExportTest.unequalSeries(folder).toString());
        Settings settings = settings(preset, run, given)
                .with("solver.id", "dopri8")
                .with("solver.rtol", 1e-9)
                .with("solver.atol", 1e-9);
        double loss = export(settings);
        assumeTrue(
                runs().python("-c", "import torch; print(torch.__version__)").matches("\\d.*\\s*"),
                "skipped: Python with PyTorch is not on this machine");
        Files.writeString(folder.resolve("torchdiffeq.py"), TORCHDIFFEQ.replace("STEPS = 100", "STEPS = 500"));
        Files.writeString(folder.resolve("gradient.py"), GRADIENT);
        String printed = runs().python("gradient.py");
        assertThat(PythonRuns.number(printed, "loss ")).isCloseTo(loss, within(1e-6 * loss));
        Experiment experiment = Experiments.build(settings);
        double[] gradient = SingleGradient.of(experiment, PythonRuns.moved(settings, experiment), null)
                .theta();
        double largest = Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
        for (ParameterLayout.Block block : experiment.model().parameters().blocks()) {
            for (int i = 0; i < block.size(); i++) {
                String label = block.name() + " " + i + " ";
                assertThat(PythonRuns.number(printed, label))
                        .as(label)
                        .isCloseTo(gradient[block.offset() + i], within(1e-5 * largest));
            }
        }
    }

    @Test
    void targetsCountTheirShares() throws IOException, InterruptedException {
        double loss =
                export(settings("learn-my-trajectories", "", "problem.file=" + PythonExportTest.unequalSeries(folder)));
        runs().assumePython();
        Files.writeString(folder.resolve("torch.py"), TORCH);
        Files.writeString(folder.resolve("torchdiffeq.py"), TORCHDIFFEQ);
        assertThat(PythonRuns.number(runs().python("model.py"), "loss with torchdiffeq"))
                .isCloseTo(loss, within(1e-3 * Math.abs(loss)));
    }

    @Test
    void aSolverThatNumPyFilesHaveNotIsNoMatter() throws IOException {
        export(settings("learn-spiral", "", "solver.id=kvaerno5"));
        String program = Files.readString(folder.resolve("model.py"));
        assertThat(program).contains("class Model(torch.nn.Module)", "torchdiffeq.odeint");
        String behindLoad = program.substring(program.indexOf("def number"));
        assertThat(behindLoad).as("nothing but loading is NumPy's").doesNotContain("np.");
    }
}
