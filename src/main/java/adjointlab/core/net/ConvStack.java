package adjointlab.core.net;

import adjointlab.core.field.Activation;
import adjointlab.core.field.DenseLayer;
import adjointlab.core.field.ParameterLayout;
import adjointlab.core.field.Shape;
import adjointlab.core.field.StandardActivations;
import java.util.ArrayList;
import java.util.List;

/// Convolutions one after another, computed in single precision: states, cotangents and gradients come and go as
/// doubles. What it computes, its parameters and everything along a tangent or sample by sample are those of
/// [#twin], a chain of [Conv] in double precision, up to rounding: values and gradients differ by about 2e-6 of
/// their size. Layers of 3×3 pixels go through [adjointlab.core.kernel.Winograd].
///
/// @param in of an image, without time
/// @param convolutions from the first; at least one
/// @param time which channel of each layer's input is t
/// @param name that weights begin with
public record ConvStack(Shape in, List<Layer> convolutions, TimeChannel time, String name) implements Part {
    /// Where the time stands among the channels of a layer's input.
    public enum TimeChannel {
        /// Nowhere: the layers do not see it.
        NONE,
        /// Before the others.
        FIRST,
        /// Behind the others.
        LAST
    }

    /// One convolution and what follows it.
    ///
    /// @param channels of its output
    /// @param kernel pixels of a side, odd
    /// @param activation σ behind it; the identity for none
    public record Layer(int channels, int kernel, Activation activation) {}

    public ConvStack {
        convolutions = List.copyOf(convolutions);
        if (convolutions.isEmpty()) {
            throw new IllegalArgumentException("a stack of convolutions has at least one layer");
        }
    }

    /// The same in double precision.
    public Part twin() {
        List<Part> parts = new ArrayList<>();
        Shape shape = in;
        for (int l = 0; l < convolutions.size(); l++) {
            Layer layer = convolutions.get(l);
            if (time != TimeChannel.NONE) {
                parts.add(new WithTime(shape, time == TimeChannel.FIRST));
                shape = shape.with(1);
            }
            Conv conv = new Conv(shape, layer.channels, layer.kernel, name + ".W" + (l + 1), name + ".b" + (l + 1));
            parts.add(conv);
            shape = conv.out();
            if (layer.activation != StandardActivations.IDENTITY) {
                parts.add(new Activate(shape, layer.activation));
            }
        }
        return new Chain(parts);
    }

    @Override
    public Shape out() {
        return new Shape(convolutions.getLast().channels, in.height(), in.width());
    }

    @Override
    public ParameterLayout parameters() {
        return twin().parameters();
    }

    @Override
    public List<DenseLayer> layers() {
        return twin().layers();
    }

    @Override
    public Work prepare(int samples) {
        return new ConvStackWork(this, samples);
    }
}
