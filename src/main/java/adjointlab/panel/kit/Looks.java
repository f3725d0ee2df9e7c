package adjointlab.panel.kit;

import adjointlab.core.catalog.Families;
import adjointlab.core.catalog.Fields;
import adjointlab.core.math.Fingerprint;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.problem.FirstSamples;
import adjointlab.core.problem.GivenData;
import adjointlab.core.problem.MiniBatches;
import adjointlab.core.problem.Observations;
import adjointlab.core.problem.Outlook;
import adjointlab.core.problem.Problem;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.problem.SquaredLoss;
import adjointlab.core.problem.dynamics.LinearSystem;
import adjointlab.core.problem.dynamics.SimplestOde;
import adjointlab.core.problem.sequence.SequenceLearning;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.train.Inspection;
import adjointlab.core.train.Metric;
import adjointlab.core.train.SolveRecord;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slot;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.run.Experiments;
import adjointlab.lab.run.History;
import adjointlab.lab.run.Replay;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.RunState;
import adjointlab.panel.kit.PanelContext.Shown;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What panels compute by looking at experiments away from their training, remembered between frames.
public final class Looks {
    private static final Memo<Map<String, Object>, Experiment> EXPERIMENTS = new Memo<>(256);
    private static final Memo<Landscape, Optional<SimplestOde>> CLOSED_FORMS = new Memo<>(64);
    private static final Memo<Experiment, ProblemData> DATA = new Memo<>(64);
    private static final Memo<Experiment, Optional<Outlook>> OUTLOOKS = new Memo<>(64);
    /// Those of images on their way are large: 256 MB of them.
    private static final Memo<PictureKey, SolveRecord> PICTURES = new Memo<>(192, Looks::numbers, 1L << 25);

    /// Replayed weights may be large: those that are shown, and few more.
    private static final Memo<WeightsKey, double[]> WEIGHTS = new Memo<>(8);

    /// @param history of one start of one run: a restarted run has another
    /// @param iteration that the weights belong to
    /// @param events how many live changes that anything is computed with there were when it was asked for
    private record WeightsKey(History history, int iteration, long events) {}

    /// The settings that a loss depends on beside the parameters, by path. Runs that differ only in how they train
    /// share them.
    public record Landscape(Map<String, Object> settings) {
        private static final Set<Slot<?>> TRAINING = Set.of(
                Slots.INIT, Slots.GRADIENT, Slots.OPTIMIZER, Slots.AROUND, Slots.SCHEDULE, Slots.CLIPPING, Slots.STUDY);

        public static Landscape of(Settings settings) {
            Map<String, Object> kept = new LinkedHashMap<>(settings.substance());
            kept.remove(Slots.ITERATIONS.path());
            kept.keySet()
                    .removeIf(path -> Slots.of(path).filter(TRAINING::contains).isPresent());
            return new Landscape(Collections.unmodifiableMap(kept));
        }
    }

    /// So many that a look at them is quick: samples, and numbers of all of them.
    private static final int MOST_SAMPLES = 512;

    private static final int MOST_NUMBERS = 1 << 14;
    private static final int LEAST_SAMPLES = 8;

    /// Share of the whole span.
    private static final double JUST_BEHIND = 1e-9;

    /// @param curves the sample behind the first ones whose curves are smooth; −1 where none are
    private record PictureKey(Landscape landscape, String gradient, Fingerprint theta, int times, int curves) {
        static final int NONE = -1;
    }

    /// Of how many samples curves are drawn at once.
    public static final int MOST_CURVES = 12;

    private static final int TIMES_OF_CURVES = 121;

    private Looks() {}

    /// Whether a run trains; otherwise it studies models that do not.
    public static boolean isTraining(Run run) {
        return Slots.trains(run.startSettings());
    }

