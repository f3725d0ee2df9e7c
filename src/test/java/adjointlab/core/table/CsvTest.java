package adjointlab.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.run.Experiments;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CsvTest {
    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("t.csv"), text);
    }

    @Test
    void readsNamesNumbersAndTheSeparatorAtTheEnd() throws IOException {
        Csv table = Csv.read(file("\"V1\",\"V2\",\n0.5,-1e-3,\n+2.,.25,\n\n\n"), 100);
        assertThat(table.names()).containsExactly("V1", "V2");
        assertThat(table.rows()).isDeepEqualTo(new double[][] {{0.5, -1e-3}, {2, 0.25}});
        assertThat(Csv.read(file("1;2\n3;4\n5;6"), 2).column(1)).containsExactly(2, 4);
        assertThat(Csv.read(file("1\t2"), 2).names()).containsExactly("1", "2");
    }

    @Test
    void saysWhereATableIsNone() throws IOException {
        assertThatThrownBy(() -> Csv.read(file("a,b\n1,2\n3,x"), 9))
                .hasMessageEndingWith("line 3, column 2 (b): 'x' is not a number");
        assertThatThrownBy(() -> Csv.read(file("1,2\n3"), 9)).hasMessageEndingWith("line 2: 1 columns; expected 2");
        assertThatThrownBy(() -> Csv.read(file("NaN,"), 9)).hasMessageContaining("holds no rows of numbers");
        assertThatThrownBy(() -> Csv.read(file("a,b\n"), 9)).hasMessageContaining("no rows of numbers");
        assertThatThrownBy(() -> Csv.read(folder, 9)).hasMessageContaining("is a folder, not a file");
        assertThatThrownBy(() -> Csv.read(folder.resolve("none"), 9)).hasMessageContaining("does not exist");
    }

    private static void isTable(Path file, List<String> names, double[]... rows) throws IOException {
        Csv table = Csv.read(file, 100);
        assertThat(table.names()).as(file.toString()).isEqualTo(names);
        assertThat(table.rows()).as(file.toString()).isDeepEqualTo(rows);
    }

    @Test
    void findsTheSeparatorAndTheDecimalMark() throws IOException {
        double[][] rows = {{0.346, -8}, {-1.5e-3, 0.25}};
        for (String text : List.of(
                "0.346,-8\n-1.5e-3,.25",
                "0.346;-8\r\n-1.5e-3;.25\r\n",
                "0,346;-8\n-1,5e-3;,25",
                "0,346\t-8\r-1,5e-3\t0,25",
                "  3.460000000000000e-01 -8\n-1.5E-03   0.25  \n",
                "0.346, -8\n-1.5e-3,\t0.25",
                "0,346 -8\n-1,5e-3 0,25",
                "# written on a Monday; by hand\n0.346,-8\n#\n-1.5e-3,0.25")) {
            isTable(file(text), List.of("1", "2"), rows);
        }
        isTable(file("pos (m, upwards);vel\n0,5;1\n"), List.of("pos (m, upwards)", "vel"), new double[] {0.5, 1});
        isTable(file("my column\n1\n2\n"), List.of("my column"), new double[] {1}, new double[] {2});
        isTable(file("1\n2\n"), List.of("1"), new double[] {1}, new double[] {2});
    }

    @Test
    void quotesHoldSeparatorsQuotesAndEndsOfLines() throws IOException {
        isTable(
                file("\"pos, \"\"x\"\"\", \"vel\nin m/s\"\n\"0.346\",\"0.822\"\n\"0.330\", \"-1.303\""),
                List.of("pos, \"x\"", "vel\nin m/s"),
                new double[] {0.346, 0.822},
                new double[] {0.33, -1.303});
        assertThatThrownBy(() -> Csv.read(file("\"a\nb\",c\n\n1,2\n1,x"), 9))
                .hasMessageEndingWith("line 5, column 2 (c): 'x' is not a number");
        assertThatThrownBy(() -> Csv.read(file("1,2\n\"3,4\n5,6\n"), 9))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(folder.toString())
                .hasMessageContaining("Unclosed quoted field")
                .hasMessageContaining("line 2");
        assertThatThrownBy(() -> Csv.read(file("1,2\n\"3\"4,5\n"), 9))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("after closing quote: '4'")
                .hasMessageContaining("line 2");
    }

    @Test
    void marksOfEncodingsBelongToNoCell() throws IOException {
        isTable(file("\ufeff0.346,1\n2,3\n"), List.of("1", "2"), new double[] {0.346, 1}, new double[] {2, 3});
        for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            Path excel = Files.write(folder.resolve("u.txt"), "\ufeffθ\tω\r\n0,5\t2\r\n".getBytes(charset));
            isTable(excel, List.of("θ", "ω"), new double[] {0.5, 2});
        }
        Path latin = Files.write(folder.resolve("l.csv"), "T in °C\n1\n".getBytes(StandardCharsets.ISO_8859_1));
        isTable(latin, List.of("T in °C"), new double[] {1});
        byte[] late = ("a\n" + "1\n".repeat(300_000)).getBytes(StandardCharsets.UTF_8);
        late[late.length - 2] = (byte) 0xc3;
        assertThatThrownBy(() -> Csv.read(Files.write(latin, late), 1_000_000))
                .isInstanceOf(IOException.class)
                .hasMessage(latin + " is not a text in UTF-8");
    }

    @Test
    void tablesMayBePacked() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
        }
        Path file = Files.write(folder.resolve("t.csv.gz"), packed.toByteArray());
        isTable(file, List.of("a", "b"), new double[] {1, 2});
        for (int left : new int[] {5, 12, packed.size() - 9}) {
            Files.write(file, Arrays.copyOf(packed.toByteArray(), left));
            assertThatThrownBy(() -> Csv.read(file, 9))
                    .isInstanceOf(IOException.class)
                    .hasMessage(file + " is cut off or damaged");
        }
    }

    @Test
    void whatIsReadWithoutSenseIsRefused() throws IOException {
        assertThatThrownBy(() -> Csv.read(file("1;2\n3,5;4.5"), 9))
                .hasMessageEndingWith(
                        "line 2, column 1: '3,5' has another decimal mark than '4.5' in line 2, column 2");
        isTable(file("a\tb\n0.5\t1,234\n"), List.of("a", "b"), new double[] {0.5, 1234});
        isTable(file("\"1,234\",2\n"), List.of("1", "2"), new double[] {1234, 2});
        assertThatThrownBy(() -> Csv.read(file("a,b,c\n1.5,,1\n1,2,3\n"), 9))
                .hasMessageContaining("line 2, column 2 (b) is empty");
        assertThatThrownBy(() -> Csv.read(file("1\t2\n3;4\t5\n"), 9)).hasMessageEndingWith("'3;4' is not a number");
        assertThatThrownBy(() -> Csv.read(file("a,b\n1,2\n1,\"" + "two\nlines ".repeat(20) + "\"\n"), 9))
                .hasMessageEndingWith("'" + "two lines ".repeat(6) + "…' is not a number");
        assertThatThrownBy(() -> Csv.read(file(",,\n,\n"), 9)).hasMessageEndingWith("holds no rows of numbers");
        assertThatThrownBy(() -> Csv.read(file(""), 9)).hasMessageEndingWith("holds no rows of numbers");
    }

    @Test
    void columnsHaveALimitThatGapsDoNotReach() throws IOException {
        assertThatThrownBy(() -> Csv.read(file("1\n" + "1,".repeat(4097)), 9))
                .hasMessageEndingWith("line 2: more than 4096 columns");
        assertThatThrownBy(() -> Csv.read(file("1,2" + ",".repeat(5000) + "3"), 9))
                .hasMessageEndingWith("line 1: more than 4096 columns");
        assertThat(Csv.read(file("1,".repeat(4096)), 9).names()).hasSize(4096);
        isTable(file("1,2" + ",".repeat(5000)), List.of("1", "2"), new double[] {1, 2});
        isTable(file("1" + " ".repeat(5000) + "2"), List.of("1", "2"), new double[] {1, 2});
    }

    @Test
    void manyLinesOfSeparatorsAreLetPass() throws IOException {
        isTable(file(",,\n".repeat(50_000) + "1,2\n"), List.of("1", "2"), new double[] {1, 2});
    }

    @Test
    void aColumnDrivesAField() throws IOException {
        Path input = file("u,v\n1,10\n2,20\n6,30\n");
        var settings = Overrides.apply(
                        Presets.get("heavy-ball-init"),
                        List.of(
                                "field.inputFile=" + input,
                                "field.inputColumn=2",
                                "field.inputLength=2",
                                "field.inputScale=3"))
                .settings();
        var field = (adjointlab.core.field.Driven)
                Experiments.build(settings).model().field();
        assertThat(field.inputs().getFirst().samples())
                .containsExactly(-30.0, 0.0); // less the mean of the whole column

        var missing = Overrides.apply(Presets.get("heavy-ball-init"), List.of("field.inputFile=none.csv"))
                .settings();
        assertThatThrownBy(() -> Experiments.build(missing))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("none.csv does not exist");
    }
}
