package adjointlab.core.catalog;

import adjointlab.core.catalog.Type.Int;
import adjointlab.core.catalog.Type.Real;
import adjointlab.core.catalog.Type.Reals;
import adjointlab.core.catalog.Type.Scale;
import adjointlab.core.field.Activation;
import adjointlab.core.field.FieldTemplate;
import adjointlab.core.field.Shape;
import adjointlab.core.field.StandardActivations;
import adjointlab.core.field.VectorField;
import adjointlab.core.net.ConvStack;
import adjointlab.core.net.ConvStack.Layer;
import adjointlab.core.net.PartField;
import java.util.ArrayList;
import java.util.List;

/// Fields of images: convolutions one after another, the first and the last of single pixels as in Xia et al., NeurIPS
/// 2021, appendix E.3.
final class Convolutions {
    static final Key<List<Double>> CHANNELS = Key.reals(
            "channels",
            "Hidden channels",
            List.of(16.0, 16.0),
            new Reals(1, 8, new Real(1, 4096, 1, 128, Scale.LINEAR)));
    static final Key<Integer> KERNEL =
            Key.whole("kernel", "Pixels of a side of the inner kernels", 3, new Int(1, 15, 1, 7));
    private static final Key<Entry<Activation>> ACTIVATION =
            Activations.plain(Activations.CHOICE.name(), "Activation", "relu");
    static final Key<Boolean> TIME = Key.flag("time", "Time is a channel of every layer", true);

    static final Key<Boolean> SINGLE = precision("precision");

    private Convolutions() {}

    /// Whether convolutions are computed in single precision.
    static Key<Boolean> precision(String name) {
        return Key.choice(
                name,
                "Precision inside",
                new Option<>("double", "Double", false),
                new Option<>("single", "Single, faster", true));
    }

    static Entry<FieldTemplate> entry() {
        return new Entry<>(
                "conv",
                "Convolutions",
                "Convolutions of an image: single pixels first and last, neighbourhoods between.",
                "Xia et al., NeurIPS 2021, appendix E.3",
                List.of(CHANNELS, KERNEL, ACTIVATION, TIME, SINGLE),
                v -> new Template(
                        v.get(CHANNELS).stream()
                                .map(channels -> Fields.width(channels, CHANNELS.name()))
                                .toList(),
                        odd(v.get(KERNEL)),
                        v.get(ACTIVATION).createDefault(),
                        v.get(TIME),
                        v.get(SINGLE)));
    }

    private static int odd(int kernel) {
        if (kernel % 2 == 0) {
            throw new InvalidValueException(
                    KERNEL.name() + " is " + kernel + "; allowed: odd numbers, so that a kernel has a middle");
        }
        return kernel;
    }

    /// @param hidden channels behind each layer but the last
    /// @param kernel of the layers between the first and the last
    /// @param time whether time is the last channel of each layer's input
    /// @param single whether single precision is used inside
    private record Template(List<Integer> hidden, int kernel, Activation activation, boolean time, boolean single)
            implements FieldTemplate {
        @Override
        public VectorField build(int inputDim, int dim) {
            return build(Shape.vector(inputDim), Shape.vector(dim));
        }

        @Override
        public VectorField build(Shape in, Shape out) {
            if (in.height() == 1 && in.width() == 1) {
                throw new InvalidValueException("convolutions take images, not vectors of " + in.channels()
                        + " components; choose a problem of images, or another field");
            }
            List<Layer> layers = new ArrayList<>();
            for (int l = 0; l <= hidden.size(); l++) {
                boolean last = l == hidden.size();
                layers.add(new Layer(
                        last ? out.channels() : hidden.get(l),
                        last || l == 0 ? 1 : kernel,
                        last ? StandardActivations.IDENTITY : activation));
            }
            ConvStack stack = new ConvStack(in, layers, time, "conv");
            return new PartField(single ? stack : stack.twin());
        }
    }
}
