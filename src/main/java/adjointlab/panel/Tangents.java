package adjointlab.panel;

import adjointlab.core.catalog.Activations;
import adjointlab.core.catalog.Values;
import adjointlab.core.ntk.LimitKernels;
import adjointlab.core.ntk.LimitRecursion;
import adjointlab.core.ntk.WideNetwork;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.train.Experiment;
import adjointlab.core.train.TangentKernel;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.run.Run;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/// Tangent kernels of runs, remembered between frames.
final class Tangents {
    /// Most rows of a kernel: samples × times × outputs. Eigenvalues of more take seconds.
    private static final int MOST_ROWS = 400;

    private static final Memo<EmpiricalKey, Empirical> EMPIRICAL = new Memo<>(64);
    private static final Memo<LimitKey, Optional<double[][]>> LIMITS = new Memo<>(16);

    private record EmpiricalKey(Looks.Landscape landscape, List<Double> theta, int samples) {}

    private record LimitKey(Looks.Landscape landscape, int samples) {}

    /// @param kernel [m×m]; empty where there is none
    /// @param refusal why; "" where there is one
    record Empirical(double[][] kernel, String refusal) {}

    private Tangents() {}

    /// A run's tangent kernel at one of its iterations, on the first samples of its data.
    ///
    /// @param wanted samples, fewer where the kernel would have too many rows
    /// @return nothing if cancelled, or if the run has no such iteration
    static Optional<Empirical> empirical(Run run, int iteration, int wanted, Cancellation cancellation) {
        Optional<double[]> theta = Looks.weights(run, iteration, cancellation);
        if (theta.isEmpty()) {
            return Optional.empty();
        }
        Settings settings = run.settingsAt(iteration);
        Experiment experiment = Looks.experiment(settings);
        if (theta.get().length == 0) {
            return Optional.of(new Empirical(new double[0][], "A model without weights has no tangent kernel."));
        }
        int samples = samples(experiment, wanted);
        List<Double> key = Arrays.stream(theta.get()).boxed().toList();
        return EMPIRICAL.get(new EmpiricalKey(Looks.Landscape.of(settings), key, samples), () -> {
            try {
                TangentKernel kernel = TangentKernel.of(experiment, theta.get(), samples, cancellation);
                if (cancellation.requested()) {
                    return Optional.empty();
                }
                return Optional.of(new Empirical(
                        kernel.kernel(), kernel.status().ok() ? "" : kernel.status().sentence()));
            } catch (IllegalArgumentException refused) {
                return Optional.of(new Empirical(new double[0][], refused.getMessage() + "."));
            }
        });
    }

    private static int samples(Experiment experiment, int wanted) {
        ProblemData data = experiment.task().problem().data(experiment.seed());
        int each = data.times().length * experiment.family().outputDim();
        return Math.clamp(MOST_ROWS / each, 1, Math.min(wanted, data.samples()));
    }

    /// The kernel of the same model with infinite width: of the residual network where it is solved by fixed Euler steps, of
    /// the ODE otherwise.
    ///
    /// @return nothing unless the model is the wide one with one output and one activation, or if cancelled
    static Optional<double[][]> limit(Run run, int iteration, int wanted, Cancellation cancellation) {
        Settings settings = run.settingsAt(iteration);
        if (!settings.id("family").equals("wide") || !settings.id("field").equals("pre-activation")) {
            return Optional.empty();
        }
        Experiment experiment = Looks.experiment(settings);
        ProblemData data = experiment.task().problem().data(experiment.seed());
        Values family = settings.values("family");
        Values field = settings.values("field");
        boolean one = experiment.family().outputDim() == 1 && data.times().length == 1;
        if (!one || !family.choice("activation").equals(field.choice("activation"))) {
            return Optional.empty();
        }
        int samples = samples(experiment, wanted);
        WideNetwork network = new WideNetwork(
                Activations.CATALOG.get(field.choice("activation")).createDefault(),
                family.real("sigmaU"),
                field.real("sigmaW"),
                family.real("sigmaV"),
                data.end() - data.start());
        Values solver = settings.shared("solver");
        boolean euler = settings.id("solver").equals("euler");
        return LIMITS
                .get(new LimitKey(Looks.Landscape.of(settings), samples), () -> {
                    try {
                        double[][] x = Arrays.copyOf(data.initial().toRows(), samples);
                        LimitRecursion recursion = new LimitRecursion(network, cancellation);
                        LimitKernels kernels =
                                euler ? recursion.discrete(x, solver.whole("steps")) : recursion.continuous(x);
                        return Optional.of(kernels.finite() ? Optional.of(kernels.ntk()) : Optional.empty());
                    } catch (CancellationException _) {
                        return Optional.empty();
                    }
                })
                .flatMap(known -> known);
    }
}
