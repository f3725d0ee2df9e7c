package adjointlab.core.problem.samples;

import adjointlab.core.field.Shape;
import adjointlab.core.math.Stop;
import java.util.random.RandomGenerator;

/// Small colour images in ten classes: a pattern of waves whose direction, wavelength and colours belong to the class,
/// with random phase, contrast and noise. They stand for natural images where none are at hand.
///
/// @param side pixels of a side
/// @param noise standard deviation of a pixel
/// @param coding of the ten classes
public record Textures(int side, double noise, Samples.Coding coding) implements Samples.Source {
    private static final int CLASSES = 10;
    private static final int CHANNELS = 3;

    @Override
    public int dim() {
        return CHANNELS * side * side;
    }

    @Override
    public Shape shape() {
        return new Shape(CHANNELS, side, side);
    }

    @Override
    public int outputDim() {
        return coding.dim(CLASSES);
    }

    @Override
    public boolean tellsClasses() {
        return true;
    }

    @Override
    public void fill(RandomGenerator random, double[][] xOut, double[][] yOut) {
        for (int s = 0; s < xOut.length; s++) {
            Stop.heedOfThisWork();
            int label = s % CLASSES;
            double direction = Math.PI * label / CLASSES + 0.1 * random.nextGaussian();
            double waves = (1.5 + 0.5 * (label % 3)) * (1 + 0.1 * random.nextGaussian());
            double phase = 2 * Math.PI * random.nextDouble();
            double contrast = 0.5 + random.nextDouble();
            for (int c = 0; c < CHANNELS; c++) {
                double colour = Math.cos(2 * Math.PI * (label / (double) CLASSES + c / (double) CHANNELS));
                for (int row = 0; row < side; row++) {
                    for (int column = 0; column < side; column++) {
                        double along = (column * Math.cos(direction) + row * Math.sin(direction)) / side;
                        xOut[s][(c * side + row) * side + column] = colour
                                + contrast * Math.sin(2 * Math.PI * waves * along + phase)
                                + noise * random.nextGaussian();
                    }
                }
            }
            coding.write(label, CLASSES, yOut[s]);
        }
    }
}
