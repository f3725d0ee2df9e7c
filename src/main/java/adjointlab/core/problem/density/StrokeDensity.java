package adjointlab.core.problem.density;

import adjointlab.core.kernel.Batch;
import adjointlab.core.problem.Sampler;
import adjointlab.core.problem.Strokes;
import adjointlab.core.problem.Strokes.Point;
import java.util.List;
import java.util.random.RandomGenerator;

/// A density along lines drawn by hand: equally likely everywhere on them, with Gaussian noise around. A dot counts as
/// a line as long as the noise is wide.
public final class StrokeDensity implements Sampler {
    private final List<List<Point>> lines;
    private final double width;
    /// Of the lines, [lines].
    private final double[] cumulative;

    /// @param width standard deviation of the noise, positive
    public StrokeDensity(Strokes strokes, double width) {
        lines = strokes.lines();
        this.width = width;
        cumulative = new double[lines.size()];
        double sum = 0;
        for (int i = 0; i < cumulative.length; i++) {
            sum += Math.max(width, Strokes.length(lines.get(i)));
            cumulative[i] = sum;
        }
    }

    @Override
    public int dim() {
        return 2;
    }

    @Override
    public void sample(RandomGenerator random, Batch xOut) {
        for (int s = 0; s < xOut.size(); s++) {
            double at = random.nextDouble() * cumulative[cumulative.length - 1];
            int line = 0;
            while (cumulative[line] < at) {
                line++;
            }
            Point point = Strokes.along(lines.get(line), random.nextDouble());
            xOut.set(0, s, point.x() + width * random.nextGaussian());
            xOut.set(1, s, point.y() + width * random.nextGaussian());
        }
        xOut.padState();
    }
}
