package adjointlab.core.net;

import adjointlab.core.field.DenseLayer;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.Shape;
import adjointlab.core.kernel.Batch;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Parts one after another. Its trail holds those of the parts, and what each gives to the next; where the two are the
/// same, once.
///
/// @param parts at least one; each takes as many components as the one before gives
public record Chain(List<Part> parts) implements Composite {
    public Chain {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a chain has at least one part");
        }
        for (int i = 1; i < parts.size(); i++) {
            Shape gives = parts.get(i - 1).out();
            Shape takes = parts.get(i).in();
            if (gives.size() != takes.size()) {
                throw new IllegalArgumentException(
                        "part " + (i + 1) + " takes " + takes + ", the one before gives " + gives);
            }
        }
    }

    /// These parts.
    public static Chain of(Part... parts) {
        return new Chain(List.of(parts));
    }

    @Override
    public Shape in() {
        return parts.getFirst().in();
    }

    @Override
    public Shape out() {
        return parts.getLast().out();
    }

    @Override
    public Work prepare(int samples) {
        return new ChainWork(parts, samples);
    }

    private static final class ChainWork implements Work {
        private final Several several;
        private final int count;
        /// What goes from part to part, moved over the trail.
        private final Batch[] between;
        /// Its cotangents, its tangents, and the cotangents of these.
        private final Batch[] pulls;
        private Batch[] dots = new Batch[0];
        private Batch[] dotPulls = new Batch[0];
        private final @Nullable Tangent[] inside;
        private final @Nullable Pull[] insidePulls;
        /// Parts whose trail is what they give to the next.
        private final boolean[] shared;
        /// Parts that write over what they take.
        private final boolean[] inPlace;
        private int betweenLength;

        ChainWork(List<Part> parts, int samples) {
            several = new Several(parts, samples);
            count = parts.size();
            between = new Batch[count - 1];
            pulls = new Batch[count - 1];
            shared = new boolean[count];
            inPlace = new boolean[count];
            inside = new Tangent[count];
            insidePulls = new Pull[count];
            for (int i = 0; i < count - 1; i++) {
                int size = parts.get(i).out().size();
                between[i] = new Batch(size, samples);
                pulls[i] = new Batch(size, samples);
                inPlace[i] = i > 0 && !shared[i - 1] && several.work(i).worksInPlace();
                betweenLength += inPlace[i] ? 0 : between[i].length();
                shared[i] = several.work(i).keepsOutput();
                if (shared[i]) {
                    several.moveOut(i);
                }
            }
        }

        @Override
        public void bind(double[] theta, int at) {
            several.bind(theta, at);
        }

        @Override
        public int trailLength() {
            return several.trailLength() + betweenLength;
        }

        private void place(Trail trail) {
            int next = trail.offset() + several.trailLength();
            for (int i = 0; i < between.length; i++) {
                if (inPlace[i]) {
                    between[i].repoint(between[i - 1].data(), between[i - 1].offset());
                } else {
                    next += between[i].repoint(trail.data(), next).length();
                }
            }
        }

        /// What a part gives to the next is its trail at once, if that is all it keeps.
        private Trail trailOf(int i, Trail whole) {
            return shared[i] ? several.trailAt(i, between[i]) : several.trail(i, whole);
        }

        private Batch input(int i, Batch x) {
            return i == 0 ? x : between[i - 1];
        }

        @Override
        public void up(double t, Batch x, Trail trail, Batch out) {
            place(trail);
            for (int i = 0; i < count; i++) {
                several.work(i).up(t, input(i, x), trailOf(i, trail), i == count - 1 ? out : between[i]);
            }
        }

        @Override
        public double back(
                double t, Batch x, Trail trail, Batch a, Batch gxAcc, @Nullable ParameterGradient gThetaAcc) {
            place(trail);
            double timePart = 0;
            for (int i = count - 1; i >= 0; i--) {
                Batch own = i == count - 1 ? a : pulls[i];
                Part.Work work = several.work(i);
                timePart += i == 0
                        ? work.back(t, x, trailOf(0, trail), own, gxAcc, gThetaAcc)
                        : work.backAfresh(t, between[i - 1], trailOf(i, trail), own, pulls[i - 1], gThetaAcc);
            }
            return timePart;
        }

        private static Batch[] like(Batch[] batches) {
            return Arrays.stream(batches)
                    .map(batch -> new Batch(batch.dim(), batch.size()))
                    .toArray(Batch[]::new);
        }

        @Override
        public void along(double t, Batch x, Trail trail, Tangent along, Batch outDot) {
            place(trail);
            if (dots.length < count - 1) {
                dots = like(between);
                dotPulls = like(between);
                Arrays.setAll(inside, i -> i == 0 ? null : Tangent.of(dots[i - 1]));
            }
            for (int i = 0; i < count; i++) {
                Tangent own = i == 0 ? along : inside(i, along);
                Batch out = i == count - 1 ? outDot : dots[i];
                several.work(i).along(t, input(i, x), trailOf(i, trail), own, out);
            }
        }

        /// Into the i-th part, where weights and time go as for the whole; the last one, if they went so then.
        private Tangent inside(int i, Tangent along) {
            Tangent known = inside[i];
            if (known == null || known.theta() != along.theta() || known.t() != along.t()) {
                known = new Tangent(dots[i - 1], along.theta(), along.t());
                inside[i] = known;
            }
            return known;
        }

        /// Cotangents of the i-th part, where those of the whole are given.
        private Pull pull(int i, Pull whole) {
            boolean last = i == count - 1;
            Batch a = last ? whole.a() : pulls[i];
            Batch aDot = last ? whole.aDot() : dotPulls[i];
            Batch gx = i == 0 ? whole.gxAcc() : pulls[i - 1];
            Batch gxDot = i == 0 ? whole.gxDotAcc() : dotPulls[i - 1];
            Pull known = insidePulls[i];
            if (known == null
                    || known.a() != a
                    || known.aDot() != aDot
                    || known.gxAcc() != gx
                    || known.gxDotAcc() != gxDot) {
                known = new Pull(a, aDot, gx, gxDot);
                insidePulls[i] = known;
            }
            if (i > 0) {
                gx.fill(0);
                gxDot.fill(0);
            }
            return known;
        }

        @Override
        public double backAlong(
                double t, Batch x, Trail trail, Batch xDot, Pull pull, @Nullable ParameterGradient gThetaAcc) {
            place(trail);
            double timePart = 0;
            for (int i = count - 1; i >= 0; i--) {
                Batch ownDot = i == 0 ? xDot : dots[i - 1];
                Pull own = pull(i, pull);
                timePart += several.work(i).backAlong(t, input(i, x), trailOf(i, trail), ownDot, own, gThetaAcc);
            }
            return timePart;
        }

        @Override
        public void tellAlong(
                double t, Batch x, Trail trail, Batch xDot, Pull pull, int first, DenseLayer.Listener listener) {
            place(trail);
            for (int i = count - 1; i >= 0; i--) {
                Batch ownDot = i == 0 ? xDot : dots[i - 1];
                Pull own = pull(i, pull);
                Trail ownTrail = trailOf(i, trail);
                int layer = first + several.firstLayer(i);
                several.work(i).tellAlong(t, input(i, x), ownTrail, ownDot, own, layer, listener);
                if (i > 0) {
                    pull(i, pull);
                    several.work(i).backAlong(t, input(i, x), ownTrail, ownDot, own, null);
                }
            }
        }

        /// Goes back for the cotangents between the parts.
        @Override
        public void tell(double t, Batch x, Trail trail, Batch a, int first, DenseLayer.Listener listener) {
            place(trail);
            for (int i = count - 1; i >= 0; i--) {
                Batch own = i == count - 1 ? a : pulls[i];
                Batch at = input(i, x);
                several.work(i).tell(t, at, trailOf(i, trail), own, first + several.firstLayer(i), listener);
                if (i > 0) {
                    several.work(i).backAfresh(t, at, trailOf(i, trail), own, pulls[i - 1], null);
                }
            }
        }
    }
}
