package adjointlab.core.table.series;

import adjointlab.core.table.NumberCells;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/// What the columns of a table are.
///
/// @param names of all columns; "1", "2", … where the file has none
/// @param time the column of times; −1 where there is none
/// @param series the column that names the series; −1 where there is none
/// @param label the column of the class; −1 where there is none
/// @param channels the columns of the channels, in the order in which they are asked for; not copied
record Columns(List<String> names, int time, int series, int label, int[] channels) {
    private static final String NONE = "-";

    private static final Set<String> TIMES = Set.of("t", "time", "times", "timestamp", "date", "datetime");
    private static final Set<String> SERIES =
            Set.of("id", "series", "seriesid", "case", "caseid", "recording", "recordingid");
    /// What times and series are called where nothing has one of the names above, and one column one of these.
    private static final Set<String> OTHER_TIMES = Set.of(
            "year", "years", "day", "days", "hour", "hours", "minute", "minutes", "second", "seconds", "sec", "ms");

    private static final Set<String> OTHER_SERIES = Set.of(
            "trajectory",
            "trajectoryid",
            "traj",
            "trial",
            "trialid",
            "run",
            "runid",
            "experiment",
            "replicate",
            "subject");

    private static final Set<String> LABELS = Set.of("label", "class", "target");

    /// Finds them.
    ///
    /// @param names of all columns
    /// @param asked what a person says of them
    /// @param several whether there may be a column that names the series
    /// @param where the file and its line of names, for the sentence of an error
    /// @throws IOException in one sentence, if a column is not there or it is not clear which one is meant
    static Columns of(List<String> names, SeriesFile.Options asked, boolean several, String where) throws IOException {
        checkNames(names, where);
        int time = role(names, asked.time(), usual(names, TIMES, OTHER_TIMES), "the times", where);
        int series =
                several ? role(names, asked.series(), usual(names, SERIES, OTHER_SERIES), "the series", where) : -1;
        int label = role(names, asked.label(), LABELS, "the class", where);
        if (time >= 0 && (time == series || time == label) || series >= 0 && series == label) {
            int twice = time == series || time == label ? time : series;
            throw new IOException(where + ": the column " + NumberCells.brief(names.get(twice))
                    + " cannot be two of times, series and class; choose another one, or - for none");
        }
        int[] channels = asked.columns().isBlank()
                ? IntStream.range(0, names.size())
                        .filter(c -> c != time && c != series && c != label)
                        .toArray()
                : chosen(names, asked.columns(), where);
        if (channels.length == 0) {
            throw new IOException(where + ": beside times, series and class there is no column of values");
        }
        return new Columns(names, time, series, label, channels);
    }

    private static void checkNames(List<String> names, String where) throws IOException {
        for (int c = 0; c < names.size(); c++) {
            if (names.indexOf(names.get(c)) < c) {
                throw new IOException(where + ", column " + (c + 1) + ": the name '" + NumberCells.brief(names.get(c))
                        + "' stands above column " + (names.indexOf(names.get(c)) + 1)
                        + " too; give each column a name of its own");
            }
        }
    }

    private static Set<String> usual(List<String> names, Set<String> first, Set<String> others) {
        List<String> plain = names.stream().map(Columns::plain).toList();
        boolean clear = plain.stream().noneMatch(first::contains)
                && plain.stream().filter(others::contains).count() == 1;
        return clear ? others : first;
    }

    private static int role(List<String> names, String asked, Set<String> usual, String what, String where)
            throws IOException {
        String wanted = asked.strip();
        if (wanted.equals(NONE)) {
            return -1;
        }
        if (!wanted.isEmpty()) {
            return find(names, wanted, where);
        }
        List<Integer> found = IntStream.range(0, names.size())
                .filter(c -> usual.contains(plain(names.get(c))))
                .boxed()
                .toList();
        if (found.size() > 1) {
            throw new IOException(where + ": the columns " + names.get(found.get(0)) + " and " + names.get(found.get(1))
                    + " could both be " + what + "; choose one, or - for none");
        }
        return found.isEmpty() ? -1 : found.getFirst();
    }

    /// Without a unit in brackets, signs and capitals.
    private static String plain(String name) {
        return name.replaceAll("[(\\[].*", "").toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /// Columns that a person has named.
    ///
    /// @param asked names or numbers from 1, between commas
    static int[] chosen(List<String> names, String asked, String where) throws IOException {
        List<Integer> chosen = new ArrayList<>();
        for (String each : asked.split(",", -1)) {
            int column = find(names, each.strip(), where);
            if (chosen.contains(column)) {
                throw new IOException(
                        where + ": the column " + NumberCells.brief(each.strip()) + " is chosen twice; name it once");
            }
            chosen.add(column);
        }
        return chosen.stream().mapToInt(c -> c).toArray();
    }

    private static int find(List<String> names, String wanted, String where) throws IOException {
        int named = names.indexOf(wanted);
        if (named >= 0) {
            return named;
        }
        int number = wanted.matches("\\d{1,6}") ? Integer.parseInt(wanted) : 0;
        if (number < 1 || number > names.size()) {
            throw new IOException(where + " has no column '" + NumberCells.brief(wanted) + "'; it has "
                    + NumberCells.brief(NumberCells.listed(names)));
        }
        return number - 1;
    }

    /// Names "1", "2", ….
    static List<String> numbered(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(String::valueOf).toList();
    }

    /// The names of the channels.
    List<String> channelNames() {
        return Arrays.stream(channels).mapToObj(names::get).toList();
    }

    /// A column for the sentence of an error: its number and, where it has one, its name.
    String place(int column) {
        String name = names.get(column);
        return "column " + (column + 1)
                + (name.equals(String.valueOf(column + 1)) ? "" : " (" + NumberCells.brief(name) + ")");
    }
}
