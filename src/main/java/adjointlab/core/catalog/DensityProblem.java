package adjointlab.core.catalog;

import adjointlab.core.catalog.Type.Int;
import adjointlab.core.data.InputFile;
import adjointlab.core.problem.Problem;
import adjointlab.core.problem.RowSampler;
import adjointlab.core.problem.Sampler;
import adjointlab.core.problem.density.DensityLearning;
import adjointlab.core.problem.density.PictureDensity;
import adjointlab.core.problem.density.PlanarDensity;
import adjointlab.core.problem.density.StrokeDensity;
import adjointlab.core.table.Csv;
import adjointlab.core.table.Darkness;
import adjointlab.core.table.DataStore;
import adjointlab.core.table.TableOptions;
import adjointlab.core.table.VectorFile;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// What normalizing flows learn.
final class DensityProblem {
    private static final Pattern USUAL_ENDING =
            Pattern.compile(".*\\.(csv|tsv|txt|dat|parquet|pq|npy|npz|mat|h5|hdf5|hdf|gz)", Pattern.CASE_INSENSITIVE);

    private static final int DRAWN_DIGIT = 8;
    private static final Key<String> FILE =
            Key.text("file", "File instead: PNG, JPEG, CSV, NPY", 1024).shown(Prominence.OPEN);
    private static final Function<Values, Sampler> BY_HAND = DensityProblem::drawn;
    private static final Key<Function<Values, Sampler>> TARGET = Key.choice(
                    "target",
                    "Density",
                    planar("circle", "Two circles", PlanarDensity.CIRCLE),
                    planar("moons", "Two moons", PlanarDensity.MOONS),
                    planar("eight-gaussians", "Eight Gaussians", PlanarDensity.EIGHT_GAUSSIANS),
                    planar("checkerboard", "Checkerboard", PlanarDensity.CHECKERBOARD),
                    planar("spirals", "Two spirals", PlanarDensity.SPIRALS),
                    new Option<>("picture", "A picture's darkness", _ -> PictureDensity.drawn(DRAWN_DIGIT)),
                    new Option<>("drawn", "Drawn by hand", BY_HAND))
            .shown(Prominence.OPEN)
            .when(selection -> selection.values().get(FILE).isBlank());
    private static final Key<List<Double>> DRAWING = Drawings.POINTS.when(DensityProblem::isDrawn);
    private static final Key<Double> BRUSH = Key.real("brush", "Width of the brush", 0.1, Ranges.positive(0.02, 1))
            .when(DensityProblem::isDrawn);
    private static final Key<Boolean> STANDARDISED = Key.flag("standardised", "Columns of mean 0, variance 1", true);
    private static final Key<Integer> SAMPLES =
            Key.whole("samples", "Samples in a batch", 256, new Int(1, 100_000, 1, 500));
    private static final Key<Boolean> FRESH = Key.flag("fresh", "Each iteration draws its own batch", true);

    private static final int MOST_ROWS = 1_000_000;
    private static final int MOST_COMPONENTS = 1000;
    /// At most, of what a picture becomes.
    private static final long PICTURE_BYTES = 1 << 20;

    private DensityProblem() {}

    static Entry<Problem> entry() {
        return new Entry<>(
                Problems.DENSITY,
                "Density",
                "Learn a density from samples, to be carried to a normal one: in the plane, of a picture, or of a"
                        + " file's rows.",
                "Chen et al., NeurIPS 2018, section 4; Grathwohl et al., ICLR 2019, Fig. 2",
                keys(),
                v -> new DensityLearning(sampler(v), v.get(SAMPLES), v.get(FRESH)));
    }

    private static List<Key<?>> keys() {
        List<Key<?>> keys = new ArrayList<>(List.of(TARGET, DRAWING, BRUSH, FILE));
        keys.addAll(TableKeys.VECTORS);
        keys.addAll(List.of(STANDARDISED, SAMPLES, FRESH));
        return keys;
    }

    private static Sampler sampler(Values v) {
        String file = v.get(FILE);
        if (!file.isBlank()) {
            return ofFile(file, v.get(STANDARDISED), TableKeys.vectors(v));
        }
        return v.get(TARGET).apply(v);
    }

    private static Option<Function<Values, Sampler>> planar(String id, String label, PlanarDensity density) {
        return new Option<>(id, label, _ -> density);
    }

    private static boolean isDrawn(Selection selection) {
        return selection.values().get(TARGET) == BY_HAND
                && selection.values().get(FILE).isBlank();
    }

    private static Sampler drawn(Values v) {
        return new StrokeDensity(Drawings.of(v), v.get(BRUSH));
    }

    private static Sampler ofFile(String name, boolean standardised, TableOptions options) {
        try {
            Path file = Path.of(name);
            InputFile.checkRegular(file);
            return DataStore.SHARED.read(
                    new DataStore.Reading<>(
                            "density" + (standardised ? " standardised " : " ") + options,
                            Sampler.class,
                            path -> read(path, standardised, options),
                            sampler -> sampler instanceof RowSampler(double[][] rows)
                                    ? DataStore.bytes(rows)
                                    : PICTURE_BYTES),
                    List.of(file));
        } catch (IOException | InvalidPathException e) {
            throw TableKeys.refusal(e);
        }
    }

    private static Sampler read(Path file, boolean standardised, TableOptions options) throws IOException {
        if (Darkness.knows(file)) {
            return new PictureDensity(Darkness.read(file).cells());
        }
        double[][] rows = rows(file, options);
        if (rows[0].length > MOST_COMPONENTS) {
            throw new IOException(file + " has " + rows[0].length + " columns; allowed: at most " + MOST_COMPONENTS);
        }
        return standardised ? RowSampler.standardised(rows) : new RowSampler(rows);
    }

    /// Whatever it is called; where it cannot be read and has no usual ending, the usual ones are said.
    private static double[][] rows(Path file, TableOptions options) throws IOException {
        try {
            return VectorFile.read(file, MOST_ROWS, options).rows();
        } catch (IOException e) {
            if (USUAL_ENDING.matcher(String.valueOf(file.getFileName())).matches()) {
                throw e;
            }
            throw new IOException(
                    e.getMessage()
                            + "; a density is read from .png, .jpg, .gif, .bmp, .csv, .tsv, .txt, .parquet, .npy,"
                            + " .npz, .mat and .h5 files",
                    e);
        }
    }

    /// The table that a density is learned from; none where it is a picture, or there is no file.
    ///
    /// @throws IOException in one sentence, if it cannot be read
    static Optional<Csv> table(Values v) throws IOException {
        String file = v.get(FILE);
        if (file.isBlank() || Darkness.knows(Path.of(file))) {
            return Optional.empty();
        }
        return Optional.of(DataStore.SHARED.vectors(Path.of(file), MOST_ROWS, TableKeys.vectors(v)));
    }
}
