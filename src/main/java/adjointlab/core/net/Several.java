package adjointlab.core.net;

import adjointlab.core.field.DenseLayer;
import adjointlab.core.field.ParameterLayout;
import adjointlab.core.field.ParameterLayout.Block;
import adjointlab.core.kernel.Batch;
import java.util.ArrayList;
import java.util.List;

/// What parts made of parts have in common: works, places in θ, layers and trails one after another.
final class Several {
    private final Part.Work[] works;
    private final Trail[] trails;
    private final int[] places;
    private final int[] firstLayers;
    private final int[] trailAt;

    Several(List<Part> parts, int samples) {
        int count = parts.size();
        works = new Part.Work[count];
        trails = new Trail[count];
        places = new int[count];
        firstLayers = new int[count];
        trailAt = new int[count + 1];
        int place = 0;
        int layers = 0;
        for (int i = 0; i < count; i++) {
            Part part = parts.get(i);
            works[i] = part.prepare(samples);
            trails[i] = new Trail();
            places[i] = place;
            firstLayers[i] = layers;
            trailAt[i + 1] = trailAt[i] + works[i].trailLength();
            place += part.parameters().size();
            layers += part.layers().size();
        }
    }

    /// Those of all parts, one after another.
    static ParameterLayout parameters(List<Part> parts) {
        ParameterLayout layout = ParameterLayout.EMPTY;
        for (Part part : parts) {
            layout = layout.then(part.parameters());
        }
        return layout;
    }

    /// Those of all parts, one after another.
    static List<DenseLayer> layers(List<Part> parts) {
        List<DenseLayer> layers = new ArrayList<>();
        int place = 0;
        for (Part part : parts) {
            layers.addAll(DenseLayer.moved(part.layers(), place));
            place += part.parameters().size();
        }
        return List.copyOf(layers);
    }

    /// Those of all parts, one after another.
    static List<Block> outsideLayers(List<Part> parts) {
        List<Block> blocks = new ArrayList<>();
        int place = 0;
        for (Part part : parts) {
            for (Block block : part.outsideLayers()) {
                blocks.add(new Block(block.name(), place + block.offset(), block.shape()));
            }
            place += part.parameters().size();
        }
        return List.copyOf(blocks);
    }

    void bind(double[] theta, int at) {
        for (int i = 0; i < works.length; i++) {
            works[i].bind(theta, at + places[i]);
        }
    }

    /// Lets the i-th work's trail lie elsewhere.
    void moveOut(int i) {
        int length = trailAt[i + 1] - trailAt[i];
        for (int j = i + 1; j < trailAt.length; j++) {
            trailAt[j] -= length;
        }
    }

    /// The i-th work's trail where it lies elsewhere.
    Trail trailAt(int i, Batch place) {
        return trails[i].at(place.data(), place.offset());
    }

    Part.Work work(int i) {
        return works[i];
    }

    int firstLayer(int i) {
        return firstLayers[i];
    }

    /// Of all works together, but for those that lie elsewhere.
    int trailLength() {
        return trailAt[works.length];
    }

    /// The i-th work's stretch of a trail.
    Trail trail(int i, Trail whole) {
        return trails[i].at(whole.data(), whole.offset() + trailAt[i]);
    }
}
