package adjointlab.core.formula;

import adjointlab.core.formula.Formula.Constant;
import adjointlab.core.formula.Formula.Start;

/// One statement of a formula.
sealed interface Statement {
    /// Where it begins, from 0.
    int position();

    /// x′ = … or x″ = ….
    ///
    /// @param order how many primes
    record Rate(int position, String name, int order, Expression right) implements Statement {}

    /// A number with a name.
    record Given(int position, Constant constant) implements Statement {}

    /// Something with a name that follows from others.
    record Definition(int position, String name, Expression right) implements Statement {}

    /// x(0) = … ± …: where trajectories start.
    ///
    /// @param name the state's, with its primes
    /// @param start where
    record Starting(int position, String name, Start start) implements Statement {}

    /// Something without a name.
    record Value(int position, Expression expression) implements Statement {}
}
