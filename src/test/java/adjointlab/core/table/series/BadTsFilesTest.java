package adjointlab.core.table.series;

import static adjointlab.core.table.series.Bad.bytes;
import static adjointlab.core.table.series.Bad.columns;
import static adjointlab.core.table.series.Bad.packed;
import static adjointlab.core.table.series.Bad.roles;
import static adjointlab.core.table.series.Bad.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is wrong with a file of the UEA archive is one sentence with its line.
final class BadTsFilesTest {
    private static Bad data(String what, String line, String... parts) {
        return new Bad(what, text("a.ts", "@dimensions 2", "@classLabel true a b", "@data", "1,2:3,4:a", line), parts);
    }

    private static Bad header(String what, String line, String... parts) {
        return new Bad(what, text("a.ts", "#", line, "@data", "1,2", "3,4"), parts);
    }

    private static Bad stamped(String what, String line, String... parts) {
        return new Bad(what, text("a.ts", "@timeStamps true", "@data", "(0,1),(1,2):(0,1)", line), parts);
    }

    static List<Bad> bad() throws IOException {
        byte[] packed = packed("@data\n1,2,3\n4,5,6\n");
        String many = IntStream.range(0, 1001).mapToObj(i -> "c" + i).collect(Collectors.joining(" "));
        List<Bad> all = List.of(
                header("a word for a flag", "@timeStamps maybe", "line 2: 'maybe' behind @timeStamps is neither true"),
                header("no flag", "@univariate", "line 2: '' behind @univariate is neither true nor false"),
                header("no number", "@dimensions few", "line 2: 'few' behind @dimensions is no whole number"),
                header("no dimension", "@dimension 0", "line 2: '0' behind @dimension is no whole number from 1"),
                header("a huge length", "@seriesLength 9999999999", "line 2: '9999999999' behind @seriesLength"),
                header("no classes", "@classLabel true", "line 2: @classLabel is true and lists no classes"),
                header("a class twice", "@classLabel true a b a", "line 2: @classLabel lists a class twice"),
                header("too many classes", "@classLabel true " + many, "line 2: 1001 classes, more than 1000"),
                header("values in the header", "1,2:3,4:a", "line 2: '1,2:3,4:a' stands before @data"),
                new Bad("no data", text("a.ts", "@dimensions 2"), "has no line @data; it is cut off"),
                new Bad("empty", bytes("a.ts"), "has no line @data"),
                new Bad("nothing behind", text("a.ts", "@data", "# none"), "has no series behind @data"),
                new Bad(
                        "one and several",
                        text("a.ts", "@univariate true", "@dimensions 3", "@data"),
                        "line 2: 3 dimensions, but @univariate is true"),
                new Bad(
                        "class and target",
                        text("a.ts", "@classLabel true a", "@targetLabel true", "@data"),
                        "line 2: @classLabel and @targetLabel are both true"),
                data("a dimension less", "1,2:a", "line 5: 1 dimensions; expected 2 and the class behind them"),
                data("a dimension more", "1,2:3,4:5,6:a", "line 5: 3 dimensions; expected 2"),
                data("an unknown class", "1,2:3,4:c", "line 5: the class 'c' is none that @classLabel lists"),
                data("no class", "1,2:3,4", "line 5: 1 dimensions; expected 2 and the class"),
                data("a word", "1,2:3,x:a", "line 5, dimension 2, value 2: 'x' is not a number"),
                data("an empty value", "1,,2:3,4:a", "line 5, dimension 1, value 2 is empty; write ?"),
                data("an empty dimension", ":3,4:a", "line 5, dimension 1, value 1 is empty"),
                data("infinity", "1,1e999:3,4:a", "line 5, dimension 1, value 2: '1e999' is too large"),
                data("a comma behind", "1,2,:3,4:a", "line 5, dimension 1, value 3 is empty"),
                data("an open bracket", "(1,2:3,4:a", "line 5: a bracket is not closed"),
                data("brackets in brackets", "((1,2)):3,4:a", "line 5, character 2: a bracket does not fit"),
                new Bad(
                        "another length",
                        text("a.ts", "@equalLength true", "@seriesLength 3", "@data", "1,2,3", "1,2"),
                        "line 5, dimension 1: 2 values, but by @equalLength all series have 3"),
                new Bad(
                        "another length than the first",
                        text("a.ts", "@equalLength true", "@data", "1,2", "1,2,3"),
                        "line 4, dimension 1: 3 values, but by @equalLength all series have 2"),
                stamped("no time", "0,1:(0,1)", "line 4, dimension 1, value 1: expected (time,value)"),
                stamped("no value", "(0):(0,1)", "line 4, dimension 1, value 1: expected (time,value)"),
                stamped("three", "(0,1,2):(0,1)", "line 4, dimension 1, value 1: expected (time,value)"),
                stamped("a word for a time", "(x,1):(0,1)", "line 4, dimension 1, value 1: 'x' is no time"),
                stamped(
                        "times that fall",
                        "(0,1):(2,1),(1,2)",
                        "line 4, dimension 2, value 2: the time '1' is not later"),
                stamped("a time twice", "(0,1),(0,2):(2,1)", "value 2: the time '0' is not later than the one before"),
                stamped("dates among numbers", "(2020-01-01,1):(0,1)", "'2020-01-01' is a date among numbers"),
                stamped("no comma", "(0,1)(1,2):(0,1)", "behind (time,value) stands '('; expected a comma"),
                stamped(
                        "a comma behind a stamp",
                        "(0,1),:(0,1)",
                        "dimension 1, value 2 is empty; expected (time,value)"),
                new Bad(
                        "no such day",
                        text("a.ts", "@timeStamps true", "@data", "(2021-02-29,1)"),
                        "line 3, dimension 1, value 1: '2021-02-29' is no time; write numbers, or dates as"),
                new Bad("single values", text("a.ts", "@data", "1", "2"), "has no series with two observations"),
                new Bad("no values", text("a.ts", "@data", "?,?,?", "?,?"), "has no channel with more than one value"),
                new Bad(
                        "a column of times",
                        text("a.ts", "@data", "1,2"),
                        roles("t", "", ""),
                        "has no column 't': this form says itself where times and classes are"),
                new Bad("no such dimension", text("a.ts", "@data", "1,2:3,4"), columns("1,3"), "has no column '3'"),
                new Bad(
                        "a dimension twice",
                        text("a.ts", "@data", "1,2"),
                        columns("1,1"),
                        "the column 1 is chosen twice"),
                new Bad(
                        "cut off",
                        bytes("a.ts.gz", Arrays.copyOf(packed, packed.length - 9)),
                        "a.ts.gz is cut off or damaged"),
                new Bad("nothing there", folder -> folder.resolve("none.ts"), "none.ts does not exist"),
                new Bad("a folder", folder -> Files.createDirectory(folder.resolve("x.ts")), "has no recordings"),
                new Bad("Weka's form", text("a.arff", "@relation x"), "is in Weka's form, which is not read"));
        Bad.isLong(all);
        return all;
    }

    @ParameterizedTest
    @MethodSource("bad")
    void isRefusedInOneSentence(Bad bad, @TempDir Path folder) throws IOException {
        bad.isRefused(folder);
    }
}
