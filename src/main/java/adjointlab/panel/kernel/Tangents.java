package adjointlab.panel.kernel;

import adjointlab.core.catalog.Key;
import adjointlab.core.math.Fingerprint;
import adjointlab.core.ntk.Modes;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.rollout.Experiment;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.probe.KernelTrace;
import adjointlab.lab.probe.TangentProbe;
import adjointlab.lab.run.Run;
import adjointlab.panel.kit.Looks;
import adjointlab.panel.kit.Memo;
import adjointlab.panel.kit.Options;
import adjointlab.panel.kit.PanelContext;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/// Tangent kernels of runs, remembered between frames.
final class Tangents {
    /// How many samples a panel's kernels are about.
    static final Key<Integer> SAMPLES = Options.whole("samples", "Samples", 40, 1, 400);

    /// Iterations that a trace looks at.
    private static final int TRACED = 21;

    /// Kernels of the largest size take 1.3 MB each.
    private static final Memo<KernelKey, TangentProbe> EMPIRICAL = new Memo<>(160);
    private static final Memo<LimitKey, Optional<double[][]>> LIMITS = new Memo<>(16);
    private static final Memo<KernelKey, Modes> MODES = new Memo<>(16);

    private record KernelKey(Looks.Landscape landscape, Fingerprint theta, int samples) {}

    private record LimitKey(Looks.Landscape landscape, int samples) {}

    private Tangents() {}

    /// A run's tangent kernel at one of its iterations, on the first samples of its data.
    ///
    /// @param wanted samples, fewer where the kernel would have too many rows
    /// @return nothing if cancelled, or if the run has no such iteration
    static Optional<TangentProbe> empirical(Run run, int iteration, int wanted, PanelContext context) {
        return Looks.weights(run, iteration, context.cancellation())
                .flatMap(theta -> empirical(
                        run.settingsAt(iteration),
                        theta,
                        wanted,
                        context.cancellation(),
                        new KernelCost(context.preview(), 1)));
    }

    private static Optional<TangentProbe> empirical(
            Settings settings, double[] theta, int wanted, Cancellation cancellation, KernelCost cost) {
        Experiment experiment = Looks.experiment(settings);
        Optional<TangentProbe> probe = EMPIRICAL.get(
                new KernelKey(Looks.Landscape.of(settings), Fingerprint.of(theta), wanted),
                () -> theta.length == 0
                        ? TangentProbe.of(experiment, theta, wanted, cancellation)
                        : cost.of(
                                experiment,
                                wanted,
                                progress -> TangentProbe.of(experiment, theta, wanted, cancellation, progress)));
        cost.next();
        return probe;
    }

    /// The kernel's modes; parameters as in [#empirical].
    static Optional<Modes> modes(Run run, int iteration, int wanted, PanelContext context) {
        Cancellation cancellation = context.cancellation();
        Optional<double[]> theta = Looks.weights(run, iteration, cancellation);
        if (theta.isEmpty()) {
            return Optional.empty();
        }
        Settings settings = run.settingsAt(iteration);
        return MODES.get(
                new KernelKey(Looks.Landscape.of(settings), Fingerprint.of(theta.get()), wanted),
                () -> empirical(settings, theta.get(), wanted, cancellation, new KernelCost(context.preview(), 1))
                        .filter(probe -> probe.refusal().isEmpty())
                        .flatMap(probe -> modes(probe, cancellation)));
    }

    private static Optional<Modes> modes(TangentProbe probe, Cancellation cancellation) {
        try {
            return Optional.of(Modes.of(probe.kernel(), cancellation));
        } catch (CancellationException _) {
            return Optional.empty();
        }
    }

    /// The run's kernel over its iterations; as far as it got if cancelled.
    static KernelTrace trace(Run run, int wanted, PanelContext context) {
        Cancellation cancellation = context.cancellation();
        KernelCost cost = new KernelCost(context.preview(), TRACED);
        return KernelTrace.of(
                run,
                TRACED,
                checkpoint -> empirical(
                        run.settingsAt(Math.toIntExact(checkpoint.iteration())),
                        checkpoint.theta(),
                        wanted,
                        cancellation,
                        cost),
                cancellation);
    }

    /// The kernel of the same model with infinite width: of the residual network where it is solved by fixed Euler
    /// steps, of the ODE otherwise.
    ///
    /// @return nothing unless the model is the wide one, or if cancelled
    static Optional<double[][]> limit(Run run, int iteration, int wanted, Cancellation cancellation) {
        Settings settings = run.settingsAt(iteration);
        Experiment experiment = Looks.experiment(settings);
        return LIMITS.get(new LimitKey(Looks.Landscape.of(settings), wanted), () -> {
                    Optional<double[][]> limit = TangentProbe.limit(experiment, wanted, cancellation);
                    return cancellation.requested() ? Optional.empty() : Optional.of(limit);
                })
                .flatMap(known -> known);
    }
}
