package adjointlab.core.family;

import adjointlab.core.field.Activation;
import adjointlab.core.field.StandardActivations;
import adjointlab.core.field.VectorField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What families share beside their dynamics.
///
/// @param augment zero channels p appended to the data
/// @param velocity how a second-order family's state starts to move
/// @param readOut how a prediction is made of the state
public record Parts(int augment, Velocity velocity, ReadOut readOut) {
    /// Where the initial velocity comes from.
    public sealed interface Velocity permits AtRest, Constant, Learned {}

    /// m(t₀) = 0.
    public record AtRest() implements Velocity {}

    /// m(t₀) is a learned vector, the same for all data.
    public record Constant() implements Velocity {}

    /// m(t₀) is a learned function of the data: linear layers with hardtanh ±5 between them, linear where there is
    /// no hidden one.
    ///
    /// @param hidden widths of the hidden layers
    public record Learned(List<Integer> hidden) implements Velocity {
        public Learned {
            hidden = List.copyOf(hidden);
        }
    }

    /// How a prediction is made of the position.
    public enum ReadOut {
        /// Its first components.
        IDENTITY,
        /// One linear layer.
        LINEAR,
        /// One linear layer, clipped to [−1, 1].
        HARDTANH,
        /// One linear layer and tanh.
        TANH,
        /// One linear layer and softmax: probabilities of classes.
        SOFTMAX;

        private Activation activation() {
            return switch (this) {
                case IDENTITY, LINEAR, SOFTMAX -> StandardActivations.IDENTITY;
                case HARDTANH -> StandardActivations.HARDTANH;
                case TANH -> StandardActivations.TANH;
            };
        }
    }

    /// No zero channels, at rest, the first components.
    public static final Parts PLAIN = new Parts(0, new AtRest(), ReadOut.IDENTITY);

    /// These parts with a first-order field.
    ModelFamily firstOrder(VectorField field, int dim, int outputs) {
        Assembled.Shape shape = new Assembled.Shape(dim, dim + augment, 0, outputs);
        return new Assembled(
                field,
                shape,
                Optional.empty(),
                readOut(shape, field.parameters().size()));
    }

    /// These parts with a second-order field.
    ModelFamily secondOrder(SecondOrderField field, int dim, int outputs) {
        Assembled.Shape shape = new Assembled.Shape(dim, dim + augment, dim + augment, outputs);
        int next = field.parameters().size();
        Optional<SideMap> start =
                switch (velocity) {
                    case AtRest _ -> Optional.empty();
                    case Constant _ -> Optional.of(new ConstantMap(shape.velocity(), next));
                    case Learned(List<Integer> hidden) -> {
                        List<Integer> widths = new ArrayList<>(hidden);
                        widths.addFirst(dim);
                        widths.addLast(shape.velocity());
                        yield Optional.of(NetMap.velocity(widths, next));
                    }
                };
        if (start.isPresent()) {
            next += start.get().parameters().size();
        }
        return new Assembled(field, shape, start, readOut(shape, next));
    }

    private Optional<SideMap> readOut(Assembled.Shape shape, int position) {
        if (readOut != ReadOut.IDENTITY) {
            NetMap map = NetMap.readOut(shape.position(), shape.outputs(), readOut.activation(), position);
            return Optional.of(readOut == ReadOut.SOFTMAX ? new SoftmaxMap(map) : map);
        }
        if (shape.outputs() > shape.position()) {
            throw new IllegalArgumentException("the problem wants " + shape.outputs() + " numbers from a position of "
                    + shape.position() + " components; choose a linear read-out");
        }
        return Optional.empty();
    }
}