    /// Why there is nothing to see of runs: what ended one before its first evaluation, or that they still wait for it
    /// or for their first step.
    public static String notYet(List<Shown> runs) {
        for (Shown shown : runs) {
            Run run = shown.run();
            if (run.log().rows() == 0) {
                switch (run.state()) {
                    case RunState.Diverged diverged -> {
                        return Groups.name(shown) + ". " + diverged.story();
                    }
                    case RunState.Failed failed -> {
                        return Groups.name(shown) + ". " + failed.reason();
                    }
                    case RunState.Queued _,
                            RunState.Running _,
                            RunState.Paused _,
                            RunState.Finished _,
                            RunState.Cancelled _ -> {}
                }
            }
        }
        boolean evaluated = runs.stream().anyMatch(shown -> shown.run().log().rows() > 0);
        if (!evaluated) {
            return runs.size() == 1
                    ? Groups.name(runs.getFirst()) + " has not been evaluated yet."
                    : "No run has been evaluated yet.";
        }
        if (runs.stream().anyMatch(shown -> shown.run().iteration() > 0)) {
            return "None of this has been measured yet.";
        }
        return runs.size() == 1
                ? Groups.name(runs.getFirst()) + " has taken no step yet."
                : "No run has taken a step yet.";
    }

    /// Whether single precision is used somewhere inside the model.
    public static boolean isSingle(Settings settings) {
        return Stream.of(Slots.FIELD.at(Fields.SINGLE), Slots.FAMILY.at(Families.VELOCITY_SINGLE))
                .anyMatch(setting -> settings.find(setting).orElse(false));
    }

    /// What settings describe. Where training sees a part of its samples in each iteration, all of them, or the
    /// first ones of many, stand for it.
    public static Experiment experiment(Settings settings) {
        return EXPERIMENTS
                .get(settings.substance(), () -> Optional.of(ofAll(Experiments.build(settings))))
                .orElseThrow();
    }

    private static Experiment ofAll(Experiment experiment) {
        if (experiment.task().problem() instanceof MiniBatches batches) {
            int most = Math.clamp(MOST_NUMBERS / Math.max(1, batches.dim()), LEAST_SAMPLES, MOST_SAMPLES);
            return experiment.about(new FirstSamples(batches.whole(), most));
        }
        return experiment;
    }

    /// The same of fewer samples, where those of a mini-batch training are looked at.
    ///
    /// @param most samples
    public static Experiment fewer(Experiment experiment, int most) {
        return experiment.task().problem() instanceof FirstSamples first && first.most() > most
                ? experiment.about(new FirstSamples(first.whole(), most))
                : experiment;
    }

    /// ", first 12 samples" where an experiment is about the first ones of a mini-batch training; else "".
    public static String first(Experiment experiment) {
        return experiment.task().problem() instanceof FirstSamples first
                ? ", first " + first.samples(experiment.seed()) + " samples"
                : "";
    }

    /// How many numbers a picture holds.
    private static long numbers(SolveRecord picture) {
        SolveRecord.Trajectories way = picture.trajectories();
        long all = 0;
        for (double[][][] each : List.of(way.model(), way.truth(), way.states())) {
            all += each.length == 0 ? 0 : (long) each.length * each[0].length * each[0][0].length;
        }
        return all;
    }

    /// Of which samples a look is, where it is not of those that the loss in the log is of; else "".
    ///
    /// @param runs that are shown
    public static String samples(List<Shown> runs) {
        int most = 0;
        boolean all = true;
        for (Shown shown : runs) {
            Experiment experiment = experiment(shown.run().asked());
            if (experiment.task().problem() instanceof FirstSamples first) {
                int seen = first.samples(experiment.seed());
                most = Math.max(most, seen);
                all &= seen == first.whole().samples(experiment.seed());
            }
        }
        return most == 0 ? "" : all ? ", all samples" : ", first " + most + " samples";
    }

    /// A run's parameters at one of its iterations: from its log where they are there, else replayed.
    ///
    /// @return [p], nothing if the run has no such iteration or the replay was cancelled, or in the moment in which
    /// its weights are not yet those of the model that a person has just chosen
    public static Optional<double[]> weights(Run run, int iteration, Cancellation cancellation) {
        return known(run, iteration, cancellation)
                .filter(theta -> theta.length
                        == experiment(run.settingsAt(iteration))
                                .model()
                                .parameters()
                                .size());
    }

