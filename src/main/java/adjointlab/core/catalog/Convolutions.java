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
import adjointlab.core.net.ConvStack.TimeChannel;
import adjointlab.core.net.PartField;
import java.util.ArrayList;
import java.util.List;

/// Fields of images: convolutions one after another. With the first and the last of single pixels and the time as last
/// channel they are those of Xia et al., NeurIPS 2021, appendix E.3; with two kernels of 3×3 and the time as first
/// channel those of Liu, Chen and Theodorou, NeurIPS 2021, table 4.
final class Convolutions {
    static final Key<List<Double>> CHANNELS = Key.reals(
            "channels",
            "Hidden channels",
            List.of(16.0, 16.0),
            new Reals(1, 8, new Real(1, 4096, 1, 128, Scale.LINEAR)));
    static final Key<Integer> KERNEL =
            Key.whole("kernel", "Pixels of a side of the inner kernels", 3, new Int(1, 15, 1, 7));
    static final Key<Integer> OUTER_KERNEL =
            Key.whole("outerKernel", "Pixels of a side of the first and the last kernel", 1, new Int(1, 15, 1, 7));
    private static final Key<Entry<Activation>> ACTIVATION =
            Activations.plain(Activations.CHOICE.name(), "Activation", "relu");
    static final Key<Boolean> TIME = Key.flag("time", "Time is a channel of every layer", true);

    static final Key<TimeChannel> TIME_PLACE = Key.choice(
                    "timeChannel",
                    "Channel of the time",
                    new Option<>("last", "The last", TimeChannel.LAST),
                    new Option<>("first", "The first", TimeChannel.FIRST))
            .when(selection -> Boolean.TRUE.equals(selection.values().get(TIME)));

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
                "Convolutions of an image: single pixels first and last or neighbourhoods too, neighbourhoods between.",
                "Xia et al., NeurIPS 2021, appendix E.3; Liu, Chen and Theodorou, NeurIPS 2021, table 4",
                List.of(CHANNELS, KERNEL, OUTER_KERNEL, ACTIVATION, TIME, TIME_PLACE, SINGLE),
                v -> new Template(
                        v.get(CHANNELS).stream()
                                .map(channels -> Fields.width(channels, CHANNELS.name()))
                                .toList(),
                        new Kernels(odd(v, OUTER_KERNEL), odd(v, KERNEL)),
                        v.get(ACTIVATION).createDefault(),
                        v.get(TIME) ? v.get(TIME_PLACE) : TimeChannel.NONE,
                        v.get(SINGLE)));
    }

    private static int odd(Values v, Key<Integer> key) {
        int kernel = v.get(key);
        if (kernel % 2 == 0) {
            throw new InvalidValueException(
                    key.name() + " is " + kernel + "; allowed: odd numbers, so that a kernel has a middle");
        }
        return kernel;
    }

    /// Pixels of the kernels' sides.
    ///
    /// @param outer of the first and the last layer
    /// @param inner of the layers between
    private record Kernels(int outer, int inner) {}

    /// @param hidden channels behind each layer but the last
    /// @param kernels of the layers
    /// @param time which channel of each layer's input is the time
    /// @param single whether single precision is used inside
    private record Template(
            List<Integer> hidden, Kernels kernels, Activation activation, TimeChannel time, boolean single)
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
                        last || l == 0 ? kernels.outer : kernels.inner,
                        last ? StandardActivations.IDENTITY : activation));
            }
            ConvStack stack = new ConvStack(in, layers, time, "conv");
            return new PartField(single ? stack : stack.twin());
        }
    }
}
