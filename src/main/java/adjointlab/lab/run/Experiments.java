package adjointlab.lab.run;

import adjointlab.core.catalog.Combination;
import adjointlab.core.catalog.Incompatibilities;
import adjointlab.core.catalog.Integration;
import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.catalog.Jumps;
import adjointlab.core.catalog.OptimizerMemory;
import adjointlab.core.catalog.Type;
import adjointlab.core.family.Model;
import adjointlab.core.family.Recurrence;
import adjointlab.core.family.Rescaled;
import adjointlab.core.field.Initializer;
import adjointlab.core.kernel.Batch;
import adjointlab.core.math.MadeOnce;
import adjointlab.core.math.RandomStreams;
import adjointlab.core.math.Stop;
import adjointlab.core.ode.KeptSteps;
import adjointlab.core.ode.SolverSettings;
import adjointlab.core.optim.FreeHorizon;
import adjointlab.core.optim.Grouped;
import adjointlab.core.optim.Horizon;
import adjointlab.core.optim.Optimizer;
import adjointlab.core.problem.Extent;
import adjointlab.core.problem.Problem;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.study.Study;
import adjointlab.core.study.VariedSetting;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.RunSpec;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Builds what settings say.
public final class Experiments {
    private static final Logger LOG = System.getLogger(Experiments.class.getName());

    /// Extents that were asked for lately: forms ask at every choice.
    private static final int KEPT = 64;

    private static final MadeOnce<Drawn, Extent> EXTENTS = MadeOnce.kept(KEPT);

    /// How long a form waits for data that nobody knows yet: by the clock, and for what its own thread does.
    private static final Spent MOMENT = new Spent(0.5, 0.1);

    /// What another thread is finding out, for forms that did not wait.
    private static final Set<Drawn> SOUGHT = ConcurrentHashMap.newKeySet();

    /// Finds what a form did not wait for.
    private static final ExecutorService LATER = Executors.newSingleThreadExecutor(Thread.ofPlatform()
            .daemon()
            .name("extents")
            .priority(Thread.MIN_PRIORITY)
            .factory());

    private record Drawn(Problem problem, int seed) {}

    private Experiments() {}

    /// The experiment of these settings.
    ///
    /// @throws InvalidValueException if choices do not go together, in one sentence
    public static Experiment build(Settings settings) {
        Combination combination = agreeing(combination(settings));
        int seed = settings.get(Slots.SEED);
        return new Experiment(
                combination.task(),
                until(
                        combination.model().horizon(),
                        combination.family(),
                        () -> combination.purpose().extent().get()),
                combination.numerics(),
                training(combination),
                seed);
    }

    /// With an optimizer of their own for the weights around the field, and with the horizon's policy beside the
    /// optimizers of the weights, where these are chosen.
    private static Experiment.Training training(Combination combination) {
        Experiment.Training training = combination.training();
        if (combination.purpose().study().isPresent()) {
            return training;
        }
        Optimizer field = training.optimizer();
        Optimizer weights = combination
                .around()
                .<Optimizer>map(around -> grouped(combination.family(), field, around))
                .orElse(field);
        Optimizer all = combination
                .model()
                .horizon()
                .learning()
                .<Optimizer>map(policy -> new FreeHorizon(weights, policy))
                .orElse(weights);
        return new Experiment.Training(all, training.schedule(), training.clipping());
    }

    private static Grouped grouped(Model model, Optimizer field, Optimizer around) {
        int inside = model.field().parameters().size();
        return new Grouped(List.of(
                new Grouped.Group(inside, field),
                new Grouped.Group(model.parameters().size() - inside, around)));
    }

    /// The experiment of changed settings, made anew as far as the change touches it: where it touches how
    /// equations are solved or weights updated, problem and model are those that there were, so that no file is
    /// read again.
    ///
    /// @param before of the settings that differ in one
    /// @param path of that one
    /// @throws InvalidValueException if choices do not go together, in one sentence
    static Experiment rebuild(Experiment before, Settings changed, String path) {
        return switch (changed.parameter(path).touches()) {
            case NAMES -> before;
            case NUMERICS, UPDATE -> {
                Combination combination =
                        agreeing(combination(changed, before.task().problem(), Experiments::extent));
                yield new Experiment(
                        before.task(), before.model(), combination.numerics(), training(combination), before.seed());
            }
            case NOTHING, DATA, MODEL, TASK, STUDY -> build(changed);
        };
    }

    private static Combination agreeing(Combination combination) {
        Incompatibilities.refusal(combination).ifPresent(sentence -> {
            throw new InvalidValueException(sentence);
        });
        return combination;
    }

    /// Why these settings cannot run, in one sentence; nothing where they can. Builds what is chosen, and solves
    /// nothing.
    public static Optional<String> refusal(Settings settings) {
        return refusal(settings, Experiments::extent);
    }

