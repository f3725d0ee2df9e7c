package adjointlab.core.family;

import adjointlab.core.field.Activation;
import adjointlab.core.field.HardTanh;
import adjointlab.core.field.LeakyRelu;
import adjointlab.core.field.Shape;
import adjointlab.core.field.StandardActivations;
import adjointlab.core.field.VectorField;
import adjointlab.core.net.Activate;
import adjointlab.core.net.Chain;
import adjointlab.core.net.Constant;
import adjointlab.core.net.ConvStack;
import adjointlab.core.net.Dense;
import adjointlab.core.net.Part;
import adjointlab.core.net.Pool;
import adjointlab.core.net.Softmax;
import adjointlab.core.net.Stack;
import adjointlab.core.net.Take;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What families share beside their dynamics.
///
/// @param augment zero channels p appended to the data
/// @param velocity how a second-order family's state starts to move
/// @param readOut how a prediction is made of the state
/// @param ofImages what more there is where the data are images
public record Parts(int augment, Velocity velocity, ReadOut readOut, OfImages ofImages) {
    /// The bound at which an initial velocity's layers saturate (Xia et al., NeurIPS 2021, appendix E).
    private static final double VELOCITY_BOUND = 5;

    /// Where the initial velocity comes from.
    public sealed interface Velocity permits AtRest, Uniform, Learned, Convolved {}

    /// m(t₀) = 0.
    public record AtRest() implements Velocity {}

    /// m(t₀) is a learned vector, the same for all data: the initial velocity of Xia et al.'s initialisation test
    /// (NeurIPS 2021, Fig. 3).
    public record Uniform() implements Velocity {}

    /// m(t₀) is a learned function of the data: linear layers with hardtanh ±5 between them, linear where there is
    /// no hidden one.
    ///
    /// @param hidden widths of the hidden layers
    public record Learned(List<Integer> hidden) implements Velocity {
        public Learned {
            hidden = List.copyOf(hidden);
        }
    }

    /// m(t₀) and the zero channels are learned convolutions of an image, 1×1 first and last and 3×3 between, with
    /// leaky rectified units of slope 0.3. Xia et al., NeurIPS 2021, appendix E.3.
    ///
    /// @param hidden channels behind each layer but the last
    /// @param single whether single precision is used inside
    public record Convolved(List<Integer> hidden, boolean single) implements Velocity {
        private static final double LEAK = 0.3;

        public Convolved {
            hidden = List.copyOf(hidden);
        }

        private Part network(Shape data, int channels) {
            if (data.height() == 1 && data.width() == 1) {
                throw new IllegalArgumentException("convolutions take images, not vectors of " + data.channels()
                        + " components; choose another initial velocity, or a problem of images");
            }
            List<ConvStack.Layer> layers = new ArrayList<>();
            for (int l = 0; l < hidden.size(); l++) {
                layers.add(new ConvStack.Layer(hidden.get(l), l == 0 ? 1 : 3, new LeakyRelu(LEAK)));
            }
            layers.add(new ConvStack.Layer(channels, 1, StandardActivations.IDENTITY));
            ConvStack stack = new ConvStack(data, layers, ConvStack.TimeChannel.NONE, "velocity");
            return single ? stack : stack.twin();
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

        /// What follows the linear layer.
        private Optional<Part> after(int outputs) {
            return switch (this) {
                case IDENTITY, LINEAR -> Optional.empty();
                case HARDTANH -> Optional.of(new Activate(Shape.vector(outputs), StandardActivations.HARDTANH));
                case TANH -> Optional.of(new Activate(Shape.vector(outputs), StandardActivations.TANH));
                case SOFTMAX -> Optional.of(new Softmax(outputs));
            };
        }
    }

    /// What models of images may have around their dynamics.
    ///
    /// @param stem what makes the state of the data; none where these are the state
    /// @param pool pixels of a side of the windows that the read-out takes the means of, behind rectified units; 0
    ///     where it takes the whole position. Liu, Chen and Theodorou, NeurIPS 2021, take 6, in the authors'
    ///     program
    public record OfImages(Optional<Stem> stem, int pool) {
        /// Neither.
        public static final OfImages NOTHING = new OfImages(Optional.empty(), 0);

        private Shape state(Shape data) {
            return stem.map(each -> each.part(data).out()).orElse(data);
        }
    }

