package adjointlab.core.net;

import adjointlab.core.field.Activation;
import adjointlab.core.field.StandardActivations;
import adjointlab.core.kernel.Winograd;

/// How the images of a [ConvStack] lie in memory: pixel by pixel, the channels of a pixel next to each other and
/// padded to whole vectors, around each image as many zeros as the widest kernel reaches, and as many below and right
/// as make whole tiles.
final class ConvPlan {
    final int layers;
    final int height;
    final int width;
    final boolean time;
    private final boolean timeFirst;
    /// Pixels between an image and the edge of its memory.
    final int reach;
    final int paddedHeight;
    final int paddedWidth;
    final int tileRows;
    final int tileColumns;
    /// Of each layer: channels that come in with and without time, that go out, and pixels of a kernel's side.
    final int[] ins;
    final int[] depths;
    final int[] outs;
    final int[] kernels;
    final Activation[] activations;
    /// Distance between pixels of what goes into layer l; behind the last entry that of what comes out.
    final int[] pixels;
    /// Where each layer's W and b start.
    final int[] weights;
    final int[] biases;

    ConvPlan(ConvStack stack) {
        layers = stack.convolutions().size();
        height = stack.in().height();
        width = stack.in().width();
        time = stack.time() != ConvStack.TimeChannel.NONE;
        timeFirst = stack.time() == ConvStack.TimeChannel.FIRST;
        ins = new int[layers];
        depths = new int[layers];
        outs = new int[layers];
        kernels = new int[layers];
        activations = new Activation[layers];
        pixels = new int[layers + 1];
        weights = new int[layers];
        biases = new int[layers];
        int channels = stack.in().channels();
        int widest = 1;
        int next = 0;
        for (int l = 0; l < layers; l++) {
            ConvStack.Layer layer = stack.convolutions().get(l);
            ins[l] = channels;
            depths[l] = channels + (time ? 1 : 0);
            outs[l] = layer.channels();
            kernels[l] = layer.kernel();
            activations[l] = layer.activation();
            pixels[l] = padded(depths[l]);
            weights[l] = next;
            biases[l] = next + outs[l] * depths[l] * kernels[l] * kernels[l];
            next = biases[l] + outs[l];
            widest = Math.max(widest, layer.kernel());
            channels = layer.channels();
        }
        pixels[layers] = padded(channels);
        reach = widest / 2;
        tileRows = (height + Winograd.OUT - 1) / Winograd.OUT;
        tileColumns = (width + Winograd.OUT - 1) / Winograd.OUT;
        paddedHeight = tileRows * Winograd.OUT + 2 * reach;
        paddedWidth = tileColumns * Winograd.OUT + 2 * reach;
    }

    /// Where the kernel of an input channel stands in θ. In memory the time is always the last channel.
    ///
    /// @param o output channel
    /// @param c input channel
    int kernel(int l, int o, int c) {
        int place = !timeFirst ? c : c == ins[l] ? 0 : c + 1;
        return weights[l] + (o * depths[l] + place) * kernels[l] * kernels[l];
    }

    private static int padded(int channels) {
        return (channels + Winograd.CHANNELS - 1) / Winograd.CHANNELS * Winograd.CHANNELS;
    }

    /// Whether a layer goes tile by tile.
    boolean tiled(int l) {
        return kernels[l] == 3;
    }

    boolean plain(int l) {
        return activations[l] == StandardActivations.IDENTITY;
    }

    /// Distance between rows of pixels.
    int row(int l) {
        return paddedWidth * pixels[l];
    }

    /// Entries of an image.
    int image(int l) {
        return paddedHeight * row(l);
    }

    /// Where pixel (y, x) of an image lies; may be outside of it by [#reach].
    int at(int l, int image, int y, int x) {
        return image * image(l) + (y + reach) * row(l) + (x + reach) * pixels[l];
    }

    int tiles() {
        return tileRows * tileColumns;
    }

    /// Entries that a direct product sums in one row of a kernel.
    int run(int l) {
        return kernels[l] == 1 ? depths[l] : kernels[l] * pixels[l];
    }

    /// The same on the way back.
    int runBack(int l) {
        return kernels[l] == 1 ? outs[l] : kernels[l] * pixels[l + 1];
    }

    /// Multiplications and additions of all layers for one image, as direct sums have them.
    double operations() {
        double sum = 0;
        for (int l = 0; l < layers; l++) {
            sum += 2.0 * depths[l] * outs[l] * kernels[l] * kernels[l];
        }
        return sum * height * width;
    }
}
