package adjointlab.core.formula;

import adjointlab.core.formula.Expression.Call;
import adjointlab.core.formula.Expression.Name;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A formula that was read and understood: a system ẋ = f(t, x), or a value of some arguments; with numbers that have
/// names, parameters that are learned, and networks within (a universal differential equation: Rackauckas et al.,
/// arXiv:2001.04385, section 2).
///
/// ```
/// x' = a*x - b*x*y        # a state's rate; x'' of second order
/// y' = -c*y + nn(x, y)    # with a network of x and y
/// a = 1.5 in [0, 3]       # a number with a name, and what one may want to try
/// learn b = 0.5           # a parameter, and where it starts
/// c = a/2                 # something that follows
/// x(0) = 1 ± 0.5          # where trajectories start
/// ```
public final class Formula {
    /// Characters that one may have.
    public static final int LONGEST = 4000;

    /// What inputs that drive a system are called; where nothing else is called so, `u` is the first as well.
    public static final List<String> INPUTS =
            IntStream.rangeClosed(1, 16).mapToObj(j -> "u" + j).toList();

    private static final String INPUT = "u";

    /// A network's name, and which of its outputs.
    private static final Pattern NETWORK = Pattern.compile("nn([1-9]\\d?)?");

    private static final String TIME = "t";
    private static final String PI = "pi";
    private static final Set<String> TAKEN = Set.of(TIME, PI, "π", "learn", "in");

    private final String text;
    private final List<Statement> statements;
    private List<String> arguments;
    private final List<Rate> rates = new ArrayList<>();
    private final Map<String, Constant> constants = new LinkedHashMap<>();
    private final Map<String, Expression> definitions = new LinkedHashMap<>();
    private final List<Network> networks = new ArrayList<>();
    private final Map<String, Start> starts = new LinkedHashMap<>();
    private final Map<String, Integer> startPositions = new LinkedHashMap<>();
    private Optional<Expression> value = Optional.empty();
    private boolean isFirstInputShort;

    /// A state's rate, or its rate's.
    ///
    /// @param name the state's
    /// @param order 1, or 2 where the right side is x″
    /// @param right what it is
    public record Rate(String name, int order, Expression right) {}

    /// A number with a name.
    ///
    /// @param name its name
    /// @param value what it is, or where it starts
    /// @param at where its number begins in the text, from 0
    /// @param end where its number ends
    /// @param range what people may want to try, where they said so
    /// @param learned whether it is a parameter, which training changes
    public record Constant(String name, double value, int at, int end, Optional<Range> range, boolean learned) {}

    /// From one number to another.
    public record Range(double from, double to) {}

    /// Where a component starts.
    ///
    /// @param centre of a range
    /// @param halfWidth of it; 0 for the centre alone
    public record Start(double centre, double halfWidth) {}

    /// A network within.
    ///
    /// @param call one of the places where it stands
    /// @param outputs how many of its outputs are used
    public record Network(Call call, int outputs) {
        /// What it takes.
        public List<Expression> arguments() {
            return call.arguments();
        }
    }

    /// @param given arguments that a statement may not call something else
    /// @param possible arguments that are none where a statement does
    private Formula(String text, List<String> given, List<String> possible) {
        this.text = text;
        if (text.length() > LONGEST) {
            throw new FormulaException(LONGEST, "it has more than " + LONGEST + " characters");
        }
        statements = Parser.parse(text);
        arguments = List.copyOf(given);
        statements.forEach(this::declare);
        if (arguments.isEmpty()) {
            arguments = possible.stream().filter(name -> !isDeclared(name)).toList();
        }
        callFirstInput();
        checkStarts();
        rates.forEach(rate -> check(rate.right));
        value.ifPresent(this::check);
        definitions.forEach((name, right) -> {
            check(right);
            checkNotWithin(name, right, new HashSet<>(Set.of(name)));
        });
    }

    /// A system ẋ = f(t, x).
    ///
    /// @throws FormulaException if it is none, saying why and where
    static Formula system(String text) {
        return system(text, List.of(), List.of());
    }

