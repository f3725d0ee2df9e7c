package adjointlab.core.table.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import adjointlab.core.table.BroughtTables;
import adjointlab.core.table.DataStore;
import adjointlab.core.table.series.SeriesFile.Options;
import adjointlab.core.table.series.SeriesSet.Recording;
import adjointlab.core.table.series.Understood.ClassCount;
import adjointlab.core.table.series.Understood.Form;
import adjointlab.core.table.series.Understood.Range;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files of series in all forms, and exactly what is read of them.
final class SeriesFormsTest {
    private static final double NONE = Double.NaN;

    @TempDir
    Path folder;

    private SeriesSet read(Bad.Writer writer) throws IOException {
        return read(writer, Options.USUAL);
    }

    private SeriesSet read(Bad.Writer writer, Options options) throws IOException {
        return SeriesFile.read(writer.write(folder), options);
    }

    private static void is(Recording one, double[] times, double[][] values, int label) {
        assertThat(one.times()).isEqualTo(times);
        assertThat(Arrays.deepToString(one.values())).isEqualTo(Arrays.deepToString(values));
        assertThat(one.label()).isEqualTo(label);
    }

    @Test
    void unequalLengthsAndMissingValuesOfTheArchive() throws IOException {
        SeriesSet set = read(
                Bad.text(
                        "a.ts",
                        "#a comment: with, signs",
                        "@problemName Made",
                        "@timeStamps false",
                        "@missing true",
                        "@univariate false",
                        "@dimensions 2",
                        "@equalLength false",
                        "@classLabel true walk run",
                        "@data",
                        "1,?,-3e-1:4,5:run",
                        "  7 , 8:NaN,10 , .5:walk"),
                new Options("", "", "", "", 0.5));
        assertThat(set.channels()).containsExactly("1", "2");
        assertThat(set.classes()).containsExactly("walk", "run");
        is(set.all().get(0), new double[] {0, 0.5, 1}, new double[][] {{1, 4}, {NONE, 5}, {-0.3, NONE}}, 1);
        is(set.all().get(1), new double[] {0, 0.5, 1}, new double[][] {{7, NONE}, {8, 10}, {NONE, 0.5}}, 0);
        Understood understood = set.understood();
        assertThat(understood.form()).isEqualTo(Form.TS);
        assertThat(understood.series()).isEqualTo(2);
        assertThat(understood.lengths()).isEqualTo(new Range(3, 3));
        assertThat(understood.gaps()).isEqualTo(new Range(0.5, 0.5));
        assertThat(understood.classes()).containsExactly(new ClassCount("walk", 1), new ClassCount("run", 1));
        assertThat(understood.channels().get(0)).isEqualTo(new Understood.Channel("1", new Range(-0.3, 8), 4, 2));
        assertThat(understood.missing()).isEqualTo(4);
        assertThat(understood.remarks()).isEmpty();
    }

    @Test
    void anObservationWithoutAnyValueIsLeftOutAndSaid() throws IOException {
        SeriesSet set = read(Bad.text("a.ts", "@data", "1,2,?,?", "5,?,?,8", "?,?"));
        is(set.all().get(0), new double[] {0, 1}, new double[][] {{1}, {2}}, -1);
        is(set.all().get(1), new double[] {0, 3}, new double[][] {{5}, {8}}, -1);
        assertThat(set.all()).hasSize(2);
        assertThat(set.understood().remarks()).containsExactly("1 series without any value left out");
        assertThat(set.understood().lengths()).isEqualTo(new Range(2, 2));
        assertThat(set.understood().gaps()).isEqualTo(new Range(1, 3));
    }

    @Test
    void timeStampsOfTwoDimensionsMeet() throws IOException {
        SeriesSet set = read(Bad.text(
                "a.ts",
                "@timeStamps true",
                "@classLabel true a",
                "@data",
                "(0,1),(2.5,2):(2.5,7), (3,?),(4,8):a",
                "?:(-1,3):a"));
        is(set.all().get(0), new double[] {0, 2.5, 4}, new double[][] {{1, NONE}, {2, 7}, {NONE, 8}}, 0);
        is(set.all().get(1), new double[] {-1}, new double[][] {{NONE, 3}}, 0);
        assertThat(set.understood().times()).isEqualTo(new Understood.Times("time stamps", false));
    }

