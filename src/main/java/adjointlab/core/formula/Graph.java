package adjointlab.core.formula;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Terms that are computed from numbers and variables; what is the same is there once. A term is an index, and what it
/// is made of has smaller ones. What a product with zero or one and a sum with zero come to is known without computing;
/// what is made of numbers alone is a number.
final class Graph {
    /// What a term is.
    ///
    /// @param kind of it
    /// @param left first of the terms that it is made of; a variable's group
    /// @param right second of them; a variable's place in its group, or a whole exponent
    /// @param value of a number
    /// @param function that is applied; SIN where there is none
    record Term(Kind kind, int left, int right, double value, Function function) {}

    /// What kinds there are.
    enum Kind {
        NUMBER,
        VARIABLE,
        ADD,
        SUBTRACT,
        MULTIPLY,
        DIVIDE,
        NEGATE,
        /// To a whole power from −16 to 16.
        WHOLE_POWER,
        POWER,
        ANGLE,
        MAX,
        APPLY
    }

    private static final int LARGEST_WHOLE_POWER = 16;

    private final List<Term> terms = new ArrayList<>();
    private final Map<Term, Integer> known = new HashMap<>();

    Term term(int index) {
        return terms.get(index);
    }

    int size() {
        return terms.size();
    }

    private int intern(Term term) {
        return known.computeIfAbsent(term, fresh -> {
            terms.add(fresh);
            return terms.size() - 1;
        });
    }

    private int made(Kind kind, int left, int right) {
        return intern(new Term(kind, left, right, 0, Function.SIN));
    }

    int number(double value) {
        return intern(new Term(Kind.NUMBER, 0, 0, value, Function.SIN));
    }

    /// @param group of variables, as whoever compiles calls them
    /// @param index of it among them
    int variable(int group, int index) {
        return made(Kind.VARIABLE, group, index);
    }

    private boolean isNumber(int x) {
        return term(x).kind() == Kind.NUMBER;
    }

    private boolean is(int x, double value) {
        return isNumber(x) && term(x).value() == value;
    }

    private double valueOf(int x) {
        return term(x).value();
    }

    int add(int x, int y) {
        if (isNumber(x) && isNumber(y)) {
            return number(valueOf(x) + valueOf(y));
        }
        if (is(x, 0)) {
            return y;
        }
        if (is(y, 0)) {
            return x;
        }
        if (term(y).kind() == Kind.NEGATE) {
            return subtract(x, term(y).left());
        }
        return made(Kind.ADD, x, y);
    }

    int subtract(int x, int y) {
        if (isNumber(x) && isNumber(y)) {
            return number(valueOf(x) - valueOf(y));
        }
        if (is(y, 0)) {
            return x;
        }
        if (is(x, 0)) {
            return negate(y);
        }
        if (term(y).kind() == Kind.NEGATE) {
            return add(x, term(y).left());
        }
        return made(Kind.SUBTRACT, x, y);
    }

    int multiply(int x, int y) {
        if (isNumber(x) && isNumber(y)) {
            return number(valueOf(x) * valueOf(y));
        }
        if (is(x, 0) || is(y, 0)) {
            return number(0);
        }
        if (is(x, 1)) {
            return y;
        }
        if (is(y, 1)) {
            return x;
        }
        if (is(x, -1)) {
            return negate(y);
        }
        if (is(y, -1)) {
            return negate(x);
        }
        return made(Kind.MULTIPLY, x, y);
    }

    int divide(int x, int y) {
        if (isNumber(x) && isNumber(y)) {
            return number(valueOf(x) / valueOf(y));
        }
        if (is(x, 0)) {
            return x;
        }
        return is(y, 1) ? x : made(Kind.DIVIDE, x, y);
    }

    int negate(int x) {
        if (isNumber(x)) {
            return number(-valueOf(x));
        }
        return term(x).kind() == Kind.NEGATE ? term(x).left() : made(Kind.NEGATE, x, 0);
    }

    /// x to a whole power.
    int power(int x, int exponent) {
        if (exponent == 0) {
            return number(1);
        }
        if (exponent == 1) {
            return x;
        }
        if (Math.abs(exponent) > LARGEST_WHOLE_POWER) {
            return made(Kind.POWER, x, number(exponent));
        }
        return isNumber(x) ? number(Functions.power(valueOf(x), exponent)) : made(Kind.WHOLE_POWER, x, exponent);
    }

    /// x to the power y.
    int raise(int x, int y) {
        if (isNumber(y) && valueOf(y) == Math.rint(valueOf(y)) && Math.abs(valueOf(y)) <= LARGEST_WHOLE_POWER) {
            return power(x, (int) valueOf(y));
        }
        if (isNumber(x) && isNumber(y)) {
            return number(Functions.pow(valueOf(x), valueOf(y)));
        }
        return made(Kind.POWER, x, y);
    }

    /// The angle of (x, y).
    int angle(int y, int x) {
        return isNumber(x) && isNumber(y) ? number(Functions.atan2(valueOf(y), valueOf(x))) : made(Kind.ANGLE, y, x);
    }