    private static Formula system(String text, List<String> given, List<String> possible) {
        Formula formula = new Formula(text, given, possible);
        if (formula.rates.isEmpty()) {
            throw new FormulaException(0, "no rate is given; write x' = …");
        }
        formula.value.ifPresent(expression -> {
            throw new FormulaException(
                    expression.all().mapToInt(Expression::position).min().orElseThrow(),
                    "this belongs to no state; write x' = … or give it a name");
        });
        return formula;
    }

    /// A system whose numbers are all known, so that its trajectories can be computed.
    ///
    /// @throws FormulaException if it is none, saying why and where
    public static Formula known(String text) {
        Formula formula = system(text);
        formula.refuseLearning();
        return formula;
    }

    /// A system that inputs drive, whose numbers are all known.
    ///
    /// @param inputs what it may call them
    /// @throws FormulaException if it is none, saying why and where
    public static Formula driven(String text, List<String> inputs) {
        Formula formula = system(text, inputs, List.of());
        formula.refuseLearning();
        return formula;
    }

    /// A system that is learned from data, which decide where it starts. It may name [#INPUTS]; what it calls so itself
    /// is no input.
    ///
    /// @throws FormulaException if it is none, saying why and where
    public static Formula learnable(String text) {
        Formula formula = system(text, List.of(), INPUTS);
        formula.startPositions.forEach((_, position) -> {
            throw new FormulaException(position, "the data decide where a model starts; leave this out");
        });
        return formula;
    }

    private void refuseLearning() {
        networks.stream().findFirst().ifPresent(network -> {
            throw new FormulaException(
                    network.call.position(), "a network has no place here; it belongs into the field that is learned");
        });
        learned().stream().findFirst().ifPresent(constant -> {
            throw new FormulaException(constant.at(), "nothing is learned here; leave 'learn' out");
        });
    }

    /// A value of some arguments.
    ///
    /// @param arguments their names
    /// @throws FormulaException if it is none, saying why and where
    public static Formula value(String text, List<String> arguments) {
        Formula formula = new Formula(text, arguments, List.of());
        formula.rates.stream().findFirst().ifPresent(rate -> {
            throw new FormulaException(
                    rate.right.position(),
                    "a rate has no place here; write a value of " + String.join(", ", arguments));
        });
        if (formula.value.isEmpty()) {
            throw new FormulaException(
                    text.length(), "nothing is computed; write a value of " + String.join(", ", arguments));
        }
        formula.refuseLearning();
        return formula;
    }

    private void declare(Statement statement) {
        switch (statement) {
            case Statement.Rate(int position, String name, int order, Expression right) -> {
                checkFree(position, name);
                if (order > 2) {
                    throw new FormulaException(position, "a rate has one prime or two");
                }
                rates.add(new Rate(name, order, right));
            }
            case Statement.Given(int position, Constant constant) -> {
                checkFree(position, constant.name());
                constants.put(constant.name(), constant);
            }
            case Statement.Definition(int position, String name, Expression right) -> {
                checkFree(position, name);
                definitions.put(name, right);
            }
            case Statement.Starting(int position, String name, Start start) -> {
                if (starts.put(name, start) != null) {
                    throw new FormulaException(position, "where '" + name + "' starts is said already");
                }
                startPositions.put(name, position);
            }
            case Statement.Value(int position, Expression expression) -> {
                if (value.isPresent()) {
                    throw new FormulaException(position, "there is a value already; give this one a name");
                }
                value = Optional.of(expression);
            }
        }
    }

    private void checkFree(int position, String name) {
        if (TAKEN.contains(name)) {
            throw new FormulaException(position, "'" + name + "' has a meaning already; take another name");
        }
        if (Function.named(name).isPresent() || isNetwork(name) || Reserved.isTwo(name)) {
            throw new FormulaException(position, "'" + name + "' is a function; take another name");
        }
        if (isDeclared(name) || arguments.contains(name)) {
            throw new FormulaException(position, "'" + name + "' is there already");
        }
    }

