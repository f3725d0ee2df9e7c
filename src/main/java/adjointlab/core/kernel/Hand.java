package adjointlab.core.kernel;

import adjointlab.core.math.Matrix;

/// What a thread holds while it works in [Kernels]: a block to compute, and the arguments of work that is shared out.
final class Hand {
    private static final ThreadLocal<Hand> HANDS = ThreadLocal.withInitial(Hand::new);

    /// Operations that reading or writing a number is worth.
    private static final double TRAFFIC = 8;

    private final Block block = new Block();
    private final Product product = new Product();
    private final OuterProduct outerProduct = new OuterProduct();
    private final Combination combination = new Combination();

    private double[] column = new double[0];

    private Hand() {}

    /// This thread's.
    static Hand own() {
        return HANDS.get();
    }

    /// Reused by whoever asks next.
    Block block() {
        return block;
    }

    /// The components of one sample next to each other [≥dim]; overwritten by the next call.
    double[] column(Batch x, int sample) {
        return column(x, sample, 0, x.dim());
    }

    /// Some of them [≥count].
    double[] column(Batch x, int sample, int from, int count) {
        if (column.length < count) {
            column = new double[count];
        }
        for (int k = 0; k < count; k++) {
            column[k] = x.get(from + k, sample);
        }
        return column;
    }

    /// out = start + A x, see [KernelSet#multiply].
    void multiply(Matrix a, Batch x, Batch out, double[] start, int startAt, int startStep) {
        product.a = a;
        product.x = x;
        product.out = out;
        product.start = start;
        product.startAt = startAt;
        product.startStep = startStep;
        Crew.run(product, 2.0 * a.rows() * a.columns() * x.columns());
    }

    /// acc += Σ g xᵀ, see [KernelSet#outerProductAdd].
    void outerProductAdd(Batch g, Batch x, Matrix acc) {
        outerProduct.g = g;
        outerProduct.x = x;
        outerProduct.acc = acc;
        Crew.run(outerProduct, 2.0 * acc.rows() * acc.columns() * g.columns());
    }

    /// out = base + Σⱼ weights[j]·terms[j], see [KernelSet#combine].
    void combine(double[] out, double[] base, double[][] terms, double[] weights, int count, int length) {
        combination.out = out;
        combination.base = base;
        combination.terms = terms;
        combination.weights = weights;
        combination.count = count;
        combination.length = length;
        Crew.run(combination, TRAFFIC * (count + 2) * length);
    }

    private static final class Product implements Crew.Task {
        private Matrix a = new Matrix();
        private Batch x = new Batch(1, 1);
        private Batch out = x;
        private double[] start = x.data();
        private int startAt;
        private int startStep;

        @Override
        public void part(int part, int parts) {
            Block block = own().block.cut(part, parts, a.rows(), x.columns());
            Kernels.CHOSEN.multiply(a, x, out, block, start, startAt, startStep);
        }
    }

    private static final class OuterProduct implements Crew.Task {
        private Batch g = new Batch(1, 1);
        private Batch x = g;
        private Matrix acc = new Matrix();

        @Override
        public void part(int part, int parts) {
            Kernels.CHOSEN.outerProductAdd(g, x, acc, own().block.cut(part, parts, acc.rows(), acc.columns()));
        }
    }

    private static final class Combination implements Crew.Task {
        private double[] out = new double[0];
        private double[] base = out;
        private double[][] terms = new double[0][];
        private double[] weights = out;
        private int count;
        private int length;

        @Override
        public void part(int part, int parts) {
            int from = Crew.bound(part, parts, length, Block.GROUP);
            int to = Crew.bound(part + 1, parts, length, Block.GROUP);
            Kernels.CHOSEN.combine(out, base, terms, weights, count, from, to);
        }
    }
}
