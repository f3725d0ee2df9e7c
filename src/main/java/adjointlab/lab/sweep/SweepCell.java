package adjointlab.lab.sweep;

import adjointlab.core.data.Sha256;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.MemoryLimitException;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.train.Evaluation;
import adjointlab.core.train.TestScores;
import adjointlab.core.train.Trainer;
import adjointlab.lab.MemoryShortage;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.run.Experiments;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.DoubleConsumer;

/// One training of a sweep.
///
/// @param name of the run whose settings these are, for people
/// @param settings complete
/// @param budget what it may spend; iterations of the settings count only where that is in iterations
public record SweepCell(String name, Settings settings, Budget budget) {
    private static final int HASH_CHARACTERS = 16;

    /// However small the iterations are that a budget of something else pays.
    private static final int MOST_ITERATIONS = 10_000_000;

    private static final Logger LOG = System.getLogger(SweepCell.class.getName());
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /// One that makes as many iterations as its settings say.
    public SweepCell(String name, Settings settings) {
        this(name, settings, Budget.ITERATIONS);
    }

    /// The name of its result: the first 64 bits of SHA-256 over all settings in alphabetical order.
    public String hash() {
        StringBuilder text = new StringBuilder("adjointlab sweep 1\n");
        new TreeMap<>(settings.asMap())
                .forEach((path, value) ->
                        text.append(path).append('=').append(value).append('\n'));
        if (budget.unit() != Budget.Unit.ITERATIONS) {
            text.append("budget ").append(budget.text()).append('\n');
        }
        return Sha256.of(text.toString()).substring(0, HASH_CHARACTERS);
    }

    /// Iterations that the settings ask for.
    public int iterations() {
        return settings.get(Slots.ITERATIONS);
    }

    /// Trains in the calling thread.
    ///
    /// @param cancellation asked between solver steps
    /// @param progress told the share that is done, 0 … 1, after each iteration
    /// @return nothing if cancelled
    public Optional<Trained> train(Cancellation cancellation, DoubleConsumer progress) {
        Tally tally = new Tally();
        try {
            Experiment experiment = Experiments.build(settings);
            Trainer trainer = new Trainer(experiment, Experiments.startWeights(settings, experiment));
            trainer.tests(false); // looked at here, where they cost the training nothing
            TestScores scores = new TestScores(experiment);
            long start = processorNanos();
            Evaluation evaluation = trainer.evaluate(cancellation);
            while (evaluation.status().ok()) {
                double seconds = 1e-9 * (processorNanos() - start);
                double spent = budget.spent(
                        evaluation.iteration(), iterations(), tally.evaluations() + Tally.of(evaluation), seconds);
                if (spent > 1 && evaluation.iteration() > 0) {
                    return Optional.of(tally.trained(this, "finished", "")); // this one was not paid for any more
                }
                long looked = processorNanos();
                tally.take(evaluation, scores, trainer.theta(), cancellation);
                start += processorNanos() - looked;
                progress.accept(Math.min(1, spent));
                if (spent >= 1 || evaluation.iteration() >= MOST_ITERATIONS) {
                    return Optional.of(tally.trained(this, "finished", ""));
                }
                evaluation = trainer.step(cancellation);
            }
            return cancellation.requested()
                    ? Optional.empty()
                    : Optional.of(
                            tally.trained(this, "diverged", evaluation.status().sentence()));
        } catch (IllegalArgumentException | ArithmeticException | MemoryLimitException refused) {
            return Optional.of(tally.trained(this, "failed", String.valueOf(refused.getMessage())));
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "cell " + hash() + " failed", e);
            return Optional.of(tally.trained(this, "failed", "internal error: " + e));
        } catch (OutOfMemoryError _) {
            return Optional.of(tally.trained(this, "failed", MemoryShortage.sentence()));
        }
    }

    /// Of this thread; where nobody is paid by the second, nobody asks the clock.
    private long processorNanos() {
        return budget.unit() == Budget.Unit.SECONDS ? THREADS.getCurrentThreadCpuTime() : 0;
    }

    /// What came of a training.
    ///
    /// @param result how it ended
    /// @param curve how it came there
    public record Trained(SweepResult result, SweepCurve curve) {}

    /// What a result says of the evaluations so far.
    private static final class Tally {
        private final SweepCurve.Recorder curve = new SweepCurve.Recorder();
        private int iteration;
        private double first = Double.NaN;
        private double last = Double.NaN;
        private double best = Double.NaN;
        private double testLoss = Double.NaN;
        private double testAccuracy = Double.NaN;
        private long forward;
        private long backward;

        static long of(Evaluation evaluation) {
            return evaluation.nfeForward() + evaluation.nfeBackward();
        }

        long evaluations() {
            return forward + backward;
        }

        void take(Evaluation evaluation, TestScores scores, double[] theta, Cancellation cancellation) {
            iteration = (int) evaluation.iteration();
            last = evaluation.loss();
            first = iteration == 0 ? last : first;
            best = iteration == 0 ? last : Math.min(best, last);
            forward += evaluation.nfeForward();
            backward += evaluation.nfeBackward();
            Evaluation seen = scores.due(iteration) ? scores.at(iteration, theta, cancellation) : evaluation;
            testLoss = Double.isNaN(seen.testLoss()) ? testLoss : seen.testLoss();
            testAccuracy = Double.isNaN(seen.testAccuracy()) ? testAccuracy : seen.testAccuracy();
            curve.take(evaluation, seen, forward, backward);
        }

        Trained trained(SweepCell cell, String state, String reason) {
            SweepResult result = new SweepResult(
                    cell,
                    new SweepResult.End(state, reason, iteration),
                    new SweepResult.Losses(first, last, best),
                    new SweepResult.Test(testLoss, testAccuracy),
                    new SweepResult.Cost(forward, backward));
            return new Trained(result, curve.curve());
        }
    }
}
