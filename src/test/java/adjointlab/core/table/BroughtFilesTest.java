package adjointlab.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Files as people's programs write them: each is understood, or refused in a sentence.
final class BroughtFilesTest {
    static List<Brought> files() {
        return BroughtFiles.all();
    }

    @Test
    void thereAreMany() {
        assertThat(files()).hasSizeGreaterThan(100);
    }

    /// Sorted by class, as exports of data bases often are, nine of ten rows of one class.
    @Test
    void rowsBeyondTheLimitAreDrawnAndClassesKeptInProportion(@TempDir Path folder) throws IOException {
        StringBuilder rows = new StringBuilder("a,b,label\n");
        for (int k = 0; k < 10_000; k++) {
            rows.append(k).append(".5,0.25,").append(k < 9000 ? 0 : 1).append('\n');
        }
        Path file = Files.writeString(folder.resolve("sorted.csv"), rows);
        LabelledSamples read = LabelledSamples.read(file, 1000);
        assertThat(read.facts().classes())
                .containsExactly(new SampleFacts.ClassCount("0", 900), new SampleFacts.ClassCount("1", 100));
        assertThat(read.facts().lines())
                .last()
                .asString()
                .contains("1000 rows drawn with seed 0, classes in proportion");
        assertThat(Stream.of(read.x()).mapToDouble(row -> row[0]).average().orElseThrow())
                .as("the mean of all")
                .isBetween(4700.0, 5300.0);
        assertThat(LabelledSamples.read(file, 1000).x()).as("always the same").isDeepEqualTo(read.x());
    }

    /// Three of four classes are rarer than one in the sample.
    @Test
    void noClassIsLeftOut() {
        int[] classOf = new int[10_000];
        classOf[7] = 1;
        classOf[8] = 2;
        classOf[9] = 3;
        assertThat(Draw.rows(classOf, 10)).hasSize(10).contains(7, 8, 9);
        assertThat(Draw.rows(new int[3], 5)).containsExactly(0, 1, 2);
    }

    @ParameterizedTest
    @MethodSource("files")
    void isUnderstoodOrRefused(Brought brought, @TempDir Path folder) throws IOException {
        Path file = brought.write(folder);
        if (brought.refused()) {
            assertThatThrownBy(() -> LabelledSamples.read(file, 100, brought.options()))
                    .isInstanceOf(IOException.class)
                    .message()
                    .contains(brought.words(), String.valueOf(file.getFileName()))
                    .doesNotContain("\n")
                    .doesNotEndWith(".");
            return;
        }
        LabelledSamples read = LabelledSamples.read(file, 100, brought.options());
        assertThat(read.x()).isDeepEqualTo(brought.x());
        assertThat(Stream.of(read.y()).map(row -> row[0]))
                .containsExactly(java.util.Arrays.stream(brought.y()).boxed().toArray(Double[]::new));
        assertThat(String.join("\n", read.facts().lines())).contains(brought.words());
        assertThat(read.facts().lines()).hasSizeBetween(1, 3);
    }
}
