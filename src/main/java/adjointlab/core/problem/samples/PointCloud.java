package adjointlab.core.problem.samples;

import adjointlab.core.kernel.Batch;
import adjointlab.core.math.RandomStreams;
import adjointlab.core.problem.Problem;
import adjointlab.core.problem.ProblemData;
import java.util.List;
import java.util.random.RandomGenerator;

/// Tell a ball from the shell around it at T = 1: targets −1 inside, +1 outside. A flow in the same dimension cannot
/// pull them apart, since it keeps the ball inside. Dupont, Doucet and Teh, "Augmented neural ODEs", NeurIPS 2019,
/// section 4; Xia et al., NeurIPS 2021, section 5.1.
///
/// @param dim d
/// @param inner number of points in the ball
/// @param outer number of points in the shell
/// @param radii of ball and shell
public record PointCloud(int dim, int inner, int outer, Radii radii) implements Problem {
    /// @param ball its radius
    /// @param shellFrom inner radius of the shell
    /// @param shellTo its outer radius
    public record Radii(double ball, double shellFrom, double shellTo) {
        public Radii {
            if (!(ball > 0 && ball < shellFrom && shellFrom < shellTo)) {
                throw new IllegalArgumentException("the radii " + ball + ", " + shellFrom + ", " + shellTo
                        + " must grow: ball, inner and outer radius of the shell");
            }
        }
    }

    @Override
    public int outputDim() {
        return 1;
    }

    @Override
    public boolean tellsClasses() {
        return true;
    }

    @Override
    public String className(int index) {
        return index == 0 ? "inside" : "outside";
    }

    @Override
    public int samples(long seed) {
        return inner + outer;
    }

    @Override
    public ProblemData data(long seed) {
        RandomGenerator random = RandomStreams.of(seed, "data");
        int n = inner + outer;
        Batch points = new Batch(dim, n);
        Batch target = new Batch(1, n);
        for (int s = 0; s < n; s++) {
            boolean inside = s < inner;
            place(random, inside ? 0 : radii.shellFrom(), inside ? radii.ball() : radii.shellTo(), points, s);
            target.set(0, s, inside ? -1 : 1);
        }
        points.padState();
        target.padState();
        return new ProblemData(points, 0, new double[] {1}, List.of(target), ProblemData.Truth.UNKNOWN);
    }

    /// Uniform over the volume between two radii: a uniform direction, and the radius whose volume is uniform.
    private void place(RandomGenerator random, double from, double to, Batch points, int sample) {
        double squares = 0;
        for (int i = 0; i < dim; i++) {
            double x = random.nextGaussian();
            points.set(i, sample, x);
            squares += x * x;
        }
        double low = Math.pow(from, dim);
        double radius = Math.pow(low + random.nextDouble() * (Math.pow(to, dim) - low), 1.0 / dim);
        for (int i = 0; i < dim; i++) {
            points.set(i, sample, points.get(i, sample) * radius / Math.sqrt(squares));
        }
    }
}
