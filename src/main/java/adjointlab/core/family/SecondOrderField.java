package adjointlab.core.family;

import adjointlab.core.field.Activation;
import adjointlab.core.field.Context;
import adjointlab.core.field.DenseLayer;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.ParameterLayout;
import adjointlab.core.field.StandardActivations;
import adjointlab.core.field.VectorField;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Kernels;
import adjointlab.core.kernel.Scratch;
import java.util.ArrayList;
import java.util.List;

/// The dynamics of all second-order families, for the state (h, m): h′ = σ(m), m′ = −γm + f − ξh. Xia et al., NeurIPS
/// 2021, equation (15); with ξ = 0 and σ the identity equation (10), with γ = 0 too and f of both halves equation (45).
///
/// @param force f, of h or of (h, m); its parameters stand first, then those of γ and ξ
/// @param damping γ
/// @param correction ξ
/// @param gate σ
/// @param convention which sign the momentum has
public record SecondOrderField(
        VectorField force, Coefficient damping, Coefficient correction, Activation gate, Convention convention)
        implements VectorField {

    /// Which sign the momentum has.
    public enum Convention {
        /// h′ = σ(m), m′ = −γm + f − ξh, as the paper writes it.
        PAPER(1),
        /// h′ = σ(−m), m′ = −γm + f + ξh, as the authors' program computes it: the paper's with −m for m and −f
        /// for f.
        AUTHORS(-1);

        private final double sign;

        Convention(double sign) {
            this.sign = sign;
        }
    }

    public SecondOrderField {
        if (force.inputDim() != force.dim() && force.inputDim() != 2 * force.dim()) {
            throw new IllegalArgumentException("a force depends on the position or on position and velocity");
        }
    }

    @Override
    public int dim() {
        return 2 * force.dim();
    }

    @Override
    public ParameterLayout parameters() {
        return force.parameters().then(damping.parameters()).then(correction.parameters());
    }

    @Override
    public List<Start> starts() {
        return force.starts();
    }

    @Override
    public void bind(double[] theta, Context context, Scratch scratch) {
        force.bind(theta, context, scratch);
    }

    /// What is true of a model with these dynamics: where learned coefficients start, and that it is a heavy ball
    /// where the force depends on the position only.
    List<Trait> traits() {
        List<Trait> traits = new ArrayList<>();
        if (damping.learned()) {
            traits.add(new Trait.Start(dampingAt(), damping.raw()));
        }
        if (correction.learned()) {
            traits.add(new Trait.Start(correctionAt(), correction.raw()));
        }
        if (force.inputDim() == force.dim()) {
            traits.add(new Trait.HeavyBall(damping, dampingAt()));
        }
        return List.copyOf(traits);
    }

    private int dampingAt() {
        return force.parameters().size();
    }

    private int correctionAt() {
        return dampingAt() + (damping.learned() ? 1 : 0);
    }

    @Override
    public void eval(double t, Batch y, double[] theta, Scratch scratch, Batch dyOut) {
        Workspace workspace = scratch.memory(this, Workspace::new);
        force.eval(t, workspace.input(y), theta, scratch, workspace.lower(1, dyOut));
        complete(workspace, y, theta, dyOut);
    }

    /// Adds −γm − ξh to the force and sets h′.
    private void complete(Workspace workspace, Batch y, double[] theta, Batch dyOut) {
        int half = y.length() / 2;
        Kernels.heavyBall(
                dyOut.data(),
                dyOut.offset(),
                y.data(),
                y.offset(),
                half,
                damping(workspace, theta),
                correction(workspace, theta),
                convention.sign);
        if (gate != StandardActivations.IDENTITY) {
            gate.values(dyOut.data(), dyOut.offset(), half, dyOut.data());
        }
    }

    @Override
    public double vjp(
            double t, Batch y, double[] theta, Batch a, Scratch scratch, Batch gyAcc, ParameterGradient gThetaAcc) {
        Workspace workspace = scratch.memory(this, Workspace::new);
        double timePart = force.vjp(
                t,
                workspace.input(y),
                theta,
                workspace.lower(1, a),
                scratch,
                workspace.inputGradient(gyAcc),
                gThetaAcc);
        back(workspace, y, theta, a, scratch, gyAcc, gThetaAcc);
        return timePart;
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
        Workspace workspace = scratch.memory(this, Workspace::new);
        double timePart = force.evalAndVjp(
                t,
                workspace.input(y),
                theta,
                workspace.lower(1, a),
                scratch,
                workspace.lower(2, dyOut),
                workspace.inputGradient(gyAcc),
                gThetaAcc);
        complete(workspace, y, theta, dyOut);
        back(workspace, y, theta, a, scratch, gyAcc, gThetaAcc);
        return timePart;
    }

    /// What the force leaves out of a vector-Jacobian product.
    private void back(
            Workspace workspace,
            Batch y,
            double[] theta,
            Batch a,
            Scratch scratch,
            Batch gyAcc,
            ParameterGradient gThetaAcc) {
        int half = y.length() / 2;
        if (gate == StandardActivations.IDENTITY) {
            Kernels.heavyBallBack(
                    gyAcc.data(),
                    gyAcc.offset(),
                    a.data(),
                    a.offset(),
                    half,
                    damping(workspace, theta),
                    correction(workspace, theta),
                    convention.sign);
        } else {
            backThroughGate(workspace, theta, y, a, scratch, gyAcc);
        }
        Batch aM = workspace.lower(1, a);
        if (damping.learned()) {
            double slope = -damping.slope(theta, workspace.dampingAt);
            addProduct(slope, aM, workspace.lower(2, y), workspace.dampingAt, gThetaAcc);
        }
        if (correction.learned()) {
            double slope = -convention.sign * correction.slope(theta, workspace.correctionAt);
            addProduct(slope, aM, workspace.upper(y), workspace.correctionAt, gThetaAcc);
        }
    }

    private void backThroughGate(Workspace workspace, double[] theta, Batch y, Batch a, Scratch scratch, Batch gyAcc) {
        double gamma = damping(workspace, theta);
        double xi = correction(workspace, theta);
        int half = y.length() / 2;
        double[] gradient = gyAcc.data();
        int gh = gyAcc.offset();
        int ah = a.offset();
        long mark = scratch.mark();
        double[] slope = gateSlopes(y, scratch);
        for (int i = 0; i < half; i++) {
            double aM = a.data()[ah + half + i];
            gradient[gh + i] -= xi * aM;
            gradient[gh + half + i] += convention.sign * slope[i] * a.data()[ah + i] - gamma * aM;
        }
        scratch.release(mark);
    }

    private double damping(Workspace workspace, double[] theta) {
        return damping.value(theta, workspace.dampingAt);
    }

    /// With the sign that it is subtracted with.
    private double correction(Workspace workspace, double[] theta) {
        return convention.sign * correction.value(theta, workspace.correctionAt);
    }

    /// σ′(±m), from the array's start.
    private double[] gateSlopes(Batch y, Scratch scratch) {
        int half = y.length() / 2;
        double[] slopes = scratch.array(half);
        double[] values = scratch.array(half);
        int m = y.offset() + half;
        for (int i = 0; i < half; i++) {
            values[i] = convention.sign * y.data()[m + i];
        }
        gate.valuesAndSlopes(values, 0, half, slopes, 0);
        return slopes;
    }

    /// Adds factor · Σᵢ aᵢvᵢ to one parameter, sample by sample.
    private static void addProduct(double factor, Batch a, Batch v, int position, ParameterGradient gThetaAcc) {
        for (int s = 0; s < a.size(); s++) {
            double sum = 0;
            for (int i = 0; i < a.dim(); i++) {
                sum += a.get(i, s) * v.get(i, s);
            }
            gThetaAcc.add(s, position, factor * sum);
        }
    }

    @Override
    public void jvp(double t, Batch y, double[] theta, Direction direction, Scratch scratch, Batch dfOut) {
        Workspace workspace = scratch.memory(this, Workspace::new);
        Batch inputDirection = workspace.inputGradient(direction.y());
        force.jvp(
                t,
                workspace.input(y),
                theta,
                new Direction(inputDirection, direction.theta(), direction.t()),
                scratch,
                workspace.lower(1, dfOut));
        int half = y.length() / 2;
        double gamma = damping.value(theta, workspace.dampingAt);
        double xi = convention.sign * correction.value(theta, workspace.correctionAt);
        double gammaDot = damping.learned()
                ? damping.slope(theta, workspace.dampingAt) * direction.theta()[workspace.dampingAt]
                : 0;
        double xiDot = correction.learned()
                ? convention.sign
                        * correction.slope(theta, workspace.correctionAt)
                        * direction.theta()[workspace.correctionAt]
                : 0;
        long mark = scratch.mark();
        double[] slope = gateSlopes(y, scratch);
        double[] state = y.data();
        double[] move = direction.y().data();
        double[] out = dfOut.data();
        int h = y.offset();
        int hDot = direction.y().offset();
        int dh = dfOut.offset();
        for (int i = 0; i < half; i++) {
            out[dh + half + i] -= gamma * move[hDot + half + i]
                    + gammaDot * state[h + half + i]
                    + xi * move[hDot + i]
                    + xiDot * state[h + i];
            out[dh + i] = convention.sign * slope[i] * move[hDot + half + i];
        }
        scratch.release(mark);
    }

    @Override
    public List<DenseLayer> denseLayers() {
        return force.denseLayers();
    }

    @Override
    public void layerCotangents(
            double t, Batch y, double[] theta, Batch a, Scratch scratch, DenseLayer.Listener listener) {
        Workspace workspace = scratch.memory(this, Workspace::new);
        force.layerCotangents(t, workspace.input(y), theta, workspace.lower(1, a), scratch, listener);
    }

    /// Views of the halves, and where the coefficients stand.
    private static final class Workspace {
        private final RowViews views = new RowViews(5);
        private final int half;
        private final boolean both;
        private final int dampingAt;
        private final int correctionAt;

        Workspace(SecondOrderField field) {
            half = field.force.dim();
            both = field.force.inputDim() != half;
            dampingAt = field.dampingAt();
            correctionAt = field.correctionAt();
        }

        Batch input(Batch y) {
            return both ? y : views.of(0, y, 0, half);
        }

        Batch inputGradient(Batch gy) {
            return both ? gy : views.of(3, gy, 0, half);
        }

        Batch upper(Batch y) {
            return views.of(4, y, 0, half);
        }

        Batch lower(int slot, Batch y) {
            return views.of(slot, y, half, half);
        }
    }
}
