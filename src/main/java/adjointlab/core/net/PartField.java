package adjointlab.core.net;

import adjointlab.core.field.Context;
import adjointlab.core.field.DenseLayer;
import adjointlab.core.field.DensityWork;
import adjointlab.core.field.JointField;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.ParameterLayout;
import adjointlab.core.field.TracedField;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import java.util.List;

/// The dynamics of a state that a part says: ẏ = f(t, y; θ). Weights are taken once a solve, when the field is bound.
public final class PartField implements TracedField, JointField {
    private final Part part;
    // asked for at every evaluation, and a part may make its shapes anew
    private final int dim;
    private final int inputDim;

    /// @param part f
    public PartField(Part part) {
        this.part = part;
        dim = part.out().size();
        inputDim = part.in().size();
    }

    @Override
    public int dim() {
        return dim;
    }

    @Override
    public int inputDim() {
        return inputDim;
    }

    @Override
    public ParameterLayout parameters() {
        return part.parameters();
    }

    /// @throws IllegalArgumentException if the part gives another number of components than it takes
    @Override
    public DensityWork prepareDensity(int samples, int probes) {
        if (dim() != inputDim()) {
            throw new IllegalArgumentException("a Jacobian of " + dim() + " rows and " + inputDim()
                    + " columns has no trace; a flow's field gives as many components as it takes");
        }
        return new PartDensity(part, samples, probes);
    }

    @Override
    public void bind(double[] theta, Context context, Scratch scratch) {
        scratch.memory(this, Workspace::new).bind(theta);
    }

    private Workspace at(double[] theta, int samples, Scratch scratch) {
        return scratch.memory(this, Workspace::new).ready(theta, samples);
    }

    @Override
    public void eval(double t, Batch y, double[] theta, Scratch scratch, Batch dyOut) {
        long mark = scratch.mark();
        Workspace workspace = at(theta, y.size(), scratch);
        workspace.work().up(t, y, workspace.trail(scratch), dyOut);
        scratch.release(mark);
    }

    @Override
    public double evalAndVjp(
            double t,
            Batch y,
            double[] theta,
            Batch a,
            Scratch scratch,
            Batch dyOut,
            Batch gyAcc,
            ParameterGradient gThetaAcc) {
        long mark = scratch.mark();
        Workspace workspace = at(theta, y.size(), scratch);
        double timePart = workspace.work().upAndBack(t, y, workspace.trail(scratch), dyOut, a, gyAcc, gThetaAcc);
        scratch.release(mark);
        return timePart;
    }

    @Override
    public int recordLength(int samples) {
        return part.prepare(samples).trailLength();
    }

    @Override
    public void evalAndRecord(double t, Batch y, double[] theta, Scratch scratch, Batch dyOut, double[] recordOut) {
        Workspace workspace = at(theta, y.size(), scratch);
        workspace.work().up(t, y, workspace.trail(recordOut), dyOut);
    }

    @Override
    public double vjpFromRecord(
            double t,
            Batch y,
            double[] theta,
            Batch a,
            Scratch scratch,
            double[] record,
            Batch gyAcc,
            ParameterGradient gThetaAcc) {
        Workspace workspace = at(theta, y.size(), scratch);
        return workspace.work().back(t, y, workspace.trail(record), a, gyAcc, gThetaAcc);
    }

    @Override
    public void jvp(double t, Batch y, double[] theta, Direction direction, Scratch scratch, Batch dfOut) {
        long mark = scratch.mark();
        Workspace workspace = at(theta, y.size(), scratch);
        Trail trail = workspace.trail(scratch);
        workspace.work().up(t, y, trail, scratch.batch(dim(), y.size()));
        workspace.work().along(t, y, trail, new Part.Tangent(direction.y(), direction.theta(), direction.t()), dfOut);
        scratch.release(mark);
    }

    @Override
    public List<DenseLayer> denseLayers() {
        return part.layers();
    }

    @Override
    public void layerCotangents(
            double t, Batch y, double[] theta, Batch a, Scratch scratch, DenseLayer.Listener listener) {
        long mark = scratch.mark();
        Workspace workspace = at(theta, y.size(), scratch);
        Trail trail = workspace.trail(scratch);
        workspace.work().up(t, y, trail, scratch.batch(dim(), y.size()));
        workspace.work().tell(t, y, trail, a, 0, listener);
        scratch.release(mark);
    }

    /// A part at work for whoever uses one scratch.
    private static final class Workspace {
        private final Part part;
        private final Trail trail = new Trail();
        private Part.Work work;
        private int samples = 1;
        private double[] bound = new double[0];

        Workspace(PartField field) {
            part = field.part;
            work = part.prepare(1);
        }

        void bind(double[] theta) {
            work.bind(theta, 0);
            bound = theta;
        }

        Workspace ready(double[] theta, int n) {
            if (samples != n) {
                work = part.prepare(n);
                samples = n;
                bind(theta);
            } else if (bound != theta) {
                bind(theta);
            }
            return this;
        }

        Part.Work work() {
            return work;
        }

        Trail trail(Scratch scratch) {
            return trail.at(scratch.array(work.trailLength()), 0);
        }

        Trail trail(double[] record) {
            return trail.at(record, 0);
        }
    }
}
