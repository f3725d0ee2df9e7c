package adjointlab.core.net;

import adjointlab.core.field.DenseLayer;
import adjointlab.core.field.ParameterLayout;
import adjointlab.core.field.ParameterLayout.Block;
import adjointlab.core.field.Shape;
import java.util.ArrayList;
import java.util.List;

/// A convolution of images with a square kernel and zeros around them: each output pixel is W·(what the kernel sees) +
/// b, as one product over many pixels and all samples. LeCun et al., "Gradient-based learning applied to document
/// recognition", Proc. IEEE 86 (1998) 2278; the product over neighbourhoods as in Chellapilla, Puri and Simard, IWFHR
/// 2006.
///
/// @param in of an image
/// @param channels of the output
/// @param window where the kernel goes
/// @param weights name of W [channels × in·kernel·kernel], by rows, in each row channel by channel
/// @param bias name of b [channels], which follows W; "" for none
public record Conv(Shape in, int channels, Window window, String weights, String bias) implements Part {
    /// Where a kernel goes.
    ///
    /// @param kernel pixels of its side
    /// @param step pixels from one place to the next
    /// @param padding rows and columns of zeros on each side of an image, fewer than the kernel has
    public record Window(int kernel, int step, int padding) {
        public Window {
            if (kernel < 1 || step < 1 || padding < 0 || padding >= kernel) {
                throw new IllegalArgumentException("no kernel of " + kernel + " pixels goes in steps of " + step
                        + " over an image with " + padding + " pixels of zeros around it");
            }
        }

        /// At every pixel, outputs as large as inputs.
        ///
        /// @param kernel odd, so that it has a middle
        public static Window same(int kernel) {
            if (kernel < 1 || kernel % 2 == 0) {
                throw new IllegalArgumentException(
                        "a convolution has a kernel of 1, 3, 5, … pixels for outputs as large as inputs, not "
                                + kernel);
            }
            return new Window(kernel, 1, kernel / 2);
        }

        /// Pixels of an output's side.
        int outputs(int inputs) {
            return Math.floorDiv(inputs + 2 * padding - kernel, step) + 1;
        }
    }

    public Conv {
        if (channels < 1) {
            throw new IllegalArgumentException("a convolution has at least one channel, not " + channels);
        }
        if (window.outputs(in.height()) < 1 || window.outputs(in.width()) < 1) {
            throw new IllegalArgumentException("a kernel of " + window.kernel + " pixels does not fit into images of "
                    + in.height() + " × " + in.width() + " pixels; choose larger images");
        }
    }

    /// At every pixel, outputs as large as inputs.
    ///
    /// @param kernel pixels of its side, odd
    public Conv(Shape in, int channels, int kernel, String weights, String bias) {
        this(in, channels, Window.same(kernel), weights, bias);
    }

    @Override
    public Shape out() {
        return new Shape(channels, window.outputs(in.height()), window.outputs(in.width()));
    }

    /// Pixels of the kernel's side.
    public int kernel() {
        return window.kernel;
    }

    /// Numbers that the kernel sees at once.
    int depth() {
        return in.channels() * window.kernel * window.kernel;
    }

    /// Whether there is a b.
    boolean biased() {
        return !bias.isEmpty();
    }

    @Override
    public ParameterLayout parameters() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(Block.of(weights, 0, channels, depth()));
        if (biased()) {
            blocks.add(Block.of(bias, channels * depth(), channels));
        }
        return new ParameterLayout(blocks);
    }

    @Override
    public List<DenseLayer> layers() {
        int locations = out().height() * out().width();
        return List.of(new DenseLayer(
                0, channels, new DenseLayer.Input(depth(), false, locations), biased() ? channels * depth() : -1));
    }

    @Override
    public Work prepare(int samples) {
        return new ConvWork(this, samples);
    }
}
