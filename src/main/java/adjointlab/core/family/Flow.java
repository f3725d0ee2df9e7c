package adjointlab.core.family;

import adjointlab.core.field.Blocks;
import adjointlab.core.field.FieldTemplate;
import adjointlab.core.field.LayeredField;
import adjointlab.core.field.LogDensity;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.ParameterLayout;
import adjointlab.core.field.Trace;
import adjointlab.core.field.VectorField.Direction;
import adjointlab.core.math.Batch;
import adjointlab.core.math.Scratch;

/// A continuous normalizing flow: data x are carried to z, whose density is standard normal, and the change of volume δ
/// on the way gives log p(x) = log N(z; 0, I) − δ. A prediction is (z, log p(x)). Chen, Rubanova, Bettencourt and
/// Duvenaud, NeurIPS 2018, section 4; Grathwohl et al., "FFJORD", ICLR 2019.
///
/// @param trace how the trace of the Jacobian is had
/// @param blocks flows one after another, each with weights of its own
public record Flow(Trace trace, int blocks) implements FamilyTemplate {
    private static final double LOG_2_PI = Math.log(2 * Math.PI);

    @Override
    public ModelFamily build(FieldTemplate field, int dim, int outputs) {
        if (outputs > dim + 1) {
            throw new IllegalArgumentException("a flow of " + dim + " components predicts " + (dim + 1)
                    + " numbers, where it goes and the log-density; the problem wants " + outputs);
        }
        if (!(field.build(dim, dim) instanceof LayeredField layered)) {
            throw new IllegalArgumentException(
                    "a flow needs the trace of its field's Jacobian, which is known for fields made of dense layers"
                            + " only; choose the perceptron as field");
        }
        LayeredField whole = blocks == 1 ? layered : new Blocks(layered, blocks);
        return new Model(new LogDensity(whole, trace), dim);
    }

    /// @param field of (x, δ)
    /// @param dim d
    private record Model(LogDensity field, int dim) implements ModelFamily {
        @Override
        public ParameterLayout parameters() {
            return field.parameters();
        }

        @Override
        public int outputDim() {
            return dim + 1;
        }

        @Override
        public int velocityDim() {
            return 0;
        }

        @Override
        public boolean logDensity() {
            return true;
        }

        @Override
        public boolean draws() {
            return field.trace() instanceof Trace.Estimate;
        }

        @Override
        public void start(double[] theta) {
            // all weights start as the initialiser filled them
        }

        @Override
        public void embed(Batch x0, double[] theta, Scratch scratch, Batch y0Out) {
            y0Out.fill(0);
            System.arraycopy(x0.data(), x0.offset(), y0Out.data(), y0Out.offset(), x0.length());
        }

        @Override
        public void embedVjp(
                Batch x0, double[] theta, Batch a, Scratch scratch, Batch gxAcc, ParameterGradient gThetaAcc) {
            for (int i = 0; i < gxAcc.length(); i++) {
                gxAcc.data()[gxAcc.offset() + i] += a.data()[a.offset() + i];
            }
        }

        @Override
        public void embedJvp(Batch x0, double[] theta, double[] thetaDot, Scratch scratch, Batch y0DotOut) {
            y0DotOut.fill(0);
        }

        @Override
        public void readOut(Batch y, double[] theta, Scratch scratch, Batch outOut) {
            outOut.copyFrom(y);
            double[] out = outOut.data();
            int last = outOut.row(dim);
            for (int s = 0; s < outOut.stride(); s++) {
                double squares = 0;
                for (int i = 0; i < dim; i++) {
                    double z = out[outOut.row(i) + s];
                    squares += z * z;
                }
                out[last + s] = -0.5 * (squares + dim * LOG_2_PI) - out[last + s];
            }
        }

        @Override
        public void readOutVjp(
                Batch y, double[] theta, Batch a, Scratch scratch, Batch gyAcc, ParameterGradient gThetaAcc) {
            for (int s = 0; s < y.size(); s++) {
                double ofLog = a.get(dim, s);
                for (int i = 0; i < dim; i++) {
                    gyAcc.set(i, s, gyAcc.get(i, s) + a.get(i, s) - ofLog * y.get(i, s));
                }
                gyAcc.set(dim, s, gyAcc.get(dim, s) - ofLog);
            }
        }

        @Override
        public void readOutJvp(Batch y, double[] theta, Direction direction, Scratch scratch, Batch outDotOut) {
            Batch yDot = direction.y();
            outDotOut.copyFrom(yDot);
            for (int s = 0; s < y.size(); s++) {
                double change = -yDot.get(dim, s);
                for (int i = 0; i < dim; i++) {
                    change -= y.get(i, s) * yDot.get(i, s);
                }
                outDotOut.set(dim, s, change);
            }
        }
    }
}
