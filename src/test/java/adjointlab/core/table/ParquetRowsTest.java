package adjointlab.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import adjointlab.core.math.Stop;
import adjointlab.core.table.TableOptions.Header;
import adjointlab.core.table.TableOptions.Mark;
import adjointlab.core.table.TableOptions.Missing;
import adjointlab.core.table.TableOptions.Separator;
import adjointlab.core.table.TableOptions.Text;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ParquetRowsTest {
    @TempDir
    private Path folder;

    private Path file(String name) throws IOException {
        return Files.write(folder.resolve(name), BroughtTables.stored(name));
    }

    private static List<List<String>> lines(String name) throws IOException {
        List<List<String>> lines = new ArrayList<>();
        try (CsvLineReader in = CsvLineReader.open(name, new ByteArrayInputStream(BroughtTables.stored(name)))) {
            for (Optional<CsvLineReader.Line> line = in.next(); line.isPresent(); line = in.next()) {
                assertThat(line.get().number()).isEqualTo(lines.size() + 1);
                lines.add(line.get().cells());
            }
        }
        return lines;
    }

    private static double[] column(Csv table, int column) {
        return Stream.of(table.rows()).mapToDouble(row -> row[column]).toArray();
    }

    /// What pandas has of each type, as `to_csv` writes it but for blanks and digits.
    @Test
    void eachTypeIsACell() throws IOException {
        List<List<String>> lines = lines("types.parquet");
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0))
                .containsExactly(
                        "half",
                        "single",
                        "small",
                        "unsigned",
                        "long",
                        "decimal",
                        "flag",
                        "word",
                        "kind",
                        "day",
                        "moment",
                        "utc",
                        "clock",
                        "list",
                        "record",
                        "bytes",
                        "y");
        assertThat(lines.get(1))
                .containsExactly(
                        "1.5",
                        "0.10000000149011612",
                        "1",
                        "1",
                        "1",
                        "1.50",
                        "true",
                        "a",
                        "u",
                        "2026-01-01",
                        "2026-01-01T00:00:00",
                        "2026-01-01T00:00:00",
                        "01:02:03",
                        "(several values)",
                        "(several values)",
                        "ab",
                        "0.5");
        assertThat(lines.get(2)).contains("-2.0", "-2", "0.00", "b, \"c\"", "2026-01-01T12:30:00.25", "04:05:00");
        assertThat(lines.get(2)).contains("(bytes)");
        assertThat(lines.get(3)).contains("4294967295", "18446744073709551615", "-2.25", "é");
    }

    /// Columns that are no numbers are left out, each with what it has.
    @Test
    void numbersOfAllTypesAreInputs() throws IOException {
        Csv read = Csv.read(file("types.parquet"), 10);
        assertThat(read.names()).containsExactly("half", "single", "small", "unsigned", "long", "decimal", "flag", "y");
        assertThat(read.rows()[2]).containsExactly(0.25, 3, 3, 4294967295.0, 18446744073709551615.0, -2.25, 1, 2.5);
    }

    /// It has no column of its own where it counts, and is the first where it has one.
    @Test
    void anIndexStandsFirst() throws IOException {
        assertThat(lines("index.parquet").getFirst()).containsExactly("", "a", "b", "y");
        assertThat(lines("index.parquet").get(1)).containsExactly("7", "0.5", "-1.25", "0");
        assertThat(lines("named-index.parquet").getFirst()).containsExactly("when", "a", "b", "y");
        assertThat(lines("named-index.parquet").get(4)).containsExactly("4.0", "4.0", "0.001", "1");
        assertThat(lines("pandas.parquet").getFirst()).containsExactly("a", "b", "y");
    }

    /// In a text these were thousands, or could be.
    @Test
    void theDecimalMarkIsNoQuestion() throws IOException {
        for (Mark asked : Mark.values()) {
            TableOptions options =
                    new TableOptions("", "", new Text(Separator.SEMICOLON, asked, Header.NONE), Missing.REFUSE);
            LabelledSamples read = LabelledSamples.read(file("thousands.parquet"), 10, options);
            assertThat(Arrays.stream(read.x()).flatMapToDouble(DoubleStream::of).toArray())
                    .as(asked.name())
                    .containsExactly(1.125, 2.25, 3.5);
            assertThat(read.facts().lines()).hasSize(2).noneMatch(line -> line.contains("taken as"));
        }
    }

    @Test
    void missingValuesBecomeWhatIsAsked() throws IOException {
        Path file = file("missing.parquet");
        assertThat(column(
                        Csv.read(
                                file,
                                10,
                                TableOptions.USUAL.withMissing(Missing.FILL).withColumns("a")),
                        0))
                .containsExactly(1.5, 2.5, 2.5, 3.5);
        assertThat(LabelledSamples.read(file, 10, TableOptions.USUAL.withMissing(Missing.DROP))
                        .size())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pandas.parquet", "zstd.parquet", "gzip.parquet", "plain.parquet"})
    void allWaysOfPackingHoldTheSame(String name) throws IOException {
        assertThat(lines(name)).isEqualTo(lines("plain.parquet"));
    }

    /// Only the end of the file is read for it, so that a window may ask.
    @Test
    void aTableOfTextsIsTold() throws IOException {
        assertThat(LabelledTexts.isTable(file("texts.parquet"))).isTrue();
        assertThat(LabelledTexts.read(file("texts.parquet"), 10).classes()).containsExactly(0, 1, 0);
        assertThat(LabelledTexts.isTable(file("pandas.parquet"))).isFalse();
        assertThat(LabelledTexts.isTable(file("words.parquet")))
                .as("numbers with a class")
                .isFalse();
    }

    @Test
    void bytesThatAreLettersAreWords() throws IOException {
        LabelledSamples read = LabelledSamples.read(file("bytes-as-words.parquet"), 10);
        assertThat(read.names()).containsExactly("no", "yes");
    }

    /// A reading that nobody wants any more is no damage of the file.
    @Test
    void aReadingIsStoppedInTheMiddle() throws IOException {
        Path file = file("pandas.parquet");
        for (int most = 0; most < 12; most++) {
            AtomicInteger left = new AtomicInteger(most);
            assertThatThrownBy(() -> ScopedValue.where(Stop.OF_THIS_WORK, () -> left.getAndDecrement() <= 0)
                            .call(() -> Csv.read(file, 10)))
                    .as("stopped after %d looks", most)
                    .isInstanceOf(CancellationException.class);
        }
    }

    /// Whatever is cut off or changed, it is a sentence or a table, and no waiting without end.
    @Test
    @Timeout(300)
    void damageIsOneSentence() throws IOException {
        byte[] whole = BroughtTables.stored("types.parquet");
        Path file = folder.resolve("a.parquet");
        for (int at = 4; at < whole.length; at += 211) {
            Files.write(file, Arrays.copyOf(whole, at));
            assertThatThrownBy(() -> Csv.read(file, 10))
                    .as("cut at %d", at)
                    .isInstanceOf(IOException.class)
                    .hasMessage(file + " is cut off or damaged, or no table of Parquet that is read");
            byte[] changed = whole.clone();
            changed[at] ^= 0x55;
            Files.write(file, changed);
            try {
                Csv.read(file, 10);
            } catch (IOException e) {
                assertThat(e).message().contains("a.parquet").doesNotContain("\n");
            }
        }
    }
}