    @Test
    void timeStampsThatAreDatesBecomeSecondsSinceTheFirstOfTheSeries() throws IOException {
        SeriesSet set = read(Bad.text(
                "a.ts",
                "@timeStamps true",
                "@targetLabel true",
                "@data",
                "(2020-01-01 12:00:00,1),(2020-01-01 12:00:01.5,2):0.7",
                "(2020-02-28,1),(2020-03-01,2):0.9"));
        is(set.all().get(0), new double[] {0, 1.5}, new double[][] {{1}, {2}}, -1);
        is(set.all().get(1), new double[] {0, 2 * 86_400}, new double[][] {{1}, {2}}, -1);
        assertThat(set.understood().times().dates()).isTrue();
        assertThat(set.understood().remarks()).containsExactly("targets are numbers and are left out");
    }

    @Test
    void aPackedFileAndChosenDimensions() throws IOException {
        SeriesSet set =
                read(Bad.bytes("a.ts.gz", Bad.packed("@data\n1,2:3,4:5,6\n")), new Options("3, 1", "", "", "", 1));
        assertThat(set.channels()).containsExactly("3", "1");
        is(set.all().getFirst(), new double[] {0, 1}, new double[][] {{5, 1}, {6, 2}}, -1);
    }

    /// Series may take turns, one has its newest observation first.
    @Test
    void aLongTable() throws IOException {
        SeriesSet set = read(Bad.text(
                "a.csv",
                "Series,Time [s],u,Class,v",
                "s2,0.5,1,up,10",
                "s10,9,2,down,",
                "s2,0.75,?,up,30",
                "s10,4,4,down,40",
                "s10,1,NA,down,50"));
        assertThat(set.channels()).containsExactly("u", "v");
        assertThat(set.classes()).containsExactly("down", "up");
        assertThat(set.all().stream().map(Recording::name)).containsExactly("s2", "s10");
        is(set.all().get(0), new double[] {0.5, 0.75}, new double[][] {{1, 10}, {NONE, 30}}, 1);
        is(set.all().get(1), new double[] {1, 4, 9}, new double[][] {{NONE, 50}, {4, 40}, {2, NONE}}, 0);
        assertThat(set.understood().form()).isEqualTo(Form.LONG_TABLE);
        assertThat(set.understood().times().source()).isEqualTo("column Time [s]");
        assertThat(set.understood().remarks()).containsExactly("1 series that came with the newest first turned round");
    }

    @Test
    void columnsThatAPersonNames() throws IOException {
        SeriesSet set = read(
                Bad.text("a.csv", "place,when,time,id,note", "a,0,7,5,x", "a,1,7,6,y", "b,0,8,5,z"),
                new Options("4,time", "when", "1", "-", 1));
        assertThat(set.channels()).containsExactly("id", "time");
        is(set.all().get(0), new double[] {0, 1}, new double[][] {{5, 7}, {6, 7}}, -1);
        is(set.all().get(1), new double[] {0}, new double[][] {{5, 8}}, -1);
    }

    /// A remark in the first row only, and a comma behind every row.
    @Test
    void oneRecordingWithoutTimes() throws IOException {
        SeriesSet set = read(
                Bad.text("a.csv", "\"V1\",\"V2\",\"Fs\",", "1,2,400,", "3,4,,", "5,6,,", "", ""),
                new Options("", "", "", "", 0.25));
        assertThat(set.channels()).containsExactly("V1", "V2");
        is(set.all().getFirst(), new double[] {0, 0.25, 0.5}, new double[][] {{1, 2}, {3, 4}, {5, 6}}, -1);
        assertThat(set.understood().form()).isEqualTo(Form.ONE_TABLE);
        assertThat(set.understood().remarks())
                .containsExactlyInAnyOrder(
                        "an empty last column is left out", "channel Fs has at most one value and is left out");
        assertThat(set.understood().lines())
                .containsExactly(
                        "table, rows are times of one series: 1 series of 3 observations; 2 channels: V1, V2",
                        "times: none in the file, evenly spaced by 0.25; missing values: none",
                        "an empty last column is left out, channel Fs has at most one value and is left out");
    }

    @Test
    void aColumnThatIsAskedForStays() throws IOException {
        SeriesSet set = read(Bad.text("a.csv", "x,Fs", "1,400", "3,", "5,"), new Options("Fs,x", "", "", "", 1));
        is(set.all().getFirst(), new double[] {0, 1, 2}, new double[][] {{400, 1}, {NONE, 3}, {NONE, 5}}, -1);
        assertThat(set.understood().remarks()).isEmpty();
    }