    /// Without anything for images alone.
    public Parts(int augment, Velocity velocity, ReadOut readOut) {
        this(augment, velocity, readOut, OfImages.NOTHING);
    }

    /// No zero channels, at rest, the first components.
    public static final Parts PLAIN = new Parts(0, new AtRest(), ReadOut.IDENTITY);

    /// What the field moves, without a velocity: what the stem makes of the data, and the zero channels.
    Shape position(Shape data) {
        return ofImages.state(data).with(augment);
    }

    /// These parts with a first-order field.
    Model firstOrder(VectorField field, Shape data, int outputs) {
        Shape position = position(data);
        return Model.of(
                field, behindStem(data, beginning(data)), decoder(position.size(), position, outputs), traits(data));
    }

    /// These parts with a second-order field.
    Model secondOrder(SecondOrderField field, Shape data, int outputs) {
        Shape state = ofImages.state(data);
        int dim = state.size();
        Shape shape = position(data);
        int position = shape.size();
        Part rest =
                switch (velocity) {
                    case AtRest _ -> Constant.zeros(dim, position);
                    case Uniform _ -> new Constant(dim, position, "velocity.W1");
                    case Learned(List<Integer> hidden) -> network(dim, hidden, position);
                    case Convolved convolved -> convolved.network(state, augment + shape.channels());
                };
        // convolutions make what is beside the data too
        Part beginning = velocity instanceof Convolved ? Take.all(dim) : beginning(data);
        List<Trait> traits = new ArrayList<>(traits(data));
        traits.add(new Trait.Velocity(position));
        traits.addAll(field.traits());
        return Model.of(
                field, behindStem(data, Stack.of(beginning, rest)), decoder(2 * position, shape, outputs), traits);
    }

    private Part behindStem(Shape data, Part encoder) {
        return ofImages.stem()
                .map(stem -> (Part) Chain.of(stem.part(data), encoder))
                .orElse(encoder);
    }

    /// The data or what the stem makes of them, then zeros.
    private Part beginning(Shape data) {
        int dim = ofImages.state(data).size();
        int zeros = position(data).size() - dim;
        return zeros == 0 ? Take.all(dim) : Stack.of(Take.all(dim), Constant.zeros(dim, zeros));
    }

    private static Part network(int dim, List<Integer> hidden, int velocity) {
        Activation between = new HardTanh(VELOCITY_BOUND);
        List<Part> layers = new ArrayList<>();
        int inputs = dim;
        for (int width : hidden) {
            layers.add(velocityLayer(inputs, width, layers));
            layers.add(new Activate(Shape.vector(width), between));
            inputs = width;
        }
        layers.add(velocityLayer(inputs, velocity, layers));
        return new Chain(layers);
    }

    private static Dense velocityLayer(int inputs, int outputs, List<Part> before) {
        int number = before.size() / 2 + 1;
        return new Dense(inputs, outputs, "velocity.W" + number, "velocity.b" + number);
    }

    private Part decoder(int state, Shape shape, int outputs) {
        int position = shape.size();
        if (readOut == ReadOut.IDENTITY) {
            if (outputs > position) {
                throw new IllegalArgumentException("the problem wants " + outputs + " numbers from a position of "
                        + position + " components; choose a linear read-out");
            }
            if (ofImages.pool() > 0) {
                throw new IllegalArgumentException(
                        "a read-out that takes means of windows is followed by a linear layer; choose a linear read-out");
            }
            return new Take(state, 0, outputs);
        }
        List<Part> parts = new ArrayList<>();
        if (state != position) {
            parts.add(new Take(state, 0, position));
        }
        int inputs = position;
        if (ofImages.pool() > 0) {
            Pool pool = new Pool(shape, ofImages.pool());
            parts.add(new Activate(shape, StandardActivations.RELU));
            parts.add(pool);
            inputs = pool.out().size();
        }
        parts.add(new Dense(inputs, outputs, "readout.W", "readout.b"));
        readOut.after(outputs).ifPresent(parts::add);
        return new Chain(parts);
    }

    private List<Trait> traits(Shape data) {
        List<Trait> traits = new ArrayList<>();
        if (readOut == ReadOut.SOFTMAX) {
            traits.add(new Trait.Probabilities());
        }
        if (ofImages.stem().isPresent()) {
            Shape state = ofImages.state(data);
            traits.add(new Trait.Pixels(state.height(), state.width()));
        }
        return traits;
    }
}
