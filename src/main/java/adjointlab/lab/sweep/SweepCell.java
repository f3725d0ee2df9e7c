package adjointlab.lab.sweep;

import adjointlab.core.data.Sha256;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.train.Evaluation;
import adjointlab.core.train.Trainer;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.run.Experiments;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/// One training of a sweep.
///
/// @param name of the run whose settings these are, for people
/// @param settings complete
public record SweepCell(String name, Settings settings) {
    private static final int HASH_CHARACTERS = 16;

    /// The name of its result: the first 64 bits of SHA-256 over all settings in alphabetical order.
    public String hash() {
        StringBuilder text = new StringBuilder("adjointlab sweep 1\n");
        new TreeMap<>(settings.asMap())
                .forEach((path, value) ->
                        text.append(path).append('=').append(value).append('\n'));
        return Sha256.of(text.toString()).substring(0, HASH_CHARACTERS);
    }

    /// Iterations asked for.
    public int iterations() {
        return settings.get(Slots.ITERATIONS);
    }

    /// Trains in the calling thread.
    ///
    /// @param cancellation asked between solver steps
    /// @param progress told the iterations made
    /// @return nothing if cancelled
    public Optional<SweepResult> train(Cancellation cancellation, IntConsumer progress) {
        Tally tally = new Tally();
        try {
            Experiment experiment = Experiments.build(settings);
            Trainer trainer = new Trainer(experiment, Experiments.startWeights(settings, experiment));
            trainer.tests(false);
            Evaluation evaluation = trainer.evaluate(cancellation);
            while (evaluation.status().ok()) {
                tally.take(evaluation);
                progress.accept((int) trainer.iteration());
                if (trainer.iteration() >= iterations()) {
                    return Optional.of(tally.result(this, "finished", ""));
                }
                evaluation = trainer.step(cancellation);
            }
            return cancellation.requested()
                    ? Optional.empty()
                    : Optional.of(
                            tally.result(this, "diverged", evaluation.status().sentence()));
        } catch (IllegalArgumentException | ArithmeticException refused) {
            return Optional.of(tally.result(this, "failed", String.valueOf(refused.getMessage())));
        }
    }

    /// What a result says of the evaluations so far.
    private static final class Tally {
        private int iteration;
        private double first = Double.NaN;
        private double last = Double.NaN;
        private double best = Double.NaN;
        private long forward;
        private long backward;

        void take(Evaluation evaluation) {
            iteration = (int) evaluation.iteration();
            last = evaluation.loss();
            first = iteration == 0 ? last : first;
            best = iteration == 0 ? last : Math.min(best, last);
            forward += evaluation.nfeForward();
            backward += evaluation.nfeBackward();
        }

        SweepResult result(SweepCell cell, String state, String reason) {
            return new SweepResult(
                    cell,
                    new SweepResult.End(state, reason, iteration),
                    new SweepResult.Losses(first, last, best),
                    new SweepResult.Cost(forward, backward));
        }
    }
}
