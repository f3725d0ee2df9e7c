package adjointlab.core.formula;

import adjointlab.core.formula.Expression.Binary;
import adjointlab.core.formula.Expression.Call;
import adjointlab.core.formula.Expression.Name;
import adjointlab.core.formula.Expression.Negative;
import adjointlab.core.formula.Expression.Number;
import adjointlab.core.formula.Expression.Operator;
import adjointlab.core.formula.Formula.Rate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A formula as it is printed.
public final class Latex {
    private static final Pattern INDEXED = Pattern.compile("(.*?)_?(\\d+)|([^_]+)_([^_]+)");

    private static final Set<String> GREEK_WORDS = Set.of(
            "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu",
            "xi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega", "pi", "Gamma", "Delta", "Theta",
            "Lambda", "Xi", "Sigma", "Phi", "Psi", "Omega");

    private static final Map<Character, String> GREEK = Map.ofEntries(
            Map.entry('α', "alpha"),
            Map.entry('β', "beta"),
            Map.entry('γ', "gamma"),
            Map.entry('δ', "delta"),
            Map.entry('ε', "varepsilon"),
            Map.entry('ζ', "zeta"),
            Map.entry('η', "eta"),
            Map.entry('θ', "theta"),
            Map.entry('ι', "iota"),
            Map.entry('κ', "kappa"),
            Map.entry('λ', "lambda"),
            Map.entry('μ', "mu"),
            Map.entry('µ', "mu"),
            Map.entry('ν', "nu"),
            Map.entry('ξ', "xi"),
            Map.entry('π', "pi"),
            Map.entry('ρ', "rho"),
            Map.entry('σ', "sigma"),
            Map.entry('τ', "tau"),
            Map.entry('υ', "upsilon"),
            Map.entry('φ', "varphi"),
            Map.entry('χ', "chi"),
            Map.entry('ψ', "psi"),
            Map.entry('ω', "omega"),
            Map.entry('Γ', "Gamma"),
            Map.entry('Δ', "Delta"),
            Map.entry('Θ', "Theta"),
            Map.entry('Λ', "Lambda"),
            Map.entry('Ξ', "Xi"),
            Map.entry('Π', "Pi"),
            Map.entry('Σ', "Sigma"),
            Map.entry('Φ', "Phi"),
            Map.entry('Ψ', "Psi"),
            Map.entry('Ω', "Omega"));

    /// How strongly things hold together: sums least.
    private static final int SUM = 0;

    private static final int PRODUCT = 1;
    private static final int SIGNED = 2;
    private static final int POWER = 3;
    private static final int ATOM = 4;

    private Latex() {}

    /// Its rates, its value and what follows from others, a line each.
    public static String of(Formula formula) {
        List<String> lines = new ArrayList<>();
        for (Rate rate : formula.rates()) {
            lines.add(dotted(rate.name(), rate.order()) + " &= " + of(rate.right()));
        }
        formula.value().ifPresent(value -> lines.add("&" + of(value)));
        formula.typedDefinitions().forEach((name, right) -> lines.add(name(name) + " &= " + of(right)));
        return lines.size() == 1
                ? lines.getFirst().replace("&", "")
                : "\\begin{aligned} " + String.join(" \\\\ ", lines) + " \\end{aligned}";
    }

    private static String dotted(String name, int order) {
        return switch (order) {
            case 0 -> name(name);
            case 1 -> "\\dot{" + name(name) + "}";
            default -> "\\ddot{" + name(name) + "}";
        };
    }

    static String of(Expression expression) {
        return switch (expression) {
            case Number number -> number(number.text());
            case Name name -> dotted(name.name(), name.primes());
            case Negative negative -> "-" + within(negative.of(), SIGNED);
            case Binary binary -> binary(binary);
            case Call call -> call(call);
        };
    }

