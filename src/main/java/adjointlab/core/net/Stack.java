package adjointlab.core.net;

import adjointlab.core.field.DenseLayer;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.Shape;
import adjointlab.core.kernel.Batch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Several parts of the same input, their outputs one below the other.
///
/// @param parts at least one, all with the same number of inputs
public record Stack(List<Part> parts) implements Composite {
    public Stack {
        parts = List.copyOf(parts);
        if (parts.isEmpty()
                || parts.stream().mapToInt(part -> part.in().size()).distinct().count() != 1) {
            throw new IllegalArgumentException("parts side by side take the same input");
        }
    }

    /// These parts.
    public static Stack of(Part... parts) {
        return new Stack(List.of(parts));
    }

    @Override
    public Shape in() {
        return parts.getFirst().in();
    }

    @Override
    public Shape out() {
        return Shape.vector(parts.stream().mapToInt(part -> part.out().size()).sum());
    }

    @Override
    public Work prepare(int samples) {
        return new StackWork(parts, samples);
    }

    private static final class StackWork implements Work {
        private final Several several;
        private final int[] rows;
        private final Batch[] views;
        private final Batch[] dotViews;
        private final @Nullable Pull[] pulls;

        StackWork(List<Part> parts, int samples) {
            several = new Several(parts, samples);
            rows = new int[parts.size()];
            views = new Batch[rows.length];
            dotViews = new Batch[rows.length];
            pulls = new Pull[rows.length];
            int row = 0;
            for (int i = 0; i < rows.length; i++) {
                rows[i] = row;
                int size = parts.get(i).out().size();
                views[i] = new Batch(size, samples);
                dotViews[i] = new Batch(size, samples);
                row += size;
            }
        }

        private Batch of(Batch[] among, int i, Batch whole) {
            return among[i].repoint(whole.data(), whole.row(rows[i]));
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
            for (int i = 0; i < rows.length; i++) {
                several.work(i).up(t, x, several.trail(i, trail), of(views, i, out));
            }
        }

        @Override
        public double back(
                double t, Batch x, Trail trail, Batch a, Batch gxAcc, @Nullable ParameterGradient gThetaAcc) {
            double timePart = 0;
            for (int i = 0; i < rows.length; i++) {
                Batch own = of(views, i, a);
                timePart += several.work(i).back(t, x, several.trail(i, trail), own, gxAcc, gThetaAcc);
            }
            return timePart;
        }

        @Override
        public void along(double t, Batch x, Trail trail, Tangent along, Batch outDot) {
            for (int i = 0; i < rows.length; i++) {
                several.work(i).along(t, x, several.trail(i, trail), along, of(views, i, outDot));
            }
        }

        @Override
        public double backAlong(
                double t, Batch x, Trail trail, Batch xDot, Pull pull, @Nullable ParameterGradient gThetaAcc) {
            double timePart = 0;
            for (int i = 0; i < rows.length; i++) {
                Trail own = several.trail(i, trail);
                timePart += several.work(i).backAlong(t, x, own, xDot, pull(i, pull), gThetaAcc);
            }
            return timePart;
        }

        /// Cotangents of the i-th part, where those of the whole are given.
        private Pull pull(int i, Pull whole) {
            of(views, i, whole.a());
            of(dotViews, i, whole.aDot());
            Pull known = pulls[i];
            if (known == null || known.gxAcc() != whole.gxAcc() || known.gxDotAcc() != whole.gxDotAcc()) {
                known = new Pull(views[i], dotViews[i], whole.gxAcc(), whole.gxDotAcc());
                pulls[i] = known;
            }
            return known;
        }

        @Override
        public void tell(double t, Batch x, Trail trail, Batch a, int first, DenseLayer.Listener listener) {
            for (int i = 0; i < rows.length; i++) {
                int index = first + several.firstLayer(i);
                several.work(i).tell(t, x, several.trail(i, trail), of(views, i, a), index, listener);
            }
        }

        @Override
        public void tellAlong(
                double t, Batch x, Trail trail, Batch xDot, Pull pull, int first, DenseLayer.Listener listener) {
            for (int i = 0; i < rows.length; i++) {
                int index = first + several.firstLayer(i);
                Trail own = several.trail(i, trail);
                several.work(i).tellAlong(t, x, own, xDot, pull(i, pull), index, listener);
            }
        }
    }
}
