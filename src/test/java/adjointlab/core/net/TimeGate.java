package adjointlab.core.net;

import adjointlab.core.field.DenseLayer;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.ParameterLayout;
import adjointlab.core.field.ParameterLayout.Block;
import adjointlab.core.field.Shape;
import adjointlab.core.field.StandardActivations;
import adjointlab.core.kernel.Batch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// x ∘ sigmoid(g t + c) + s t: time opens a gate in front of each component, and shifts what comes through. What
/// follows a dense layer's product in Grathwohl, Chen, Bettencourt, Sutskever and Duvenaud, "FFJORD", ICLR 2019, the
/// authors' `concatsquash` layer.
///
/// @param size components
/// @param names of g, c and s [size], as they follow one another
public record TimeGate(int size, List<String> names) implements Part {
    public TimeGate {
        names = List.copyOf(names);
        if (names.size() != 3) {
            throw new IllegalArgumentException("a gate has the parameters g, c and s, not " + names);
        }
    }

    @Override
    public Shape in() {
        return Shape.vector(size);
    }

    @Override
    public Shape out() {
        return Shape.vector(size);
    }

    @Override
    public ParameterLayout parameters() {
        return new ParameterLayout(List.of(
                Block.of(names.get(0), 0, size),
                Block.of(names.get(1), size, size),
                Block.of(names.get(2), 2 * size, size)));
    }

    /// The gate's rate and offset; the shift's rate.
    @Override
    public List<DenseLayer> layers() {
        return List.of(new DenseLayer(0, size, 0, true, size), new DenseLayer(2 * size, size, 0, true, -1));
    }

    @Override
    public Work prepare(int samples) {
        return new GateWork(size, samples);
    }

    private static final class GateWork implements Work {
        private final int size;
        /// sigmoid(g t + c) at a time, and its derivative.
        private final double[] gates;
        private final double[] slopes;
        private final Batch told;
        private double gatesAt = Double.NaN;
        private double[] theta = new double[0];
        private int at;

        GateWork(int size, int samples) {
            this.size = size;
            gates = new double[size];
            slopes = new double[size];
            told = new Batch(size, samples);
        }

        @Override
        public void bind(double[] theta, int at) {
            this.theta = theta;
            this.at = at;
            gatesAt = Double.NaN;
        }

        private int rate(int i) {
            return at + i;
        }

        private int offset(int i) {
            return at + size + i;
        }

        private int shift(int i) {
            return at + 2 * size + i;
        }

        private void openAt(double t) {
            if (gatesAt == t) {
                return;
            }
            for (int i = 0; i < size; i++) {
                gates[i] = StandardActivations.SIGMOID.value(theta[rate(i)] * t + theta[offset(i)]);
                slopes[i] = gates[i] * (1 - gates[i]);
            }
            gatesAt = t;
        }

        @Override
        public void up(double t, Batch x, Trail trail, Batch out) {
            openAt(t);
            double[] values = x.data();
            double[] results = out.data();
            for (int i = 0; i < size; i++) {
                double gate = gates[i];
                double shift = theta[shift(i)] * t;
                int from = x.row(i);
                int to = out.row(i);
                for (int s = 0; s < x.stride(); s++) {
                    results[to + s] = gate * values[from + s] + shift;
                }
            }
        }

        private void addGated(Batch a, Batch acc) {
            double[] cotangents = a.data();
            double[] sums = acc.data();
            for (int i = 0; i < size; i++) {
                double gate = gates[i];
                int from = a.row(i);
                int to = acc.row(i);
                for (int s = 0; s < a.stride(); s++) {
                    sums[to + s] += gate * cotangents[from + s];
                }
            }
        }

        @Override
        public double back(
                double t, Batch x, Trail trail, Batch a, Batch gxAcc, @Nullable ParameterGradient gThetaAcc) {
            openAt(t);
            addGated(a, gxAcc);
            return addAll(t, x, a, null, null, gThetaAcc);
        }

