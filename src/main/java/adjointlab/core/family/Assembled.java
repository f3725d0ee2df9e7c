package adjointlab.core.family;

import adjointlab.core.field.DenseLayer;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.ParameterLayout;
import adjointlab.core.field.VectorField;
import adjointlab.core.field.VectorField.Direction;
import adjointlab.core.math.Batch;
import adjointlab.core.math.Scratch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// A model put together from parts: the data and zeros are the position, a learned map of the data or zero the
/// velocity; the prediction is read from the position only.
///
/// @param field moves the state (position, velocity)
/// @param shape sizes
/// @param velocity from the data; where absent and the state has a velocity, it starts at zero
/// @param readOut of the position; where absent, its first components are the prediction
record Assembled(VectorField field, Shape shape, Optional<SideMap> velocity, Optional<SideMap> readOut)
        implements ModelFamily {

    /// @param data components d of a data sample, the first ones of the position
    /// @param position components of the position
    /// @param velocity components of the velocity, 0 or as many
    /// @param outputs components of a prediction
    record Shape(int data, int position, int velocity, int outputs) {}

    @Override
    public ParameterLayout parameters() {
        ParameterLayout layout = field.parameters();
        if (velocity.isPresent()) {
            layout = layout.then(velocity.get().parameters());
        }
        if (readOut.isPresent()) {
            layout = layout.then(readOut.get().parameters());
        }
        return layout;
    }

    @Override
    public int outputDim() {
        return shape.outputs();
    }

    @Override
    public int velocityDim() {
        return shape.velocity();
    }

    @Override
    public boolean yieldsProbabilities() {
        return readOut.isPresent() && readOut.get() instanceof SoftmaxMap;
    }

    @Override
    public OptionalDouble damping(double[] theta) {
        return field instanceof SecondOrderField secondOrder
                ? secondOrder.heavyBallDamping(theta)
                : OptionalDouble.empty();
    }

    @Override
    public void start(double[] theta) {
        if (field instanceof SecondOrderField secondOrder) {
            secondOrder.start(theta);
        }
    }

    @Override
    public void embed(Batch x0, double[] theta, Scratch scratch, Batch y0Out) {
        y0Out.fill(0);
        System.arraycopy(x0.data(), x0.offset(), y0Out.data(), y0Out.offset(), x0.length());
        if (velocity.isPresent()) {
            velocity.get().eval(x0, theta, scratch, velocityOf(y0Out, scratch));
        }
    }

    @Override
    public void embedVjp(Batch x0, double[] theta, Batch a, Scratch scratch, Batch gxAcc, ParameterGradient gThetaAcc) {
        for (int i = 0; i < gxAcc.length(); i++) {
            gxAcc.data()[gxAcc.offset() + i] += a.data()[a.offset() + i];
        }
        if (velocity.isPresent()) {
            velocity.get().vjp(x0, theta, velocityOf(a, scratch), scratch, gxAcc, gThetaAcc);
        }
    }

    @Override
    public void embedJvp(Batch x0, double[] theta, double[] thetaDot, Scratch scratch, Batch y0DotOut) {
        y0DotOut.fill(0);
        if (velocity.isPresent()) {
            long mark = scratch.mark();
            Batch still = scratch.batch(x0.dim(), x0.size());
            still.fill(0);
            Direction direction = new Direction(still, thetaDot, 0);
            velocity.get().jvp(x0, theta, direction, scratch, velocityOf(y0DotOut, scratch));
            scratch.release(mark);
        }
    }

    @Override
    public void readOut(Batch y, double[] theta, Scratch scratch, Batch outOut) {
        if (readOut.isPresent()) {
            readOut.get().eval(position(0, y, scratch), theta, scratch, outOut);
        } else {
            System.arraycopy(y.data(), y.offset(), outOut.data(), outOut.offset(), outOut.length());
        }
    }

    @Override
    public void readOutVjp(
            Batch y, double[] theta, Batch a, Scratch scratch, Batch gyAcc, ParameterGradient gThetaAcc) {
        if (readOut.isPresent()) {
            readOut.get().vjp(position(0, y, scratch), theta, a, scratch, position(1, gyAcc, scratch), gThetaAcc);
        } else {
            for (int i = 0; i < a.length(); i++) {
                gyAcc.data()[gyAcc.offset() + i] += a.data()[a.offset() + i];
            }
        }
    }

    @Override
    public void readOutJvp(Batch y, double[] theta, Direction direction, Scratch scratch, Batch outDotOut) {
        if (readOut.isPresent()) {
            Direction ofPosition = new Direction(position(1, direction.y(), scratch), direction.theta(), direction.t());
            readOut.get().jvp(position(0, y, scratch), theta, ofPosition, scratch, outDotOut);
        } else {
            Batch yDot = direction.y();
            System.arraycopy(yDot.data(), yDot.offset(), outDotOut.data(), outDotOut.offset(), outDotOut.length());
        }
    }

    @Override
    public List<DenseLayer> denseLayers() {
        List<DenseLayer> layers = new ArrayList<>(field.denseLayers());
        velocity.ifPresent(map -> layers.addAll(map.denseLayers()));
        readOut.ifPresent(map -> layers.addAll(map.denseLayers()));
        return layers;
    }

    @Override
    public void embedCotangents(Batch x0, double[] theta, Batch a, Scratch scratch, DenseLayer.Listener listener) {
        if (velocity.isPresent()) {
            int first = field.denseLayers().size();
            velocity.get().layerCotangents(x0, theta, velocityOf(a, scratch), scratch, first, listener);
        }
    }

    @Override
    public void readOutCotangents(Batch y, double[] theta, Batch a, Scratch scratch, DenseLayer.Listener listener) {
        if (readOut.isPresent()) {
            int first = denseLayers().size() - readOut.get().denseLayers().size();
            readOut.get().layerCotangents(position(0, y, scratch), theta, a, scratch, first, listener);
        }
    }

    private Batch position(int slot, Batch state, Scratch scratch) {
        return views(scratch).of(slot, state, 0, shape.position());
    }

    private Batch velocityOf(Batch state, Scratch scratch) {
        return views(scratch).of(0, state, shape.position(), shape.velocity());
    }

    private RowViews views(Scratch scratch) {
        return scratch.memory(this, _ -> new RowViews(2));
    }
}
