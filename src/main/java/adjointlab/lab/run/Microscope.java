package adjointlab.lab.run;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Optimizers;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.optim.Optimizer;
import adjointlab.core.optim.Optimizer.Need;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.train.Checkpoint;
import adjointlab.core.train.Evaluation;
import adjointlab.core.train.Inspection;
import adjointlab.core.train.Trainer;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// One step of every optimizer from the same weights.
///
/// @param theta the weights [p]
/// @param gradient ∇L there [p]
/// @param loss L there
/// @param steps in the catalogue's order
public record Microscope(double[] theta, double[] gradient, double loss, List<Step> steps) {
    /// What one optimizer makes of the gradient.
    ///
    /// @param id of the optimizer
    /// @param label of the optimizer
    /// @param rate its learning rate
    /// @param delta Δθ [p]; empty where it cannot step here
    /// @param actual L(θ) − L(θ + Δθ), on the same data
    /// @param refusal why it cannot step; "" where it can
    public record Step(String id, String label, double rate, double[] delta, double actual, String refusal) {
        /// Whether it can step.
        public boolean possible() {
            return refusal.isEmpty();
        }

        /// ‖Δθ‖.
        public double length() {
            return Math.sqrt(dot(delta, delta));
        }

        /// −∇LᵀΔθ, what first order promises.
        public double predicted(double[] gradient) {
            return -dot(gradient, delta);
        }

        /// The angle between Δθ and −∇L, degrees.
        public double angle(double[] gradient) {
            double cosine = predicted(gradient) / length() / Math.sqrt(dot(gradient, gradient));
            return Math.toDegrees(Math.acos(Math.clamp(cosine, -1, 1)));
        }
    }

    /// Weights above which an optimizer that needs more than the gradient is not tried.
    private static final int MOST_WEIGHTS = 4000;

    private static final Set<Need> CHEAP = Set.of(Need.TERMINAL_VARIANCE);

    /// What takes an optimizer many times as long as a gradient takes.
    private static final Set<Need> SLOW = Set.of(Need.OUTPUT_JACOBIAN, Need.COST_CURVATURE);

    private static final String WAITING = "is being computed";

    /// What has to change in a run's settings for another optimizer to take over: its choice, and its parameters at
    /// their defaults; nothing for the run's own.
    public static Map<String, Object> changes(Settings settings, String optimizer) {
        Map<String, Object> changes = new LinkedHashMap<>();
        if (!settings.id(Slots.OPTIMIZER).equals(optimizer)) {
            Entry<Optimizer> entry = Optimizers.CATALOG.get(optimizer);
            changes.put(Slots.OPTIMIZER.choice().path(), optimizer);
            for (Key<?> key : entry.parameters()) {
                changes.put(Slots.OPTIMIZER.at(key).path(), key.defaultValue());
            }
        }
        return changes;
    }

    /// Looks.
    ///
    /// @param settings of the run
    /// @param peers settings of other runs, from which optimizers take their parameters rather than from the
    /// defaults
    /// @param at where the run is; its own optimizer goes on with what it remembers, the others begin
    /// @return nothing if cancelled, or if the gradient cannot be had
    public static Optional<Microscope> at(
            Settings settings, Map<String, Settings> peers, Checkpoint at, Cancellation cancellation) {
        return at(settings, peers, at, _ -> {}, cancellation);
    }