    private static int strength(Expression expression) {
        return switch (expression) {
            case Number _, Name _, Call _ -> ATOM;
            case Negative _ -> SUM;
            case Binary binary ->
                switch (binary.operator()) {
                    case PLUS, MINUS -> SUM;
                    case TIMES -> PRODUCT;
                    case OVER -> SIGNED;
                    case POWER -> POWER;
                };
        };
    }

    private static String within(Expression expression, int least) {
        return strength(expression) >= least ? of(expression) : "\\left(" + of(expression) + "\\right)";
    }

    private static String binary(Binary binary) {
        Expression left = binary.left();
        Expression right = binary.right();
        return switch (binary.operator()) {
            case PLUS -> of(left) + " + " + behind(right, SUM);
            case MINUS -> of(left) + " - " + behind(right, PRODUCT);
            case TIMES ->
                (left instanceof Negative ? of(left) : within(left, PRODUCT)) + between(right) + behind(right, PRODUCT);
            case OVER -> "\\frac{" + of(left) + "}{" + of(right) + "}";
            case POWER -> within(left, left instanceof Call ? ATOM + 1 : ATOM) + "^{" + of(right) + "}";
        };
    }

    /// Behind an operator nothing starts with a sign.
    private static String behind(Expression right, int least) {
        return startsWithSign(right) ? within(right, ATOM + 1) : within(right, least);
    }

    private static boolean startsWithSign(Expression expression) {
        return expression instanceof Negative
                || expression instanceof Binary binary
                        && binary.operator() != Operator.OVER
                        && binary.operator() != Operator.POWER
                        && startsWithSign(binary.left());
    }

    /// Numbers want a sign between them.
    private static String between(Expression right) {
        Expression first = right;
        while (first instanceof Binary binary && binary.operator() != Operator.OVER) {
            first = binary.left();
        }
        return first instanceof Number ? " \\cdot " : "\\,";
    }

    private static String call(Call call) {
        String word = call.function();
        List<Expression> arguments = call.arguments();
        String inside = arguments.stream().map(Latex::of).collect(Collectors.joining(", "));
        if (Formula.isNetwork(word)) {
            String index = word.substring(2);
            return "\\mathrm{nn}" + (index.isEmpty() ? "" : "_{" + index + "}") + "\\left(" + inside + "\\right)";
        }
        return switch (word) {
            case "sqrt" -> "\\sqrt{" + inside + "}";
            case "abs" -> "\\left|" + inside + "\\right|";
            case "pow" -> "\\left(" + of(arguments.getFirst()) + "\\right)^{" + of(arguments.getLast()) + "}";
            default ->
                Function.named(word).map(Function::latex).orElse("\\mathrm{" + word + "}") + "\\left(" + inside
                        + "\\right)";
        };
    }

    private static String number(String text) {
        int power = Math.max(text.indexOf('e'), text.indexOf('E'));
        return power < 0
                ? text
                : text.substring(0, power) + " \\cdot 10^{" + Integer.parseInt(text.substring(power + 1)) + "}";
    }

    private static String name(String name) {
        Matcher indexed = INDEXED.matcher(name);
        if (indexed.matches()) {
            boolean digits = indexed.group(2) != null;
            String letters = digits ? indexed.group(1) : indexed.group(3);
            if (!letters.isEmpty()) {
                return letters(letters) + "_{" + (digits ? indexed.group(2) : letters(indexed.group(4))) + "}";
            }
        }
        return letters(name);
    }

    private static String letters(String name) {
        if (GREEK_WORDS.contains(name)) {
            return "\\" + name;
        }
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char letter = name.charAt(i);
            String word = GREEK.get(letter);
            letters.append(word == null ? letter == '_' ? "\\_" : String.valueOf(letter) : "\\" + word + " ");
        }
        return name.length() > 1 && GREEK.keySet().stream().noneMatch(each -> name.indexOf(each) >= 0)
                ? "\\mathit{" + letters + "}"
                : letters.toString().strip();
    }
}
