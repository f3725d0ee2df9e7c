package adjointlab.lab.run;

import adjointlab.core.adjoint.ContinuousAdjoint;
import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.train.Checkpoint;
import adjointlab.core.train.TestScores;
import adjointlab.core.train.Trainer;
import adjointlab.lab.preset.Settings;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A run that trains. Where it trains in batches, samples for test and validation are looked at aside: there may be
/// many of them.
final class Training implements Activity {
    /// Untrained models often stay near the mean.
    private static final int FLAT_FROM = 200;

    private static final int FLAT_EVERY = 20;

    private final Trainer trainer;
    private String flat = "";
    private @Nullable TestScores aside;

    Training(Settings settings) {
        Experiment experiment = Experiments.build(settings);
        trainer = new Trainer(experiment, Experiments.startWeights(settings, experiment));
        trainer.tests(false); // looked at by [#score] or aside, where they are not timed
        chooseLooks();
    }

    private void chooseLooks() {
        Experiment experiment = trainer.experiment();
        boolean batches = experiment.task().problem().draws(experiment.seed()).isPresent();
        aside = batches ? new TestScores(experiment) : null;
    }

    @Override
    public List<String> columns() {
        return RunMetrics.names(trainer.parameters());
    }

    @Override
    public SolveStatus first(Cancellation cancellation) {
        return trainer.evaluate(cancellation).status();
    }

    @Override
    public SolveStatus next(Cancellation cancellation) {
        return trainer.step(cancellation).status();
    }

    @Override
    public SolveStatus again(Cancellation cancellation) {
        return trainer.evaluate(cancellation).status();
    }

    @Override
    public void score(Cancellation cancellation) {
        if (aside == null) {
            trainer.look(cancellation);
        }
    }

    @Override
    public int iteration() {
        return Math.toIntExact(trainer.evaluation().iteration());
    }

    @Override
    public String hint() {
        if (iteration() % FLAT_EVERY == 0) {
            flat = iteration() < FLAT_FROM ? "" : trainer.flatFit();
        }
        String hint = trainer.evaluation().hint();
        return flat.isEmpty() || hint.isEmpty() ? flat + hint : hint + " " + flat;
    }

    @Override
    public double missed() {
        return trainer.evaluation().misled() ? trainer.evaluation().missed() : Double.NaN;
    }

    @Override
    public Misled misled(MetricLog log) {
        return Misled.of(log, ContinuousAdjoint.MOST_MISSED);
    }

    @Override
    public void read(Spent spent, double[] rowOut) {
        RunMetrics.read(trainer, spent, rowOut);
    }

    @Override
    public Checkpoint checkpoint() {
        return trainer.checkpoint();
    }

    @Override
    public void restore(Checkpoint checkpoint) {
        trainer.restore(checkpoint);
    }

    @Override
    public void reconfigure(String path, Settings changed) {
        if (Experiments.study(changed).isPresent()) {
            throw new InvalidValueException(path + " makes a study of a training, which needs a restart");
        }
        Experiment experiment = Experiments.rebuild(trainer.experiment(), changed, path);
        if (experiment.model().parameters().size() != trainer.theta().length) {
            throw new InvalidValueException(path + " changes the number of weights, which needs a restart");
        }
        if (trainer.reconfigure(experiment)) {
            chooseLooks();
        }
    }

    @Override
    public boolean asksForLook(int iteration) {
        return aside != null && aside.due(iteration);
    }

    @Override
    public TestLook look(int iteration, TestLook.Weights weights, MetricLog log) {
        return new TestLook(Objects.requireNonNull(aside), iteration, weights, log);
    }

    @Override
    public double[] weights() {
        return trainer.theta().clone();
    }

    @Override
    public long checkpointSize() {
        return trainer.checkpointNumbers();
    }
}
