package adjointlab.core.formula;

import adjointlab.core.formula.Expression.Operator;
import adjointlab.core.formula.Formula.Constant;
import adjointlab.core.formula.Formula.Range;
import adjointlab.core.formula.Formula.Start;
import adjointlab.core.formula.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads a formula: statements, each on a line of its own or behind a semicolon. Operators bind as in print: a power
/// before a sign before a product before a sum; powers from the right, the others from the left.
final class Parser {
    private static final int MOST_NESTED = 100;
    private static final String LEARN = "learn";
    private static final String IN = "in";

    private final List<Token> tokens;
    private int next;
    private int depth;

    private Parser(String text) {
        tokens = Tokens.of(text);
    }

    /// @throws FormulaException at the first thing that is none
    static List<Statement> parse(String text) {
        Parser parser = new Parser(text);
        List<Statement> statements = new ArrayList<>();
        while (parser.peek().kind() != Kind.END) {
            if (parser.peek().is(";")) {
                parser.next++;
            } else {
                statements.add(parser.statement());
                parser.endOfStatement();
            }
        }
        return statements;
    }

    private Token peek() {
        return tokens.get(next);
    }

    private Token peek(int ahead) {
        return tokens.get(Math.min(next + ahead, tokens.size() - 1));
    }

    private Token take() {
        Token token = peek();
        if (token.kind() != Kind.END) {
            next++;
        }
        return token;
    }

    private void expect(String sign) {
        if (!peek().is(sign)) {
            throw wrong("expected '" + sign + "', found " + peek().words());
        }
        next++;
    }

    private FormulaException wrong(String problem) {
        return new FormulaException(peek().position(), problem);
    }

    private void endOfStatement() {
        Token token = peek();
        if (token.endsStatement()) {
            return;
        }
        if (token.is(")") || token.is("]")) {
            throw wrong("this bracket closes none that is open");
        }
        if (token.is(",")) {
            throw wrong("',' has no place here; decimals are written with a point");
        }
        throw wrong(
                token.kind() == Kind.SIGN && !token.is("(")
                        ? token.words() + " has no place here"
                        : "an operator is missing before " + token.words());
    }

    private Statement statement() {
        int position = peek().position();
        if (peek().kind() == Kind.NAME && peek().text().equals(LEARN) && peek(1).kind() == Kind.NAME) {
            next++;
            String name = take().text();
            expect("=");
            return new Statement.Given(position, constant(name, true));
        }
        if (peek().kind() == Kind.NAME) {
            int primes = primesBehind();
            if (isStart(1 + primes)) {
                String name = take().text() + "'".repeat(primes);
                next += primes + 4;
                return new Statement.Starting(position, name, start());
            }
            if (peek(1 + primes).is("=")) {
                String name = take().text();
                next += primes + 1;
                return primes > 0
                        ? new Statement.Rate(position, name, primes, expression())
                        : isNumber() ? new Statement.Given(position, constant(name, false)) : defined(position, name);
            }
            if (isQuotient()) {
                String name = take().text().substring(1);
                next += 3;
                return new Statement.Rate(position, name, 1, expression());
            }
        }
        return new Statement.Value(position, expression());
    }

    private Statement defined(int position, String name) {
        return new Statement.Definition(position, name, expression());
    }

    /// (0) =.
    private boolean isStart(int ahead) {
        return peek(ahead).is("(")
                && peek(ahead + 1).text().equals("0")
                && peek(ahead + 2).is(")")
                && peek(ahead + 3).is("=");
    }

    private Start start() {
        double centre = signed();
        double halfWidth = 0;
        if (peek().is("±")) {
            next++;
            int where = peek().position();
            halfWidth = signed();
            if (halfWidth < 0) {
                throw new FormulaException(where, "what stands behind ± is not negative");
            }
        }
        return new Start(centre, halfWidth);
    }

    /// dx/dt =.
    private boolean isQuotient() {
        return peek().text().startsWith("d")
                && peek().text().length() > 1
                && peek(1).is("/")
                && peek(2).text().equals("dt")
                && peek(3).is("=");
    }

    private int primesBehind() {
        int primes = 0;
        while (peek(1 + primes).is("'")) {
            primes++;
        }
        return primes;
    }

