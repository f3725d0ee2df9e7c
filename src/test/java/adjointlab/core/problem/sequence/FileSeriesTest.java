package adjointlab.core.problem.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.catalog.Problems;
import adjointlab.core.catalog.Values;
import adjointlab.core.kernel.Batch;
import adjointlab.core.problem.Observations;
import adjointlab.core.problem.Problem;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.problem.sequence.FileSeries.By;
import adjointlab.core.problem.sequence.FileSeries.Split;
import adjointlab.core.problem.sequence.Sequences.Series;
import adjointlab.core.table.series.SeriesFile;
import adjointlab.core.table.series.SeriesSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Series of a file as a problem: what is trained on, what is for the test, and how settings reach the reader.
final class FileSeriesTest {
    @TempDir
    Path folder;

    private Path file(String name, String... lines) throws IOException {
        return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
    }

    /// Series 0, 1, … of five observations, each value the number of its series.
    private Path labelled(String name, String... labels) throws IOException {
        List<String> lines = new ArrayList<>(List.of("id,t,x,label"));
        for (int s = 0; s < labels.length; s++) {
            for (int k = 0; k < 5; k++) {
                lines.add("s" + s + "," + k + "," + s + "," + labels[s]);
            }
        }
        return file(name, lines.toArray(String[]::new));
    }

    private static SeriesSet read(Path file) throws IOException {
        return SeriesFile.read(file, SeriesFile.Options.USUAL);
    }

    private static FileSeries of(Path file, By by, double train, double test) throws IOException {
        return new FileSeries(read(file), Optional.empty(), new Split(by, train, test));
    }

    private static List<Integer> numbers(Sequences set) {
        return set.all().stream().map(one -> (int) one.values()[0][0]).toList();
    }

    private static long count(Sequences set, int label) {
        return set.all().stream().filter(one -> one.label() == label).count();
    }

    @Test
    void splitBySeriesKeepsTheClassesAndFollowsFromTheSeed() throws IOException {
        String[] labels = new String[30];
        Arrays.setAll(labels, s -> s < 20 ? "a" : s < 28 ? "b" : "c");
        FileSeries series = of(labelled("a.csv", labels), By.SERIES, 0.5, 0.25);
        Sequences train = series.train(3);
        Sequences test = series.test(3).orElseThrow();
        for (int label = 0; label < 3; label++) {
            int all = List.of(20, 8, 2).get(label);
            assertThat(count(train, label)).isEqualTo(all / 2);
            assertThat(count(test, label)).isEqualTo(Math.max(1, all / 4));
        }
        assertThat(numbers(train)).doesNotContainAnyElementsOf(numbers(test)).isSorted();
        assertThat(numbers(series.train(3))).isEqualTo(numbers(train));
        assertThat(numbers(series.train(4))).isNotEqualTo(numbers(train));
        assertThat(numbers(test)).isNotEqualTo(numbers(series.test(4).orElseThrow()));
    }