    @Test
    void datesWithAndWithoutOffsets() throws IOException {
        SeriesSet set = read(Bad.text(
                "a.csv",
                "x;date",
                "1,5;2013-01-01",
                "2;2013-01-01T01:00",
                "3;2013-01-01 03:00:00+01:00",
                "4;2013-01-01T02:00:00.25Z"));
        is(set.all().getFirst(), new double[] {0, 3600, 7200, 7200.25}, new double[][] {{1.5}, {2}, {3}, {4}}, -1);
        assertThat(set.understood().timing()).isEqualTo("column date, gaps of 0.25 to 3600 s");
    }

    @Test
    void numbersWithADecimalCommaAndNoNames() throws IOException {
        SeriesSet set = read(Bad.text("a.csv", "0,5;1,5", "1,5;2"), new Options("", "1", "", "", 1));
        assertThat(set.channels()).containsExactly("2");
        is(set.all().getFirst(), new double[] {0.5, 1.5}, new double[][] {{1.5}, {2}}, -1);
    }

    @Test
    void anArchiveWithAMask() throws IOException {
        SeriesSet set = read(Bad.archive(
                "a.npz",
                "x.npy",
                Bad.numbers("2, 3, 2", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, NONE, 12),
                "mask.npy",
                Bad.array("|b1", "2, 3", new byte[] {1, 0, 1, 1, 1, 1}),
                "t.npy",
                Bad.numbers("2, 3", 0, NONE, 3, 1, 2, 4),
                "y.npy",
                Bad.array("|u1", "2, 1", new byte[] {10, 2}),
                "notes.npy",
                Bad.numbers("1", 0)));
        assertThat(set.classes()).containsExactly("2", "10");
        is(set.all().get(0), new double[] {0, 3}, new double[][] {{1, 2}, {5, 6}}, 1);
        is(set.all().get(1), new double[] {1, 2, 4}, new double[][] {{7, 8}, {9, 10}, {NONE, 12}}, 0);
        assertThat(set.understood().remarks()).containsExactly("array notes is left out");
        assertThat(set.understood().times().source()).isEqualTo("array t");
    }

    @Test
    void anArchiveOfOneChannelAndAMaskOfItsShape() throws IOException {
        SeriesSet set = read(Bad.archive(
                "a.npz",
                "x.npy",
                Bad.numbers("1, 3", 1, 2, 3),
                "t.npy",
                Bad.numbers("3", 5, 6, 8),
                "mask.npy",
                Bad.numbers("1, 3", 1, 1, 0)));
        is(set.all().getFirst(), new double[] {5, 6}, new double[][] {{1}, {2}}, -1);
    }

    @Test
    void arraysAlone() throws IOException {
        SeriesSet one =
                read(Bad.bytes("one.npy", Bad.numbers("3, 2", 1, 10, 2, 20, 4, 40)), new Options("2", "1", "", "", 1));
        is(one.all().getFirst(), new double[] {1, 2, 4}, new double[][] {{10}, {20}, {40}}, -1);
        SeriesSet several = read(Bad.bytes("all.npy", Bad.numbers("2, 2, 1", 1, 2, 3, 4)));
        assertThat(several.all()).hasSize(2);
        is(several.all().getLast(), new double[] {0, 1}, new double[][] {{3}, {4}}, -1);
    }

    @Test
    void aFolderOfRecordingsInTheOrderOfTheirNumbers() throws IOException {
        Path all = Bad.folder(
                        "run10.csv", "t,x,label\n0,10,b\n1,11,b\n",
                        "run2.csv", "t,x,label\n5,2,a\n7,3,a\n9,4,a\n",
                        "README.md", "x",
                        ".hidden", "x")
                .write(folder);
        SeriesSet set = SeriesFile.read(all, Options.USUAL);
        assertThat(set.all().stream().map(Recording::name)).containsExactly("run2.csv", "run10.csv");
        is(set.all().get(0), new double[] {5, 7, 9}, new double[][] {{2}, {3}, {4}}, 0);
        is(set.all().get(1), new double[] {0, 1}, new double[][] {{10}, {11}}, 1);
        assertThat(set.classes()).containsExactly("a", "b");
        assertThat(set.understood().remarks()).containsExactly("README.md left out");
        assertThat(set.understood().lengths()).isEqualTo(new Range(2, 3));
    }

