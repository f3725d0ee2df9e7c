package adjointlab.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
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
        return Stream.of(
                        BroughtTexts.pandas(),
                        BroughtTexts.spreadsheets(),
                        BroughtTexts.others(),
                        BroughtArrays.arrays(),
                        BroughtArrays.archives(),
                        BroughtArrays.images(),
                        BroughtArrays.matlab())
                .flatMap(List::stream)
                .toList();
    }

    @Test
    void thereAreMany() {
        assertThat(files()).hasSizeGreaterThan(100);
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