    private static Optional<String> refusal(Settings settings, Function<Drawn, Extent> extents) {
        try {
            Optional<String> sentence = Incompatibilities.refusal(combination(settings, extents));
            Optional<VariedSetting> sweep = study(settings).flatMap(Study::varies);
            if (sentence.isEmpty() && sweep.isPresent()) {
                for (double end : new double[] {sweep.get().from(), sweep.get().to()}) {
                    Settings varied = settings.with(
                            sweep.get().path(), fit(settings, sweep.get().path(), end));
                    sentence = sentence.or(() -> Incompatibilities.refusal(combination(varied, extents)));
                }
            }
            return sentence;
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /// Why changed settings cannot run, where the settings before could, or could not for another reason.
    public static Optional<String> newRefusal(Settings before, Settings changed) {
        Optional<String> refusal = refusal(changed);
        return refusal.isEmpty() || refusal.equals(refusal(before)) ? Optional.empty() : refusal;
    }

    /// As [#newRefusal], for who cannot wait: what hangs on data that take long to read or to make is not refused while
    /// nobody knows how large they are. Another thread finds out for the next time.
    public static Optional<String> newRefusalSoFar(Settings before, Settings changed) {
        try {
            Optional<String> refusal = refusal(changed, Experiments::extentSoFar);
            return refusal.isEmpty() || refusal.equals(refusal(before, Experiments::extentSoFar))
                    ? Optional.empty()
                    : refusal;
        } catch (CancellationException _) {
            return Optional.empty();
        }
    }

    /// @throws CancellationException where it is not known within a moment
    private static Extent extentSoFar(Drawn drawn) {
        if (SOUGHT.contains(drawn)) {
            throw new CancellationException("another thread is finding out");
        }
        Spent start = Spent.now();
        AtomicReference<@Nullable Extent> found = new AtomicReference<>();
        try {
            Stop.within(() -> Spent.NOTHING.and(start, Spent.now()).isMoreThan(MOMENT), () -> found.set(extent(drawn)));
            return Objects.requireNonNull(found.get());
        } catch (CancellationException e) {
            if (SOUGHT.add(drawn)) {
                LATER.execute(() -> find(drawn));
            }
            throw e;
        }
    }

    private static void find(Drawn drawn) {
        try {
            extent(drawn);
        } catch (IllegalArgumentException e) {
            LOG.log(Level.DEBUG, "there are no such data, as a run that needs them says", e);
        } finally {
            SOUGHT.remove(drawn);
        }
    }

    /// Refuses a preset of which a run cannot run, or of which the runs need more memory together than there is.
    ///
    /// @throws InvalidValueException naming the run where there are several
    public static void check(Preset preset) {
        check(preset, preset.runs().size(), 1);
    }

    /// Refuses a preset of which a run cannot run, or of which some runs at once need more memory than there is.
    ///
    /// @param most how many runs are trained at once; none is kept when it has ended
    /// @param times how often each is trained, with other seeds, beside the others
    /// @throws InvalidValueException naming the run where there are several
    public static void check(Preset preset, int most, int times) {
        List<RunSpec> runs = preset.runs();
        List<Needs> needs = new ArrayList<>();
        for (RunSpec run : runs) {
            refusal(run.settings(preset.settings())).ifPresent(sentence -> {
                throw new InvalidValueException(runs.size() == 1 ? sentence : run.name() + ": " + sentence);
            });
            Combination combination = combination(run.settings(preset.settings()));
            Needs one = new Needs(Incompatibilities.keptBytes(combination), OptimizerMemory.bytes(combination));
            needs.addAll(Collections.nCopies(Math.min(times, most), one));
        }
        needs.sort(Comparator.comparingLong(Needs::bytes).reversed());
        List<Needs> atOnce = needs.subList(0, Math.min(most, needs.size()));
        long kept = atOnce.stream().mapToLong(Needs::kept).sum();
        long held = atOnce.stream().mapToLong(Needs::held).sum();
        if (kept > KeptSteps.limit()) {
            throw new InvalidValueException("the gradients of " + atOnce.size() + " runs would keep " + (kept >> 20)
                    + " MiB of steps together; at most " + (KeptSteps.limit() >> 20) + " are allowed here: "
                    + KeptSteps.advice());
        }
        if (kept + held > KeptSteps.limit()) {
            throw new InvalidValueException("the optimizers of " + atOnce.size() + " runs would hold " + (held >> 20)
                    + " MiB together; at most " + ((KeptSteps.limit() - kept) >> 20)
                    + " are allowed here: choose fewer runs at once, or give Java more with -Xmx");
        }
    }

    /// What a run needs.
    ///
    /// @param kept bytes of the steps that its gradient keeps
    /// @param held bytes of what its optimizer holds
    private record Needs(long kept, long held) {
        long bytes() {
            return kept + held;
        }
    }

    /// What settings choose, made but not yet put together.
    ///
    /// @throws InvalidValueException if values of one choice do not go together, in one sentence
    static Combination combination(Settings settings) {
        return combination(settings, Experiments::extent);
    }

    /// @param extents of data, which may take long
    private static Combination combination(Settings settings, Function<Drawn, Extent> extents) {
        try {
            return combination(settings, settings.create(Slots.PROBLEM), extents);
        } catch (InvalidValueException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new InvalidValueException(String.valueOf(e.getMessage()));
        }
    }

    private static Combination combination(Settings settings, Problem problem, Function<Drawn, Extent> extents) {
        try {
            return new Combination(
                    new Experiment.Task(problem, settings.create(Slots.LOSS)),
                    new Combination.Ingredients(
                            settings.create(Slots.FAMILY),
                            settings.create(Slots.FIELD),
                            recurrence(settings),
                            settings.create(Slots.INIT),
                            settings.create(Slots.HORIZON)),
                    new Experiment.Numerics(solver(settings), settings.create(Slots.GRADIENT)),
                    new Combination.Updates(
                            new Experiment.Training(
                                    settings.create(Slots.OPTIMIZER),
                                    settings.create(Slots.SCHEDULE),
                                    settings.create(Slots.CLIPPING)),
                            settings.create(Slots.AROUND)),
                    new Combination.Purpose(
                            study(settings),
                            (path, value) -> takes(settings, path, value),
                            () -> extents.apply(new Drawn(problem, settings.get(Slots.SEED)))));
        } catch (InvalidValueException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new InvalidValueException(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<Recurrence> recurrence(Settings settings) {
        return Slots.jumps(settings)
                ? Optional.of(Jumps.recurrence(settings.create(Slots.JUMP), settings.shared(Slots.JUMP)))
                : Optional.empty();
    }

    private static SolverSettings solver(Settings settings) {
        return Integration.settings(
                settings.create(Slots.SOLVER),
                new Integration.Adaptivity(
                        settings.create(Slots.NORM),
                        settings.create(Slots.CONTROLLER),
                        settings.create(Slots.FIRST_STEP)),
                settings.shared(Slots.SOLVER));
    }

    private static Extent extent(Drawn drawn) {
        return EXTENTS.of(drawn, () -> drawn.problem.extent(drawn.seed));
    }

    private static boolean takes(Settings settings, String path, double value) {
        if (!settings.has(path) || !(settings.get(path) instanceof Number)) {
            return false;
        }
        try {
            settings.with(path, fit(settings, path, value));
            return true;
        } catch (InvalidValueException _) {
            return false;
        }
    }

    /// A number as the setting at a path takes it: rounded where only whole numbers are allowed.
    static Object fit(Settings settings, String path, double value) {
        return settings.parameter(path).type() instanceof Type.Int ? (Object) (int) Math.round(value) : value;
    }

    private static Model until(Horizon horizon, Model model, Supplier<Extent> extent) {
        return switch (horizon) {
            case Horizon.Given _ -> model;
            case Horizon.Constant(double end) -> new Rescaled(model, span(extent.get()), end, false).build();
            case Horizon.Learned learned -> new Rescaled(model, span(extent.get()), learned.start(), true).build();
        };
    }

    private static Rescaled.Span span(Extent extent) {
        return new Rescaled.Span(extent.start(), extent.span());
    }

    /// What the settings want to be studied; nothing where they train.
    public static Optional<Study> study(Settings settings) {
        return settings.create(Slots.STUDY);
    }

    /// Whether another seed would give other weights or other data, in any iteration. Where weights are drawn data
    /// are not looked at.
    public static boolean dependsOnSeed(Settings settings) {
        Settings other = settings.with(Slots.SEED, settings.get(Slots.SEED) ^ 1);
        Experiment ours = build(settings);
        Experiment theirs = build(other);
        if (!Arrays.equals(startWeights(settings, ours), startWeights(other, theirs))
                || ours.task().problem().draws(ours.seed()).isPresent()) {
            return true;
        }
        ProblemData one = ours.task().problem().data(ours.seed());
        ProblemData two = theirs.task().problem().data(theirs.seed());
        return !sameNumbers(List.of(one.initial()), List.of(two.initial()))
                || !sameNumbers(one.targets(), two.targets());
    }

    private static boolean sameNumbers(List<Batch> one, List<Batch> two) {
        return IntStream.range(0, one.size())
                .allMatch(i -> Arrays.equals(one.get(i).data(), two.get(i).data()));
    }

    /// Start weights [p] of an experiment, from the settings' initialiser and seed.
    public static double[] startWeights(Settings settings, Experiment experiment) {
        return weights(settings, experiment, 0);
    }

    /// Random weights [p] of an experiment, from the settings' initialiser and seed.
    ///
    /// @param draw 0 for those that training starts from, any other for independent ones
    static double[] weights(Settings settings, Experiment experiment, int draw) {
        double[] theta = new double[experiment.model().parameters().size()];
        Initializer initializer = settings.create(Slots.INIT);
        initializer.fill(
                experiment.model().parameters(),
                RandomStreams.of(settings.get(Slots.SEED), draw == 0 ? "init" : "init " + draw),
                theta);
        if (!initializer.knowsAll()) {
            experiment.model().start(theta);
        }
        return theta;
    }
}
