package adjointlab.core.table;

import java.nio.charset.Charset;
import java.util.Optional;

/// How a table of vectors is to be read. What is not chosen is found out, and said.
///
/// @param columns the inputs, named or numbered from 1, between commas, `3-8` for several; of an archive the name of
///     their array; blank for all columns of numbers that are nothing else
/// @param target the column of the targets, likewise; blank where it is found by its name, else the last
/// @param text how a text is parted
/// @param missing what becomes of rows in which a value is missing
public record TableOptions(String columns, String target, Text text, Missing missing) {
    /// Everything is found out, and a missing value is refused.
    public static final TableOptions USUAL = new TableOptions("", "", Text.FOUND, Missing.REFUSE);

    /// How a text is parted into numbers.
    public record Text(Separator separator, Mark decimal, Header header, Letters letters) {
        /// Everything is found out.
        public static final Text FOUND = new Text(Separator.FOUND, Mark.FOUND, Header.FOUND);

        /// With an encoding that is found out.
        public Text(Separator separator, Mark decimal, Header header) {
            this(separator, decimal, header, Letters.FOUND);
        }
    }

    /// How letters are encoded.
    public enum Letters {
        FOUND(""),
        UTF_8("UTF-8"),
        UTF_16LE("UTF-16LE"),
        UTF_16BE("UTF-16BE"),
        WESTERN("windows-1252"),
        CENTRAL("windows-1250"),
        CYRILLIC("windows-1251");

        private final String charset;

        Letters(String charset) {
            this.charset = charset;
        }

        /// The encoding; nothing where it is found out.
        Optional<Charset> charset() {
            return charset.isEmpty() ? Optional.empty() : Optional.of(Charset.forName(charset));
        }
    }

    /// What parts the cells of a line.
    public enum Separator {
        FOUND('\0', "", ""),
        COMMA(',', "comma", "commas"),
        SEMICOLON(';', "semicolon", "semicolons"),
        TAB('\t', "tab", "tabs"),
        BLANK(' ', "blank", "blanks"),
        BAR('|', "bar", "bars");

        private final char sign;
        private final String id;
        private final String words;

        Separator(char sign, String id, String words) {
            this.sign = sign;
            this.id = id;
            this.words = words;
        }

        /// The sign itself.
        char sign() {
            return sign;
        }

        /// What settings call it.
        public String id() {
            return id;
        }

        /// What people read, several of them.
        String words() {
            return words;
        }

        /// The one of a sign.
        ///
        /// @throws IllegalArgumentException if it is none
        static Separator of(char sign) {
            for (Separator each : values()) {
                if (each.sign == sign && each != FOUND) {
                    return each;
                }
            }
            throw new IllegalArgumentException("no separator: " + sign);
        }
    }

    /// What stands before the fraction of a number.
    public enum Mark {
        FOUND,
        POINT,
        COMMA
    }

    /// Whether the first line has names.
    public enum Header {
        FOUND,
        NAMES,
        NONE
    }

    /// What becomes of rows in which a value is missing.
    public enum Missing {
        /// The file is refused.
        REFUSE,
        /// They are left out.
        DROP,
        /// The value becomes the mean of its column's known ones; a row without target is left out.
        FILL
    }

    /// The same with another target.
    public TableOptions withTarget(String other) {
        return new TableOptions(columns, other, text, missing);
    }

    /// The same with other columns.
    public TableOptions withColumns(String others) {
        return new TableOptions(others, target, text, missing);
    }

    /// The same with something else done about missing values.
    public TableOptions withMissing(Missing other) {
        return new TableOptions(columns, target, text, other);
    }
}
