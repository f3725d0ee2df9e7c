package adjointlab.core.catalog;

import adjointlab.core.adjoint.DiscreteAdjoint;
import adjointlab.core.adjoint.ForwardSensitivity;
import adjointlab.core.adjoint.InterpolatedAdjoint;
import adjointlab.core.curvature.CurvatureMatrices;
import adjointlab.core.curvature.CurvatureVectors;
import adjointlab.core.family.Trait;
import adjointlab.core.family.Wide;
import adjointlab.core.field.DenseLayer;
import adjointlab.core.field.PreActivation;
import adjointlab.core.kernel.Batch;
import adjointlab.core.math.Numbers;
import adjointlab.core.ntk.WideKernel;
import adjointlab.core.ode.KeptSteps;
import adjointlab.core.ode.RungeKutta;
import adjointlab.core.ode.SolverSettings;
import adjointlab.core.ode.Stepper;
import adjointlab.core.optim.CurvatureForm;
import adjointlab.core.optim.CurvatureSolve;
import adjointlab.core.optim.CurvatureSolve.Space;
import adjointlab.core.optim.FreeHorizon;
import adjointlab.core.optim.GaussNewton;
import adjointlab.core.optim.Grouped;
import adjointlab.core.optim.Horizon;
import adjointlab.core.optim.LayerFactors;
import adjointlab.core.optim.LevenbergMarquardt;
import adjointlab.core.optim.NaturalGradient;
import adjointlab.core.optim.Optimizer;
import adjointlab.core.optim.Optimizer.Need;
import adjointlab.core.optim.OutputJacobian;
import adjointlab.core.problem.CrossEntropy;
import adjointlab.core.problem.MiniBatches;
import adjointlab.core.problem.sequence.SequenceLearning;
import adjointlab.core.study.KernelError;
import adjointlab.core.study.Study;
import adjointlab.core.study.VariedSetting;
import java.util.List;
import java.util.Optional;

/// What does not go together, declared once: forms, the command line and the contract tests read it here.
public final class Incompatibilities {
    /// Numbers in the matrices of an implicit solver.
    private static final long LARGEST_IMPLICIT = 4_000_000;

    /// Rows of a layer's factor, which is decomposed: at this size within minutes, in a gigabyte with what that
    /// needs.
    private static final int LARGEST_FACTOR = 4096;

    /// Times at which a backward solve is sampled for an optimizer by layers.
    private static final int MOST_GRID_TIMES = 1_000_000;

    /// Only for finer steps than this is the data's time asked for, since data may take long to make.
    private static final double FINE_GRID = 1e-3;

    /// Numbers in the one matrix that an implicit solver needs for the loss's curvature: it is decomposed at every
    /// stage.
    private static final long LARGEST_CURVATURE_IMPLICIT = 1_000_000;

