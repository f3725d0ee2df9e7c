package adjointlab.lab.run;

import adjointlab.core.catalog.Integration;
import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.optim.OptimizerState;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.study.Study;
import adjointlab.core.study.TrialSettings;
import adjointlab.core.train.Checkpoint;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import java.util.List;
import java.util.Map;

/// A run that studies: each iteration is a trial, and the log's rows are what trials measured. There are no weights to
/// keep: a trial's follow from the settings and its number.
final class Trials implements Activity {
    private static final SolveStatus CANCELLED =
            new SolveStatus(SolveStatus.Kind.CANCELLED, Double.NaN, -1, Double.NaN);

    private final Study study;
    private Settings settings;
    private Study.Work work;
    private double[] row;
    private int done;

    Trials(Study study, Settings settings) {
        this.study = study;
        this.settings = settings;
        this.work = study.prepare(new OfSettings(settings));
        this.row = new double[work.columns().size()];
    }

    /// The weights that a trial is about.
    ///
    /// @param settings of a study
    static double[] weights(Study study, Settings settings, int trial) {
        TrialSettings changeable = new OfSettings(settings);
        return changeable.weights(
                changeable.experiment(Map.of()), study.prepare(changeable).draw(trial));
    }

    /// That of a trial without weights of its own.
    static Checkpoint checkpoint(int trial) {
        return new Checkpoint(trial, new double[0], new OptimizerState(0, 0));
    }

    @Override
    public List<String> columns() {
        return work.columns();
    }

    @Override
    public SolveStatus first(Cancellation cancellation) {
        return trial(0, cancellation);
    }

    @Override
    public SolveStatus next(Cancellation cancellation) {
        return trial(done + 1, cancellation);
    }

    @Override
    public SolveStatus again(Cancellation cancellation) {
        return trial(done, cancellation);
    }

    private SolveStatus trial(int number, Cancellation cancellation) {
        if (!work.trial(number, row, cancellation)) {
            return CANCELLED;
        }
        done = number;
        return SolveStatus.OK;
    }

    @Override
    public int iteration() {
        return done;
    }

    @Override
    public void read(Spent spent, double[] rowOut) {
        System.arraycopy(row, 0, rowOut, 0, row.length);
    }

    @Override
    public Checkpoint checkpoint() {
        return checkpoint(done);
    }

    @Override
    public void restore(Checkpoint checkpoint) {
        done = Math.toIntExact(checkpoint.iteration());
    }

    @Override
    public void reconfigure(String path, Settings changed) {
        if (!Experiments.study(changed).equals(java.util.Optional.of(study))) {
            throw new InvalidValueException(path + " changes what is studied, which needs a restart");
        }
        settings = changed;
        work = study.prepare(new OfSettings(settings));
        if (work.columns().size() != row.length) {
            throw new InvalidValueException(path + " changes what is measured, which needs a restart");
        }
    }

    @Override
    public long checkpointSize() {
        return 1;
    }

    /// Settings as studies see them.
    private record OfSettings(Settings settings) implements TrialSettings {
        private static final String EXACT = "dopri5";
        private static final String CONTINUOUS = "continuous";
        private static final int MOST_STEPS = 1_000_000;

        @Override
        public Experiment experiment(Map<String, Object> changes) {
            return Experiments.build(settings.withAll(changes));
        }

        @Override
        public Experiment exact(Map<String, Object> changes, double tolerance) {
            return Experiments.build(settings.withAll(changes)
                    .with(Slots.SOLVER.choice().path(), EXACT)
                    .with(Slots.SOLVER.at(Integration.STEPPING), Integration.Stepping.AUTO)
                    .with(Slots.SOLVER.at(Integration.RTOL), tolerance)
                    .with(Slots.SOLVER.at(Integration.ATOL), tolerance)
                    .with(Slots.SOLVER.at(Integration.MAX_STEPS), MOST_STEPS)
                    .with(Slots.GRADIENT.choice().path(), CONTINUOUS));
        }

        @Override
        public boolean isOfSolves(String path) {
            return Slots.SOLVER.holds(path);
        }

        @Override
        public Object fit(String path, double value) {
            return Experiments.fit(settings, path, value);
        }

        @Override
        public double real(String path) {
            if (settings.get(path) instanceof Number number) {
                return number.doubleValue();
            }
            throw new InvalidValueException(path + " is not a number");
        }

        @Override
        public double[] weights(Experiment experiment, int draw) {
            return Experiments.weights(settings, experiment, draw);
        }
    }
}