    @Test
    void everySeriesIsUsedWhereTheSharesAreAll() throws IOException {
        FileSeries series = of(labelled("a.csv", "", "", "", "", "", "", ""), By.SERIES, 0.75, 0.25);
        List<Integer> all = new ArrayList<>(numbers(series.train(1)));
        assertThat(all).hasSize(5);
        all.addAll(numbers(series.test(1).orElseThrow()));
        assertThat(all).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6);
        assertThat(series.classes()).isEmpty();
        FileSeries untested = of(folder.resolve("a.csv"), By.SERIES, 0.001, 0);
        assertThat(numbers(untested.train(1))).as("at least one").hasSize(1);
        assertThat(untested.test(1)).isEmpty();
        FileSeries one = of(labelled("one.csv", "a"), By.SERIES, 0.5, 0.5);
        assertThat(numbers(one.train(1))).containsExactly(0);
        assertThat(one.test(1)).isEmpty();
    }

    @Test
    void splitByTimeTakesTheFirstPartAndTheLast() throws IOException {
        Path file = file("a.csv", "t,x", "0,0", "1,1", "2,2", "3,3", "4,4", "5,5", "6,6", "7,7", "8,8", "9,9");
        FileSeries series = of(file, By.TIME, 0.5, 0.3);
        Series first = series.train(1).all().getFirst();
        Series last = series.test(1).orElseThrow().all().getFirst();
        assertThat(first.times()).containsExactly(0, 1, 2, 3, 4);
        assertThat(last.times()).containsExactly(7, 8, 9);
        assertThat(last.values()[2][0]).isEqualTo(9);
        assertThat(series.train(2).all().getFirst().times()).as("no chance").isEqualTo(first.times());
    }

    @Test
    void sharesOfMoreThanAllAreRefused() {
        assertThatThrownBy(() -> new Split(By.TIME, 0.8, 0.3)).hasMessageContaining("together they are at most 1");
        assertThat(new Split(By.TIME, 0.7, 0.3)).isNotNull();
    }

    /// The test's classes are a part of the file's, and are numbered as those.
    @Test
    void anotherFileHasTheTest() throws IOException {
        SeriesSet train = read(labelled("train.csv", "a", "b", "c"));
        SeriesSet test = read(labelled("test.csv", "c", "b"));
        FileSeries series = new FileSeries(train, Optional.of(test), new Split(By.SERIES, 0.5, 0.5));
        assertThat(numbers(series.train(1))).containsExactly(0, 1, 2);
        assertThat(series.test(1).orElseThrow().all().stream().map(Series::label))
                .containsExactly(2, 1);
        assertThatThrownBy(() -> new FileSeries(test, Optional.of(train), new Split(By.SERIES, 0.5, 0.5)))
                .hasMessageContaining("the test has the class 'a', which the file does not have; the classes are b, c");
        SeriesSet other = read(file("other.csv", "t,y", "0,1", "1,1"));
        assertThatThrownBy(() -> new FileSeries(train, Optional.of(other), new Split(By.SERIES, 0.5, 0.5)))
                .hasMessageContaining("its channels are x, but those of the test y");
    }

    private static Problem problem(Map<String, Object> given) {
        var entry = Problems.CATALOG.get("series-file");
        return entry.create(new Values(given).complete(entry.parameters()));
    }

    private static Map<String, Object> plain(Path file) {
        return new HashMap<>(Map.of(
                "file",
                file.toString(),
                "window",
                2,
                "stride",
                2,
                "dropped",
                0.0,
                "forecast",
                0,
                "standardised",
                false,
                "split",
                "time",
                "trainShare",
                1.0,
                "testShare",
                0.0));
    }

    @Test
    void settingsReachTheReader() throws IOException {
        Map<String, Object> given =
                plain(file("a.csv", "who,when,a,b,c", "p,3,1,2,3", "p,5,4,5,6", "q,1,7,8,9", "q,2,10,11,12"));
        given.putAll(Map.of("columns", "c,3", "timeColumn", "when", "seriesColumn", "1"));
        ProblemData data = problem(given).data(1);
        Observations seen = data.observations().orElseThrow();
        assertThat(seen.times()).containsExactly(0, 1, 2);
        assertThat(data.samples()).isEqualTo(2);
        assertThat(data.initial().toRows()).isDeepEqualTo(new double[][] {{3, 1}, {9, 7}});
        given.put("timeColumn", "-");
        given.put("spacing", 0.5);
        given.put("columns", "c");
        assertThat(problem(given).data(1).observations().orElseThrow().times()).containsExactly(0, 0.5);
    }

    @Test
    void aClassIsToldWhereThatIsTheAim() throws IOException {
        Map<String, Object> given = plain(labelled("a.csv", "v", "u", "v"));
        given.putAll(Map.of("aim", "class", "window", 5, "split", "series"));
        Problem problem = problem(given);
        assertThat(problem.tellsClasses()).isTrue();
        assertThat(problem.outputDim()).isEqualTo(2);
        assertThat(problem.className(0)).isEqualTo("u");
        Batch targets = problem.data(1).targets().getLast();
        assertThat(targets.toRows()).isDeepEqualTo(new double[][] {{0, 1}, {1, 0}, {0, 1}});
        given.put("labelColumn", "-");
        given.put("columns", "x");
        assertThatThrownBy(() -> problem(given))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("a.csv: these series have no classes");
    }

    @Test
    void whatIsWrongIsOneSentence() throws IOException {
        Map<String, Object> given = plain(file("a.csv", "t,x", "0,1", "1,one"));
        assertThatThrownBy(() -> problem(given))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("line 3, column 2 (x): 'one' is not a number");
        given.put("file", folder.resolve("none.ts").toString());
        assertThatThrownBy(() -> problem(given)).hasMessageEndingWith("none.ts does not exist");
        given.put("file", file("b.csv", "t,x", "0,1", "1,1").toString());
        given.put("testShare", 0.5);
        assertThatThrownBy(() -> problem(given)).hasMessageContaining("b.csv: a share of 1.0 for the training");
        given.put("testFile", folder.resolve("a.csv").toString());
        assertThatThrownBy(() -> problem(given)).hasMessageContaining("a.csv, line 3, column 2");
        assertThatThrownBy(() -> problem(Map.of("aim", "class")))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("have no classes");
    }

    /// Whatever windows are asked for, made series are long enough for them.
    @Test
    void madeSeriesStandInWhileThereIsNoFile() {
        Problem made = problem(Map.of("samples", 3, "test", 2, "window", 50, "forecast", 30, "dropped", 0.5));
        assertThat(made.data(1).samples()).isPositive();
        assertThat(made.test(1)).isPresent();
        assertThat(made.dim()).isEqualTo(2);
    }

    @Test
    void theSameFileIsTheSameProblem() throws IOException {
        Map<String, Object> given = plain(file("a.csv", "t,x", "0,1", "1,1"));
        assertThat(problem(given)).isEqualTo(problem(given));
        given.put("spacing", 2.0);
        assertThat(problem(given)).isNotEqualTo(problem(plain(folder.resolve("a.csv"))));
    }
}
