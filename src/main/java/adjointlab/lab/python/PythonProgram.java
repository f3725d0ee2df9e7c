package adjointlab.lab.python;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.family.Model;
import adjointlab.core.formula.PythonForm;
import adjointlab.core.ode.RungeKutta;
import adjointlab.core.ode.Tableau;
import adjointlab.core.problem.CrossEntropy;
import adjointlab.core.problem.Loss;
import adjointlab.core.problem.SquaredLoss;
import adjointlab.core.rollout.Experiment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// A model, its solver and its loss as one program of Python.
final class PythonProgram {
    private static final String USE = """
        python model.py [weights.npz]    prints the loss on data.npz
        from model import load, predict  takes the model into a program of your own

        Arrays have a row for each sample. Weights have the names that the lab gives them.
        """;

    private static final String HEAD = """
        import math
        import os
        import sys

        import numpy as np

        HERE = os.path.dirname(os.path.abspath(__file__))


        def load(name):
            with np.load(os.path.join(HERE, name)) as archive:
                return {key: archive[key] for key in archive.files}


        def sigmoid(z):
            return 1 / (1 + np.exp(-z))


        def softplus(z):
            return np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))


        def relu(z):
            return np.maximum(z, 0)


        def step(z):
            return np.heaviside(z, 0.5)


        def softmax(z):
            if z.shape[1] == 1:
                return sigmoid(z)
            e = np.exp(z - z.max(axis=1, keepdims=True))
            return e / e.sum(axis=1, keepdims=True)


        """;

    private static final String SOLVER = """
        def stages(t, h, y, w):
            k = []
            for a, c in zip(A, C):
                k.append(field(t + c * h, y + h * sum((x * s for x, s in zip(a, k)), np.zeros_like(y)), w))
            return k


        def within(y, h, k, fraction):
            powers = [fraction ** (m + 1) for m in range(len(DENSE[0]))]
            return y + h * sum(s * sum(x * p for x, p in zip(row, powers)) for row, s in zip(DENSE, k))


        def given(y, steps, w):
            # the lab's own steps: the same numbers up to rounding
            for t, h in steps:
                yield t, h, y, stages(t, h, y, w)
                y = within(y, h, stages(t, h, y, w), 1.0)


        def chosen(y, start, end, w, rtol, atol):
            # steps by the embedded error estimate; equal ones where the method has none
            t = start
            h = (end - start) / (100 if ERROR else 1000)
            while t < end - 1e-12 * abs(end):
                h = min(h, end - t)
                k = stages(t, h, y, w)
                after = within(y, h, k, 1.0)
                ratio = 0.0
                if ERROR:
                    error = h * sum(x * s for x, s in zip(ERROR, k))
                    ratio = np.sqrt(np.mean((error / (atol + rtol * np.maximum(abs(y), abs(after)))) ** 2))
                if ratio <= 1:
                    yield t, h, y, k
                    t, y = t + h, after
                if ERROR:
                    h *= min(5.0, max(0.2, 0.9 * max(ratio, 1e-10) ** (-1 / ORDER_OF_ERROR)))


        def predict(x, times, w, start=0.0, steps=None, rtol=1e-9, atol=1e-11):
            y = encode(x, w)
            seen = []
            way = chosen(y, start, times[-1], w, rtol, atol) if steps is None else given(y, steps, w)
            last = None
            for t, h, y, k in way:
                while len(seen) < len(times) and times[len(seen)] <= t + h:
                    seen.append(decode(within(y, h, k, (times[len(seen)] - t) / h), w))
                last = t, h, y, k
            while len(seen) < len(times):  # the end, missed by rounding
                t, h, y, k = last
                seen.append(decode(within(y, h, k, (times[len(seen)] - t) / h), w))
            return np.stack(seen)


        def loss(predictions, targets, shares=None):
            # the mean over times and samples, or a sum where each target counts its share
            each = np.stack([losses(p[:, : y.shape[1]], y, p) for p, y in zip(predictions, targets)])
            return float(np.mean(each) if shares is None else np.sum(shares * each))


        if __name__ == "__main__":
            weights = load(sys.argv[1] if len(sys.argv) > 1 else "weights.npz")
            data = load("data.npz")
            steps = load("steps.npz")["steps"]
            by_lab = predict(data["x0"], data["times"], weights, float(data["start"]), steps)
            print("loss with the lab's steps   %.17g" % loss(by_lab, data["target"], data.get("shares")))
            print("loss as the lab had it      %.17g" % float(data["loss"]))
            own = predict(data["x0"], data["times"], weights, float(data["start"]))
            print("loss with own, small steps  %.17g" % loss(own, data["target"], data.get("shares")))
        """;

