package adjointlab.core.rollout;

import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.problem.ProblemData;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// How well a model does on many samples, a block of them at a time, so that the memory of a solve depends on the block
/// alone. For one thread at a time.
public final class Scores {
    private final Experiment experiment;
    private final ProblemData data;
    private final int[] order;
    /// For whole blocks, and for what is left behind them.
    private final List<Predictor> predictors = new ArrayList<>();
    private double loss = Double.NaN;
    private double accuracy = Double.NaN;
    private double evaluations = Double.NaN;

    /// @param experiment whose model, solver and loss are used
    /// @param data what is predicted
    /// @param block samples at once; all where there are fewer
    public Scores(Experiment experiment, ProblemData data, int block) {
        this.experiment = experiment;
        this.data = data;
        order = IntStream.range(0, data.samples()).toArray();
        if (block >= order.length) {
            predictors.add(new Predictor(experiment, data));
            return;
        }
        predictors.add(new Predictor(experiment, data.part(0, block)));
        int left = order.length % block;
        if (left > 0) {
            predictors.add(new Predictor(experiment, data.part(0, left)));
        }
    }

    /// Predicts all samples.
    ///
    /// @param theta weights [p], not modified
    /// @param classes whether the targets are classes
    /// @param cancellation asked between steps
    /// @return whether all went well; only then there are scores
    public boolean at(double[] theta, boolean classes, Cancellation cancellation) {
        double sum = 0;
        long solves = 0;
        long nfe = 0;
        int right = 0;
        int all = 0;
        for (int from = 0; from < order.length; ) {
            Predictor predictor = from + predictors.getFirst().samples() <= order.length
                    ? predictors.getFirst()
                    : predictors.getLast();
            if (predictor.data() != data) {
                data.selectInto(order, from, predictor.data());
            }
            SolveStatus status = predictor.at(theta, cancellation);
            if (!status.ok()) {
                return false;
            }
            double weight = (double) predictor.samples() / order.length;
            sum += weight * predictor.loss(theta, experiment.task().loss());
            if (classes) {
                Predictor.Tally tally = predictor.tally(theta);
                right += tally.right();
                all += tally.all();
            }
            solves++;
            nfe += predictor.evaluations();
            from += predictor.samples();
        }
        loss = sum;
        accuracy = classes ? (double) right / all : Double.NaN;
        evaluations = (double) nfe / solves;
        return true;
    }

    /// The loss of all samples.
    public double loss() {
        return loss;
    }

    /// Share of targets whose class is told right; NaN where there are no classes.
    public double accuracy() {
        return accuracy;
    }

    /// Evaluations of the field in a solve, the mean over blocks.
    public double evaluations() {
        return evaluations;
    }
}
