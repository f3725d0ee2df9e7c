package adjointlab.core.problem;

import adjointlab.core.field.Impact;
import adjointlab.core.field.Shape;
import adjointlab.core.problem.dynamics.Dynamics;
import java.util.List;
import java.util.Optional;

/// What is to be learned; an immutable description. Its data follow from it and a seed.
public interface Problem {
    /// Components d of a data sample.
    int dim();

    /// What the first components of a data sample are called by whoever gave the data or the system that they come
    /// from; empty where nobody gave them names.
    default List<String> componentNames() {
        return dynamics().map(Dynamics::componentNames).orElse(List.of());
    }

    /// The same of a target, which most often is what a sample becomes and has its components.
    default List<String> targetNames() {
        return componentNames();
    }

    /// How the components of a data sample hang together, for fields that care.
    default Shape shape() {
        return Shape.vector(dim());
    }

    /// Components of a target.
    default int outputDim() {
        return dim();
    }

    /// Components of what is observed of a sample on its way; 0 where nothing is.
    default int observed() {
        return 0;
    }

    /// Whether targets are classes: one component for each, 1 at the sample's own, or a single one of −1 or +1.
    default boolean tellsClasses() {
        return false;
    }

    /// What a class is called.
    ///
    /// @param index from 0: of a target's component, or 0 for −1 and 1 for +1
    default String className(int index) {
        return outputDim() > 1 ? String.valueOf(index) : index == 0 ? "−1" : "+1";
    }

    /// The problem of whose samples this has some, or all in another form; this where it is no other's.
    default Problem whole() {
        return this;
    }

    /// The problem that the samples come from in the end.
    default Problem origin() {
        return this;
    }

    /// How many samples [#data] has.
    default int samples(long seed) {
        return WholeData.of(this, seed).samples();
    }

    /// How large [#data] are: without making them where that can be told.
    default Extent extent(long seed) {
        ProblemData data = WholeData.of(this, seed);
        return new Extent(data.samples(), data.times().length, data.start(), data.end());
    }

    /// Iterations that see every sample once.
    ///
    /// @param seed as of [#data]
    default double iterationsAnEpoch(long seed) {
        return 1;
    }

    /// Iterations from one look at the samples for validation and test to the next.
    default int testEvery() {
        return 1;
    }

    /// The system that the data come from, where there is one.
    default Optional<Dynamics> dynamics() {
        return Optional.empty();
    }

    /// Where states of a model of it jump; nothing where they do not. Where it sees more components than the data
    /// have, these are the data's velocity.
    default Optional<Impact> impact() {
        return Optional.empty();
    }

    /// Where a model's states start afresh at states that are parameters; nothing where they do not.
    default Optional<Nodes> nodes() {
        return Optional.empty();
    }

    /// The data.
    ///
    /// @param seed of whatever is random in them
    ProblemData data(long seed);

    /// Where iterations beyond the first get data of their own, how; the first one has [#data].
    default Optional<Draws> draws(long seed) {
        return Optional.empty();
    }

    /// Replaces data by those of another iteration; for one thread.
    @FunctionalInterface
    interface Draws {
        /// @param iteration from 0
        /// @param dataOut whose samples and targets are overwritten, padding as a state's
        void fill(long iteration, ProblemData dataOut);
    }

    /// Samples that are kept out of the training, to choose by them.
    ///
    /// @param seed as of [#data]
    default Optional<ProblemData> validation(long seed) {
        return Optional.empty();
    }

    /// Samples that are not trained on, for seeing what a model makes of them.
    ///
    /// @param seed as of [#data]
    default Optional<ProblemData> test(long seed) {
        return Optional.empty();
    }

    /// What is known of the samples beside what is trained on, and a way that goes further, where there is such a
    /// thing.
    ///
    /// @param seed as of [#data]
    default Optional<Outlook> outlook(long seed) {
        return Optional.empty();
    }
}