    private boolean isDeclared(String name) {
        return isState(name) || constants.containsKey(name) || definitions.containsKey(name);
    }

    private void callFirstInput() {
        if (arguments.contains(INPUTS.getFirst()) && !isDeclared(INPUT) && isNamed(INPUT)) {
            definitions.put(INPUT, new Name(0, INPUTS.getFirst(), 0));
            isFirstInputShort = true;
        }
    }

    private void checkStarts() {
        startPositions.forEach((name, position) -> {
            if (!states().contains(name)) {
                throw new FormulaException(position, "'" + name + "' is no state, and starts nowhere");
            }
        });
    }

    /// Functions of two.
    static final class Reserved {
        static final List<String> TWO = List.of("min", "max", "atan2", "pow");

        private Reserved() {}

        static boolean isTwo(String name) {
            return TWO.contains(name);
        }
    }

    static boolean isNetwork(String name) {
        return NETWORK.matcher(name).matches();
    }

    private boolean isState(String name) {
        return rates.stream().anyMatch(rate -> rate.name.equals(name));
    }

    private void check(Expression expression) {
        expression.all().forEach(each -> {
            switch (each) {
                case Name name -> checkName(name);
                case Call call -> checkCall(call);
                case Expression.Number _, Expression.Negative _, Expression.Binary _ -> {}
            }
        });
    }

    private void checkName(Name name) {
        String word = name.name();
        if (name.primes() > 0) {
            Optional<Rate> rate =
                    rates.stream().filter(each -> each.name.equals(word)).findFirst();
            if (rate.isEmpty() || name.primes() >= rate.get().order) {
                throw new FormulaException(
                        name.position(),
                        "'" + name.whole() + "' is no state"
                                + (rate.isPresent() ? "; '" + word + "' is of order " + rate.get().order : ""));
            }
            return;
        }
        if (Function.named(word).isPresent() || Reserved.isTwo(word) || isNetwork(word)) {
            throw new FormulaException(name.position(), "'" + word + "' is a function; write " + word + "(…)");
        }
        if (!isKnown(word)) {
            if (!rates.isEmpty() && arguments.isEmpty() && (word.equals(INPUT) || INPUTS.contains(word))) {
                throw new FormulaException(
                        name.position(),
                        "no input drives this, so that '" + word + "' is not known; choose a driven formula, or write "
                                + word + " = 1 for a number");
            }
            throw new FormulaException(
                    name.position(),
                    "'" + word + "' is not known; write " + word + " = 1 for a number, or learn " + word
                            + " = 1 for a parameter");
        }
    }

    private boolean isKnown(String word) {
        return word.equals(PI)
                || word.equals("π")
                || word.equals(TIME) && (arguments.isEmpty() || !rates.isEmpty())
                || isState(word)
                || constants.containsKey(word)
                || definitions.containsKey(word)
                || arguments.contains(word);
    }

    private void checkCall(Call call) {
        String word = call.function();
        int count = call.arguments().size();
        Matcher network = NETWORK.matcher(word);
        if (network.matches()) {
            if (count == 0) {
                throw new FormulaException(call.position(), "a network takes something; write nn(x)");
            }
            int output = network.group(1) == null ? 1 : Integer.parseInt(network.group(1));
            String taken = Plain.list(call.arguments());
            for (int k = 0; k < networks.size(); k++) {
                Network known = networks.get(k);
                if (Plain.list(known.arguments()).equals(taken)) {
                    networks.set(k, new Network(known.call, Math.max(known.outputs, output)));
                    return;
                }
            }
            networks.add(new Network(call, output));
        } else if (Reserved.isTwo(word)) {
            checkCount(call, count, 2);
        } else if (Function.named(word).isPresent()) {
            checkCount(call, count, 1);
        } else {
            throw new FormulaException(
                    call.position(),
                    isKnown(word)
                            ? "'" + word + "' is no function; write " + word + "*(…)"
                            : "the function '" + word + "' is not known; known: " + String.join(", ", Function.words())
                                    + ", " + String.join(", ", Reserved.TWO) + ", nn");
        }
    }

