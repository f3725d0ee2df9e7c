package adjointlab.core.catalog;

import adjointlab.core.catalog.Type.Int;
import adjointlab.core.problem.Problem;
import adjointlab.core.problem.samples.FileSamples;
import adjointlab.core.problem.samples.Samples;
import adjointlab.core.problem.samples.Topics;
import adjointlab.core.table.DataStore;
import adjointlab.core.table.LabelledSamples;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The problem whose texts a file has, and made ones until there is a file.
final class TopicsProblem {
    private static final Key<String> FILE = Key.text("file", "File of texts, none for made ones", 1024);
    private static final Key<String> TEST_FILE = Key.text(
                    "testFile", "File of the test, none for a part of the file", 1024)
            .when(TopicsProblem::isGiven);
    private static final Key<Integer> WORDS = Key.whole("words", "Vocabulary", 100, new Int(8, 10_000, 8, 1000));
    private static final Key<Integer> LENGTH = Key.whole("length", "Words of a text", 40, new Int(1, 10_000, 1, 200))
            .when(selection -> !isGiven(selection));
    private static final Key<Double> PREFERENCE =
            Key.real("preference", "Preference", 4, Ranges.positive(1, 20)).when(selection -> !isGiven(selection));

    private TopicsProblem() {}

    private static boolean isGiven(Selection selection) {
        return !selection.values().get(FILE).isBlank();
    }

    static Entry<Problem> entry() {
        return new Entry<>(
                Problems.TOPICS,
                "Topics",
                "Texts as counts of their most frequent words: a table with a column of classes, which is called class or label or, without names, comes first; else made ones in four classes.",
                "",
                List.of(
                        FILE,
                        TEST_FILE,
                        WORDS,
                        LENGTH,
                        PREFERENCE,
                        SampleProblems.CODING,
                        SampleProblems.SAMPLES,
                        SampleProblems.TEST,
                        SampleProblems.NORMALISED,
                        SampleProblems.HORIZON),
                TopicsProblem::problem);
    }

    private static Problem problem(Values v) {
        Samples.Counts counts = new Samples.Counts(v.get(SampleProblems.SAMPLES), v.get(SampleProblems.TEST));
        Samples.Coding coding = v.get(SampleProblems.CODING);
        boolean normalised = v.get(SampleProblems.NORMALISED);
        double horizon = v.get(SampleProblems.HORIZON);
        String file = v.get(FILE);
        if (file.isBlank()) {
            Topics made = new Topics(v.get(WORDS), v.get(LENGTH), v.get(PREFERENCE), coding);
            return new Samples(made, counts, normalised, horizon);
        }
        try {
            LabelledSamples read = read(Path.of(file), v.get(TEST_FILE), v.get(WORDS), counts);
            return new FileSamples(read, Optional.of(coding), counts, normalised, horizon);
        } catch (IOException | InvalidPathException e) {
            throw new InvalidValueException(String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw new InvalidValueException(file + ": " + e.getMessage());
        }
    }

    /// More than usual only where more are asked for, so that the same words are counted of the same file.
    private static LabelledSamples read(Path file, String testFile, int words, Samples.Counts counts)
            throws IOException {
        Optional<Path> test = testFile.isBlank() ? Optional.empty() : Optional.of(Path.of(testFile));
        int most = Math.max(SampleProblems.MOST_READ, counts.train() + counts.test());
        return DataStore.SHARED.texts(file, test, words, most);
    }
}
