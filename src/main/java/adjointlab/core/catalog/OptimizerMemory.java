package adjointlab.core.catalog;

import adjointlab.core.field.DenseLayer;
import adjointlab.core.kernel.Batch;
import adjointlab.core.ode.KeptSteps;
import adjointlab.core.ode.RungeKutta;
import adjointlab.core.optim.CurvatureForm;
import adjointlab.core.optim.CurvatureSolve;
import adjointlab.core.optim.CurvatureSolve.Space;
import adjointlab.core.optim.DifferentialProgramming;
import adjointlab.core.optim.GaussNewton;
import adjointlab.core.optim.Lbfgs;
import adjointlab.core.optim.LevenbergMarquardt;
import adjointlab.core.optim.NaturalGradient;
import adjointlab.core.optim.Optimizer;
import adjointlab.core.optim.Snopt;
import java.util.List;

/// What an optimizer's matrices and memory will take, counted before any of it is made.
public final class OptimizerMemory {
    /// A state stands in the training, before its last update, and in the fewest checkpoints that a run keeps.
    private static final int STATES = 2 + 8;

    /// Steps, errors and outputs of a solver beside its stages.
    private static final int BESIDE_STAGES = 8;

    private OptimizerMemory() {}

    /// At least so much, bytes; 0 for what does not train.
    public static long bytes(Combination c) {
        return c.trains() ? Double.BYTES * numbers(c, c.training().optimizer()) : 0;
    }

    /// Whether it does not fit beside what the gradient keeps.
    static boolean isTooLarge(Combination c) {
        return bytes(c) > KeptSteps.limit() - Incompatibilities.keptBytes(c);
    }

    private static long numbers(Combination c, Optimizer optimizer) {
        return switch (optimizer) {
            case NaturalGradient own -> numbers(c, own.solve(), own.damping().value() == 0);
            case GaussNewton own -> numbers(c, own.solve(), own.damping() == 0);
            case LevenbergMarquardt own -> numbers(c, own.solve(), own.damping() == 0);
            case Lbfgs own -> STATES * 2L * own.history() * c.weights();
            case Snopt own -> ofLayers(own.factored(Incompatibilities.factored(c)));
            case DifferentialProgramming own -> ofCurvature(c, own.form());
            default -> 0;
        };
    }

    /// With m predictions and p weights, J, MJ, JᵀMJ, that with damping, and its decomposition; or J, JJᵀ, MJJᵀ, that
    /// with damping, and its decomposition. A pseudo-inverse has its vectors besides.
    private static long numbers(Combination c, CurvatureSolve solve, boolean pseudo) {
        long p = c.weights();
        long m = (long) c.samples() * c.times() * c.family().outputDim();
        boolean bySamples = solve.space() == Space.SAMPLES || solve.space() == Space.AUTOMATIC && m < p;
        if (solve.space() == Space.CONJUGATE_GRADIENTS) {
            return 2 * m + 6 * p;
        }
        long side = bySamples ? m : p;
        return (bySamples ? m * p : 2 * m * p) + (bySamples ? 4 : 3) * side * side + (pseudo ? 4 * side * side : 0);
    }

    /// Factors of all layers, and their bases in each state; of the largest also what decomposes it.
    private static long ofLayers(List<DenseLayer> layers) {
        long all = 0;
        long largest = 0;
        for (DenseLayer layer : layers) {
            long width = layer.width();
            long rows = layer.rows();
            // two factors, their bases in each state, and there eigenvalues and velocity
            all += (1 + STATES) * (width * width + rows * rows) + 2L * STATES * width * rows;
            largest = Math.max(largest, Math.max(width, rows));
        }
        return all + 4 * largest * largest;
    }

    /// What is carried back as often as a step of the solver has it, and the matrix itself.
    private static long ofCurvature(Combination c, CurvatureForm form) {
        long p = c.weights();
        int stages = c.numerics().solver().stepper() instanceof RungeKutta(var tableau)
                ? tableau.dense().weights().length
                : 1;
        long carried = Incompatibilities.curvatureNumbers(c, form);
        long jacobians = form == CurvatureForm.MATRICES ? 2L * c.states() * Batch.stride(c.samples()) * p : 0;
        return carried * (stages + BESIDE_STAGES) + jacobians + 3 * p * p;
    }

    /// The sentence, with a setting that fits.
    static String sentence(Combination c) {
        long left = KeptSteps.limit() - Incompatibilities.keptBytes(c);
        return "this optimizer would hold " + (bytes(c) >> 20) + " MiB for " + c.weights() + " weights; at most "
                + (Math.max(0, left) >> 20) + " are allowed here: " + advice(c, left);
    }

    private static String advice(Combination c, long left) {
        return switch (c.training().optimizer()) {
            case NaturalGradient _, GaussNewton _, LevenbergMarquardt _ ->
                "solve by conjugate gradients, or choose a smaller model or fewer samples";
            case Lbfgs _ -> {
                long pairs = left / Double.BYTES / (STATES * 2L * c.weights());
                yield pairs < 1 ? "choose adam" : "choose a memory of at most " + pairs + " pairs, or adam";
            }
            case Snopt _ -> "choose narrower layers, or adam";
            case DifferentialProgramming own -> {
                CurvatureForm light = CurvatureForm.OUTER_PRODUCT;
                boolean fits = own.form() != light && Double.BYTES * ofCurvature(c, light) <= left;
                yield fits ? "choose one vector a sample as form, or l-bfgs" : "choose a smaller model, or l-bfgs";
            }
            default -> "choose adam";
        };
    }
}
