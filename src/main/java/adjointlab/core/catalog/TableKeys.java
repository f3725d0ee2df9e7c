package adjointlab.core.catalog;

import adjointlab.core.table.MissingValueException;
import adjointlab.core.table.TableOptions;
import adjointlab.core.table.TableOptions.Header;
import adjointlab.core.table.TableOptions.Letters;
import adjointlab.core.table.TableOptions.Mark;
import adjointlab.core.table.TableOptions.Missing;
import adjointlab.core.table.TableOptions.Separator;
import adjointlab.core.table.VectorFile;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/// How a file's table of vectors is read: what is blank or found out unless a person chooses.
final class TableKeys {
    private static final String FOUND = "found";
    private static final String FOUND_LABEL = "Found out";
    private static final int MOST_LETTERS = 4096;

    static final Key<String> COLUMNS =
            Key.text("columns", "Columns read", MOST_LETTERS).when(selection -> isTable(selection));
    static final Key<String> TARGET = Key.text("target", "Target column", 256).when(selection -> isTable(selection));
    static final Key<Missing> MISSING = Key.choice(
                    "missing",
                    "Missing values",
                    new Option<>("refuse", "Refused", Missing.REFUSE),
                    new Option<>("drop", "Rows left out", Missing.DROP),
                    new Option<>("fill", "Column's mean", Missing.FILL))
            .when(TableKeys::isTable);
    static final Key<Separator> SEPARATOR = Key.choice(
                    "separator",
                    "Separator",
                    new Option<>(FOUND, FOUND_LABEL, Separator.FOUND),
                    new Option<>(Separator.COMMA.id(), "Comma", Separator.COMMA),
                    new Option<>(Separator.SEMICOLON.id(), "Semicolon", Separator.SEMICOLON),
                    new Option<>(Separator.TAB.id(), "Tab", Separator.TAB),
                    new Option<>(Separator.BLANK.id(), "Blanks", Separator.BLANK),
                    new Option<>(Separator.BAR.id(), "Bar", Separator.BAR))
            .when(TableKeys::isText);
    static final Key<Mark> DECIMAL = Key.choice(
                    "decimal",
                    "Decimal mark",
                    new Option<>(FOUND, FOUND_LABEL, Mark.FOUND),
                    new Option<>("point", "Point", Mark.POINT),
                    new Option<>("comma", "Comma", Mark.COMMA))
            .when(TableKeys::isText);
    static final Key<Header> HEADER = Key.choice(
                    "header",
                    "First line",
                    new Option<>(FOUND, FOUND_LABEL, Header.FOUND),
                    new Option<>("names", "Names of columns", Header.NAMES),
                    new Option<>("numbers", "Numbers already", Header.NONE))
            .when(TableKeys::isText);

    static final Key<Letters> ENCODING = Key.choice(
                    "encoding",
                    "Encoding",
                    new Option<>(FOUND, FOUND_LABEL, Letters.FOUND),
                    new Option<>("utf-8", "UTF-8", Letters.UTF_8),
                    new Option<>("utf-16le", "UTF-16, little-endian", Letters.UTF_16LE),
                    new Option<>("utf-16be", "UTF-16, big-endian", Letters.UTF_16BE),
                    new Option<>("windows-1252", "Western European, Latin-1", Letters.WESTERN),
                    new Option<>("windows-1250", "Central European", Letters.CENTRAL),
                    new Option<>("windows-1251", "Cyrillic", Letters.CYRILLIC))
            .when(TableKeys::isText);

    /// Of vectors without targets, in display order.
    static final List<Key<?>> VECTORS = List.of(COLUMNS, MISSING, SEPARATOR, DECIMAL, HEADER, ENCODING);

    /// Of vectors with targets.
    static final List<Key<?>> SAMPLES = List.of(COLUMNS, TARGET, MISSING, SEPARATOR, DECIMAL, HEADER, ENCODING);

    private TableKeys() {}

    /// How samples are read.
    static TableOptions samples(Values v) {
        return new TableOptions(v.get(COLUMNS), v.get(TARGET), text(v), v.get(MISSING));
    }

    /// How vectors without targets are read.
    static TableOptions vectors(Values v) {
        return new TableOptions(v.get(COLUMNS), "", text(v), v.get(MISSING));
    }

    private static TableOptions.Text text(Values v) {
        return new TableOptions.Text(v.get(SEPARATOR), v.get(DECIMAL), v.get(HEADER), v.get(ENCODING));
    }

    /// What is said of a file that cannot be read.
    static InvalidValueException refusal(Exception e) {
        return new InvalidValueException(e.getMessage()
                + (e instanceof MissingValueException
                        ? "; set " + MISSING.name() + " to drop or fill to read it nevertheless"
                        : ""));
    }

    private static boolean isTable(Selection selection) {
        return isText(selection) || isA(selection, VectorFile::isTyped) || isA(selection, VectorFile::isArray);
    }

    private static boolean isText(Selection selection) {
        return isA(selection, VectorFile::isText);
    }

    private static boolean isA(Selection selection, java.util.function.Predicate<Path> kind) {
        String file = selection.values().get(SampleProblems.FILE);
        try {
            return !file.isBlank() && kind.test(Path.of(file));
        } catch (InvalidPathException _) {
            return false; // whoever reads it says better what is wrong with it
        }
    }
}
