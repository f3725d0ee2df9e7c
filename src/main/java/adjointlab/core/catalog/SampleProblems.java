package adjointlab.core.catalog;

import adjointlab.core.catalog.Type.Int;
import adjointlab.core.problem.Problem;
import adjointlab.core.problem.samples.Digits;
import adjointlab.core.problem.samples.FileSamples;
import adjointlab.core.problem.samples.Samples;
import adjointlab.core.problem.samples.SphereTeacher;
import adjointlab.core.problem.samples.Textures;
import adjointlab.core.table.DataStore;
import adjointlab.core.table.LabelledSamples;
import adjointlab.core.table.NumberCells;
import adjointlab.core.table.SampleFacts;
import adjointlab.core.table.TableOptions;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Regression and classification of vectors.
final class SampleProblems {
    static final int MOST_READ = 20_000;

    /// What a file's targets are.
    enum Target {
        HALVES(Samples.Coding.HALVES),
        ONE_HOT(Samples.Coding.ONE_HOT),
        /// The numbers themselves; halves where there are classes only.
        VALUE(Samples.Coding.HALVES);

        private final Samples.Coding coding;

        Target(Samples.Coding coding) {
            this.coding = coding;
        }

        /// How classes of a file become numbers; not at all where the numbers themselves are the targets.
        private Optional<Samples.Coding> ofClasses() {
            return this == VALUE ? Optional.empty() : Optional.of(coding);
        }
    }

    static final Key<Samples.Coding> CODING = Key.choice(
                    "coding",
                    "Targets",
                    new Option<>("halves", "−1 and +1, first and second half of the classes", Samples.Coding.HALVES),
                    new Option<>("one-hot", "A component for each class", Samples.Coding.ONE_HOT))
            .shown(Prominence.OPEN);
    static final Key<Integer> SAMPLES =
            Key.whole("samples", "Samples", 100, new Int(1, 100_000, 1, 1000)).withSymbol("N");
    static final Key<Integer> TEST = Key.whole("test", "Samples for the test", 0, new Int(0, 100_000, 0, 1000));
    static final Key<Boolean> NORMALISED = Key.flag("normalised", "Inputs of length √d", true);
    static final Key<Double> HORIZON = Ranges.HORIZON;

    private static final Key<Integer> DIMENSION =
            Key.whole("dimension", "Dimension", 10, new Int(3, 10_000, 3, 100)).withSymbol("d");
    private static final Key<Integer> DIGIT_SIDE = Key.whole("side", "Pixels of a side", 28, new Int(8, 64, 8, 28));
    private static final Key<Integer> TEXTURE_SIDE = Key.whole("side", "Pixels of a side", 8, new Int(4, 64, 4, 32));
    private static final Key<Double> DISTORTION = Key.real("distortion", "Distortion", 1, Ranges.notNegative(2));
    private static final Key<Double> NOISE = Key.real("noise", "Noise", 0.5, Ranges.notNegative(2));
    static final Key<String> FILE = Key.text("file", "File, none for digits", 1024);
    static final Key<String> TEST_FILE = Key.text("testFile", "File of the test, none for a part of the file", 1024);
    static final Key<Integer> SHRINK = Key.whole("shrink", "Images made smaller by", 1, new Int(1, 28, 1, 4))
            .when(selection -> isGiven(selection.values().get(FILE)));
    static final Key<Integer> DRAWN_SIDE = Key.whole(
                    "drawnSide", "Pixels of a side of drawn digits", 14, new Int(4, 64, 8, 28))
            .when(selection -> !isGiven(selection.values().get(FILE)));
    static final Key<Target> FILE_TARGET = Key.choice(
                    "coding",
                    "Targets",
                    new Option<>("halves", "−1 and +1, first and second half of the classes", Target.HALVES),
                    new Option<>("one-hot", "A component for each class", Target.ONE_HOT),
                    new Option<>("value", "The numbers themselves", Target.VALUE))
            .shown(Prominence.OPEN);

    private SampleProblems() {}

