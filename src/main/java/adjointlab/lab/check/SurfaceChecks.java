package adjointlab.lab.check;

import adjointlab.core.catalog.Integration;
import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.math.Numbers;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.train.Inspection;
import adjointlab.lab.check.Expectation.Outcome;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.run.Experiments;
import adjointlab.lab.run.Run;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/// Checks that look at the loss over the parameters, found by solving, not from a formula.
final class SurfaceChecks {
    /// Second differences divide the solver's error by the square of their step.
    private static final double SOLVER_TOLERANCE = 1e-12;

    private static final double DIFFERENCE_STEP = 2e-3;
    private static final int BISECTIONS = 60;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    private SurfaceChecks() {}

    static Outcome minimum(List<Run> runs, double low, double high, Claim claim) {
        return claim.check(runs.size(), "runs").judge(RunChecks.each(runs, run -> goldenSection(loss(run), low, high)));
    }

    static Outcome inflection(List<Run> runs, double low, double high, Claim claim) {
        return claim.check(runs.size(), "runs").judge(RunChecks.each(runs, run -> signChange(loss(run), low, high)));
    }

    /// Ratios of losses as far above a minimum as below it.
    ///
    /// @param centres where each run's minimum is, or all runs'
    static Outcome asymmetry(List<Run> runs, double[] centres, double distance, Claim claim) {
        Claim.near(centres, 0, 0).check(runs.size(), "runs");
        claim.check(runs.size(), "runs");
        double[] ratios = new double[runs.size()];
        for (int i = 0; i < ratios.length; i++) {
            DoubleUnaryOperator loss = loss(runs.get(i));
            double centre = centres[centres.length == 1 ? 0 : i];
            ratios[i] = loss.applyAsDouble(centre + distance) / loss.applyAsDouble(centre - distance);
        }
        return claim.judge(ratios);
    }

    static Outcome equalLoss(List<Run> runs, double[] first, double[] second, double tolerance) {
        if (Arrays.equals(first, second)) {
            throw new InvalidValueException("the two parameter vectors are the same");
        }
        double[] difference = RunChecks.each(runs, run -> {
            double[] losses = inspection(run).losses(new double[][] {first, second}, Cancellation.NEVER);
            return Math.abs(losses[0] - losses[1]);
        });
        boolean agrees = Arrays.stream(difference).allMatch(value -> value <= tolerance);
        return Outcome.certain(
                "losses differ by " + Claim.list(difference), "0", "± " + Numbers.brief(tolerance, 3), agrees);
    }

    private static Inspection inspection(Run run) {
        Settings settings = run.settings()
                .with(Slots.SOLVER.at(Integration.RTOL), SOLVER_TOLERANCE)
                .with(Slots.SOLVER.at(Integration.ATOL), SOLVER_TOLERANCE);
        return new Inspection(Experiments.build(settings));
    }

    private static DoubleUnaryOperator loss(Run run) {
        Inspection inspection = inspection(run);
        int parameters = inspection.experiment().model().parameters().size();
        if (parameters != 1) {
            throw new InvalidValueException("needs a model with one parameter; this one has " + parameters);
        }
        return a -> inspection.losses(new double[][] {{a}}, Cancellation.NEVER)[0];
    }

    /// Where a function with one minimum in between has it.
    private static double goldenSection(DoubleUnaryOperator f, double from, double to) {
        double low = from;
        double high = to;
        for (int i = 0; i < BISECTIONS; i++) {
            double left = high - GOLDEN * (high - low);
            double right = low + GOLDEN * (high - low);
            if (f.applyAsDouble(left) < f.applyAsDouble(right)) {
                high = right;
            } else {
                low = left;
            }
        }
        return (low + high) / 2;
    }

    /// Where the second difference turns from negative to positive; not a number where the ends do not enclose
    /// that.
    private static double signChange(DoubleUnaryOperator f, double from, double to) {
        if (!(curvature(f, from) < 0 && curvature(f, to) > 0)) {
            return Double.NaN;
        }
        double low = from;
        double high = to;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (low + high) / 2;
            if (curvature(f, middle) < 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /// Sign and size of the second difference.
    private static double curvature(DoubleUnaryOperator f, double at) {
        return f.applyAsDouble(at - DIFFERENCE_STEP) - 2 * f.applyAsDouble(at) + f.applyAsDouble(at + DIFFERENCE_STEP);
    }
}
