package adjointlab.core.table;

import adjointlab.core.field.Shape;
import java.util.Arrays;

/// What samples are, before anything is made of them.
public sealed interface Inputs {
    /// N.
    int size();

    /// Components d of a sample.
    int dim();

    /// Reads a sample.
    ///
    /// @param sample from 0
    /// @param out [d], overwritten
    void copy(int sample, double[] out);

    /// Bytes that they take.
    long bytes();

    /// A sample as a new vector [d].
    default double[] row(int sample) {
        double[] row = new double[dim()];
        copy(sample, row);
        return row;
    }

    /// Numbers as they are.
    ///
    /// @param rows [N][d], at least one; not copied
    record Numbers(double[][] rows) implements Inputs {
        @Override
        public int size() {
            return rows.length;
        }

        @Override
        public int dim() {
            return rows[0].length;
        }

        @Override
        public void copy(int sample, double[] out) {
            System.arraycopy(rows[sample], 0, out, 0, out.length);
        }

        @Override
        public long bytes() {
            return DataStore.bytes(rows);
        }
    }

    /// Bytes of images, which stand for numbers from 0 to 1 and take an eighth of their room.
    ///
    /// @param rows [N][d], at least one; not copied
    record Pixels(byte[][] rows) implements Inputs {
        private static final double[] VALUES = new double[256];

        static {
            Arrays.setAll(VALUES, b -> b / 255.0);
        }

        @Override
        public int size() {
            return rows.length;
        }

        @Override
        public int dim() {
            return rows[0].length;
        }

        @Override
        public void copy(int sample, double[] out) {
            byte[] row = rows[sample];
            for (int i = 0; i < out.length; i++) {
                out[i] = VALUES[row[i] & 0xff];
            }
        }

        @Override
        public long bytes() {
            return (long) rows.length * dim();
        }
    }

    /// Texts as counts of words, of which most come in few texts.
    ///
    /// @param words [N][words of the text] from 0 below `vocabulary`, in any order; not copied
    /// @param vocabulary how many words are counted
    record Words(int[][] words, int vocabulary) implements Inputs {
        @Override
        public int size() {
            return words.length;
        }

        @Override
        public int dim() {
            return vocabulary;
        }

        @Override
        public void copy(int sample, double[] out) {
            Arrays.fill(out, 0);
            for (int word : words[sample]) {
                out[word]++;
            }
        }

        @Override
        public long bytes() {
            return Arrays.stream(words).mapToLong(text -> 4L * text.length).sum();
        }
    }

    /// Images made smaller: each pixel is the mean of a square of theirs, channel by channel.
    ///
    /// @param images those that they are made of
    /// @param whole the shape of one of them
    /// @param side pixels of a square along a side; divides height and width
    record Averaged(Inputs images, Shape whole, int side) implements Inputs {
        public Averaged {
            if (side < 1 || whole.height() % side != 0 || whole.width() % side != 0) {
                throw new IllegalArgumentException("images of " + whole.height() + " × " + whole.width()
                        + " pixels do not fall into squares of " + side + " × " + side);
            }
        }

        /// The shape of what is made.
        public Shape shape() {
            return new Shape(whole.channels(), whole.height() / side, whole.width() / side);
        }

        @Override
        public int size() {
            return images.size();
        }

        @Override
        public int dim() {
            return shape().size();
        }

        @Override
        public void copy(int sample, double[] out) {
            double[] image = images.row(sample);
            int width = whole.width() / side;
            Arrays.fill(out, 0);
            // rows of all channels lie one after another, and a channel's number of rows is a multiple of
            // the side
            for (int i = 0; i < image.length; i++) {
                int row = i / whole.width();
                int column = i % whole.width();
                out[row / side * width + column / side] += image[i];
            }
            for (int i = 0; i < out.length; i++) {
                out[i] /= side * side;
            }
        }

        @Override
        public long bytes() {
            return images.bytes();
        }
    }
}
