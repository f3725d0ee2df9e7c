package adjointlab.core.problem;

import adjointlab.core.field.Impact;
import adjointlab.core.field.Shape;
import adjointlab.core.problem.dynamics.Dynamics;
import java.util.List;
import java.util.Optional;

/// Some samples of a problem or all in another form, and all else as it is there.
sealed interface Subset extends Problem
        permits MiniBatches, FirstSamples, ValidationSplit, Standardised, GrowingHorizon, MultipleShooting {
    @Override
    Problem whole();

    @Override
    default Problem origin() {
        return whole().origin();
    }

    @Override
    default int dim() {
        return whole().dim();
    }

    @Override
    default List<String> componentNames() {
        return whole().componentNames();
    }

    @Override
    default List<String> targetNames() {
        return whole().targetNames();
    }

    @Override
    default Shape shape() {
        return whole().shape();
    }

    @Override
    default int outputDim() {
        return whole().outputDim();
    }

    @Override
    default int observed() {
        return whole().observed();
    }

    @Override
    default boolean tellsClasses() {
        return whole().tellsClasses();
    }

    @Override
    default String className(int index) {
        return whole().className(index);
    }

    @Override
    default Optional<Dynamics> dynamics() {
        return whole().dynamics();
    }

    @Override
    default Optional<Impact> impact() {
        return whole().impact();
    }

    @Override
    default Optional<ProblemData> validation(long seed) {
        return whole().validation(seed);
    }

    @Override
    default Optional<ProblemData> test(long seed) {
        return whole().test(seed);
    }

    @Override
    default Optional<Nodes> nodes() {
        return whole().nodes();
    }
}
