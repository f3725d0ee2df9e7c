package adjointlab.core.problem.density;

import adjointlab.core.kernel.Batch;
import adjointlab.core.problem.Sampler;
import java.util.random.RandomGenerator;

/// Densities in the plane that flows are shown on.
public enum PlanarDensity implements Sampler {
    /// Circles of radius 1 and ½ with noise 0.06, as in the program of Chen et al., NeurIPS 2018.
    CIRCLE {
        @Override
        void point(RandomGenerator random, double[] out) {
            double radius = random.nextBoolean() ? 1 : 0.5;
            double angle = 2 * Math.PI * random.nextDouble();
            out[0] = radius * Math.cos(angle) + 0.06 * random.nextGaussian();
            out[1] = radius * Math.sin(angle) + 0.06 * random.nextGaussian();
        }
    },
    /// Two half circles that reach into each other.
    MOONS {
        @Override
        void point(RandomGenerator random, double[] out) {
            boolean upper = random.nextBoolean();
            double angle = Math.PI * random.nextDouble();
            double x = upper ? Math.cos(angle) : 1 - Math.cos(angle);
            double y = upper ? Math.sin(angle) : 0.5 - Math.sin(angle);
            out[0] = 1.5 * (x - 0.5) + 0.12 * random.nextGaussian();
            out[1] = 1.5 * (y - 0.25) + 0.12 * random.nextGaussian();
        }
    },
    /// Eight Gaussians around the origin.
    EIGHT_GAUSSIANS {
        @Override
        void point(RandomGenerator random, double[] out) {
            double angle = 0.25 * Math.PI * random.nextInt(8);
            out[0] = 2 * Math.cos(angle) + 0.25 * random.nextGaussian();
            out[1] = 2 * Math.sin(angle) + 0.25 * random.nextGaussian();
        }
    },
    /// Every other square of a board of four by four.
    CHECKERBOARD {
        @Override
        void point(RandomGenerator random, double[] out) {
            int column = random.nextInt(4);
            int row = 2 * random.nextInt(2) + column % 2;
            out[0] = column - 2 + random.nextDouble();
            out[1] = row - 2 + random.nextDouble();
        }
    },
    /// Two arms that turn one and a half times.
    SPIRALS {
        @Override
        void point(RandomGenerator random, double[] out) {
            double angle = 3 * Math.PI * Math.sqrt(random.nextDouble());
            double side = random.nextBoolean() ? 1 : -1;
            double radius = side * 2.2 * angle / (3 * Math.PI);
            out[0] = radius * Math.cos(angle) + 0.08 * random.nextGaussian();
            out[1] = radius * Math.sin(angle) + 0.08 * random.nextGaussian();
        }
    };

    abstract void point(RandomGenerator random, double[] out);

    @Override
    public int dim() {
        return 2;
    }

    @Override
    public void sample(RandomGenerator random, Batch xOut) {
        double[] point = new double[2];
        for (int s = 0; s < xOut.size(); s++) {
            point(random, point);
            xOut.set(0, s, point[0]);
            xOut.set(1, s, point[1]);
        }
        xOut.padState();
    }
}