    int apply(Function function, int x) {
        return isNumber(x) ? number(function.value(valueOf(x))) : intern(new Term(Kind.APPLY, x, 0, 0, function));
    }

    /// The larger of two.
    int max(int x, int y) {
        return isNumber(x) && isNumber(y) ? number(Math.max(valueOf(x), valueOf(y))) : made(Kind.MAX, x, y);
    }

    /// The smaller of two.
    int min(int x, int y) {
        return negate(max(negate(x), negate(y)));
    }

    /// How much a term changes with each of the terms that it is made of.
    ///
    /// @return ∂term/∂left and ∂term/∂right; 0 for what it is not made of
    private int[] slopes(int index) {
        Term term = term(index);
        int left = term.left();
        int right = term.right();
        int none = number(0);
        return switch (term.kind()) {
            case NUMBER, VARIABLE -> new int[] {none, none};
            case ADD -> new int[] {number(1), number(1)};
            case SUBTRACT -> new int[] {number(1), number(-1)};
            case MULTIPLY -> new int[] {right, left};
            case DIVIDE -> new int[] {divide(number(1), right), negate(divide(index, right))};
            case NEGATE -> new int[] {number(-1), none};
            case WHOLE_POWER -> new int[] {multiply(number(right), power(left, right - 1)), none};
            case POWER ->
                new int[] {
                    multiply(right, raise(left, subtract(right, number(1)))),
                    isNumber(right) ? none : multiply(index, apply(Function.LOG, left))
                };
            case ANGLE -> {
                int square = add(power(left, 2), power(right, 2));
                yield new int[] {divide(right, square), negate(divide(left, square))};
            }
            case MAX ->
                new int[] {apply(Function.STEP, subtract(left, right)), apply(Function.STEP, subtract(right, left))};
            case APPLY -> new int[] {term.function().slope(this, left, index), none};
        };
    }

    private static boolean hasRight(Term term) {
        return switch (term.kind()) {
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, POWER, ANGLE, MAX -> true;
            case NUMBER, VARIABLE, NEGATE, WHOLE_POWER, APPLY -> false;
        };
    }

    private static boolean hasLeft(Term term) {
        return term.kind() != Kind.NUMBER && term.kind() != Kind.VARIABLE;
    }

    /// What a term is made of at once.
    int[] parts(int index) {
        Term term = term(index);
        if (!hasLeft(term)) {
            return new int[0];
        }
        return hasRight(term) ? new int[] {term.left(), term.right()} : new int[] {term.left()};
    }

    /// Σ aₖ ∂outputₖ/∂x for several x, by going back from the outputs once (reverse accumulation). Griewank and
    /// Walther, Evaluating Derivatives, SIAM 2008, chapter 3.
    ///
    /// @param outputs terms
    /// @param cotangents aₖ, a term for each
    /// @param by x, terms
    /// @return a term for each x
    int[] back(int[] outputs, int[] cotangents, int[] by) {
        int size = size();
        Map<Integer, Integer> bars = new HashMap<>();
        for (int k = 0; k < outputs.length; k++) {
            bars.merge(outputs[k], cotangents[k], this::add);
        }
        for (int index = size - 1; index >= 0; index--) {
            Integer bar = bars.get(index);
            if (bar == null || is(bar, 0)) {
                continue;
            }
            int[] parts = parts(index);
            if (parts.length == 0) {
                continue;
            }
            int[] slopes = slopes(index);
            for (int p = 0; p < parts.length; p++) {
                bars.merge(parts[p], pulled(index, p, bar, slopes[p]), this::add);
            }
        }
        return Arrays.stream(by).map(x -> bars.getOrDefault(x, number(0))).toArray();
    }

    /// A cotangent through a term; a quotient's is divided rather than multiplied by an inverse.
    private int pulled(int index, int part, int bar, int slope) {
        return term(index).kind() == Kind.DIVIDE && part == 0
                ? divide(bar, term(index).right())
                : multiply(bar, slope);
    }

    /// Σ ∂output/∂xₖ ẋₖ for several outputs (forward accumulation).
    ///
    /// @param outputs terms
    /// @param dots ẋₖ by xₖ, terms; all others stand still
    /// @return a term for each output
    int[] along(int[] outputs, Map<Integer, Integer> dots) {
        Map<Integer, Integer> tangents = new HashMap<>(dots);
        int size = size();
        for (int index = 0; index < size; index++) {
            int[] parts = parts(index);
            int sum = number(0);
            boolean moves = false;
            int[] slopes = null;
            for (int p = 0; p < parts.length; p++) {
                Integer dot = tangents.get(parts[p]);
                if (dot != null) {
                    slopes = slopes == null ? slopes(index) : slopes;
                    sum = add(sum, pulled(index, p, dot, slopes[p]));
                    moves = true;
                }
            }
            if (moves) {
                tangents.put(index, sum);
            }
        }
        return Arrays.stream(outputs)
                .map(output -> tangents.getOrDefault(output, number(0)))
                .toArray();
    }
}
