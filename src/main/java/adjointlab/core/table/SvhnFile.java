package adjointlab.core.table;

import adjointlab.core.field.Shape;
import adjointlab.core.table.MatArrays.Numbers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/// Cropped digits of street view house numbers: a MATLAB file with images X [rows×columns×channels×N] of bytes and
/// labels y [N×1], of which 10 stands for the digit 0. Netzer et al., "Reading digits in natural images with
/// unsupervised feature learning", NIPS Workshop 2011.
final class SvhnFile {
    private static final int CLASSES = 10;

    private SvhnFile() {}

    static LabelledSamples read(Path file, int most) throws IOException {
        try (MatArrays arrays = MatArrays.open(file, Set.of("X", "y")::contains)) {
            Numbers x = array(arrays, "X", file);
            Numbers y = array(arrays, "y", file);
            int samples = y.count();
            if (y.sizes().length != 2 || Math.min(y.sizes()[0], y.sizes()[1]) != 1) {
                throw new IOException(file + ": y has size " + size(y) + "; labels are one column");
            }
            int[] sizes = x.sizes();
            // MATLAB leaves a last size of 1 out
            boolean one = sizes.length == 3 && samples == 1;
            if (sizes.length != 4 && !one) {
                throw new IOException(file + ": X has size " + size(x) + " for " + samples
                        + " labels; expected rows × columns × channels × images");
            }
            int images = one ? 1 : sizes[3];
            if (images != samples || images < 1) {
                throw new IOException(file + " has " + images + " images in X, but " + samples + " labels in y");
            }
            if (!x.type().equals("uint8")) {
                throw new IOException(file + ": X holds numbers of type " + x.type() + "; images are of uint8");
            }
            Shape shape = new Shape(sizes[2], sizes[0], sizes[1]);
            double[] labels = labels(y, samples, file);
            int[] classOf = ClassLabels.classOf(labels);
            int[] drawn = Draw.rows(classOf, most);
            SampleFile.checkPixels(drawn.length, shape.size(), file);
            double[] taken = Arrays.stream(drawn).mapToDouble(s -> labels[s]).toArray();
            return LabelledSamples.of(new Inputs.Pixels(pixels(x, shape, drawn)), SampleFile.column(taken), shape)
                    .with(SampleFile.imageFacts("cropped digits of SVHN", shape, images, taken, classOf));
        } catch (RuntimeException e) { // the library reads some numbers only when asked for them
            throw MatArrays.damaged(file, e);
        }
    }

    private static Numbers array(MatArrays arrays, String name, Path file) throws IOException {
        return arrays.numbers(name)
                .orElseThrow(() -> new IOException(
                        file + " has no array " + name + "; cropped digits have images X and labels y"));
    }

    private static String size(Numbers array) {
        return Arrays.stream(array.sizes()).mapToObj(Integer::toString).collect(Collectors.joining(" × "));
    }

    /// From columns one after another to rows one after another.
    private static byte[][] pixels(Numbers x, Shape shape, int... drawn) {
        int height = shape.height();
        int width = shape.width();
        byte[][] rows = new byte[drawn.length][shape.size()];
        for (int s = 0; s < drawn.length; s++) {
            byte[] row = rows[s];
            int at = drawn[s] * shape.size();
            for (int c = 0; c < shape.channels(); c++) {
                for (int j = 0; j < width; j++) {
                    for (int i = 0; i < height; i++) {
                        row[(c * height + i) * width + j] = (byte) x.get(at++);
                    }
                }
            }
        }
        return rows;
    }

    private static double[] labels(Numbers y, int count, Path file) throws IOException {
        double[] labels = new double[count];
        for (int s = 0; s < count; s++) {
            double label = y.get(s);
            if (!(label >= 0 && label <= CLASSES && label == Math.rint(label))) {
                throw new IOException(file + ": the label of image " + (s + 1) + " is " + label
                        + "; allowed: 1 to 9 for these digits, 10 or 0 for 0");
            }
            labels[s] = label % CLASSES;
        }
        return labels;
    }
}
