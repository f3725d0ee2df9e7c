package adjointlab.core.formula;

import adjointlab.core.formula.Expression.Binary;
import adjointlab.core.formula.Expression.Call;
import adjointlab.core.formula.Expression.Name;
import adjointlab.core.formula.Expression.Negative;
import adjointlab.core.formula.Expression.Number;
import java.util.List;
import java.util.stream.Collectors;

/// Expressions as plain text, every operation in brackets of its own: the same where they mean the same tree.
final class Plain {
    private Plain() {}

    static String list(List<Expression> expressions) {
        return expressions.stream().map(Plain::of).collect(Collectors.joining(", "));
    }

    static String of(Expression expression) {
        return switch (expression) {
            case Number number -> Double.toString(number.value());
            case Name name -> name.whole();
            case Negative negative -> "(-" + of(negative.of()) + ")";
            case Binary binary ->
                "(" + of(binary.left()) + " " + binary.operator().sign() + " " + of(binary.right()) + ")";
            case Call call -> call.function() + "(" + list(call.arguments()) + ")";
        };
    }
}
