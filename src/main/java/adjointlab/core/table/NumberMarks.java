package adjointlab.core.table;

import java.io.IOException;
import java.util.regex.Pattern;

/// How the numbers of a file are written.
///
/// @param decimal before the fraction: a point or a comma
/// @param ambiguous a number that would be another one were its mark to part thousands; "" where none is
record NumberMarks(char decimal, String ambiguous) {
    /// English, with nothing that could be read otherwise.
    static final NumberMarks POINT = new NumberMarks('.', "");

    private static final Pattern GROUPED_BY_POINTS = Pattern.compile("[1-9]\\d{0,2}(\\.\\d{3})+");
    private static final Pattern GROUPED_BY_COMMAS = Pattern.compile("[1-9]\\d{0,2}(,\\d{3})+");
    private static final Pattern LOOSE =
            Pattern.compile("[+-]?(\\d[\\d.,'’\\u0020\\u00a0\\u202f]*|[.,]\\d+)([eEdD][+-]?\\d+)?");
    private static final Pattern WITH_POINT = strict("\\.", ",");
    private static final Pattern WITH_COMMA = strict(",", "\\.");

    private static Pattern strict(String decimal, String other) {
        String gap = "(?<gap>[" + other + "'’\\u0020\\u00a0\\u202f])";
        return Pattern.compile(
                "[+-]?(\\d+|[1-9]\\d{0,2}" + gap + "\\d{3}(\\k<gap>\\d{3})*)?(" + decimal + "\\d*)?([eEdD][+-]?\\d+)?");
    }

    /// Whether a cell would be a number with one mark or the other.
    static boolean isLoose(String cell) {
        return isPlain(cell) || isAnyStrict(minus(cell));
    }

    private static boolean isAnyStrict(String cell) {
        return LOOSE.matcher(cell).matches()
                && (WITH_POINT.matcher(cell).matches()
                        || WITH_COMMA.matcher(cell).matches());
    }

    /// Digits, a point, a sign and an exponent of ASCII only, which needs no pattern.
    private static boolean isPlain(String cell) {
        int digits = 0;
        int points = 0;
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c == '.') {
                points++;
            } else if (!((c == '-' || c == '+') && i == 0)) {
                return false;
            }
        }
        return digits > 0 && points <= 1;
    }

    private static String minus(String cell) {
        return cell.indexOf('−') < 0 ? cell : cell.replace('−', '-');
    }

    /// The number in a cell.
    ///
    /// @return NaN where the cell is none
    double number(String cell) {
        if (decimal == '.' && isPlain(cell)) {
            return Double.parseDouble(cell);
        }
        String signed = minus(cell);
        if (!isLoose(cell)
                || !(decimal == '.' ? WITH_POINT : WITH_COMMA).matcher(signed).matches()) {
            return Double.NaN;
        }
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < signed.length(); i++) {
            char c = signed.charAt(i);
            if (c == decimal) {
                plain.append('.');
            } else if (c == 'd' || c == 'D') {
                plain.append('e');
            } else if (c >= '0' && c <= '9' || c == '+' || c == '-' || c == 'e' || c == 'E') {
                plain.append(c);
            }
        }
        return Double.parseDouble(plain.toString());
    }

    /// Gathers what the numbers of a file say of their marks.
    static final class Evidence {
        private final char separator;
        private String point = "";
        private String pointPlace = "";
        private String comma = "";
        private String commaPlace = "";
        private String eitherPoint = "";
        private String eitherComma = "";

        /// @param separator of the cells; a comma that stands in quotes nevertheless rather parts thousands
        Evidence(char separator) {
            this.separator = separator;
        }

        /// @param cell for which [NumberMarks#isLoose] holds
        /// @param line of the file
        /// @param column from 0
        void add(String cell, long line, int column) {
            int comma = cell.indexOf(',');
            int point = cell.indexOf('.');
            if (comma < 0 && (point < 0 || !this.point.isEmpty() && cell.indexOf('.', point + 1) < 0)) {
                return; // says nothing, or nothing new
            }
            String body = cell.replaceFirst("^[+\\-−]", "");
            if (GROUPED_BY_POINTS.matcher(body).matches()) {
                if (body.indexOf('.') != body.lastIndexOf('.')) {
                    comma(cell, line, column);
                } else {
                    eitherPoint = eitherPoint.isEmpty() ? cell : eitherPoint;
                }
            } else if (GROUPED_BY_COMMAS.matcher(body).matches()) {
                if (body.indexOf(',') != body.lastIndexOf(',')) {
                    point(cell, line, column);
                } else {
                    eitherComma = eitherComma.isEmpty() ? cell : eitherComma;
                }
            } else if (body.lastIndexOf('.') > body.lastIndexOf(',')) {
                point(cell, line, column);
            } else {
                comma(cell, line, column);
            }
        }

        private void point(String cell, long line, int column) {
            if (point.isEmpty()) {
                point = cell;
                pointPlace = place(line, column);
            }
        }

        private void comma(String cell, long line, int column) {
            if (comma.isEmpty()) {
                comma = cell;
                commaPlace = place(line, column);
            }
        }

        private static String place(long line, int column) {
            return "line " + line + ", column " + (column + 1);
        }

        /// What they are.
        ///
        /// @param asked what a person says of it
        /// @param where the file, for the sentence of an error
        /// @throws IOException in one sentence, if numbers contradict each other
        NumberMarks found(TableOptions.Mark asked, String where) throws IOException {
            return switch (asked) {
                case POINT -> new NumberMarks('.', "");
                case COMMA -> new NumberMarks(',', "");
                case FOUND -> found(where);
            };
        }

        private NumberMarks found(String where) throws IOException {
            if (!point.isEmpty() && !comma.isEmpty()) {
                throw new IOException(where + ", " + commaPlace + ": '" + comma + "' has another decimal mark than '"
                        + point + "' in " + pointPlace);
            }
            if (!point.isEmpty()) {
                return NumberMarks.POINT;
            }
            if (!comma.isEmpty()) {
                return new NumberMarks(',', "");
            }
            if (!eitherPoint.isEmpty() && !eitherComma.isEmpty()) {
                throw new IOException(where + ": of '" + eitherPoint + "' and '" + eitherComma
                        + "' one mark parts thousands; choose the decimal mark");
            }
            if (!eitherComma.isEmpty()) {
                return new NumberMarks(separator == ',' ? '.' : ',', eitherComma);
            }
            return new NumberMarks('.', eitherPoint);
        }
    }
}