    /// In the order in which they are looked for: first what is wrong with parts, then with sizes.
    public static final List<Incompatibility> ALL = List.of(
            new Incompatibility("no-such-model", c -> !c.sizeRefusal().isEmpty(), Combination::sizeRefusal),
            new Incompatibility(
                    "start-weights",
                    c -> c.model().start() instanceof Initializers.Given given
                            && given.values().size() != 1
                            && given.values().size() != c.weights(),
                    c -> "the number of given start weights does not fit the model; give 1 or " + c.weights()
                            + ", or choose a distribution"),
            new Incompatibility(
                    "impact-state",
                    c -> c.task().problem().impact().isPresent() && !holdsItsState(c),
                    c -> c.task().problem().impact().orElseThrow().dim()
                                    > c.task().problem().dim()
                            ? "what bounces off a wall needs a velocity that starts at rest; choose a heavy ball as"
                                    + " family, or no wall"
                            : "a floor changes the data themselves; choose NODE or ANODE as family, or let models know"
                                    + " no floor"),
            new Incompatibility(
                    "impact-curvature",
                    c -> c.task().problem().impact().isPresent()
                            && (needs(c, Need.LAYER_FACTORS)
                                    || needs(c, Need.OUTPUT_JACOBIAN)
                                    || needs(c, Need.COST_CURVATURE)),
                    "this optimizer's curvature goes along ways that do not jump; choose an optimizer that needs the"
                            + " gradient only, or no floor or wall"),
            new Incompatibility(
                    "shooting-curvature",
                    c -> c.task().problem().nodes().isPresent()
                            && (needs(c, Need.LAYER_FACTORS)
                                    || needs(c, Need.OUTPUT_JACOBIAN)
                                    || needs(c, Need.COST_CURVATURE)),
                    "this optimizer's curvature knows nothing of gaps between segments; choose an optimizer that needs"
                            + " the gradient only, or one segment"),
            new Incompatibility(
                    "shooting-impact",
                    c -> c.task().problem().nodes().isPresent()
                            && c.task().problem().impact().isPresent(),
                    "states start afresh at nodes or jump at a floor, not both; choose one segment, or let models know"
                            + " no floor"),
            new Incompatibility(
                    "likelihood-without-density",
                    c -> c.trains()
                            && c.task().loss().ofLogDensity()
                            && !c.family().logDensity(),
                    "the likelihood needs a model that knows densities; choose the normalizing flow as family, or"
                            + " another loss"),
            new Incompatibility(
                    "cross-entropy-without-probabilities",
                    c -> c.trains()
                            && c.task().loss() instanceof CrossEntropy
                            && !c.family().yieldsProbabilities(),
                    "the cross-entropy needs probabilities; choose the softmax head as the family's read-out"),
            new Incompatibility(
                    "learned-horizon-optimizer",
                    c -> c.trains()
                            && learnsHorizon(c)
                            && !FreeHorizon.goesWith(c.training().optimizer()),
                    "a learned horizon goes with optimizers that need the gradient only, or its layers' factors; choose"
                            + " another optimizer, or the problem's horizon"),
            new Incompatibility(
                    "groups-optimizer",
                    c -> c.trains()
                            && c.around().isPresent()
                            && !Grouped.goesInto(c.training().optimizer()),
                    "weights around the field can have an optimizer of their own beside one that needs the gradient"
                            + " only, or its layers' factors; choose another optimizer, or the same for all weights"),
            new Incompatibility(
                    "groups-without-ends",
                    c -> c.trains()
                            && c.around().isPresent()
                            && c.family().parameters().size()
                                    == c.family().field().parameters().size(),
                    "this model has no weights around its field; choose the same optimizer for all weights, or a"
                            + " family with a read-out"),
            new Incompatibility(
                    "discrete-gradient-multistep",
                    c -> c.takesGradients()
                            && !isRungeKutta(c)
                            && (c.numerics().gradient() instanceof DiscreteAdjoint
                                    || c.numerics().gradient() instanceof InterpolatedAdjoint),
                    "a discrete or interpolated adjoint goes back through the steps of a Runge-Kutta method; choose"
                            + " such a method as solver, or the continuous adjoint"),
            new Incompatibility(
                    "output-jacobian-multistep",
                    c -> needs(c, Need.OUTPUT_JACOBIAN) && !isRungeKutta(c),
                    "this optimizer differentiates the predictions through the steps of a Runge-Kutta method; choose"
                            + " such a method as solver, or another optimizer"),
            new Incompatibility(
                    "line-search-with-batches",
                    c -> needs(c, Need.OBJECTIVE) && !hasAdaptiveDamping(c) && hasBatches(c),
                    "this optimizer compares losses from one iteration to the next, which belong to different batches;"
                            + " choose all samples in a batch, or another optimizer"),
            new Incompatibility(
                    "adaptive-damping-with-batches",
                    c -> hasAdaptiveDamping(c) && hasBatches(c),
                    "a damping that adapts compares the loss behind a step with that before it, which belong to"
                            + " different batches; choose all samples in a batch, or a damping that stays"),
            new Incompatibility(
                    "cost-curvature-with-batches",
                    c -> needs(c, Need.COST_CURVATURE) && hasBatches(c),
                    "this optimizer goes by the curvature of the loss of all samples, which a batch does not have;"
                            + " choose all samples in a batch, or another optimizer"),
            new Incompatibility(
                    "layer-factors-without-sampling",
                    c -> needs(c, Need.LAYER_FACTORS)
                            && !c.numerics().gradient().samples(),
                    "this optimizer samples the adjoint's dense output; choose a continuous adjoint as gradient"),
            new Incompatibility(
                    "layer-factors-without-layers",
                    c -> needs(c, Need.LAYER_FACTORS) && factored(c).isEmpty(),
                    "this optimizer needs a model of dense layers or convolutions; choose the perceptron or"
                            + " convolutions as field, or another optimizer"),
            new Incompatibility(
                    "layer-factors-too-large",
                    c -> needs(c, Need.LAYER_FACTORS) && largestFactor(c) > LARGEST_FACTOR,
                    c -> "this optimizer decomposes a matrix of " + largestFactor(c) + " × " + largestFactor(c)
                            + " for the model's widest layer; at most " + LARGEST_FACTOR + " × " + LARGEST_FACTOR
                            + " are allowed: choose fewer channels or widths, a read-out of means of windows, or"
                            + " another optimizer"),
            new Incompatibility(
                    "layer-grid-too-fine",
                    c -> needs(c, Need.LAYER_FACTORS) && gridStep(c) < FINE_GRID && gridTimes(c) > MOST_GRID_TIMES,
                    c -> "this optimizer would look at the layers at " + Numbers.brief(gridTimes(c), 3)
                            + " times; at most " + MOST_GRID_TIMES
                            + " are allowed: choose a longer step of its time grid, or a shorter horizon"),
            new Incompatibility(
                    "kernel-error-without-wide-model",
                    c -> studies(c, KernelError.class) && !isWide(c),
                    "kernels of infinite width belong to the wide family; choose it with the pre-activation field of"
                            + " the same activation, and a problem with one time, after its data"),
            new Incompatibility(
                    "kernel-error-without-euler",
                    c -> studies(c, KernelError.class) && !isEuler(c),
                    "kernels over width need a model that is solved by fixed Euler steps; choose Euler as solver"),
            new Incompatibility(
                    "kernel-error-outputs",
                    c -> studies(c, KernelError.class) && c.family().outputDim() != 1,
                    "kernels over width need a model with one output; choose a problem with one target"),
            new Incompatibility(
                    "sweep-setting",
                    c -> sweep(c).filter(sweep -> !isThere(c, sweep)).isPresent(),
                    c -> "the study varies '"
                            + sweep(c).map(VariedSetting::path).orElse("")
                            + "', which is no number that the present choices have in that range; choose another"
                            + " setting or other ends"),
            new Incompatibility(
                    "implicit-too-large",
                    c -> isImplicit(c) && implicitNumbers(c) > LARGEST_IMPLICIT,
                    c -> "an implicit solver needs a matrix for each sample's state, here " + implicitNumbers(c)
                            + " numbers, which with their factors take " + (implicitNumbers(c) >> 16)
                            + " MiB; at most " + LARGEST_IMPLICIT
                            + " are allowed: choose an explicit solver, a smaller state or fewer samples"),
            new Incompatibility(
                    "cost-curvature-weights",
                    c -> needs(c, Need.COST_CURVATURE) && c.weights() > CurvatureForm.MOST_WEIGHTS,
                    c -> "a curvature matrix of " + c.weights() + " weights is too large; at most "
                            + CurvatureForm.MOST_WEIGHTS + " are allowed: choose a smaller model or another optimizer"),
            new Incompatibility(
                    "cost-curvature-numbers",
                    c -> needs(c, Need.COST_CURVATURE) && curvatureNumbers(c) > curvatureLimit(c),
                    c -> "what carries the loss's curvature back would be " + curvatureNumbers(c) + " numbers; at most "
                            + curvatureLimit(c)
                            + " are allowed: choose the low-rank form, a smaller model, fewer samples or another"
                            + " optimizer"),
            new Incompatibility(
                    "cost-curvature-of-gaps",
                    c -> needs(c, Need.COST_CURVATURE) && c.family().costDim() > 0 && takesGapsAsFactors(c),
                    "the curvature of a cost along the way is known on a common grid of times only; choose the union"
                            + " of all times for the gaps, no cost, or another optimizer"),
            new Incompatibility(
                    "cost-curvature-implicit",
                    c -> needs(c, Need.COST_CURVATURE)
                            && isImplicit(c)
                            && square(curvatureNumbers(c) + stateNumbers(c)) > LARGEST_CURVATURE_IMPLICIT,
                    c -> "an implicit solver needs a matrix of " + square(curvatureNumbers(c) + stateNumbers(c))
                            + " numbers to carry the loss's curvature back; at most " + LARGEST_CURVATURE_IMPLICIT
                            + " are allowed: choose an explicit solver, a smaller model or another optimizer"),
            new Incompatibility(
                    "output-jacobian-too-large",
                    c -> needs(c, Need.OUTPUT_JACOBIAN)
                            && holdsJacobian(c.training().optimizer())
                            && jacobianNumbers(c) > OutputJacobian.LARGEST,
                    c -> "a Jacobian of " + jacobianNumbers(c)
                            + " numbers is too large to be held; solve by conjugate gradients, or choose another"
                            + " optimizer"),
            new Incompatibility(
                    "forward-too-large",
                    c -> c.takesGradients()
                            && c.numerics().gradient() instanceof ForwardSensitivity
                            && sensitivityNumbers(c) > ForwardSensitivity.LARGEST_STATE,
                    c -> "forward sensitivities of " + c.weights() + " weights need " + sensitivityNumbers(c)
                            + " numbers; at most " + ForwardSensitivity.LARGEST_STATE
                            + " are allowed: choose an adjoint method as gradient"),
            new Incompatibility(
                    "discrete-too-long",
                    c -> c.takesGradients() && keptBytes(c) > KeptSteps.limit(),
                    c -> "this gradient would keep " + (keptBytes(c) >> 20) + " MiB of steps; at most "
                            + (KeptSteps.limit() >> 20) + " are allowed here: " + KeptSteps.advice()),
            new Incompatibility("optimizer-too-large", OptimizerMemory::isTooLarge, OptimizerMemory::sentence));

