package adjointlab.panel.image;

import adjointlab.core.family.Model;
import adjointlab.core.family.Trait;
import adjointlab.core.field.Shape;
import adjointlab.core.kernel.Batch;
import adjointlab.core.rollout.Waypoints;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// An image's way as pictures: a state's channels, those of the position before those of the velocity.
///
/// @param points of one sample
/// @param first component of the state at which the channels begin
/// @param shape of all channels
/// @param positions how many channels are no velocity
record Way(Waypoints points, int first, Shape shape, int positions) {
    /// @param image a sample's shape, which channels have unless the model makes smaller ones of it
    /// @throws IllegalArgumentException if the state is none of channels of that size, saying so in a sentence
    static Way of(Model model, Shape image, Waypoints points) {
        Optional<Trait.Pixels> own = model.trait(Trait.Pixels.class);
        int height = own.map(Trait.Pixels::height).orElse(image.height());
        int width = own.map(Trait.Pixels::width).orElse(image.width());
        int pixels = height * width;
        int components = model.field().dim() - model.costDim();
        if (components % pixels != 0) {
            throw new IllegalArgumentException("This model's state has " + components
                    + " components, which are no channels of " + height + " × " + width + " pixels.");
        }
        return new Way(
                points,
                model.costDim(),
                new Shape(components / pixels, height, width),
                (components - model.velocityDim()) / pixels);
    }

    /// s.
    double[] times() {
        return points.times();
    }

    /// What a channel is called: "h₁", or "m₁" of a velocity.
    String name(int channel) {
        boolean position = channel < positions;
        int count = position ? positions : shape.channels() - positions;
        int number = position ? channel : channel - positions;
        return (position ? "h" : "m") + (count == 1 ? "" : subscript(number + 1));
    }

    private static String subscript(int number) {
        return String.valueOf(number)
                .chars()
                .map(digit -> digit - '0' + '₀')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /// A channel at a time.
    ///
    /// @param index of the time
    /// @param adjoint whether the loss's derivative by it
    /// @return [h][w]
    double[][] picture(int channel, int index, boolean adjoint) {
        List<Batch> all = adjoint ? points.adjoints() : points.states();
        return Pictures.channel(all.get(index), 0, first, shape, channel);
    }

    /// Least and greatest value of a channel at all times.
    double[] range(int channel, boolean adjoint) {
        double[] range = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (int i = 0; i < times().length; i++) {
            for (double[] row : picture(channel, i, adjoint)) {
                for (double value : row) {
                    range[0] = Math.min(range[0], value);
                    range[1] = Math.max(range[1], value);
                }
            }
        }
        return range;
    }

    /// The channels that are shown, in their order.
    ///
    /// @param wanted which, from 0; those that there are not are left out; none for those that vary most
    /// @param most how many then
    int[] chosen(int[] wanted, int most) {
        int[] there = Arrays.stream(wanted)
                .filter(c -> c >= 0 && c < shape.channels())
                .distinct()
                .toArray();
        if (there.length > 0) {
            return there;
        }
        double[] variances =
                IntStream.range(0, shape.channels()).mapToDouble(this::variance).toArray();
        return IntStream.range(0, shape.channels())
                .boxed()
                .sorted((c, d) -> Double.compare(variances[d], variances[c]))
                .limit(most)
                .mapToInt(c -> c)
                .sorted()
                .toArray();
    }

    /// Over pixels and times.
    private double variance(int channel) {
        double sum = 0;
        double squares = 0;
        int n = 0;
        for (int i = 0; i < times().length; i++) {
            for (double[] row : picture(channel, i, false)) {
                for (double value : row) {
                    sum += value;
                    squares += value * value;
                    n++;
                }
            }
        }
        return squares / n - sum / n * (sum / n);
    }
}