    private static Optional<double[]> known(Run run, int iteration, Cancellation cancellation) {
        if (iteration >= run.log().rows()) {
            return Optional.empty();
        }
        List<String> columns = RunMeasures.parameterColumns(run);
        if (columns.isEmpty()) {
            if (run.history().isEmpty()) {
                return Optional.empty();
            }
            long events = run.events().stream()
                    .filter(event -> !Slots.isName(event.path()))
                    .count();
            return WEIGHTS.get(new WeightsKey(run.history(), iteration, events), () -> {
                var checkpoint = Replay.at(run, iteration, cancellation);
                return checkpoint.iteration() == iteration ? Optional.of(checkpoint.theta()) : Optional.empty();
            });
        }
        return Optional.of(columns.stream()
                .mapToDouble(column -> run.log().get(column, iteration))
                .toArray());
    }

    /// A run's loss at one of its iterations under the settings that hold there: the logged one, or a solved one
    /// where a setting was changed after that evaluation, so that a point stays on a surface that a slider moves,
    /// or where the logged one is of a batch.
    public static double loss(Shown shown, int iteration, Cancellation cancellation) {
        Run run = shown.run();
        Settings settings = shown.settings(iteration);
        boolean changed = iteration < run.iteration()
                ? !settings.substance().equals(run.settingsAt(iteration).substance())
                : run.isChanged();
        boolean ofAll = experiment(settings).task().problem() instanceof FirstSamples;
        Optional<double[]> theta = changed || ofAll ? weights(run, iteration, cancellation) : Optional.empty();
        if (theta.isEmpty()) {
            return run.log().get(Metric.LOSS.id(), iteration);
        }
        Inspection inspection = new Inspection(experiment(settings));
        return inspection.losses(new double[][] {theta.get()}, cancellation)[0];
    }

    /// A run's solve and gradient at one of its iterations.
    ///
    /// @param times number of equally spaced times, both ends among them, at least 2; those of jumps come on top
    /// @return nothing if cancelled, or if the run has no such iteration
    public static Optional<SolveRecord> picture(Run run, int iteration, int times, Cancellation cancellation) {
        Optional<double[]> theta = weights(run, iteration, cancellation);
        if (theta.isEmpty()) {
            return Optional.empty();
        }
        return picture(run.settingsAt(iteration), theta.get(), times, cancellation);
    }

    /// A solve and gradient at any weights, also where a run could not be evaluated.
    ///
    /// @param theta [p], not modified
    public static Optional<SolveRecord> picture(
            Settings settings, double[] theta, int times, Cancellation cancellation) {
        return PICTURES.get(
                new PictureKey(
                        Landscape.of(settings),
                        settings.id(Slots.GRADIENT),
                        Fingerprint.of(theta),
                        times,
                        PictureKey.NONE),
                () -> picture(experiment(settings), theta, times, cancellation));
    }

    private static Optional<SolveRecord> picture(
            Experiment experiment, double[] theta, int times, Cancellation cancellation) {
        Inspection inspection = new Inspection(experiment);
        SolveRecord picture = inspection.picture(theta, times(inspection.data(), times), cancellation);
        return cancellation.requested() ? Optional.empty() : Optional.of(picture);
    }