    @Test
    void anArchiveOfRecordings() throws IOException {
        SeriesSet set = read(Bad.archive(
                "a.zip",
                "data/b.npy",
                Bad.numbers("2, 2", 3, 4, 5, 6),
                "data/a.npy",
                Bad.numbers("3, 2", 1, 2, 3, 4, 5, 6),
                "__MACOSX/data/a.npy",
                new byte[1]));
        assertThat(set.all().stream().map(Recording::name)).containsExactly("a.npy", "b.npy");
        is(set.all().get(1), new double[] {0, 1}, new double[][] {{3, 4}, {5, 6}}, -1);
        assertThat(set.understood().form()).isEqualTo(Form.RECORDINGS);
    }

    /// Its end is packed to a thousandth; what it claims to be is not believed.
    @Test
    void aTextThatUnpacksToTooMuchIsRefused() throws IOException {
        Path file = folder.resolve("a.ts.gz");
        try (var out = new java.util.zip.GZIPOutputStream(Files.newOutputStream(file))) {
            byte[] comment =
                    ("#" + "x".repeat((1 << 20) - 2) + "\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            for (int i = 0; i <= 512; i++) {
                out.write(comment);
            }
        }
        assertThat(Files.size(file)).isLessThan(1 << 20);
        assertThatThrownBy(() -> SeriesFile.read(file, Options.USUAL))
                .hasMessageEndingWith("a.ts.gz is larger than 512 MiB when unpacked");
    }

    /// A byte each in the file would take eight in memory.
    @Test
    void anArrayWithTooManyNumbersIsRefusedBeforeItIsMade() throws IOException {
        byte[] array = Bad.array("|u1", "5000, 4001", new byte[5000 * 4001]);
        assertThatThrownBy(() -> read(Bad.archive("a.npz", "x.npy", array)))
                .hasMessageContaining("x.npy has 20005000 numbers, more than 20000000; take fewer");
    }

    @Test
    void whatWasReadIsKeptByContentAndBySettings() throws IOException {
        DataStore store = new DataStore(1 << 20);
        Path a = Bad.text("a.csv", "t,x", "0,1", "1,2").write(folder);
        Path copy = Files.copy(a, folder.resolve("b.csv"));
        SeriesSet read = SeriesFile.read(store, a, Options.USUAL);
        assertThat(SeriesFile.read(store, copy, Options.USUAL)).isSameAs(read);
        assertThat(SeriesFile.read(store, a, new Options("", "-", "", "", 1)).channels())
                .containsExactly("t", "x");
        assertThat(store.readings()).isEqualTo(2);
        assertThat(store.bytes()).isEqualTo(2 * 40 + 2 * 48);
        Path all = Bad.folder("a.csv", "t,x\n0,1\n1,2\n", "b.csv", "t,x\n0,3\n1,2\n")
                .write(folder);
        SeriesSet two = SeriesFile.read(store, all, Options.USUAL);
        assertThat(SeriesFile.read(store, all, Options.USUAL)).isSameAs(two);
        Files.move(all.resolve("b.csv"), all.resolve("c.csv"));
        assertThat(SeriesFile.read(store, all, Options.USUAL).all().getLast().name())
                .isEqualTo("c.csv");
    }

    /// The same rows as a text would have, alone or as recordings in a folder.
    @Test
    void tablesOfParquetAreSeries() throws IOException {
        byte[] stored = BroughtTables.stored("series.parquet");
        double day = 86_400;
        SeriesSet set = read(Bad.bytes("a.parquet", stored));
        assertThat(set.channels()).containsExactly("height");
        is(set.all().get(0), new double[] {0, day, 3 * day}, new double[][] {{1}, {2}, {4}}, -1);
        is(set.all().get(1), new double[] {0, 2 * day}, new double[][] {{-1}, {-3}}, -1);
        assertThat(set.understood().times()).isEqualTo(new Understood.Times("column time", true));
        SeriesSet recordings = read(
                Bad.folder("p.parquet", BroughtTables.stored("named-index.parquet")),
                new Options("a, b", "when", "", "", 1));
        assertThat(recordings.channels()).containsExactly("a", "b");
        is(
                recordings.all().getFirst(),
                new double[] {0.5, 1, 2, 4},
                new double[][] {{0.5, -1.25}, {1.5, 2}, {-3, 0.25}, {4, 0.001}},
                -1);
    }

    @Test
    void namesThatSaySeries() {
        assertThat(List.of("a.ts", "A.TS.GZ", "b.csv.gz", "b.tsv", "c.npz", "d.npy", "e.zip", "f.parquet"))
                .allMatch(name -> SeriesFile.knows(Path.of(name)));
        assertThat(List.of("a.txt", "t", "a.ts.zip.lab")).noneMatch(name -> SeriesFile.knows(Path.of(name)));
    }
}
