package adjointlab.core.formula;

import adjointlab.core.formula.Token.Kind;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Cuts a formula's text into its pieces. Letters of any alphabet make names; small lowered digits are digits of a
/// name, small raised ones a power; a dot above a letter is a prime behind it; `#` begins a remark.
final class Tokens {
    private static final String LOWERED = "₀₁₂₃₄₅₆₇₈₉";
    private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    private static final char RAISED_MINUS = '⁻';
    private static final char DOT_ABOVE = '\u0307';

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    /// Brackets that are open.
    private int depth;

    private Tokens(String text) {
        this.text = text;
    }

    /// The pieces, the end last.
    static List<Token> of(String text) {
        Tokens tokens = new Tokens(text);
        while (tokens.at < text.length()) {
            tokens.next();
        }
        tokens.add(Kind.END, "", text.length());
        return tokens.tokens;
    }

    private void add(Kind kind, String piece, int position) {
        tokens.add(new Token(kind, piece, position));
    }

    private void next() {
        char c = text.charAt(at);
        if (c == '\n' && goesOn()) {
            at++;
        } else if (c == '\n' || c == ';') {
            add(Kind.SIGN, ";", at++);
        } else if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
            at++;
        } else if (c == '#') {
            while (at < text.length() && text.charAt(at) != '\n') {
                at++;
            }
        } else if (isDigit(c) || c == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1))) {
            number();
        } else if (Character.isLetter(c)) {
            name();
        } else if (RAISED.indexOf(c) >= 0 || c == RAISED_MINUS) {
            raised();
        } else {
            sign(c);
        }
    }

    /// Whether a statement goes on in the next line: a bracket is open, or an operator stands last.
    private boolean goesOn() {
        return depth > 0
                || !tokens.isEmpty()
                        && tokens.getLast().kind() == Kind.SIGN
                        && "+-*/^(,=".contains(tokens.getLast().text());
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private void number() {
        int from = at;
        digits();
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
            digits();
        }
        if (at < text.length() && "eE".indexOf(text.charAt(at)) >= 0) {
            int sign = at + 1 < text.length() && "+-−".indexOf(text.charAt(at + 1)) >= 0 ? 1 : 0;
            if (at + 1 + sign < text.length() && isDigit(text.charAt(at + 1 + sign))) {
                at += 1 + sign;
                digits();
            }
        }
        add(Kind.NUMBER, text.substring(from, at).replace('−', '-'), from);
    }

    private void digits() {
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
    }

    private void name() {
        int from = at;
        StringBuilder name = new StringBuilder();
        int dots = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == DOT_ABOVE) {
                dots++;
            } else if (LOWERED.indexOf(c) >= 0) {
                name.append((char) ('0' + LOWERED.indexOf(c)));
            } else if (Character.isLetter(c)) {
                String apart = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD);
                dots += (int) apart.chars().filter(each -> each == DOT_ABOVE).count();
                name.append(Normalizer.normalize(apart.replace(String.valueOf(DOT_ABOVE), ""), Normalizer.Form.NFC));
            } else if (isDigit(c) || c == '_') {
                name.append(c);
            } else {
                break;
            }
            at++;
        }
        add(Kind.NAME, name.toString(), from);
        for (int d = 0; d < dots; d++) {
            add(Kind.SIGN, "'", from);
        }
    }

    private void raised() {
        int from = at;
        StringBuilder digits = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == RAISED_MINUS && digits.isEmpty()) {
                digits.append('-');
            } else if (RAISED.indexOf(c) >= 0) {
                digits.append((char) ('0' + RAISED.indexOf(c)));
            } else {
                break;
            }
            at++;
        }
        if (digits.toString().equals("-")) {
            throw new FormulaException(from, "a raised minus has no digits behind it");
        }
        add(Kind.RAISED, digits.toString(), from);
    }

    private void sign(char c) {
        String sign =
                switch (c) {
                    case '−', '–' -> "-";
                    case '·', '×', '∙', '⋅' -> "*";
                    case '÷' -> "/";
                    case '′', '’', '\'' -> "'";
                    case '″', '"' -> "\"";
                    default -> String.valueOf(c);
                };
        if (sign.equals("\"")) {
            add(Kind.SIGN, "'", at);
            add(Kind.SIGN, "'", at++);
        } else if (sign.equals("*") && at + 1 < text.length() && text.charAt(at + 1) == '*') {
            add(Kind.SIGN, "^", at);
            at += 2;
        } else if (sign.equals("+") && at + 1 < text.length() && text.charAt(at + 1) == '-') {
            add(Kind.SIGN, "±", at);
            at += 2;
        } else if ("+-*/^()[],='±".contains(sign)) {
            depth += "([".contains(sign) ? 1 : ")]".contains(sign) ? -1 : 0;
            add(Kind.SIGN, sign, at++);
        } else {
            throw new FormulaException(at, "'" + shown(text.codePointAt(at)) + "' means nothing here");
        }
    }

    private static String shown(int point) {
        return Character.isISOControl(point) ? String.format(Locale.ROOT, "\\u%04x", point) : Character.toString(point);
    }
}
