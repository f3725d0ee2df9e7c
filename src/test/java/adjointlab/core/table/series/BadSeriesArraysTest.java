package adjointlab.core.table.series;

import static adjointlab.core.table.series.Bad.archive;
import static adjointlab.core.table.series.Bad.array;
import static adjointlab.core.table.series.Bad.bytes;
import static adjointlab.core.table.series.Bad.columns;
import static adjointlab.core.table.series.Bad.folder;
import static adjointlab.core.table.series.Bad.numbers;
import static adjointlab.core.table.series.Bad.roles;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is wrong with NumPy's arrays, and with folders and archives of recordings, is one sentence that names the array
/// or the entry.
final class BadSeriesArraysTest {
    private static final byte[] X = numbers("2, 3, 1", 1, 2, 3, 4, 5, 6);
    private static final String TABLE = "t,x\n0,1\n1,2\n";

    private static Bad with(String what, String name, byte[] array, String... parts) {
        return new Bad(what, archive("a.npz", "x.npy", X, name + ".npy", array), parts);
    }

    private static Bad x(String what, byte[] array, String... parts) {
        return new Bad(what, archive("a.npz", "x.npy", array), parts);
    }

    static List<Bad> archives() {
        List<Bad> all = new ArrayList<>(List.of(
                new Bad("no x", archive("a.npz", "y.npy", X, "z.npy", X), "has no array x; it has y, z"),
                new Bad("nothing", archive("a.npz"), "has no array x; it has none"),
                new Bad("no archive", bytes("a.npz", (byte) 1, (byte) 2), "is not a readable NPZ archive"),
                x("one index", numbers("3", 1, 2, 3), "x has shape [3]; it is [N×T×D] or"),
                x("four indices", numbers("1, 1, 1, 2", 1, 2), "x has shape [1, 1, 1, 2]; it is [N×T×D] or"),
                x("no series", numbers("0, 3"), "x has shape [0, 3]; it holds no observations"),
                x(
                        "words",
                        array("<U3", "2", new byte[24]),
                        "a.npz: x.npy holds texts ('<U3') where numbers are needed"),
                x("cut off", array("<f8", "2, 2", new byte[8]), "x.npy does not hold the values of its shape [2, 2]"),
                x("infinity", numbers("1, 2", 1, 1 / 0.0), "x of series 1, entry 2, channel 1 is infinite"),
                x("no value", numbers("1, 2", 0 / 0.0, 0 / 0.0), "has no series with two observations"),
                x("single values", numbers("2, 1", 1, 2), "has no series with two observations"),
                x("too many channels", numbers("1, 1, 5000", new double[5000]), "there may be 4096 channels"),
                x("no array", new byte[] {1, 2, 3}, "x.npy is not a NumPy array"),
                with(
                        "times of another length",
                        "t",
                        numbers("2", 0, 1),
                        "t has shape [2]; for this x it is [3] or [2×3]"),
                with("times of other series", "t", numbers("3, 2", 0, 1, 0, 1, 0, 1), "t has shape [3, 2]; for this x"),
                with(
                        "times that fall",
                        "t",
                        numbers("3", 0, 2, 1),
                        "t of series 1, entry 3, is 1.0, not later than 2.0"),
                with("no time", "t", numbers("3", 0, 0 / 0.0, 1), "t of series 1, entry 2, is NaN, no time"),
                with("a time twice", "t", numbers("2, 3", 0, 1, 2, 0, 1, 1), "t of series 2, entry 3, is 1.0"),
                with("a mask of another shape", "mask", numbers("3, 2", 1, 1, 1, 1, 1, 1), "mask has shape [3, 2]"),
                with("a half mask", "mask", numbers("2, 3", 1, 1, 1, .5, 1, 1), "mask has the number 0.5 at place 4"),
                with(
                        "a mask of nothing",
                        "mask",
                        numbers("2, 3", 0, 0, 0, 0, 0, 0),
                        "has no series with two observations"),
                with("numbers", "y", numbers("2", 0.5, 1), "y of series 1 is 0.5; classes are whole numbers from 0"),
                with("a negative class", "y", numbers("2", 0, -1), "y of series 2 is -1.0; classes are whole numbers"),
                with("no class", "y", numbers("2", 0, 0 / 0.0), "y of series 2 is NaN"),
                with("fewer classes", "y", numbers("1", 1), "y has shape [1]; it has a class for each of the 2 series"),
                with("a table of classes", "y", numbers("1, 2", 1, 0), "y has shape [1, 2]; it has a class for each"),
                new Bad("no such channel", archive("a.npz", "x.npy", X), columns("2"), "has no column '2'; it has 1"),
                new Bad(
                        "a column of times",
                        archive("a.npz", "x.npy", X),
                        roles("1", "", ""),
                        "has no column '1': this"),
                new Bad("nothing there", f -> f.resolve("none.npz"), "none.npz does not exist")));
        Bad.isLong(all);
        return all;
    }