    /// A run's solve and gradient at one of its iterations, with as many times as the curves of its first samples
    /// need.
    ///
    /// @param sample whose curve is right as well, from 0; a number behind the last one means that
    /// @return nothing if cancelled, or if the run has no such iteration
    public static Optional<SolveRecord> curves(Run run, int iteration, int sample, Cancellation cancellation) {
        Optional<double[]> theta = weights(run, iteration, cancellation);
        Settings settings = run.settingsAt(iteration);
        if (theta.isEmpty()) {
            return Optional.empty();
        }
        Optional<Outlook> outlook = outlook(settings);
        Experiment experiment =
                outlook.map(known -> beyond(experiment(settings), known)).orElseGet(() -> experiment(settings));
        Optional<SolveRecord> picture =
                outlook.isPresent() ? Optional.empty() : picture(settings, theta.get(), TIMES_OF_CURVES, cancellation);
        int behind = sample < MOST_CURVES ? 0 : sample;
        PictureKey key = new PictureKey(
                Landscape.of(settings),
                settings.id(Slots.GRADIENT),
                Fingerprint.of(theta.get()),
                TIMES_OF_CURVES,
                behind);
        return PICTURES.get(key, () -> {
            Inspection inspection = new Inspection(experiment);
            SolveRecord coarse = picture.orElseGet(
                    () -> inspection.picture(theta.get(), times(inspection.data(), TIMES_OF_CURVES), cancellation));
            int last = inspection.data().samples() - 1;
            int[] samples = IntStream.concat(
                            IntStream.range(0, Math.min(MOST_CURVES, last + 1)), IntStream.of(Math.min(behind, last)))
                    .distinct()
                    .toArray();
            SolveRecord.Trajectories curves = inspection.curves(theta.get(), coarse, cancellation, samples);
            return cancellation.requested() ? Optional.empty() : Optional.of(coarse.with(curves));
        });
    }

    /// What is known of the settings' samples beside what is trained on; nothing for most problems.
    public static Optional<Outlook> outlook(Settings settings) {
        Experiment experiment = experiment(settings);
        return OUTLOOKS.get(
                        experiment,
                        () -> Optional.of(experiment.task().problem().outlook(experiment.seed())))
                .orElseThrow();
    }

    private static Experiment beyond(Experiment experiment, Outlook outlook) {
        return experiment.about(
                new GivenData(outlook.data(), experiment.task().problem().outputDim()));
    }

    /// Okamoto et al., "Learning the Simplest Neural ODE", eq. (5), where the settings are its case.
    public static Optional<SimplestOde> closedForm(Settings settings) {
        return CLOSED_FORMS
                .get(Landscape.of(settings), () -> Optional.of(derive(settings)))
                .orElseThrow();
    }

    private static Optional<SimplestOde> derive(Settings settings) {
        Experiment experiment = experiment(settings);
        boolean half = experiment.task().loss() instanceof SquaredLoss(SquaredLoss.Weighting weighting)
                && weighting != SquaredLoss.Weighting.MEAN;
        boolean oneParameter = experiment.model().parameters().size() == 1;
        return half && oneParameter && experiment.task().problem() instanceof LinearSystem system
                ? system.closedForm()
                : Optional.empty();
    }

    /// The data of a run's problem at one of its iterations.
    public static ProblemData data(Settings settings) {
        Experiment experiment = experiment(settings);
        return DATA.get(
                        experiment,
                        () -> Optional.of(experiment.task().problem().data(experiment.seed())))
                .orElseThrow();
    }

    /// How samples of the settings' problem are observed on their way; nothing where they are not.
    public static Optional<SequenceLearning> sequences(Settings settings) {
        Problem problem = experiment(settings).task().problem();
        return problem.origin() instanceof SequenceLearning sequences ? Optional.of(sequences) : Optional.empty();
    }

    /// Whether samples have paces of their own, so that the way's time is not theirs.
    public static boolean isPaced(Settings settings) {
        return data(settings).observations().flatMap(Observations::paces).isPresent();
    }

    /// Equally spaced times of a way, and where states or truths jump just in front of it and just behind it.
    ///
    /// @param count of those that are equally spaced
    /// @return s, ascending
    public static double[] times(ProblemData data, int count) {
        double[] even = Grids.linear(data.start(), data.end(), count);
        double[] jumps =
                data.observations().map(Observations::times).orElse(data.truth().jumps());
        if (jumps.length == 0) {
            return even;
        }
        double behind = JUST_BEHIND * (data.end() - data.start());
        return DoubleStream.concat(
                        Arrays.stream(even), Arrays.stream(jumps).flatMap(t -> DoubleStream.of(t, t + behind)))
                .filter(t -> t <= data.end())
                .sorted()
                .distinct()
                .toArray();
    }
}
