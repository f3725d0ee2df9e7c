package adjointlab.core.family;

import adjointlab.core.field.Shape;
import adjointlab.core.field.StandardActivations;
import adjointlab.core.net.Activate;
import adjointlab.core.net.Chain;
import adjointlab.core.net.Conv;
import adjointlab.core.net.Part;
import java.util.ArrayList;
import java.util.List;

/// Convolutions that make a small image of many channels of an image of data: 3×3, then twice 4×4 in steps of two, with
/// rectified units between. Liu, Chen and Theodorou, NeurIPS 2021, appendix A.4; without biases, and with zeros around
/// the latter two only, as in the authors' program.
///
/// @param channels of each layer
public record Stem(int channels) {
    private static final List<Conv.Window> WINDOWS =
            List.of(new Conv.Window(3, 1, 0), new Conv.Window(4, 2, 1), new Conv.Window(4, 2, 1));

    /// From an image of data to the state's.
    ///
    /// @throws IllegalArgumentException if the data are no images, or too small ones
    Part part(Shape data) {
        if (data.height() == 1 && data.width() == 1) {
            throw new IllegalArgumentException("a stem of convolutions takes images, not vectors of " + data.channels()
                    + " components; choose the data themselves as state, or a problem of images");
        }
        List<Part> parts = new ArrayList<>();
        Shape shape = data;
        for (int l = 0; l < WINDOWS.size(); l++) {
            if (l > 0) {
                parts.add(new Activate(shape, StandardActivations.RELU));
            }
            Conv conv = new Conv(shape, channels, WINDOWS.get(l), "stem.W" + (l + 1), "");
            parts.add(conv);
            shape = conv.out();
        }
        return new Chain(parts);
    }
}