    private static Bad recordings(String what, String name, Object content, String... parts) {
        return new Bad(what, folder("a.csv", TABLE, name, content), parts);
    }

    static List<Bad> recordings() throws IOException {
        byte[] zip = Bad.zip(Bad.entries("a.csv", TABLE));
        byte[] deep = Bad.zip(Bad.entries("b.npy", numbers("2, 1, 1", 1, 2)));
        List<Bad> all = new ArrayList<>(List.of(
                new Bad(
                        "an empty folder",
                        folder(),
                        "has no recordings; expected files of .csv, .tsv, .parquet or .npy"),
                new Bad("texts", folder("a.txt", "x"), "has no recordings; expected files", "not a.txt"),
                recordings("a word", "b.csv", "t,x\n0,one\n", "b.csv, line 2, column 2 (x): 'one' is not a number"),
                recordings("no rows", "b.csv", "t,x\n", "b.csv has no rows below its names"),
                recordings("empty", "b.csv", "", "b.csv is empty"),
                recordings("other channels", "b.csv", "t,y\n0,1\n", "b.csv, line 1: the channels are y, but those of"),
                recordings(
                        "more channels", "b.csv", "t,x,y\n0,1,1\n", "b.csv, line 1: the channels are x, y, but those"),
                recordings(
                        "no times", "b.csv", "x\n1\n2\n", "b.csv has no times, but the recordings before numbers in"),
                recordings("dates", "b.csv", "t,x\n2020-01-01,1\n", "b.csv has dates in column t, but the recordings"),
                recordings("other times", "b.csv", "time,x\n0,1\n", "b.csv has numbers in column time, but the"),
                recordings("times that jump back", "b.csv", "t,x\n0,1\n2,1\n1,1\n", "b.csv, line 4, column 1 (t)"),
                recordings("an array", "b.npy", numbers("2", 1, 2), "b.npy: the channels are 1, but those of"),
                recordings("a damaged array", "b.npy", new byte[20], "b.npy is not a NumPy array"),
                recordings("an archive in it", "b.zip", new byte[20], "b.zip is cut off or damaged, or no zip"),
                recordings(
                        "an array in an archive in it", "b.zip", deep, "b.zip: b.npy has shape [2, 1, 1]; a recording"),
                new Bad(
                        "three indices",
                        folder("b.npy", numbers("1, 1, 1", 1)),
                        "b.npy has shape [1, 1, 1]; a recording is"),
                new Bad("no index", folder("b.npy", array("<f8", "", new byte[8])), "b.npy has shape []; a recording"),
                new Bad(
                        "no numbers",
                        folder("b.npy", numbers("0, 3")),
                        "b.npy has shape [0, 3] and holds no observations"),
                new Bad("infinity", folder("b.npy", numbers("2", 1, 1 / 0.0)), "b.npy, row 2, column 1 is infinite"),
                new Bad("wide", folder("b.npy", numbers("1, 5000", new double[5000])), "more than 4096 channels"),
                new Bad("a row each", folder("a.npy", numbers("1", 1), "b.npy", numbers("1", 1)), "no series with two"),
                new Bad(
                        "a column of series",
                        folder("a.csv", TABLE),
                        roles("", "id", ""),
                        "has a file for each series"),
                new Bad(
                        "a column of classes",
                        folder("b.npy", numbers("2, 2", 1, 2, 3, 4)),
                        roles("", "", "2"),
                        "b.npy is an array of numbers and has no column of classes"),
                new Bad(
                        "times that fall",
                        folder("b.npy", numbers("2, 2", 1, 2, 0, 4)),
                        roles("1", "", ""),
                        "b.npy, row 2, column 1: the time 0.0 is not later than the one before"),
                new Bad("no archive", bytes("a.zip", (byte) 1), "a.zip is cut off or damaged, or no zip archive"),
                new Bad("half an archive", bytes("a.zip", Arrays.copyOf(zip, zip.length - 30)), "a.zip is cut off or"),
                new Bad("an empty archive", archive("a.zip"), "a.zip has no recordings"),
                new Bad("texts in an archive", archive("a.zip", "d/a.md", "x"), "has no recordings", "not d/a.md"),
                new Bad(
                        "a word in an archive",
                        archive("a.zip", "d/a.csv", "t,x\n0,y\n"),
                        "a.zip: d/a.csv, line 2, column 2"),
                new Bad("lines in a name", archive("a.zip", "d\n/a.csv", "t,x\n0,y\n"), "a.zip: d /a.csv, line 2")));
        Bad.isLong(all);
        return all;
    }

    @ParameterizedTest
    @MethodSource({"archives", "recordings"})
    void isRefusedInOneSentence(Bad bad, @TempDir Path folder) throws IOException {
        bad.isRefused(folder);
    }
}
