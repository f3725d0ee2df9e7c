package adjointlab.core.catalog;

import adjointlab.core.catalog.Parameter.Int;
import adjointlab.core.catalog.Parameter.Option;
import adjointlab.core.catalog.Parameter.Text;
import adjointlab.core.data.NdArray;
import adjointlab.core.data.Npy;
import adjointlab.core.problem.DensityLearning;
import adjointlab.core.problem.PictureDensity;
import adjointlab.core.problem.PlanarDensity;
import adjointlab.core.problem.Problem;
import adjointlab.core.problem.RowSampler;
import adjointlab.core.problem.Sampler;
import adjointlab.core.table.Csv;
import adjointlab.core.table.Darkness;
import adjointlab.core.table.DataStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What normalizing flows learn.
final class DensityProblem {
    private static final String FILE = "file";
    private static final String PICTURE = "picture";
    private static final String STANDARDISED = "standardised";
    private static final int DRAWN_DIGIT = 8;
    private static final int MOST_ROWS = 1_000_000;
    private static final int MOST_COMPONENTS = 1000;
    private static final long MOST_BYTES = 512L << 20;
    /// At most, of what a picture becomes.
    private static final long PICTURE_BYTES = 1 << 20;

    private DensityProblem() {}

    static Entry<Problem> entry() {
        return new Entry<>(
                "density",
                "Density",
                "Learn a density from samples, to be carried to a normal one: in the plane, of a picture, or of a file's rows.",
                "Chen et al., NeurIPS 2018, section 4; Grathwohl et al., ICLR 2019, Fig. 2",
                List.of(
                        Parameter.choice(
                                "target",
                                "Density",
                                "circle",
                                new Option("circle", "Two circles"),
                                new Option("moons", "Two moons"),
                                new Option("eight-gaussians", "Eight Gaussians"),
                                new Option("checkerboard", "Checkerboard"),
                                new Option("spirals", "Two spirals"),
                                new Option(PICTURE, "A picture's darkness")),
                        new Parameter(FILE, "", "File instead: PNG, JPEG, CSV, NPY", "", new Text(1024), "", false),
                        Parameter.flag(STANDARDISED, "Columns of mean 0, variance 1", true, false),
                        Parameter.whole("samples", "", "Samples in a batch", 256, new Int(1, 100_000, 1, 500)),
                        Parameter.flag("fresh", "Each iteration draws its own batch", true, false)),
                v -> new DensityLearning(sampler(v), v.whole("samples"), v.flag("fresh")));
    }

    private static Sampler sampler(Values v) {
        String file = v.choice(FILE);
        if (!file.isBlank()) {
            return ofFile(file, v.flag(STANDARDISED));
        }
        String target = v.choice("target");
        return target.equals(PICTURE)
                ? PictureDensity.drawn(DRAWN_DIGIT)
                : PlanarDensity.valueOf(target.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static Sampler ofFile(String name, boolean standardised) {
        try {
            Path file = Path.of(name);
            if (!Files.isRegularFile(file)) {
                throw new IOException(file + (Files.exists(file) ? " is no file" : " does not exist"));
            }
            return DataStore.SHARED.read(
                    new DataStore.Reading<>(
                            "density" + (standardised ? " standardised" : ""),
                            Sampler.class,
                            path -> read(path, standardised),
                            sampler -> sampler instanceof RowSampler(double[][] rows)
                                    ? DataStore.bytes(rows)
                                    : PICTURE_BYTES),
                    List.of(file));
        } catch (IOException | InvalidPathException e) {
            throw new InvalidValueException(String.valueOf(e.getMessage()));
        }
    }

    private static Sampler read(Path file, boolean standardised) throws IOException {
        if (Darkness.knows(file)) {
            return new PictureDensity(Darkness.read(file).cells());
        }
        String name = file.toString().toLowerCase(Locale.ROOT);
        double[][] rows;
        if (name.endsWith(".npy")) {
            rows = rows(Npy.read(file, MOST_BYTES), file);
        } else if (name.endsWith(".csv") || name.endsWith(".tsv") || name.endsWith(".txt")) {
            rows = Csv.read(file, MOST_ROWS).rows();
        } else {
            throw new IOException(
                    file
                            + " is none of the files that a density is read from: .png, .jpg, .gif, .bmp, .csv, .tsv, .txt, .npy");
        }
        if (rows[0].length > MOST_COMPONENTS) {
            throw new IOException(file + " has " + rows[0].length + " columns; allowed: at most " + MOST_COMPONENTS);
        }
        for (int s = 0; s < rows.length; s++) {
            if (!Arrays.stream(rows[s]).allMatch(Double::isFinite)) {
                throw new IOException(file + ", row " + (s + 1) + " holds what is no finite number");
            }
        }
        return standardised ? RowSampler.standardised(rows) : new RowSampler(rows);
    }

    /// Rows of a matrix; a vector is a column.
    private static double[][] rows(NdArray array, Path file) throws IOException {
        int[] shape = array.shape();
        if (shape.length < 1 || shape.length > 2 || array.values().length == 0) {
            throw new IOException(
                    file + " has shape " + Arrays.toString(shape) + "; allowed: [N, d] or [N], not empty");
        }
        int columns = shape.length == 1 ? 1 : shape[1];
        double[][] rows = new double[shape[0]][];
        Arrays.setAll(rows, s -> Arrays.copyOfRange(array.values(), s * columns, (s + 1) * columns));
        return rows;
    }
}
