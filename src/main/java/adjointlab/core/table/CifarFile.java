package adjointlab.core.table;

import adjointlab.core.field.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;

/// The binary form of CIFAR-10: a label and 3 × 32 × 32 bytes for each image. Krizhevsky, "Learning multiple layers of
/// features from tiny images", 2009.
final class CifarFile {
    private static final Shape SHAPE = new Shape(3, 32, 32);
    private static final int CLASSES = 10;

    private CifarFile() {}

    static LabelledSamples read(Path file, int most) throws IOException {
        int each = SHAPE.size() + 1;
        SampleFile.checkPixels(most, each, file);
        try (InputStream in = SampleFile.open(file)) {
            byte[] all = in.readNBytes(most * each);
            int count = all.length / each;
            if (count == 0 || all.length % each != 0) {
                throw new IOException(file + " is not a file of CIFAR-10: its length is no multiple of 3,073");
            }
            byte[][] x = new byte[count][];
            double[] labels = new double[count];
            for (int s = 0; s < count; s++) {
                labels[s] = all[s * each] & 0xff;
                if (labels[s] >= CLASSES) {
                    throw new IOException(file + " is not a file of CIFAR-10: the label of image " + (s + 1) + " is "
                            + (int) labels[s] + "; allowed: 0 to 9");
                }
                x[s] = Arrays.copyOfRange(all, s * each + 1, (s + 1) * each);
            }
            return LabelledSamples.of(new Inputs.Pixels(x), SampleFile.column(labels), SHAPE);
        }
    }
}
