package adjointlab.core.family;

import adjointlab.core.field.DenseLayer;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.ParameterLayout;
import adjointlab.core.field.VectorField;
import adjointlab.core.math.Batch;
import adjointlab.core.math.Scratch;
import java.util.List;

/// A field with its kinetic energy as one more component, the first: ċ = |f|², so that a running cost is part of the state
/// and every gradient method differentiates it. Finlay, Jacobsen, Nurbekyan and Oberman, "How to train your neural ODE",
/// ICML 2020, equation (5).
///
/// @param field f
record KineticEnergy(VectorField field) implements VectorField {
    @Override
    public int dim() {
        return field.dim() + 1;
    }

    @Override
    public ParameterLayout parameters() {
        return field.parameters();
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
        Batch f = rest(views, 1, dyOut);
        field.eval(t, rest(views, 0, y), theta, scratch, f);
        for (int s = 0; s < f.stride(); s++) {
            double sum = 0;
            for (int i = 0; i < f.dim(); i++) {
                sum += f.get(i, s) * f.get(i, s);
            }
            dyOut.set(0, s, sum);
        }
    }

    @Override
    public double vjp(
            double t, Batch y, double[] theta, Batch a, Scratch scratch, Batch gyAcc, ParameterGradient gThetaAcc) {
        long mark = scratch.mark();
        RowViews views = views(scratch);
        Batch state = rest(views, 0, y);
        double timePart =
                field.vjp(t, state, theta, cotangent(t, state, theta, a, scratch), scratch, rest(views, 2, gyAcc), gThetaAcc);
        scratch.release(mark);
        return timePart;
    }

    /// Of f: its own part of a, and 2f times that of the energy. To be released by the caller.
    private Batch cotangent(double t, Batch state, double[] theta, Batch a, Scratch scratch) {
        Batch f = scratch.batch(field.dim(), state.size());
        Batch cotangent = scratch.batch(field.dim(), state.size());
        field.eval(t, state, theta, scratch, f);
        cotangent.copyFrom(rest(views(scratch), 1, a));
        for (int i = 0; i < f.dim(); i++) {
            for (int s = 0; s < f.size(); s++) {
                cotangent.set(i, s, cotangent.get(i, s) + 2 * a.get(0, s) * f.get(i, s));
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
        field.eval(t, state, theta, scratch, f);
        field.jvp(
                t,
                state,
                theta,
                new Direction(rest(views, 2, direction.y()), direction.theta(), direction.t()),
                scratch,
                change);
        for (int s = 0; s < f.stride(); s++) {
            double sum = 0;
            for (int i = 0; i < f.dim(); i++) {
                sum += 2 * f.get(i, s) * change.get(i, s);
            }
            dfOut.set(0, s, sum);
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
