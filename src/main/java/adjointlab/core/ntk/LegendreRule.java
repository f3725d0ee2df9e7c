package adjointlab.core.ntk;

/// The Gauss-Legendre rule on [−1, 1] with 16 nodes, by Newton's method. Abramowitz and Stegun, equation 25.4.29.
final class LegendreRule {
    static final int COUNT = 16;

    private static final double[] NODES = new double[COUNT];
    private static final double[] WEIGHTS = new double[COUNT];

    private LegendreRule() {}

    static {
        for (int i = 0; i < COUNT; i++) {
            double x = Math.cos(Math.PI * (i + 0.75) / (COUNT + 0.5));
            double slope = 0;
            for (int sweep = 0; sweep < 8; sweep++) {
                double p = 1;
                double below = 0;
                for (int k = 0; k < COUNT; k++) {
                    double next = ((2 * k + 1) * x * p - k * below) / (k + 1);
                    below = p;
                    p = next;
                }
                slope = COUNT * (below - x * p) / (1 - x * x);
                x -= p / slope;
            }
            NODES[i] = x;
            WEIGHTS[i] = 2 / ((1 - x * x) * slope * slope);
        }
    }

    static double node(int i) {
        return NODES[i];
    }

    static double weight(int i) {
        return WEIGHTS[i];
    }
}