    private PythonProgram() {}

    /// The program.
    ///
    /// @param title what it is, for its first line
    /// @throws InvalidValueException in one sentence, if something in it has no form in Python
    static String of(PythonForm form, String title, Experiment experiment) {
        Model model = experiment.model();
        refuse(form, experiment);
        boolean torch = form == PythonForm.TORCH;
        List<String> lines = new ArrayList<>(
                List.of("\"\"\"" + title.replace("\\", "").replace("\"", "'") + ", as Adjoint Lab trains it.", ""));
        lines.addAll((torch ? TorchProgram.USE : USE).lines().toList());
        lines.add("\"\"\"");
        lines.addAll((torch ? TorchProgram.HEAD : HEAD).lines().toList());
        lines.addAll(PythonField.of(form, model.field()));
        lines.addAll(List.of(
                "",
                "",
                "def encode(x, w):",
                "    return " + new PythonParts(form, "x").of(model.encoder()),
                "",
                "",
                "def decode(y, w):",
                "    return " + new PythonParts(form, "y").of(model.decoder()),
                "",
                ""));
        if (!torch) {
            lines.addAll(tableau(((RungeKutta) experiment.numerics().solver().stepper()).tableau()));
        }
        lines.addAll(List.of(
                "",
                "",
                "def losses(p, y, whole):",
                "    return " + form.text(loss(experiment.task().loss())),
                "",
                ""));
        lines.addAll((torch ? TorchProgram.TAIL : SOLVER).lines().toList());
        return String.join("\n", lines).replaceAll("\n{4,}", "\n\n\n") + "\n";
    }

    private static void refuse(PythonForm form, Experiment experiment) {
        Model model = experiment.model();
        boolean explicit =
                experiment.numerics().solver().stepper() instanceof RungeKutta method && isExplicit(method.tableau());
        if (form == PythonForm.NUMPY && !explicit) {
            throw new InvalidValueException(
                    "the solver is no explicit Runge-Kutta method, which Python files have; choose one, rk4 or tsit5");
        }
        if (model.jump().isPresent()
                || model.impact().isPresent()
                || model.logDensity()
                || model.costDim() > 0
                || experiment.task().problem().draws(experiment.seed()).isPresent()) {
            throw new InvalidValueException(
                    "models that jump, know densities or cost something on their way, and data that"
                            + " are drawn afresh, have no form in Python");
        }
    }

    private static boolean isExplicit(Tableau tableau) {
        double[][] a = tableau.a();
        for (int i = 0; i < a.length; i++) {
            if (a[i].length > i && a[i][i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static List<String> tableau(Tableau tableau) {
        List<double[]> rows = new ArrayList<>(Arrays.asList(tableau.a()));
        rows.addAll(Arrays.asList(tableau.dense().extraA()));
        List<String> lines = new ArrayList<>();
        lines.add("A = [");
        rows.forEach(row -> lines.add("    " + list(row) + ","));
        lines.add("]");
        lines.add("C = " + list(rows.stream().mapToDouble(Tableau::stageTime).toArray()));
        lines.add("DENSE = [");
        for (double[] row : tableau.dense().weights()) {
            lines.add("    " + list(row) + ",");
        }
        lines.add("]");
        lines.add("ERROR = " + list(tableau.error().fine()));
        lines.add("ORDER_OF_ERROR = " + Math.max(1, tableau.error().fineOrder() + 1));
        return lines;
    }

    private static String list(double[] numbers) {
        return Arrays.stream(numbers).mapToObj(Double::toString).collect(Collectors.joining(", ", "[", "]"));
    }

    /// Of each sample at one time, `p` the part of a prediction that has targets `y`.
    private static String loss(Loss loss) {
        return switch (loss) {
            case SquaredLoss(SquaredLoss.Weighting weighting) ->
                switch (weighting) {
                    case HALF_SQUARED -> "np.sum((p - y) ** 2, axis=1) / 2";
                    case HALF_MEAN -> "np.mean((p - y) ** 2, axis=1) / 2";
                    case MEAN -> "np.mean((p - y) ** 2, axis=1)";
                };
            case CrossEntropy _ ->
                "-np.sum(np.log(np.where(y > 0, whole, 1 - whole)) if y.shape[1] == 1 else y * np.log(p), axis=1)";
            default ->
                throw new InvalidValueException(
                        "this loss has no form in Python; choose a squared distance or the cross-entropy");
        };
    }
}
