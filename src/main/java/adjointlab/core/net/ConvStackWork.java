package adjointlab.core.net;

import adjointlab.core.field.DenseLayer;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Crew;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A [ConvStack] at work. It leaves no trail: the way back goes up again, a few images at a time, which costs less than
/// fetching what lies between layers from far memory. Images are shared out in fixed groups, so that sums over them
/// have the same bits however many threads there are.
final class ConvStackWork implements Part.Work {
    private static final int GROUPS = 8;
    /// Numbers between two layers that a block may have.
    private static final int BLOCK_NUMBERS = 250_000;

    private final ConvStack stack;
    private final int samples;
    private final ConvPlan plan;
    private final ConvWeights weights;
    private final ConvBlock[] blocks = new ConvBlock[GROUPS];
    private ConvSums[] sums = new ConvSums[0];
    private final int groups;
    private final int most;
    private @Nullable TwinWork twin;
    private double[] theta = new double[0];
    private int at;

    // of the running pass
    private double t;
    private @Nullable Batch x;
    private @Nullable Batch out;
    private @Nullable Batch a;
    private @Nullable Batch gxAcc;
    private boolean weightsWanted;
    private final Crew.Task pass = this::pass;

    ConvStackWork(ConvStack stack, int samples) {
        this.stack = stack;
        this.samples = samples;
        plan = new ConvPlan(stack);
        weights = new ConvWeights(plan);
        groups = Math.min(GROUPS, samples);
        int largest = 1;
        for (int l = 0; l <= plan.layers; l++) {
            largest = Math.max(largest, plan.image(l));
        }
        most = Math.clamp(BLOCK_NUMBERS / largest, 1, (samples + groups - 1) / groups);
    }

    @Override
    public void bind(double[] theta, int at) {
        this.theta = theta;
        this.at = at;
        weights.bind(theta, at);
        if (twin != null) {
            twin.work.bind(theta, at);
        }
    }

    @Override
    public void up(double t, Batch x, Trail trail, Batch out) {
        run(t, x, out, null, null, false);
        padState(out);
    }

    @Override
    public double back(double t, Batch x, Trail trail, Batch a, Batch gxAcc, @Nullable ParameterGradient gThetaAcc) {
        return backToo(t, x, null, a, gxAcc, gThetaAcc);
    }

    @Override
    public double upAndBack(
            double t, Batch x, Trail trail, Batch out, Batch a, Batch gxAcc, @Nullable ParameterGradient gThetaAcc) {
        double timePart = backToo(t, x, out, a, gxAcc, gThetaAcc);
        padState(out);
        return timePart;
    }

    private double backToo(
            double t, Batch x, @Nullable Batch out, Batch a, Batch gxAcc, @Nullable ParameterGradient gThetaAcc) {
        if (gThetaAcc != null && gThetaAcc.perSample()) {
            TwinWork exact = twin();
            exact.up(t, x, out == null ? exact.out : out);
            return exact.work.back(t, x, exact.trail, a, gxAcc, gThetaAcc);
        }
        if (sums.length == 0) {
            sums = new ConvSums[groups];
            Arrays.setAll(sums, _ -> new ConvSums(plan, weights));
        }
        run(t, x, out, a, gxAcc, gThetaAcc != null);
        for (int g = 1; g < groups; g++) {
            sums[0].add(sums[g]);
        }
        if (gThetaAcc != null) {
            sums[0].addTo(at, gThetaAcc);
        }
        return sums[0].time;
    }

    private void run(
            double t, Batch x, @Nullable Batch out, @Nullable Batch a, @Nullable Batch gxAcc, boolean weightsWanted) {
        this.t = t;
        this.x = x;
        this.out = out;
        this.a = a;
        this.gxAcc = gxAcc;
        this.weightsWanted = weightsWanted;
        int ways = 1 + (a == null ? 0 : 1) + (weightsWanted ? 1 : 0);
        Crew.run(pass, ways * samples * plan.operations());
    }

    private void pass(int part, int parts) {
        for (int g = Crew.bound(part, parts, groups, 1); g < Crew.bound(part + 1, parts, groups, 1); g++) {
            if (blocks[part % GROUPS] == null) {
                blocks[part % GROUPS] = new ConvBlock(plan, weights, most);
            }
            group(g, blocks[part % GROUPS]);
        }
    }

    private void group(int g, ConvBlock block) {
        Batch states = Objects.requireNonNull(x);
        if (a != null) {
            sums[g].clear();
        }
        int end = Crew.bound(g + 1, groups, samples, 1);
        for (int from = Crew.bound(g, groups, samples, 1); from < end; from += block.most()) {
            int count = Math.min(block.most(), end - from);
            block.up(t, states, from, count, a != null);
            if (out != null) {
                block.give(out, from, count);
            }
            if (a != null && gxAcc != null) {
                block.back(a, from, count, gxAcc, sums[g], weightsWanted);
            }
        }
    }

    private void padState(Batch batch) {
        if (batch.stride() > samples) {
            batch.padState();
        }
    }

    @Override
    public void along(double t, Batch x, Trail trail, Part.Tangent along, Batch outDot) {
        TwinWork exact = twin();
        exact.up(t, x, exact.out);
        exact.work.along(t, x, exact.trail, along, outDot);
    }

    @Override
    public double backAlong(
            double t, Batch x, Trail trail, Batch xDot, Part.Pull pull, @Nullable ParameterGradient gThetaAcc) {
        TwinWork exact = twin();
        return exact.work.backAlong(t, x, exact.trail, xDot, pull, gThetaAcc);
    }

    @Override
    public void tell(double t, Batch x, Trail trail, Batch a, int first, DenseLayer.Listener listener) {
        TwinWork exact = twin();
        exact.up(t, x, exact.out);
        exact.work.tell(t, x, exact.trail, a, first, listener);
    }

    private TwinWork twin() {
        if (twin == null) {
            twin = new TwinWork(stack.twin(), samples);
            twin.work.bind(theta, at);
        }
        return twin;
    }

    /// The double-precision form with a trail of its own.
    private static final class TwinWork {
        private final Part.Work work;
        private final Trail trail = new Trail();
        private final Batch out;

        TwinWork(Part part, int samples) {
            work = part.prepare(samples);
            trail.at(new double[work.trailLength()], 0);
            out = new Batch(part.out().size(), samples);
        }

        void up(double t, Batch x, Batch to) {
            work.up(t, x, trail, to);
        }
    }
}
