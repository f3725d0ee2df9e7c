package adjointlab.core.train;

import adjointlab.core.family.Trait;
import adjointlab.core.family.Wide;
import adjointlab.core.field.PreActivation;
import adjointlab.core.ntk.LimitKernels;
import adjointlab.core.ntk.LimitRecursion;
import adjointlab.core.ntk.WideKernel;
import adjointlab.core.ntk.WideNetwork;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.RungeKutta;
import adjointlab.core.ode.SolverSettings;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.rollout.Experiment;
import java.util.Optional;
import java.util.OptionalInt;

/// A wide experiment's counterpart of infinite width.
///
/// @param network scales, horizon and activation
/// @param depth L where the model is solved by fixed Euler steps, so that it is a residual network; none for the ODE
public record InfiniteWidth(WideNetwork network, OptionalInt depth) {
    /// That of an experiment.
    ///
    /// @return nothing unless the family and the field are the wide ones with one activation
    public static Optional<InfiniteWidth> of(Experiment experiment) {
        Optional<Wide> shape = experiment.model().trait(Trait.WideLimit.class).map(Trait.WideLimit::wide);
        if (shape.isEmpty()
                || !(experiment.model().field() instanceof PreActivation field)
                || !shape.get().activation().equals(field.activation())) {
            return Optional.empty();
        }
        ProblemData data = experiment.task().problem().data(experiment.seed());
        if (data.times().length != 1 || data.end() <= data.start()) {
            return Optional.empty();
        }
        return Optional.of(new InfiniteWidth(
                new WideNetwork(
                        field.activation(),
                        shape.get().sigmaU(),
                        field.sigma(),
                        shape.get().sigmaV(),
                        data.end() - data.start()),
                eulerSteps(experiment.numerics().solver())));
    }

    /// The tangent kernel of an experiment's own model by contraction over stages.
    ///
    /// @return nothing unless the model is the wide one and solved by an explicit Runge-Kutta method in equal steps
    static Optional<WideKernel> contraction(Experiment experiment) {
        SolverSettings solver = experiment.numerics().solver();
        return of(experiment)
                .flatMap(wide -> solver.stepper() instanceof RungeKutta(var tableau)
                                && WideKernel.isExplicit(tableau)
                                && solver.stepping() instanceof SolverSettings.Fixed(int steps)
                        ? Optional.of(new WideKernel(wide.network(), tableau, steps))
                        : Optional.empty());
    }

    private static OptionalInt eulerSteps(SolverSettings solver) {
        boolean euler = solver.stepper() instanceof RungeKutta(var tableau)
                && tableau.stages() == 1
                && tableau.a()[0].length == 0;
        return euler && solver.stepping() instanceof SolverSettings.Fixed(int steps)
                ? OptionalInt.of(steps)
                : OptionalInt.empty();
    }

    /// Its kernels.
    ///
    /// @param x inputs [N×d], not modified
    /// @param cancellation asked before each pair of inputs; then this ends in a CancellationException
    public LimitKernels kernels(double[][] x, Cancellation cancellation) {
        LimitRecursion recursion = new LimitRecursion(network, cancellation);
        return depth.isPresent() ? recursion.discrete(x, depth.getAsInt()) : recursion.continuous(x);
    }
}
