package adjointlab.core.catalog;

import adjointlab.core.catalog.Parameter.Int;
import adjointlab.core.catalog.Parameter.Option;
import adjointlab.core.catalog.Parameter.Text;
import adjointlab.core.problem.Climate;
import adjointlab.core.problem.Digits;
import adjointlab.core.problem.FileSamples;
import adjointlab.core.problem.Problem;
import adjointlab.core.problem.Samples;
import adjointlab.core.problem.SphereTeacher;
import adjointlab.core.problem.Textures;
import adjointlab.core.problem.Topics;
import adjointlab.core.table.DataStore;
import adjointlab.core.table.LabelledSamples;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Regression and classification of vectors.
final class SampleProblems {
    private static final String FILE = "file";
    private static final int MOST_READ = 20_000;
    private static final Parameter CODING = Parameter.choice(
            "coding",
            "Targets",
            "halves",
            new Option("halves", "−1 and +1, first and second half of the classes"),
            new Option("one-hot", "A component for each class"));

    private SampleProblems() {}

    /// In display order.
    static List<Entry<Problem>> entries() {
        return List.of(
                entry(
                        "sphere",
                        "Sphere",
                        "A smooth function on the sphere.",
                        List.of(Parameter.whole("dimension", "d", "Dimension", 10, new Int(3, 10_000, 3, 100))),
                        v -> new SphereTeacher(v.whole("dimension"))),
                entry(
                        "digits",
                        "Digits",
                        "Handwritten-looking digits, drawn from strokes and distorted.",
                        List.of(
                                Parameter.whole("side", "", "Pixels of a side", 28, new Int(8, 64, 8, 28)),
                                Parameter.real("distortion", "", "Distortion", 1, Ranges.notNegative(2), false),
                                CODING),
                        v -> new Digits(v.whole("side"), v.real("distortion"), coding(v))),
                entry(
                        "textures",
                        "Colour textures",
                        "Small colour images in ten classes.",
                        List.of(
                                Parameter.whole("side", "", "Pixels of a side", 8, new Int(4, 64, 4, 32)),
                                Parameter.real("noise", "", "Noise", 0.5, Ranges.notNegative(2), false),
                                CODING),
                        v -> new Textures(v.whole("side"), v.real("noise"), coding(v))),
                entry(
                        "topics",
                        "Topics",
                        "Short texts in four classes, as counts of words.",
                        List.of(
                                Parameter.whole("words", "", "Vocabulary", 100, new Int(8, 10_000, 8, 1000)),
                                Parameter.whole("length", "", "Words of a text", 40, new Int(1, 10_000, 1, 200)),
                                Parameter.real("preference", "", "Preference", 4, Ranges.positive(1, 20), false),
                                CODING),
                        v -> new Topics(v.whole("words"), v.whole("length"), v.real("preference"), coding(v))),
                entry(
                        "climate",
                        "Daily climate",
                        "The next day's temperature from a window of days.",
                        List.of(Parameter.whole("window", "", "Days that are seen", 7, new Int(1, 365, 1, 60))),
                        v -> new Climate(v.whole("window"))),
                new Entry<>(
                        "samples-file",
                        "Samples from a file",
                        "Images of MNIST's or CIFAR-10's form, a NumPy archive of x and y, or a table with the target last; else drawn digits.",
                        "",
                        List.of(
                                new Parameter(FILE, "", "File, none for digits", "", new Text(1024), "", false),
                                Parameter.choice(
                                        "coding",
                                        "Targets",
                                        "halves",
                                        new Option("halves", "−1 and +1, first and second half of the classes"),
                                        new Option("one-hot", "A component for each class"),
                                        new Option("value", "The numbers themselves")),
                                Parameter.whole("samples", "N", "Samples", 100, new Int(1, 100_000, 1, 1000)),
                                Parameter.whole("test", "", "Samples for the test", 0, new Int(0, 100_000, 0, 1000)),
                                Parameter.flag("normalised", "Inputs of length √d", true, false),
                                LearningProblems.horizon(1)),
                        SampleProblems::ofFile));
    }

    private static Problem ofFile(Values v) {
        Samples.Counts counts = new Samples.Counts(v.whole("samples"), v.whole("test"));
        String file = v.choice(FILE);
        if (file.isBlank()) {
            Samples.Coding coding =
                    v.choice("coding").equals("one-hot") ? Samples.Coding.ONE_HOT : Samples.Coding.HALVES;
            return new Samples(new Digits(14, 1, coding), counts, v.flag("normalised"), v.real("horizon"));
        }
        try {
            LabelledSamples read = DataStore.SHARED.samples(Path.of(file), MOST_READ);
            Optional<Samples.Coding> coding =
                    v.choice("coding").equals("value") ? Optional.empty() : Optional.of(coding(v));
            return new FileSamples(read, coding, counts, v.flag("normalised"), v.real("horizon"));
        } catch (IOException | InvalidPathException e) {
            throw new InvalidValueException(String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw new InvalidValueException(file + ": " + e.getMessage());
        }
    }

    private static Samples.Coding coding(Values v) {
        return v.choice("coding").equals("halves") ? Samples.Coding.HALVES : Samples.Coding.ONE_HOT;
    }

    private static Entry<Problem> entry(
            String id, String label, String summary, List<Parameter> own, Function<Values, Samples.Source> source) {
        List<Parameter> parameters = new ArrayList<>(own);
        parameters.add(Parameter.whole("samples", "N", "Samples", 100, new Int(1, 100_000, 1, 1000)));
        parameters.add(Parameter.whole("test", "", "Samples for the test", 0, new Int(0, 100_000, 0, 1000)));
        parameters.add(Parameter.flag("normalised", "Inputs of length √d", true, false));
        parameters.add(LearningProblems.horizon(1));
        return new Entry<>(
                id,
                label,
                summary,
                "",
                parameters,
                v -> new Samples(
                        source.apply(v),
                        new Samples.Counts(v.whole("samples"), v.whole("test")),
                        v.flag("normalised"),
                        v.real("horizon")));
    }
}
