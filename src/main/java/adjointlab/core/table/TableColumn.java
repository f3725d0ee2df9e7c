package adjointlab.core.table;

import java.util.Locale;
import java.util.Set;

/// What a column of a table has, before it is decided what it is used for.
///
/// @param name above it; its number from 1 where there is none
/// @param named whether the file has a name for it
/// @param kind of what stands in it
/// @param odd the first cell of a mixed column that is no number, with its place; "" in others
/// @param counting whether it counts the rows, from 0 or 1
record TableColumn(String name, boolean named, Kind kind, String odd, boolean counting) {
    private static final Set<String> COUNTERS = Set.of("index", "idx", "id", "row", "rowname", "rownames", "no", "nr");
    private static final Set<String> CLASSES = Set.of("label", "labels", "class", "classes", "target", "targets");

    /// What stands in a column.
    enum Kind {
        NUMBERS("numbers"),
        FLAGS("yes or no"),
        DATES("dates"),
        WORDS("words"),
        /// Numbers, and among them what is none.
        MIXED("numbers and words"),
        EMPTY("no values");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /// What people read.
        String words() {
            return words;
        }

        boolean isNumeric() {
            return this == NUMBERS || this == FLAGS;
        }
    }

    /// One of an array.
    static TableColumn ofNumbers(String name, boolean named) {
        return new TableColumn(name, named, Kind.NUMBERS, "", false);
    }

    /// Whether it numbers the rows and says nothing of them: pandas and R write it without a name.
    boolean isIndex() {
        String small = name.toLowerCase(Locale.ROOT);
        return named && (isNameless() || small.startsWith("unnamed: 0") || counting && COUNTERS.contains(small));
    }

    /// Why it is not used where nobody asked for it; "" where it is.
    String againstUse() {
        if (isIndex()) {
            return "an index of the rows";
        }
        return switch (kind) {
            case NUMBERS, FLAGS, MIXED -> "";
            case WORDS, DATES, EMPTY -> kind.words();
        };
    }

    /// Why it is no input; "" where it could be one.
    String againstInput() {
        return kind == Kind.MIXED && !isIndex() ? odd + " is not a number" : againstUse();
    }

    /// Whether the header has nothing above it.
    boolean isNameless() {
        return named && name.isEmpty();
    }

    /// Whether its name says that it is what is to be told.
    boolean isCalledTarget() {
        return named && CLASSES.contains(name.toLowerCase(Locale.ROOT).strip());
    }

    /// Whether its name says so where it stands first or last.
    boolean isCalledY() {
        return named && name.strip().equalsIgnoreCase("y");
    }

    /// What a person reads.
    ///
    /// @param index from 0
    String shown(int index) {
        return name.isEmpty() ? "column " + (index + 1) : NumberCells.brief(name);
    }

    /// Its place for the sentence of an error: its number and, where it has one, its name.
    ///
    /// @param index from 0
    String place(int index) {
        return "column " + (index + 1) + (named && !name.isEmpty() ? " (" + NumberCells.brief(name) + ")" : "");
    }
}