    private Incompatibilities() {}

    /// What does not go together in a combination, in one sentence; nothing where all does.
    public static Optional<String> refusal(Combination combination) {
        return first(combination).map(each -> each.sentence().apply(combination));
    }

    /// The first that a combination shows.
    public static Optional<Incompatibility> first(Combination combination) {
        return ALL.stream().filter(each -> each.clash().test(combination)).findFirst();
    }

    private static boolean needs(Combination c, Need need) {
        return c.trains() && c.training().optimizer().needs().contains(need);
    }

    /// The layers of which an optimizer by layers would have factors.
    static List<DenseLayer> factored(Combination c) {
        return c.around().isPresent()
                ? c.family().field().denseLayers()
                : c.family().denseLayers();
    }

    private static double gridStep(Combination c) {
        return c.training()
                .optimizer()
                .layerSampling()
                .map(LayerFactors.Sampling::step)
                .orElse(Double.MAX_VALUE);
    }

    private static double gridTimes(Combination c) {
        return Math.abs(c.span()) / gridStep(c);
    }

    private static int largestFactor(Combination c) {
        return factored(c).stream()
                .mapToInt(layer -> Math.max(layer.rows(), layer.width()))
                .max()
                .orElse(0);
    }

    /// Whether the components that an impact changes are at the beginning of the state, as the data have them.
    private static boolean holdsItsState(Combination c) {
        int data = c.task().problem().dim();
        int changed = c.task().problem().impact().orElseThrow().dim();
        boolean second = c.family().velocityDim() > 0;
        int state = c.family().field().dim() - c.family().costDim();
        return c.family().encoder().parameters().size() == 0
                && second == (changed > data)
                && (second ? state == changed : state >= changed)
                && c.model().recurrence().isEmpty();
    }