        /// @param xDot a direction, whose tangent has the cotangent `aDot`; null for none
        private double addAll(
                double t,
                Batch x,
                Batch a,
                @Nullable Batch xDot,
                @Nullable Batch aDot,
                @Nullable ParameterGradient gThetaAcc) {
            boolean perSample = gThetaAcc != null && gThetaAcc.perSample();
            int groups = perSample ? x.size() : 1;
            int each = perSample ? 1 : x.size();
            double timePart = 0;
            for (int i = 0; i < size; i++) {
                for (int group = 0; group < groups; group++) {
                    int from = group * each;
                    double ofGate = dot(a, x, i, from, each);
                    if (xDot != null && aDot != null) {
                        ofGate += dot(aDot, xDot, i, from, each);
                    }
                    timePart += addParameters(t, i, group, ofGate, sum(a, i, from, each), gThetaAcc);
                }
            }
            return timePart;
        }

        private static double dot(Batch u, Batch v, int i, int from, int count) {
            double[] one = u.data();
            double[] other = v.data();
            int atOne = u.row(i) + from;
            int atOther = v.row(i) + from;
            double sum = 0;
            for (int s = 0; s < count; s++) {
                sum += one[atOne + s] * other[atOther + s];
            }
            return sum;
        }

        private static double sum(Batch u, int i, int from, int count) {
            double[] data = u.data();
            int at = u.row(i) + from;
            double sum = 0;
            for (int s = 0; s < count; s++) {
                sum += data[at + s];
            }
            return sum;
        }

        /// Of one component, summed over some samples.
        ///
        /// @param s one of the samples
        /// @param ofGate cotangent of the gate
        /// @param ofShift cotangent of the shift
        private double addParameters(
                double t, int i, int s, double ofGate, double ofShift, @Nullable ParameterGradient gThetaAcc) {
            double ofArgument = ofGate * slopes[i];
            if (gThetaAcc != null) {
                gThetaAcc.add(s, rate(i), ofArgument * t);
                gThetaAcc.add(s, offset(i), ofArgument);
                gThetaAcc.add(s, shift(i), ofShift * t);
            }
            return ofArgument * theta[rate(i)] + ofShift * theta[shift(i)];
        }

        @Override
        public void along(double t, Batch x, Trail trail, Tangent along, Batch outDot) {
            openAt(t);
            double[] values = x.data();
            double[] dots = along.x().data();
            double[] results = outDot.data();
            for (int i = 0; i < size; i++) {
                double argumentDot = along.t() * theta[rate(i)];
                double shiftDot = along.t() * theta[shift(i)];
                if (along.movesTheta()) {
                    argumentDot += along.theta()[rate(i)] * t + along.theta()[offset(i)];
                    shiftDot += along.theta()[shift(i)] * t;
                }
                double gateDot = slopes[i] * argumentDot;
                double gate = gates[i];
                int from = x.row(i);
                int dot = along.x().row(i);
                int to = outDot.row(i);
                for (int s = 0; s < x.stride(); s++) {
                    results[to + s] = gate * dots[dot + s] + gateDot * values[from + s] + shiftDot;
                }
            }
        }

        @Override
        public double backAlong(
                double t, Batch x, Trail trail, Batch xDot, Pull pull, @Nullable ParameterGradient gThetaAcc) {
            openAt(t);
            addGated(pull.a(), pull.gxAcc());
            addGated(pull.aDot(), pull.gxDotAcc());
            return addAll(t, x, pull.a(), xDot, pull.aDot(), gThetaAcc);
        }

        @Override
        public void tell(double t, Batch x, Trail trail, Batch a, int first, DenseLayer.Listener listener) {
            openAt(t);
            listener.layer(first + 1, x, t, a);
            for (int i = 0; i < size; i++) {
                for (int s = 0; s < a.size(); s++) {
                    told.set(i, s, a.get(i, s) * x.get(i, s) * slopes[i]);
                }
            }
            listener.layer(first, x, t, told);
        }
    }
}
