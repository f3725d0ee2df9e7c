package adjointlab.core.family;

import adjointlab.core.field.Context;
import adjointlab.core.field.DenseLayer;
import adjointlab.core.field.JointField;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.ParameterLayout;
import adjointlab.core.field.VectorField;
import adjointlab.core.field.VectorField.Direction;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A model that runs until t₁ while its problem's clock runs from t₀ to T: with τ = (t₁ − t₀)/(T − t₀) its field is
/// τf(t₀ + τ(t − t₀), y). So t₁ can be a parameter, the last one, and every gradient method, panel and file knows it.
/// Its derivative is that of the loss by the end of the integration, Q_T of Liu, Chen and Theodorou, NeurIPS 2021,
/// equation (34a) without its penalty.
///
/// @param model to be rescaled
/// @param span of the problem
/// @param end t₁ where it is not learned, where it starts where it is, s
/// @param learned whether t₁ is a parameter
public record Rescaled(Model model, Span span, double end, boolean learned) {
    /// The parameter's name.
    public static final String NAME = "t1";

    /// @param start t₀, s
    /// @param length T − t₀ of the problem, s
    public record Span(double start, double length) {}

    /// The model with its clock. What trajectories have cost is paid as before, but is no longer a cost in the
    /// model's own time.
    public Model build() {
        Model.Places places = learned
                ? model.places().with(new ParameterLayout(List.of(ParameterLayout.Block.of(NAME, 0))))
                : model.places();
        Trait.Clock clock = new Trait.Clock(span, end, learned ? OptionalInt.of(own()) : OptionalInt.empty());
        List<Trait> traits = new ArrayList<>();
        for (Trait trait : model.traits()) {
            traits.add(trait instanceof Trait.Cost cost ? new Trait.Cost(cost.cost(), Optional.empty()) : trait);
        }
        traits.add(clock);
        if (learned) {
            traits.add(new Trait.Start(own(), end));
        }
        return new Model(new Field(model.field(), clock, places.parameters()), model.ends(), places, traits);
    }

    private int own() {
        return model.parameters().size();
    }

    /// τf(t₀ + τ(t − t₀), y).
    ///
    /// @param inner f
    /// @param clock τ
    /// @param layout of the model, t₁ among it where it is learned
    private record Field(VectorField inner, Trait.Clock clock, ParameterLayout layout) implements JointField {
        private boolean learned() {
            return clock.learned().isPresent();
        }

        private int own() {
            return clock.learned().orElseThrow();
        }

        @Override
        public int dim() {
            return inner.dim();
        }

        /// The field's own, or all of the model's where t₁ stands behind them.
        @Override
        public ParameterLayout parameters() {
            return learned() ? layout : inner.parameters();
        }

        @Override
        public void bind(double[] theta, Context context, Scratch scratch) {
            inner.bind(theta, context, scratch);
        }

        private double clock(double t, double tau) {
            return clock.span().start() + tau * (t - clock.span().start());
        }

        @Override
        public void eval(double t, Batch y, double[] theta, Scratch scratch, Batch dyOut) {
            double tau = clock.scale(theta);
            inner.eval(clock(t, tau), y, theta, scratch, dyOut);
            scale(dyOut, tau, dyOut);
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
            double tau = clock.scale(theta);
            long mark = scratch.mark();
            Batch scaled = scratch.batch(dim(), y.size());
            scale(a, tau, scaled);
            double timePart = inner.evalAndVjp(clock(t, tau), y, theta, scaled, scratch, dyOut, gyAcc, gThetaAcc);
            if (learned()) {
                byEnd(t, y, theta, new Pull(a, dyOut, timePart), scratch, gThetaAcc);
            }
            scale(dyOut, tau, dyOut);
            scratch.release(mark);
            return tau * timePart;
        }

        /// @param a cotangent
        /// @param f inner field, not scaled
        /// @param timePart τaᵀ∂f/∂t
        private record Pull(Batch a, Batch f, double timePart) {}

        /// Adds aᵀ(f + τ(t − t₀)∂f/∂t)/(T − t₀).
        private void byEnd(double t, Batch y, double[] theta, Pull pull, Scratch scratch, ParameterGradient gThetaAcc) {
            double since = t - clock.span().start();
            if (!gThetaAcc.perSample() || pull.timePart() == 0) {
                for (int s = 0; s < y.size(); s++) {
                    gThetaAcc.add(
                            s, own(), dot(pull.a(), pull.f(), s) / clock.span().length());
                }
                gThetaAcc.add(0, own(), since * pull.timePart() / clock.span().length());
                return;
            }
            double tau = clock.scale(theta);
            long mark = scratch.mark();
            Batch still = scratch.batch(y.dim(), y.size());
            still.fill(0);
            Batch byTime = scratch.batch(dim(), y.size());
            double[] nothing = scratch.array(theta.length);
            Arrays.fill(nothing, 0);
            inner.jvp(clock(t, tau), y, theta, new Direction(still, nothing, 1), scratch, byTime);
            for (int s = 0; s < y.size(); s++) {
                double sum = dot(pull.a(), pull.f(), s) + tau * since * dot(pull.a(), byTime, s);
                gThetaAcc.add(s, own(), sum / clock.span().length());
            }
            scratch.release(mark);
        }

        @Override
        public void jvp(double t, Batch y, double[] theta, Direction direction, Scratch scratch, Batch dfOut) {
            double tau = clock.scale(theta);
            double tauDot = learned() ? direction.theta()[own()] / clock.span().length() : 0;
            double clockDot = tau * direction.t() + tauDot * (t - clock.span().start());
            inner.jvp(
                    clock(t, tau), y, theta, new Direction(direction.y(), direction.theta(), clockDot), scratch, dfOut);
            scale(dfOut, tau, dfOut);
            if (tauDot != 0) {
                long mark = scratch.mark();
                Batch f = scratch.batch(dim(), y.size());
                inner.eval(clock(t, tau), y, theta, scratch, f);
                for (int i = 0; i < f.length(); i++) {
                    dfOut.data()[dfOut.offset() + i] += tauDot * f.data()[f.offset() + i];
                }
                scratch.release(mark);
            }
        }

        @Override
        public List<DenseLayer> denseLayers() {
            return inner.denseLayers();
        }

        @Override
        public void layerCotangents(
                double t, Batch y, double[] theta, Batch a, Scratch scratch, DenseLayer.Listener listener) {
            double tau = clock.scale(theta);
            long mark = scratch.mark();
            Batch scaled = scratch.batch(dim(), y.size());
            scale(a, tau, scaled);
            inner.layerCotangents(clock(t, tau), y, theta, scaled, scratch, listener);
            scratch.release(mark);
        }
    }

    private static void scale(Batch from, double factor, Batch out) {
        for (int i = 0; i < from.length(); i++) {
            out.data()[out.offset() + i] = factor * from.data()[from.offset() + i];
        }
    }

    private static double dot(Batch u, Batch v, int sample) {
        double sum = 0;
        for (int i = 0; i < u.dim(); i++) {
            sum += u.get(i, sample) * v.get(i, sample);
        }
        return sum;
    }
}