    private static boolean takesGapsAsFactors(Combination c) {
        return c.task().problem() instanceof SequenceLearning series
                && series.view().gaps() == SequenceLearning.Gaps.FACTOR;
    }

    private static boolean hasAdaptiveDamping(Combination c) {
        return c.trains()
                && c.training().optimizer() instanceof NaturalGradient natural
                && natural.damping().adaptive();
    }

    private static boolean hasBatches(Combination c) {
        return c.task().problem() instanceof MiniBatches batches && batches.size() != MiniBatches.ALL;
    }

    private static boolean holdsJacobian(Optimizer optimizer) {
        return switch (optimizer) {
            case NaturalGradient own -> holdsJacobian(own.solve());
            case GaussNewton own -> holdsJacobian(own.solve());
            case LevenbergMarquardt own -> holdsJacobian(own.solve());
            default -> false;
        };
    }

    private static boolean holdsJacobian(CurvatureSolve solve) {
        return solve.space() != Space.CONJUGATE_GRADIENTS;
    }

    private static boolean learnsHorizon(Combination c) {
        return c.model().horizon().learning().isPresent();
    }

    private static Stepper stepper(Combination c) {
        return c.numerics().solver().stepper();
    }

    private static boolean isRungeKutta(Combination c) {
        return stepper(c) instanceof RungeKutta;
    }

