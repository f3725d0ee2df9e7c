package adjointlab.core.catalog;

import adjointlab.core.family.FamilyTemplate;
import adjointlab.core.family.Model;
import adjointlab.core.family.Recurrence;
import adjointlab.core.field.FieldTemplate;
import adjointlab.core.field.Initializer;
import adjointlab.core.optim.Horizon;
import adjointlab.core.optim.Optimizer;
import adjointlab.core.problem.Extent;
import adjointlab.core.problem.Problem;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.study.Study;
import java.util.Optional;
import java.util.function.Supplier;

/// What is chosen at every place, made but not yet put together: what [Incompatibilities] look at.
public final class Combination {
    private final Experiment.Task task;
    private final Ingredients model;
    private final Experiment.Numerics numerics;
    private final Updates updates;
    private final Purpose purpose;
    private Optional<Model> built = Optional.empty();
    private String refusal = "";

    /// What a model is made of.
    ///
    /// @param family what makes a model of the field
    /// @param field what moves states
    /// @param recurrence how the model takes in what is observed on the way; nothing where nothing is
    /// @param start of the weights
    /// @param horizon until when the model runs
    public record Ingredients(
            FamilyTemplate family,
            FieldTemplate field,
            Optional<Recurrence> recurrence,
            Initializer start,
            Horizon horizon) {
        /// The model for a problem's sizes.
        private Model build(Problem problem) {
            FamilyTemplate whole = recurrence
                    .map(each -> family.recurrent(each, problem.observed()))
                    .orElse(family);
            Model model = whole.build(field, problem.shape(), problem.outputDim());
            Model afresh = problem.nodes()
                    .map(nodes -> model.startingAfresh(nodes.count(), nodes.samples(), nodes.dim(), nodes.penalty()))
                    .orElse(model);
            return problem.impact().map(afresh::hitting).orElse(afresh);
        }
    }

    /// How weights change.
    ///
    /// @param training with the optimizer of the weights, or of the field's
    /// @param around the optimizer of the others; nothing where one has all
    public record Updates(Experiment.Training training, Optional<Optimizer> around) {}

    /// What it is for.
    ///
    /// @param study nothing where it trains
    /// @param varied what may be varied
    /// @param extent of the data; asked only where they matter
    public record Purpose(Optional<Study> study, Varied varied, Supplier<Extent> extent) {}

    /// The settings from which a combination is made, as far as a study varies one of them.
    @FunctionalInterface
    public interface Varied {
        /// Whether there is such a setting and it takes the number.
        boolean takes(String path, double value);
    }

    public Combination(
            Experiment.Task task, Ingredients model, Experiment.Numerics numerics, Updates updates, Purpose purpose) {
        this.task = task;
        this.model = model;
        this.numerics = numerics;
        this.updates = updates;
        this.purpose = purpose;
        try {
            built = Optional.of(model.build(task.problem()));
        } catch (IllegalArgumentException e) {
            refusal = String.valueOf(e.getMessage());
        }
    }

    /// What is learned, and how far off it is.
    public Experiment.Task task() {
        return task;
    }

    /// What the model is made of.
    public Ingredients model() {
        return model;
    }

    /// How it is solved and differentiated.
    public Experiment.Numerics numerics() {
        return numerics;
    }

    /// How weights change; those of the field where those around it have an optimizer of their own.
    public Experiment.Training training() {
        return updates.training;
    }

    /// The optimizer of the weights around the field, where they have one of their own.
    public Optional<Optimizer> around() {
        return updates.around;
    }

    /// What it is for.
    public Purpose purpose() {
        return purpose;
    }

    /// The model for the problem's sizes, until the problem's horizon.
    ///
    /// @throws IllegalArgumentException if there is none, see [#sizeRefusal]
    public Model family() {
        return built.orElseThrow(() -> new InvalidValueException(refusal));
    }

    /// Why family and field make no model for the problem's sizes; "" where they do.
    String sizeRefusal() {
        return refusal;
    }

    /// Whether it trains.
    boolean trains() {
        return purpose.study().isEmpty();
    }

    /// Whether gradients are taken.
    boolean takesGradients() {
        return purpose.study().map(Study::takesGradients).orElse(true);
    }

    /// Number of weights, a learned horizon among them.
    int weights() {
        return family().parameters().size() + (model.horizon().learning().isPresent() ? 1 : 0);
    }

    /// Components of a state.
    int states() {
        return family().field().dim();
    }

    /// Samples of the data.
    int samples() {
        return purpose.extent().get().samples();
    }

    /// From the data to the last time, s.
    double span() {
        return purpose.extent().get().span();
    }

    /// Times at which there is a loss.
    int times() {
        return purpose.extent().get().times();
    }
}