    /// Looks, and tells what is there whenever an optimizer is next that takes long; those come last.
    ///
    /// @param partial hears of steps; those that are still to come are not possible yet
    public static Optional<Microscope> at(
            Settings settings,
            Map<String, Settings> peers,
            Checkpoint at,
            Consumer<Microscope> partial,
            Cancellation cancellation) {
        Inspection inspection = new Inspection(Experiments.build(settings));
        if (inspection.experiment().model().parameters().size() != at.theta().length) {
            return Optional.empty(); // a run that failed before it had weights
        }
        Trainer own = new Trainer(inspection.experiment(), at.theta());
        if (!own.checkpoint().optimizer().sameShape(at.optimizer())) {
            return Optional.empty(); // a past under another optimizer, with which nothing can go on
        }
        own.tests(false);
        own.restore(at);
        Evaluation start = own.evaluate(cancellation);
        if (!start.status().ok()) {
            return Optional.empty();
        }
        double[] gradient = start.gradient().clone();
        double loss = inspection.losses(new double[][] {at.theta()}, cancellation)[0];
        List<Entry<Optimizer>> entries = Optimizers.CATALOG.entries();
        List<Step> steps = new ArrayList<>(entries.stream()
                .map(entry -> new Step(entry.id(), entry.label(), Double.NaN, new double[0], Double.NaN, WAITING))
                .toList());
        List<Entry<Optimizer>> slowLast = entries.stream()
                .sorted(Comparator.comparing(Microscope::isSlow))
                .toList();
        for (Entry<Optimizer> entry : slowLast) {
            if (isSlow(entry)) {
                partial.accept(new Microscope(at.theta().clone(), gradient, loss, List.copyOf(steps)));
            }
            boolean ownOptimizer = settings.id(Slots.OPTIMIZER).equals(entry.id());
            Settings changed = settings.withAll(changes(settings, entry.id()));
            Settings peer = peers.get(entry.id());
            if (peer != null && !ownOptimizer) {
                for (Key<?> key : entry.parameters()) {
                    String path = Slots.OPTIMIZER.at(key).path();
                    changed = changed.with(path, peer.get(path));
                }
            }
            Step step = step(changed, entry, at, ownOptimizer, cancellation);
            if (cancellation.requested()) {
                return Optional.empty();
            }
            double after = step.possible()
                    ? inspection.losses(new double[][] {sum(at.theta(), step.delta())}, cancellation)[0]
                    : Double.NaN;
            steps.set(
                    entries.indexOf(entry),
                    new Step(step.id(), step.label(), step.rate(), step.delta(), loss - after, step.refusal()));
        }
        return cancellation.requested()
                ? Optional.empty()
                : Optional.of(new Microscope(at.theta().clone(), gradient, loss, List.copyOf(steps)));
    }

    private static boolean isSlow(Entry<Optimizer> entry) {
        return entry.createDefault().needs().stream().anyMatch(SLOW::contains);
    }

    /// Steps that are still to come.
    public long waiting() {
        return steps.stream().filter(step -> step.refusal().equals(WAITING)).count();
    }

    private static Step step(
            Settings settings, Entry<Optimizer> entry, Checkpoint at, boolean own, Cancellation cancellation) {
        double rate =
                settings.find(Slots.OPTIMIZER.at(Optimizers.LEARNING_RATE)).orElse(Double.NaN);
        try {
            Experiment experiment = Experiments.build(settings);
            if (at.theta().length > MOST_WEIGHTS
                    && !own
                    && !CHEAP.containsAll(experiment.training().optimizer().needs())) {
                throw new IllegalArgumentException("not tried with more than " + MOST_WEIGHTS + " weights");
            }
            Trainer trainer = new Trainer(experiment, at.theta());
            trainer.tests(false);
            trainer.restore(
                    own
                            ? at
                            : new Checkpoint(
                                    at.iteration(),
                                    at.theta(),
                                    trainer.checkpoint().optimizer()));
            double[] moved = trainer.proposal(cancellation);
            if (moved.length == 0) {
                return new Step(entry.id(), entry.label(), rate, moved, Double.NaN, "cannot be computed here");
            }
            for (int i = 0; i < moved.length; i++) {
                moved[i] -= at.theta()[i];
            }
            return new Step(entry.id(), entry.label(), rate, moved, Double.NaN, dot(moved, moved) > 0 ? "" : "stays");
        } catch (IllegalArgumentException | ArithmeticException refused) {
            return new Step(
                    entry.id(), entry.label(), rate, new double[0], Double.NaN, String.valueOf(refused.getMessage()));
        }
    }

    private static double[] sum(double[] u, double[] v) {
        double[] sum = u.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += v[i];
        }
        return sum;
    }

    private static double dot(double[] u, double[] v) {
        double sum = 0;
        for (int i = 0; i < u.length; i++) {
            sum += u[i] * v[i];
        }
        return sum;
    }
}