    private static boolean isImplicit(Combination c) {
        return stepper(c) instanceof RungeKutta(var tableau) && !WideKernel.isExplicit(tableau);
    }

    private static boolean isEuler(Combination c) {
        return stepper(c) instanceof RungeKutta(var tableau)
                && tableau.stages() == 1
                && WideKernel.isExplicit(tableau)
                && c.numerics().solver().stepping() instanceof SolverSettings.Fixed;
    }

    private static boolean isWide(Combination c) {
        Optional<Wide> wide = c.family().trait(Trait.WideLimit.class).map(Trait.WideLimit::wide);
        return wide.isPresent()
                && c.family().field() instanceof PreActivation field
                && wide.get().activation().equals(field.activation())
                && c.model().horizon() instanceof Horizon.Given
                && c.times() == 1
                && c.span() > 0;
    }

    private static boolean studies(Combination c, Class<? extends Study> kind) {
        return c.purpose().study().filter(kind::isInstance).isPresent();
    }

    private static Optional<VariedSetting> sweep(Combination c) {
        return c.purpose().study().flatMap(Study::varies);
    }

    private static boolean isThere(Combination c, VariedSetting sweep) {
        Combination.Varied varied = c.purpose().varied();
        return varied.takes(sweep.path(), sweep.from()) && varied.takes(sweep.path(), sweep.to());
    }

    private static long stateNumbers(Combination c) {
        return (long) c.states() * Batch.stride(c.samples());
    }

    private static long implicitNumbers(Combination c) {
        return (long) c.states() * c.states() * c.samples();
    }

    private static long jacobianNumbers(Combination c) {
        return (long) c.samples() * c.times() * c.family().outputDim() * c.weights();
    }

    private static long sensitivityNumbers(Combination c) {
        return stateNumbers(c) * (1 + c.weights() + c.states());
    }

    private static long curvatureNumbers(Combination c) {
        return curvatureNumbers(c, form(c));
    }

    /// What carries the loss's curvature back in that form.
    static long curvatureNumbers(Combination c, CurvatureForm form) {
        return switch (form) {
            case MATRICES -> CurvatureMatrices.numbers(c.weights(), c.states(), c.samples());
            case VECTORS ->
                CurvatureVectors.numbers(c.family().outputDim() * c.times(), c.weights(), c.states(), c.samples());
            case OUTER_PRODUCT -> CurvatureVectors.numbers(c.times(), c.weights(), c.states(), c.samples());
        };
    }

    private static long curvatureLimit(Combination c) {
        return form(c) == CurvatureForm.MATRICES ? CurvatureMatrices.LARGEST : CurvatureVectors.LARGEST;
    }

    private static CurvatureForm form(Combination c) {
        return c.training().optimizer().curvatureForm().orElseThrow();
    }

    private static long square(long x) {
        return x * x;
    }

    /// What a gradient will keep of the steps of its forward solve, as far as their number is known, bytes.
    public static long keptBytes(Combination c) {
        boolean keeps = c.numerics().gradient() instanceof InterpolatedAdjoint
                || c.numerics().gradient() instanceof DiscreteAdjoint(DiscreteAdjoint.Everything _);
        return keeps
                        && c.takesGradients()
                        && stepper(c) instanceof RungeKutta(var tableau)
                        && c.numerics().solver().stepping() instanceof SolverSettings.Fixed(int steps)
                ? (long) Double.BYTES * steps * (1L + tableau.stages()) * stateNumbers(c)
                : 0;
    }
}
