package adjointlab.core.family;

import adjointlab.core.adjoint.RunningCost;
import adjointlab.core.field.Context;
import adjointlab.core.field.DenseLayer;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.ParameterLayout;
import adjointlab.core.field.VectorField;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import java.util.List;

/// A field with a running cost as one more component, the first: ċ = ½α|x|² + ½κ|f|², so that the cost is part of the
/// state and every gradient method differentiates it. Liu, Chen and Theodorou, NeurIPS 2021, equation (6); the kinetic
/// energy of Finlay, Jacobsen, Nurbekyan and Oberman, "How to train your neural ODE", ICML 2020, equation (5).
///
/// @param field f
/// @param cost α and κ
record CostedField(VectorField field, RunningCost cost) implements VectorField {
    @Override
    public int dim() {
        return field.dim() + 1;
    }

    @Override
    public ParameterLayout parameters() {
        return field.parameters();
    }

    @Override
    public void bind(double[] theta, Context context, Scratch scratch) {
        field.bind(theta, context, scratch);
    }

    private RowViews views(Scratch scratch) {
        return scratch.memory(this, _ -> new RowViews(4));
    }

    private Batch rest(RowViews views, int slot, Batch whole) {
        return views.of(slot, whole, 1, whole.dim() - 1);
    }

    @Override
    public void eval(double t, Batch y, double[] theta, Scratch scratch, Batch dyOut) {
        RowViews views = views(scratch);
        Batch state = rest(views, 0, y);
        Batch f = rest(views, 1, dyOut);
        field.eval(t, state, theta, scratch, f);
        for (int s = 0; s < f.stride(); s++) {
            double ofState = 0;
            double ofRate = 0;
            for (int i = 0; i < f.dim(); i++) {
                ofState += state.get(i, s) * state.get(i, s);
                ofRate += f.get(i, s) * f.get(i, s);
            }
            dyOut.set(0, s, 0.5 * (cost.state() * ofState + cost.kinetic() * ofRate));
        }
    }

    @Override
    public double vjp(
            double t, Batch y, double[] theta, Batch a, Scratch scratch, Batch gyAcc, ParameterGradient gThetaAcc) {
        long mark = scratch.mark();
        RowViews views = views(scratch);
        Batch state = rest(views, 0, y);
        Batch gState = rest(views, 2, gyAcc);
        for (int i = 0; i < state.dim() && cost.state() > 0; i++) {
            for (int s = 0; s < state.size(); s++) {
                gState.set(i, s, gState.get(i, s) + cost.state() * a.get(0, s) * state.get(i, s));
            }
        }
        double timePart =
                field.vjp(t, state, theta, cotangent(t, state, theta, a, scratch), scratch, gState, gThetaAcc);
        scratch.release(mark);
        return timePart;
    }

    /// Of f: its own part of a, and κf times that of the cost. To be released by the caller.
    private Batch cotangent(double t, Batch state, double[] theta, Batch a, Scratch scratch) {
        Batch cotangent = scratch.batch(field.dim(), state.size());
        cotangent.copyFrom(rest(views(scratch), 1, a));
        if (cost.kinetic() == 0) {
            return cotangent;
        }
        Batch f = scratch.batch(field.dim(), state.size());
        field.eval(t, state, theta, scratch, f);
        for (int i = 0; i < f.dim(); i++) {
            for (int s = 0; s < f.size(); s++) {
                cotangent.set(i, s, cotangent.get(i, s) + cost.kinetic() * a.get(0, s) * f.get(i, s));
            }
        }
        return cotangent;
    }

    @Override
    public void jvp(double t, Batch y, double[] theta, Direction direction, Scratch scratch, Batch dfOut) {
        long mark = scratch.mark();
        RowViews views = views(scratch);
        Batch state = rest(views, 0, y);
        Batch f = scratch.batch(field.dim(), y.size());
        Batch change = rest(views, 1, dfOut);
        Batch stateDot = rest(views, 2, direction.y());
        field.eval(t, state, theta, scratch, f);
        field.jvp(t, state, theta, new Direction(stateDot, direction.theta(), direction.t()), scratch, change);
        for (int s = 0; s < f.stride(); s++) {
            double ofState = 0;
            double ofRate = 0;
            for (int i = 0; i < f.dim(); i++) {
                ofState += state.get(i, s) * stateDot.get(i, s);
                ofRate += f.get(i, s) * change.get(i, s);
            }
            dfOut.set(0, s, cost.state() * ofState + cost.kinetic() * ofRate);
        }
        scratch.release(mark);
    }

    @Override
    public List<DenseLayer> denseLayers() {
        return field.denseLayers();
    }

    @Override
    public void layerCotangents(
            double t, Batch y, double[] theta, Batch a, Scratch scratch, DenseLayer.Listener listener) {
        long mark = scratch.mark();
        RowViews views = views(scratch);
        Batch state = rest(views, 0, y);
        field.layerCotangents(t, state, theta, cotangent(t, state, theta, a, scratch), scratch, listener);
        scratch.release(mark);
    }
}