    private static void checkCount(Call call, int count, int wanted) {
        if (count != wanted) {
            throw new FormulaException(
                    call.position(),
                    call.function() + " takes " + (wanted == 1 ? "one argument" : "two arguments") + ", not " + count);
        }
    }

    private void checkNotWithin(String name, Expression right, Set<String> seen) {
        right.all().forEach(each -> {
            if (each instanceof Name inside && definitions.containsKey(inside.name())) {
                if (inside.name().equals(name)) {
                    throw new FormulaException(inside.position(), "'" + name + "' depends on itself");
                }
                if (seen.add(inside.name())) {
                    checkNotWithin(name, definitions.get(inside.name()), seen);
                }
            }
        });
    }

    /// As it was typed.
    public String text() {
        return text;
    }

    /// Its statements in the order in which they were typed.
    List<Statement> statements() {
        return statements;
    }

    /// The states' rates in the order in which they were typed.
    public List<Rate> rates() {
        return List.copyOf(rates);
    }

    /// What it computes, where it is no system.
    Optional<Expression> value() {
        return value;
    }

    /// What a value is computed of, or the inputs that drive a system.
    List<String> arguments() {
        return arguments;
    }

    /// Names of the state's components: those that have rates, and behind them the velocities of those of second order.
    public List<String> states() {
        List<String> names = new ArrayList<>();
        rates.forEach(rate -> names.add(rate.name));
        rates.stream().filter(rate -> rate.order == 2).forEach(rate -> names.add(rate.name + "'"));
        return names;
    }

    /// Which of the inputs that may drive it are named.
    public List<String> named() {
        return arguments.stream().filter(this::isNamed).toList();
    }

    /// Looks whether the inputs that it names are there.
    ///
    /// @param count of inputs
    /// @throws IllegalArgumentException in one sentence, if one is not
    public void checkInputs(int count) {
        named().stream()
                .filter(name -> INPUTS.indexOf(name) >= count)
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("the formula names " + name + ", and there "
                            + (count == 0 ? "is no input" : count == 1 ? "is 1 input" : "are " + count + " inputs"));
                });
    }

    private boolean isNamed(String input) {
        Stream<Expression> all = Stream.concat(rates.stream().map(Rate::right), definitions.values().stream());
        return all.flatMap(Expression::all)
                .anyMatch(each -> each instanceof Name name
                        && name.primes() == 0
                        && name.name().equals(input));
    }

    /// Whether every rate is of second order.
    public boolean isSecondOrder() {
        return rates.stream().allMatch(rate -> rate.order == 2);
    }

    /// Numbers that have names, learned ones among them.
    public List<Constant> constants() {
        return List.copyOf(constants.values());
    }

    /// Parameters.
    public List<Constant> learned() {
        return constants.values().stream().filter(Constant::learned).toList();
    }

    Map<String, Expression> definitions() {
        return definitions;
    }

    /// The same as they were typed: nobody typed that `u` is the first of [#INPUTS].
    Map<String, Expression> typedDefinitions() {
        Map<String, Expression> typed = new LinkedHashMap<>(definitions);
        if (isFirstInputShort) {
            typed.remove(INPUT);
        }
        return typed;
    }

    /// Where each component of the state starts: around zero, by no more than 1, unless it says where.
    public List<Start> starts() {
        return states().stream()
                .map(state -> starts.getOrDefault(state, new Start(0, 1)))
                .toList();
    }

    /// Networks within, in the order in which they come.
    public List<Network> networks() {
        return List.copyOf(networks);
    }

    /// The same with another number for a name.
    ///
    /// @param name of a constant
    /// @param number as it is to be typed
    public String with(String name, String number) {
        Constant constant = constants.get(name);
        if (constant == null) {
            throw new IllegalArgumentException("there is no constant '" + name + "'");
        }
        return text.substring(0, constant.at()) + number + text.substring(constant.end());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Formula formula && formula.text.equals(text) && formula.arguments.equals(arguments);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
