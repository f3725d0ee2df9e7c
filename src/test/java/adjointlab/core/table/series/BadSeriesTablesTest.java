package adjointlab.core.table.series;

import static adjointlab.core.table.series.Bad.bytes;
import static adjointlab.core.table.series.Bad.columns;
import static adjointlab.core.table.series.Bad.packed;
import static adjointlab.core.table.series.Bad.roles;
import static adjointlab.core.table.series.Bad.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is wrong with a table of series is one sentence with its line and column: in long form, and of one series.
final class BadSeriesTablesTest {
    private static Bad rows(String what, String line, String... parts) {
        return new Bad(what, text("a.csv", "id,time,u,v,label", "a,0,1,2,x", "a,1,1,2,x", "b,0,1,2,y", line), parts);
    }

    private static Bad named(String what, String names, String... parts) {
        return new Bad(what, text("a.csv", names, "1,2,3,4", "2,3,4,5"), parts);
    }

    private static Bad asked(String what, SeriesFile.Options options, String... parts) {
        return new Bad(what, text("a.csv", "id,time,u,v", "a,0,1,2", "a,1,1,2"), options, parts);
    }

    static List<Bad> longForm() {
        List<Bad> all = new ArrayList<>(List.of(
                rows("a word", "b,1,1,two,y", "line 5, column 4 (v): 'two' is not a number; choose the columns"),
                rows("too few columns", "b,1,1", "line 5: 3 columns; expected 5"),
                rows("too many columns", "b,1,1,2,y,7", "line 5: 6 columns; expected 5"),
                rows("no series", ",1,1,2,y", "line 5, column 1 (id) is empty; every row names its series"),
                rows("no time", "b,,1,2,y", "line 5, column 2 (time) is empty; every observation has its time"),
                rows(
                        "a word for a time",
                        "b,now,1,2,y",
                        "line 5, column 2 (time): 'now' is no time; write numbers, or"),
                rows("a date among numbers", "b,2020-01-01,1,2,y", "'2020-01-01' is a date among numbers"),
                rows(
                        "a time twice",
                        "a,1,1,2,x",
                        "line 5, column 2 (time): the time '1' stands on line 3 too of series 'a'"),
                rows(
                        "an earlier time",
                        "a,0.5,1,2,x",
                        "line 5",
                        "is earlier than that on line 3",
                        "sort the rows by time"),
                rows(
                        "another class",
                        "b,1,1,2,x",
                        "line 5, column 5 (label): 'x', but on line 4 the class of series 'b' is"),
                rows("no class any more", "b,1,1,2,", "line 5, column 5 (label): '', but on line 4"),
                rows("infinity", "b,1,1e400,2,y", "line 5, column 3 (u): '1e400' is too large"),
                rows("a time too large", "b,1e400,1,2,y", "line 5, column 2 (time): '1e400' is too large"),
                rows("a quote that does not end", "b,1,1,\"2,y", "line 5"),
                rows("a long cell", "b,1,1," + "x".repeat(5000) + ",y", "column 4 (v): 'xxx", "…' is not a number"),
                rows("lines in a cell", "b,1,1,\"2\n\n3\",y", "line 5, column 4 (v): '2 3' is not a number"),
                new Bad(
                        "times that fall and rise",
                        text("a.csv", "t,x", "3,1", "2,1", "2.5,1"),
                        "line 4, column 1 (t)",
                        "is later than that on line 3",
                        "whose times fall"),
                new Bad(
                        "a number among dates",
                        text("a.csv", "date,x", "2020-01-01,1", "7,2"),
                        "line 3, column 1 (date): '7' is a number among dates"),
                new Bad(
                        "the month before the day",
                        text("a.csv", "date,x", "01/31/2020,1", "02/01/2020,2"),
                        "line 2, column 1 (date): '01/31/2020' is no time"),
                new Bad(
                        "no such day",
                        text("a.csv", "date,x", "2020-02-30,1", "2020-03-01,2"),
                        "'2020-02-30' is no time; write numbers, or dates as 2026-01-31"),
                new Bad(
                        "rows that are numbered",
                        text("a.csv", "id,x", "1,0.5", "2,0.6", "3,0.7"),
                        "has no series with two observations; if its rows are one series, choose - as the column"),
                new Bad(
                        "a class with a fraction",
                        text("a.csv", "id,x,y,target", "a,1,1,0.5", "a,2,1,0.5"),
                        "the class '0.5' is a number with a fraction; classes are words or whole numbers"),
                new Bad(
                        "the class of one series",
                        text("a.csv", "t,x,target", "0,1,5", "1,2,6"),
                        "line 3, column 3 (target): '6', but on line 2",
                        "choose - as its column where this is none")));
        Bad.isLong(all);
        return all;
    }