    /// In display order.
    static List<Entry<Problem>> entries() {
        return Stream.of(
                        entry(
                                "sphere",
                                "Sphere",
                                "A smooth function on the sphere.",
                                List.of(DIMENSION),
                                v -> new SphereTeacher(v.get(DIMENSION))),
                        entry(
                                "digits",
                                "Digits",
                                "Handwritten-looking digits, drawn from strokes and distorted.",
                                List.of(DIGIT_SIDE, DISTORTION, CODING),
                                v -> new Digits(v.get(DIGIT_SIDE), v.get(DISTORTION), v.get(CODING))),
                        entry(
                                "textures",
                                "Colour textures",
                                "Small colour images in ten classes.",
                                List.of(TEXTURE_SIDE, NOISE, CODING),
                                v -> new Textures(v.get(TEXTURE_SIDE), v.get(NOISE), v.get(CODING))),
                        TopicsProblem.entry(),
                        ClimateProblem.entry(),
                        new Entry<Problem>(
                                Problems.SAMPLES_FILE,
                                "Samples from a file",
                                "Images of MNIST's, CIFAR-10's or SVHN's form, a folder with a folder for each class,"
                                        + " an archive of x and y, or a table with a column of targets; else drawn"
                                        + " digits.",
                                "",
                                ofFileKeys(),
                                SampleProblems::ofFile))
                .map(Batching::batchedInputs)
                .toList();
    }

    private static List<Key<?>> ofFileKeys() {
        List<Key<?>> keys = new ArrayList<>(List.of(FILE, TEST_FILE, FILE_TARGET));
        keys.addAll(TableKeys.SAMPLES);
        keys.addAll(List.of(SHRINK, DRAWN_SIDE, SAMPLES, TEST, NORMALISED, HORIZON));
        return keys;
    }

    private static Problem ofFile(Values v) {
        Samples.Counts counts = new Samples.Counts(v.get(SAMPLES), v.get(TEST));
        String file = v.get(FILE);
        if (!isGiven(file)) {
            Digits digits = new Digits(v.get(DRAWN_SIDE), 1, v.get(FILE_TARGET).coding);
            return new Samples(digits, counts, v.get(NORMALISED), v.get(HORIZON));
        }
        try {
            LabelledSamples read = ofFile(v, counts).averaged(v.get(SHRINK));
            Optional<Samples.Coding> coding = v.get(FILE_TARGET).ofClasses();
            if (coding.isEmpty() && !read.names().isEmpty()) {
                throw new InvalidValueException(file + ": its targets are the classes "
                        + NumberCells.listed(read.names()) + " and no numbers; set " + FILE_TARGET.name()
                        + " to halves or one-hot");
            }
            return new FileSamples(
                    coding.isPresent() ? read.asClasses() : read, coding, counts, v.get(NORMALISED), v.get(HORIZON));
        } catch (IOException | InvalidPathException e) {
            throw TableKeys.refusal(e);
        } catch (InvalidValueException e) {
            throw e; // it names the file
        } catch (IllegalArgumentException e) {
            throw new InvalidValueException(file + ": " + e.getMessage());
        }
    }

    private static boolean isGiven(String file) {
        return !file.isBlank();
    }

    /// What was understood of the files that are named.
    static List<SampleFacts> facts(Values v) throws IOException {
        if (!isGiven(v.get(FILE))) {
            return List.of();
        }
        LabelledSamples read = ofFile(v, new Samples.Counts(v.get(SAMPLES), v.get(TEST)));
        return Stream.concat(Stream.of(read), read.test().stream())
                .map(LabelledSamples::facts)
                .toList();
    }

    /// What a file of samples holds, and that of the test where there is one. More than usual is read only where more
    /// are asked for, so that the same samples are drawn from the same file.
    static LabelledSamples ofFile(Values v, Samples.Counts counts) throws IOException {
        Path file = Path.of(v.get(FILE));
        String testFile = v.get(TEST_FILE);
        TableOptions options = TableKeys.samples(v);
        if (testFile.isBlank()) {
            return DataStore.SHARED.samples(file, Math.max(MOST_READ, counts.train() + counts.test()), options);
        }
        LabelledSamples train = DataStore.SHARED.samples(file, Math.max(MOST_READ, counts.train()), options);
        LabelledSamples test = DataStore.SHARED.samples(Path.of(testFile), Math.max(MOST_READ, counts.test()), options);
        return train.withTest(test, testFile);
    }

    private static Entry<Problem> entry(
            String id, String label, String summary, List<Key<?>> own, Function<Values, Samples.Source> source) {
        List<Key<?>> parameters = new ArrayList<>(own);
        parameters.addAll(List.of(SAMPLES, TEST, NORMALISED, HORIZON));
        return new Entry<>(
                id,
                label,
                summary,
                "",
                parameters,
                v -> new Samples(
                        source.apply(v),
                        new Samples.Counts(v.get(SAMPLES), v.get(TEST)),
                        v.get(NORMALISED),
                        v.get(HORIZON)));
    }
}
