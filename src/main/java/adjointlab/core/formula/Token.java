package adjointlab.core.formula;

/// A piece of a formula's text.
///
/// @param kind what it is
/// @param text as it was typed, its signs in one form
/// @param position where it begins, from 0
record Token(Kind kind, String text, int position) {
    /// What pieces there are.
    enum Kind {
        NUMBER,
        NAME,
        /// One of + - * / ^ ( ) [ ] , = ' and, between statements, a line's end or a semicolon.
        SIGN,
        /// Small raised digits.
        RAISED,
        END
    }

    boolean is(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    boolean endsStatement() {
        return kind == Kind.END || is(";");
    }

    /// What people call it.
    String words() {
        return switch (kind) {
            case END -> "the end";
            case SIGN -> text.equals(";") ? "the end of the statement" : "'" + text + "'";
            case NUMBER, NAME, RAISED -> "'" + text + "'";
        };
    }
}
