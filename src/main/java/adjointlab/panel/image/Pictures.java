package adjointlab.panel.image;

import adjointlab.core.field.Shape;
import adjointlab.core.kernel.Batch;
import adjointlab.figure.Layer;
import java.util.Arrays;

/// Images out of batches.
final class Pictures {
    private Pictures() {}

    /// Whether samples of that shape can be looked at.
    static boolean areImages(Shape shape) {
        return shape.height() > 1 && shape.width() > 1;
    }

    /// One channel of a sample.
    ///
    /// @param first component of the batch at which the channels begin
    /// @return [h][w]
    static double[][] channel(Batch batch, int sample, int first, Shape shape, int channel) {
        double[][] picture = new double[shape.height()][shape.width()];
        int at = first + channel * shape.height() * shape.width();
        for (double[] row : picture) {
            for (int x = 0; x < row.length; x++) {
                row[x] = batch.get(at++, sample);
            }
        }
        return picture;
    }

    /// A sample as it is looked at: three channels are colours, of other numbers the mean is grey.
    ///
    /// @return [1 or 3][h][w]
    static double[][][] sample(Batch batch, int sample, Shape shape) {
        double[][][] channels = new double[shape.channels()][][];
        Arrays.setAll(channels, c -> channel(batch, sample, 0, shape, c));
        if (channels.length == 1 || channels.length == 3) {
            return channels;
        }
        double[][] mean = new double[shape.height()][shape.width()];
        for (double[][] channel : channels) {
            for (int y = 0; y < mean.length; y++) {
                for (int x = 0; x < mean[y].length; x++) {
                    mean[y][x] += channel[y][x] / channels.length;
                }
            }
        }
        return new double[][][] {mean};
    }

    /// Black and white of images: 0 and 1 where all lie between, else the least and the greatest value.
    static Layer.Range range(Batch images) {
        double low = 0;
        double high = 1;
        for (int i = 0; i < images.dim(); i++) {
            for (int s = 0; s < images.size(); s++) {
                low = Math.min(low, images.get(i, s));
                high = Math.max(high, images.get(i, s));
            }
        }
        return new Layer.Range(low, high);
    }
}
