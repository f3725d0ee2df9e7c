package adjointlab.core.table;

import adjointlab.core.table.TableColumn.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Which columns of a table are inputs and which is the target.
///
/// @param target −1 where none is wanted
/// @param inputs in the order in which they were asked for; not copied
/// @param leftOut the others, each with the reason
/// @param why the target is this one; "" where a person chose it
record ColumnChoice(int target, int[] inputs, SequencedMap<Integer, String> leftOut, String why) {
    private static final Pattern SPAN = Pattern.compile("(\\d{1,6})\\s*-\\s*(\\d{1,6})");

    /// What is wanted of a table.
    enum Wanted {
        /// Inputs, and last a target.
        TARGET_LAST,
        /// Inputs, and first a class, as the UCR archive has it.
        CLASS_FIRST,
        /// Inputs alone.
        NO_TARGET
    }

    /// Chooses them.
    ///
    /// @param where the file, for the sentence of an error
    /// @throws IOException in one sentence, if a column is not there, is no number, or none is left
    static ColumnChoice of(List<TableColumn> all, TableOptions options, Wanted wanted, String where)
            throws IOException {
        int[] asked = options.columns().isBlank() ? new int[0] : asked(all, options.columns(), where);
        int target = -1;
        String why = "";
        if (wanted != Wanted.NO_TARGET && !options.target().isBlank()) {
            target = find(all, options.target().strip(), where);
        } else if (wanted != Wanted.NO_TARGET) {
            target = target(all, wanted, asked, where);
            why = reason(all, target);
        }
        TreeMap<Integer, String> leftOut = new TreeMap<>();
        List<Integer> inputs = new ArrayList<>();
        for (int c : asked.length > 0 ? asked : IntStream.range(0, all.size()).toArray()) {
            String reason = asked.length > 0 ? "" : all.get(c).againstUse();
            if (c == target && asked.length > 0) {
                throw new IOException(
                        where + ": " + all.get(c).place(c) + " is the target; an input is another column");
            }
            if (c == target) {
                continue;
            }
            if (reason.isEmpty()) {
                checkNumbers(all.get(c), c, where);
                inputs.add(c);
            } else {
                leftOut.put(c, reason);
            }
        }
        for (int c = 0; asked.length > 0 && c < all.size(); c++) {
            if (c != target && !inputs.contains(c)) {
                leftOut.put(c, "not chosen");
            }
        }
        if (inputs.isEmpty()) {
            throw new IOException(where + (target < 0 ? " holds no rows of numbers" : oneColumn(all, target)));
        }
        return new ColumnChoice(target, inputs.stream().mapToInt(c -> c).toArray(), leftOut, why);
    }

    private static String oneColumn(List<TableColumn> all, int target) {
        return all.size() == 1
                ? " has one column; samples need inputs and, last, a target"
                : ": beside the target, " + all.get(target).place(target) + ", there is no column of numbers";
    }

    private static void checkNumbers(TableColumn column, int index, String where) throws IOException {
        if (column.kind() == Kind.MIXED) {
            throw new IOException(where + ", " + column.odd() + " is not a number");
        }
        if (!column.kind().isNumeric()) {
            throw new IOException(
                    where + ": " + column.place(index) + " has " + column.kind().words() + "; an input is a number");
        }
    }

    private static int target(List<TableColumn> all, Wanted wanted, int[] asked, String where) throws IOException {
        List<Integer> named = IntStream.range(0, all.size())
                .filter(c -> all.get(c).isCalledTarget() && isFree(c, asked))
                .boxed()
                .toList();
        if (named.size() > 1) {
            throw new IOException(
                    where + ": the columns " + all.get(named.get(0)).name() + " and "
                            + all.get(named.get(1)).name() + " could both be the target; choose one");
        }
        if (!named.isEmpty()) {
            return named.getFirst();
        }
        List<Integer> usable = IntStream.range(0, all.size())
                .filter(c -> isFree(c, asked) && !all.get(c).isIndex())
                .filter(c -> all.get(c).kind() != Kind.EMPTY && all.get(c).kind() != Kind.DATES)
                .boxed()
                .toList();
        if (usable.isEmpty()) {
            throw new IOException(where + " holds no rows of numbers");
        }
        boolean first =
                wanted == Wanted.CLASS_FIRST || all.get(usable.getFirst()).isCalledY();
        return first && !all.get(usable.getLast()).isCalledY() ? usable.getFirst() : usable.getLast();
    }

    private static boolean isFree(int column, int... asked) {
        return Arrays.stream(asked).noneMatch(c -> c == column);
    }

    private static String reason(List<TableColumn> all, int target) {
        TableColumn column = all.get(target);
        if (column.isCalledTarget() || column.isCalledY()) {
            return "by its name";
        }
        if (target == 0 && all.size() > 1) {
            return "first, as the UCR archive has it";
        }
        return target == all.size() - 1 ? "the last column" : "the last column that can be";
    }

    /// Columns that a person has named.
    ///
    /// @param asked names, numbers from 1 or spans of them, between commas
    private static int[] asked(List<TableColumn> all, String asked, String where) throws IOException {
        List<Integer> chosen = new ArrayList<>();
        for (String each : asked.split(",", -1)) {
            String one = each.strip();
            Matcher span = SPAN.matcher(one);
            if (span.matches() && all.stream().noneMatch(column -> column.name().equals(one))) {
                int last = find(all, span.group(2), where);
                for (int c = find(all, span.group(1), where); c <= last; c++) {
                    chosen.add(c);
                }
            } else {
                chosen.add(find(all, one, where));
            }
        }
        for (int k = 0; k < chosen.size(); k++) {
            int column = chosen.get(k);
            if (chosen.indexOf(column) < k) {
                throw new IOException(where + ": " + all.get(column).place(column) + " is chosen twice; name it once");
            }
        }
        return chosen.stream().mapToInt(c -> c).toArray();
    }

    /// By its name or by its number from 1; by its number alone behind a #.
    private static int find(List<TableColumn> all, String wanted, String where) throws IOException {
        if (wanted.startsWith("#")) {
            return numbered(all, wanted, wanted.substring(1), where);
        }
        List<Integer> found = IntStream.range(0, all.size())
                .filter(c -> all.get(c).name().equals(wanted))
                .boxed()
                .toList();
        if (found.size() > 1) {
            throw new IOException(where + ": the name '" + NumberCells.brief(wanted) + "' stands above the columns "
                    + (found.get(0) + 1) + " and " + (found.get(1) + 1) + "; choose one by its number");
        }
        if (!found.isEmpty()) {
            return found.getFirst();
        }
        return numbered(all, wanted, wanted, where);
    }

    private static int numbered(List<TableColumn> all, String wanted, String digits, String where) throws IOException {
        int number = digits.matches("\\d{1,6}") ? Integer.parseInt(digits) : 0;
        if (number < 1 || number > all.size()) {
            throw new IOException(where + " has no column "
                    + NumberCells.brief(wanted.startsWith("#") ? digits : "'" + wanted + "'") + "; it has "
                    + NumberCells.listed(all.stream().map(TableColumn::name).toList()));
        }
        return number - 1;
    }
}
