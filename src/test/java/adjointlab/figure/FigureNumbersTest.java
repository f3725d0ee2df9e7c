package adjointlab.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.data.NdArray;
import adjointlab.core.data.Npz;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files of a figure's numbers are known again by what is in them, and those of others are not.
final class FigureNumbersTest {
    private static final String MANIFEST = "{\"kind\": \"mine\"}";

    @TempDir
    private Path folder;

    private Path written(Figure figure, String format, String manifest) throws IOException {
        Path file = folder.resolve("numbers." + format);
        Files.deleteIfExists(Export.manifestOf(file));
        Export.write(figure, FigureWriters.of(format), Page.of(60, 40), manifest, file);
        return file;
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "npz"})
    void eachFigureIsKnownAgain(String format) throws IOException {
        for (Figure figure : Samples.all()) {
            Path file = written(figure, format, MANIFEST);
            List<String> titles = Manifest.titles(figure);
            if (format.equals("npz") && Npz.names(file).isEmpty()) {
                continue; // a table of words alone
            }
            assertThat(Manifest.ofNumbers(file, _ -> titles)).as(figure.title()).contains(MANIFEST);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "npz"})
    void theManifestOfLayersIsMissed(String format) throws IOException {
        Path file = written(Samples.adjointNorm(), format, "");
        assertThatThrownBy(() -> Manifest.ofNumbers(file, _ -> List.of()))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("a figure's numbers without its manifest");
    }

    /// The manifest of another table, of a figure without one, or of something else.
    @Test
    void aTableIsKnownByTheTitlesThatItsManifestNames() throws IOException {
        Path table = written(Samples.table(), "csv", MANIFEST);
        List<String> titles = Manifest.titles(Samples.table());
        assertThat(titles).containsExactly("run", "optimizer", "η", "iterations", "final loss");
        assertThat(Manifest.ofNumbers(table, _ -> titles)).contains(MANIFEST);
        assertThat(Manifest.ofNumbers(table, _ -> titles.subList(0, 4))).isEmpty();
        assertThat(Manifest.ofNumbers(table, _ -> List.of())).isEmpty();
        assertThat(Manifest.titles(Samples.adjointNorm())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.conv.weight", "0.0.conv.x", "0.0.loss", "x"})
    void arraysOfOthersAreNoFigure(String name) throws IOException {
        Path file = folder.resolve("weights.npz");
        SequencedMap<String, NdArray> arrays = new LinkedHashMap<>();
        arrays.put(name, NdArray.vector(new double[] {1}));
        arrays.put("0.0.conv.bias", NdArray.vector(new double[] {1}));
        try (OutputStream out = Files.newOutputStream(file)) {
            Npz.write(out, arrays);
        }
        Files.writeString(Export.manifestOf(file), MANIFEST);
        assertThat(Manifest.ofNumbers(file, _ -> List.of())).isEmpty();
        assertThat(Manifest.ofNumbers(file, _ -> List.of("loss", "seed"))).isEmpty();
    }
}
