package adjointlab.core.net;

import adjointlab.core.field.DenseLayer;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.Shape;
import adjointlab.core.kernel.Batch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Several parts of the same input, their outputs added.
///
/// @param parts at least one, all with the same numbers of inputs and of outputs
public record Sum(List<Part> parts) implements Composite {
    public Sum {
        parts = List.copyOf(parts);
        if (parts.isEmpty()
                || parts.stream().mapToInt(part -> part.in().size()).distinct().count() != 1
                || parts.stream().mapToInt(part -> part.out().size()).distinct().count() != 1) {
            throw new IllegalArgumentException("parts that are added take the same input and give outputs of one size");
        }
    }

    /// These parts.
    public static Sum of(Part... parts) {
        return new Sum(List.of(parts));
    }

    @Override
    public Shape in() {
        return parts.getFirst().in();
    }

    @Override
    public Shape out() {
        return parts.getFirst().out();
    }

    @Override
    public Work prepare(int samples) {
        return new SumWork(parts, samples);
    }

    private static final class SumWork implements Work {
        private final Several several;
        private final int count;
        private final Batch one;

        SumWork(List<Part> parts, int samples) {
            several = new Several(parts, samples);
            count = parts.size();
            one = new Batch(parts.getFirst().out().size(), samples);
        }

        @Override
        public void bind(double[] theta, int at) {
            several.bind(theta, at);
        }

        @Override
        public int trailLength() {
            return several.trailLength();
        }

        @Override
        public void up(double t, Batch x, Trail trail, Batch out) {
            several.work(0).up(t, x, several.trail(0, trail), out);
            for (int i = 1; i < count; i++) {
                several.work(i).up(t, x, several.trail(i, trail), one);
                Batches.add(one, out);
            }
        }

        @Override
        public double back(
                double t, Batch x, Trail trail, Batch a, Batch gxAcc, @Nullable ParameterGradient gThetaAcc) {
            double timePart = 0;
            for (int i = 0; i < count; i++) {
                timePart += several.work(i).back(t, x, several.trail(i, trail), a, gxAcc, gThetaAcc);
            }
            return timePart;
        }

        @Override
        public void along(double t, Batch x, Trail trail, Tangent along, Batch outDot) {
            several.work(0).along(t, x, several.trail(0, trail), along, outDot);
            for (int i = 1; i < count; i++) {
                several.work(i).along(t, x, several.trail(i, trail), along, one);
                Batches.add(one, outDot);
            }
        }

        @Override
        public double backAlong(
                double t, Batch x, Trail trail, Batch xDot, Pull pull, @Nullable ParameterGradient gThetaAcc) {
            double timePart = 0;
            for (int i = 0; i < count; i++) {
                timePart += several.work(i).backAlong(t, x, several.trail(i, trail), xDot, pull, gThetaAcc);
            }
            return timePart;
        }

        @Override
        public void tell(double t, Batch x, Trail trail, Batch a, int first, DenseLayer.Listener listener) {
            for (int i = 0; i < count; i++) {
                several.work(i).tell(t, x, several.trail(i, trail), a, first + several.firstLayer(i), listener);
            }
        }

        @Override
        public void tellAlong(
                double t, Batch x, Trail trail, Batch xDot, Pull pull, int first, DenseLayer.Listener listener) {
            for (int i = 0; i < count; i++) {
                int index = first + several.firstLayer(i);
                several.work(i).tellAlong(t, x, several.trail(i, trail), xDot, pull, index, listener);
            }
        }
    }
}