    static List<Bad> names() throws IOException {
        byte[] packed = packed("t,x\n0,1\n1,2\n");
        byte[] latin = "t,x\n0,\u00e9\n".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        List<Bad> all = new ArrayList<>(List.of(
                named("a name twice", "t,x,x,y", "line 1, column 3: the name 'x' stands above column 2 too"),
                named("two times", "t,date,x,y", "line 1: the columns t and date could both be the times; choose one"),
                named("two series", "id,case,x,y", "line 1: the columns id and case could both be the series"),
                named("two classes", "label,class,x,y", "the columns label and class could both be the class"),
                named("more names than columns", "a,b,c,d,e", "line 2: 4 columns; expected 5"),
                named("fewer names than columns", "a,b,c", "line 2: 4 columns; expected 3"),
                named("a number among names", "t,1,x,y", "line 1, column 1: 't' is not a number"),
                new Bad(
                        "no values",
                        text("a.csv", "id,time,label", "a,1,x", "a,2,x"),
                        "line 1: beside times, series and class there is no column of values"),
                asked("no such channel", columns("u,w"), "line 1 has no column 'w'; it has id, time, u, v"),
                asked("no such number", columns("9"), "has no column '9'"),
                asked("number 0", columns("0"), "has no column '0'"),
                asked("a channel twice", columns("u,3"), "the column 3 is chosen twice; name it once"),
                asked("nothing between commas", columns("u,,v"), "has no column ''"),
                asked("a word as channel", columns("id"), "line 2, column 1 (id): 'a' is not a number"),
                asked("no such time", roles("when", "", ""), "has no column 'when'; it has id, time, u, v"),
                asked("no such series", roles("", "which", ""), "has no column 'which'"),
                asked("no such class", roles("", "", "what"), "has no column 'what'"),
                asked("series and class in one", roles("", "id", "id"), "the column id cannot be two of times, series"),
                asked("times and series in one", roles("id", "", ""), "the column id cannot be two of times, series"),
                asked(
                        "no series",
                        roles("", "-", ""),
                        "line 2, column 1 (id): 'a' is not a number; choose the columns"),
                new Bad("empty", bytes("a.csv"), "a.csv is empty"),
                new Bad("comments", text("a.csv", "# nothing", ""), "a.csv is empty"),
                new Bad("names alone", text("a.csv", "t,x"), "has no rows below its names"),
                new Bad("one row", text("a.csv", "t,x", "0,1"), "has no series with two observations"),
                new Bad("no value", text("a.csv", "t,x", "0,", "1,?", "2,NA"), "has no channel with more than one"),
                new Bad(
                        "two marks",
                        text("a.csv", "t;x", "0;1,5", "1;2.5"),
                        "line 3, column 2 (x): '2.5' has another decimal mark than '1,5' before"),
                new Bad(
                        "cut off",
                        bytes("a.csv.gz", Arrays.copyOf(packed, packed.length - 9)),
                        "is cut off or damaged"),
                new Bad("a letter of Latin-1", bytes("a.csv", latin), "column 2 (x): 'é' is not a number"),
                new Bad("nothing there", folder -> folder.resolve("none.csv"), "none.csv does not exist")));
        Bad.isLong(all);
        return all;
    }

    @ParameterizedTest
    @MethodSource({"longForm", "names"})
    void isRefusedInOneSentence(Bad bad, @TempDir Path folder) throws IOException {
        bad.isRefused(folder);
    }
}
