package adjointlab.core.formula;

import java.util.List;
import java.util.stream.Stream;

/// What a person typed, as a tree.
public sealed interface Expression {
    /// Where it begins in the text, from 0.
    int position();

    /// What it is made of.
    default List<Expression> parts() {
        return List.of();
    }

    /// This and all within, from the outside.
    default Stream<Expression> all() {
        return Stream.concat(Stream.of(this), parts().stream().flatMap(Expression::all));
    }

    /// A number.
    ///
    /// @param text as it was typed
    record Number(int position, String text, double value) implements Expression {}

    /// Something that has a name.
    ///
    /// @param primes how often it is differentiated by time
    record Name(int position, String name, int primes) implements Expression {
        /// With its primes.
        public String whole() {
            return name + "'".repeat(primes);
        }
    }

    /// −x.
    record Negative(int position, Expression of) implements Expression {
        @Override
        public List<Expression> parts() {
            return List.of(of);
        }
    }

    /// Two things with an operator between them.
    record Binary(int position, Operator operator, Expression left, Expression right) implements Expression {
        @Override
        public List<Expression> parts() {
            return List.of(left, right);
        }
    }

    /// A function of something.
    ///
    /// @param function as it was typed
    record Call(int position, String function, List<Expression> arguments) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public List<Expression> parts() {
            return arguments;
        }
    }

    /// What stands between two things, the weakest first.
    enum Operator {
        PLUS("+"),
        MINUS("-"),
        TIMES("*"),
        OVER("/"),
        POWER("^");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        /// As it is typed.
        public String sign() {
            return sign;
        }
    }
}
