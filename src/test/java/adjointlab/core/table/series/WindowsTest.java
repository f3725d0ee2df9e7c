package adjointlab.core.table.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.catalog.Problems;
import adjointlab.core.catalog.Values;
import adjointlab.core.problem.Problem;
import adjointlab.core.table.LabelledSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Windows of a table's rows and what follows them.
final class WindowsTest {
    private static final Path DELHI =
            Path.of("..", "shared", "data", "daily-delhi-climate", "DailyDelhiClimateTrain.csv");

    @TempDir
    Path folder;

    private SeriesSet read(String text) throws IOException {
        return SeriesFile.read(Files.writeString(folder.resolve("t.csv"), text), SeriesFile.Options.USUAL);
    }

    /// Of twenty rows sixteen are trained on: 1, −1, 1, −1 …, and a channel of mean 3 and deviation 2 over them.
    @Test
    void theFirstChannelFollowsTheWindow() throws IOException {
        StringBuilder text = new StringBuilder("date,a,b\n");
        for (int day = 0; day < 20; day++) {
            text.append("2013-01-%02d,%d,%d%n".formatted(day + 1, day % 2 == 0 ? 1 : -1, day < 8 ? 1 : 5));
        }
        SeriesSet set = read(text.toString());
        LabelledSamples samples = Windows.of(set, 2);
        assertThat(samples.size()).isEqualTo(14);
        assertThat(samples.x()[6]).containsExactly(new double[] {1, -1, -1, -1}, within(1e-12));
        assertThat(samples.x()[7]).containsExactly(new double[] {-1, -1, 1, 1}, within(1e-12));
        assertThat(samples.y()[6]).containsExactly(new double[] {1}, within(1e-12));
        assertThat(samples.y()[7]).containsExactly(new double[] {-1}, within(1e-12));
        LabelledSamples test = samples.test().orElseThrow();
        assertThat(test.size()).isEqualTo(2);
        assertThat(test.x()[0]).containsExactly(new double[] {1, 1, -1, 1}, within(1e-12));
        assertThat(test.y()[0]).containsExactly(new double[] {1}, within(1e-12));
        assertThatThrownBy(() -> Windows.of(set, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no window of 4 observations");
    }

    @Test
    void windowsWithGapsAreLeftOut() throws IOException {
        StringBuilder text = new StringBuilder("date,a,b\n");
        for (int day = 0; day < 20; day++) {
            text.append("2013-01-%02d,%d,%s%n".formatted(day + 1, day % 2, day == 3 ? "" : String.valueOf(day)));
        }
        LabelledSamples samples = Windows.of(read(text.toString()), 2);
        assertThat(samples.size())
                .as("14 windows, two of them with the fourth row")
                .isEqualTo(12);
    }

    @Test
    void theProblemSaysWhatIsWrong() throws IOException {
        Path file = Files.writeString(folder.resolve("short.csv"), "date,a\n2013-01-01,1\n2013-01-02,2\n");
        assertThatThrownBy(() -> problem(file))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith(file + ": its series have no window of 7 observations");
    }

    private static Problem problem(Path file) {
        var climate = Problems.CATALOG.get(Problems.CLIMATE);
        Map<String, Object> own = Map.of("file", file.toString(), "samples", 100, "test", 200);
        return climate.create(new Values(own).complete(climate.parameters()));
    }

    /// 1,462 days of four quantities: over the 1,170 that are trained on the variance is 1, without the first seven
    /// what another program has.
    @Test
    void measuredWeather() throws IOException {
        assumeTrue(Files.isRegularFile(DELHI), () -> "no " + DELHI.normalize() + " here; the test needs the real file");
        LabelledSamples samples = Windows.of(SeriesFile.read(DELHI, SeriesFile.Options.USUAL), 7);
        assertThat(samples.size()).isEqualTo(1170 - 7);
        assertThat(samples.test().orElseThrow().size()).isEqualTo(292 - 7);
        double squares = Arrays.stream(samples.y())
                .mapToDouble(y -> y[0] * y[0])
                .average()
                .orElseThrow();
        assertThat(squares).isCloseTo(0.9744196950149522, within(1e-12));
        Problem problem = problem(DELHI);
        assertThat(problem.dim()).isEqualTo(28);
        assertThat(problem.data(1).initial().size()).isEqualTo(100);
        assertThat(problem.test(1).orElseThrow().initial().size()).isEqualTo(200);
    }
}