    /// Whether nothing but a number stands behind the sign of equality.
    private boolean isNumber() {
        int sign = peek().is("-") ? 1 : 0;
        return peek(sign).kind() == Kind.NUMBER
                && (peek(sign + 1).endsStatement() || peek(sign + 1).text().equals(IN));
    }

    private Constant constant(String name, boolean learned) {
        int at = peek().position();
        double value = signed();
        Token last = tokens.get(next - 1);
        int end = last.position() + last.text().length();
        Optional<Range> range = Optional.empty();
        if (peek().kind() == Kind.NAME && peek().text().equals(IN)) {
            next++;
            int where = peek().position();
            expect("[");
            double from = signed();
            expect(",");
            double to = signed();
            expect("]");
            if (!(from < to)) {
                throw new FormulaException(where, "a range goes from a smaller number to a larger one");
            }
            range = Optional.of(new Range(from, to));
        }
        return new Constant(name, value, at, end, range, learned);
    }

    private double signed() {
        boolean negative = peek().is("-");
        if (negative) {
            next++;
        }
        if (peek().kind() != Kind.NUMBER) {
            throw wrong("expected a number, found " + peek().words());
        }
        double value = number(take());
        return negative ? -value : value;
    }

    private static double number(Token token) {
        double value = Double.parseDouble(token.text());
        if (Double.isInfinite(value)) {
            throw new FormulaException(token.position(), "this number is too large");
        }
        return value;
    }

    private Expression expression() {
        if (++depth > MOST_NESTED) {
            throw wrong("brackets are nested more than " + MOST_NESTED + " deep");
        }
        Expression sum = product();
        while (peek().is("+") || peek().is("-")) {
            Token sign = take();
            sum = new Expression.Binary(sign.position(), sign.is("+") ? Operator.PLUS : Operator.MINUS, sum, product());
        }
        depth--;
        return sum;
    }

    private Expression product() {
        Expression product = factor();
        while (true) {
            if (peek().is("*") || peek().is("/")) {
                Token sign = take();
                product = new Expression.Binary(
                        sign.position(), sign.is("*") ? Operator.TIMES : Operator.OVER, product, factor());
            } else if (product instanceof Expression.Number && (peek().kind() == Kind.NAME || peek().is("("))) {
                // 2x as in print
                product = new Expression.Binary(peek().position(), Operator.TIMES, product, power());
            } else {
                return product;
            }
        }
    }

    /// A sign binds weaker than a power, and stands in front of a factor: −x², 2·−x.
    private Expression factor() {
        Token sign = peek();
        if (!sign.is("-") && !sign.is("+")) {
            return power();
        }
        if (++depth > MOST_NESTED) {
            throw wrong("more than " + MOST_NESTED + " signs one after another");
        }
        next++;
        Expression of = factor();
        depth--;
        return sign.is("-") ? new Expression.Negative(sign.position(), of) : of;
    }

    private Expression power() {
        Expression base = atom();
        if (peek().kind() == Kind.RAISED) {
            Token raised = take();
            base = new Expression.Binary(
                    raised.position(),
                    Operator.POWER,
                    base,
                    new Expression.Number(raised.position(), raised.text(), Double.parseDouble(raised.text())));
        }
        if (!peek().is("^")) {
            return base;
        }
        Token sign = take();
        return new Expression.Binary(sign.position(), Operator.POWER, base, factor());
    }

    private Expression atom() {
        Token token = take();
        return switch (token.kind()) {
            case NUMBER -> new Expression.Number(token.position(), token.text(), number(token));
            case NAME -> named(token);
            case SIGN, RAISED, END -> bracket(token);
        };
    }

    private Expression named(Token token) {
        int primes = 0;
        while (peek().is("'")) {
            next++;
            primes++;
        }
        return peek().is("(") && primes == 0
                ? call(token)
                : new Expression.Name(token.position(), token.text(), primes);
    }

    private Expression bracket(Token token) {
        if (!token.is("(")) {
            throw new FormulaException(
                    token.position(), "expected a number, a name or a bracket, found " + token.words());
        }
        Expression inside = expression();
        expect(")");
        return inside;
    }

    private Expression call(Token name) {
        expect("(");
        List<Expression> arguments = new ArrayList<>();
        if (!peek().is(")")) {
            arguments.add(expression());
            while (peek().is(",")) {
                next++;
                arguments.add(expression());
            }
        }
        expect(")");
        return new Expression.Call(name.position(), name.text(), arguments);
    }
}
