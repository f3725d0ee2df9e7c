package adjointlab.core.rollout;

import adjointlab.core.field.ParameterGradient;
import adjointlab.core.kernel.Batch;
import adjointlab.core.net.Part;
import adjointlab.core.net.Trail;
import org.jspecify.annotations.Nullable;

/// One observation's jump of a batch of states, and the way back through it. Samples that are not observed keep their
/// states, and nothing of their inputs is seen. Only the state before is kept: what the part records is made again for
/// the way back, since a record for each of many jumps would take far more memory than it saves time.
final class Jump {
    private final double time;
    private final boolean[] observed;
    private final Batch inputs;
    private final int state;
    private final Batch before;
    private final Hand hand;

    /// What jumps of one part use one after another.
    static final class Hand {
        private final Part.Work work;
        private final Trail trail;
        /// The state before, and below it what is observed.
        private final Batch input;
        private final Batch state;
        /// Whose record the trail holds.
        private @Nullable Jump holder;
        private final Batch after;
        private final Batch pulled;
        private final Batch gradient;
        private final Batch ofState;
        /// A direction of the state, and below it inputs that stand still.
        private final Batch move;
        private final Batch moved;

        /// @param part of the jumps
        /// @param n samples
        Hand(Part part, int n) {
            int state = part.out().size();
            work = part.prepare(n);
            trail = new Trail().at(new double[work.trailLength()], 0);
            input = new Batch(part.in().size(), n);
            this.state = new Batch(state, n, input.data(), input.row(0));
            after = new Batch(state, n);
            pulled = new Batch(state, n);
            gradient = new Batch(part.in().size(), n);
            ofState = new Batch(state, n, gradient.data(), gradient.row(0));
            move = new Batch(part.in().size(), n);
            moved = new Batch(state, n);
        }
    }

    /// @param part from [state + inputs] to [state]
    /// @param time of the observation, s
    /// @param inputs [inputs×n], not copied: others may stand there at the next pass
    /// @param observed [n], likewise
    /// @param hand of that part, shared with its other jumps
    Jump(Part part, double time, Batch inputs, boolean[] observed, Hand hand) {
        int n = inputs.size();
        this.time = time;
        this.observed = observed;
        this.inputs = inputs;
        this.state = part.out().size();
        this.before = new Batch(state, n);
        this.hand = hand;
    }

    /// From the states before to those behind.
    ///
    /// @param theta holds the part's parameters from `at` on
    /// @param y [state×n], replaced
    void forward(double[] theta, int at, Batch y) {
        if (nobody()) {
            return;
        }
        hand.work.bind(theta, at);
        before.copyFrom(y);
        record();
        takeObserved(hand.after, y);
    }

    /// Goes through the part, with the weights that are bound.
    private void record() {
        hand.state.copyFrom(before);
        for (int i = 0; i < inputs.dim(); i++) {
            for (int s = 0; s < observed.length; s++) {
                hand.input.set(state + i, s, observed[s] ? inputs.get(i, s) : 0);
            }
        }
        hand.input.padState();
        hand.work.up(time, hand.input, hand.trail, hand.after);
        hand.holder = this;
    }

    /// Makes sure that the trail is this one's.
    private void recall() {
        if (hand.holder != this) {
            record();
        }
    }

    /// Whether only the way is cut here.
    private boolean nobody() {
        for (boolean sample : observed) {
            if (sample) {
                return false;
            }
        }
        return true;
    }

    /// Where samples are observed, from one batch to the other.
    private void takeObserved(Batch from, Batch to) {
        for (int s = 0; s < to.stride(); s++) {
            if (observed[Math.min(s, observed.length - 1)]) {
                for (int i = 0; i < state; i++) {
                    to.data()[to.row(i) + s] = from.data()[from.row(i) + s];
                }
            }
        }
    }

    /// From the change of the states before to that of those behind, after [#forward] with the same weights.
    ///
    /// @param thetaDot θ̇ [p]
    /// @param yDot [state×n], replaced
    void along(double[] thetaDot, Batch yDot) {
        if (nobody()) {
            return;
        }
        recall();
        System.arraycopy(yDot.data(), yDot.offset(), hand.move.data(), hand.move.row(0), yDot.length());
        hand.work.along(time, hand.input, hand.trail, new Part.Tangent(hand.move, thetaDot, 0), hand.moved);
        takeObserved(hand.moved, yDot);
    }

    /// From the cotangents of the states behind to those of the states before.
    ///
    /// @param a [state×n], replaced
    /// @param gThetaAcc summed over the batch or per sample, added to
    void backward(Batch a, ParameterGradient gThetaAcc) {
        if (nobody()) {
            return;
        }
        recall();
        hand.gradient.fill(0);
        for (int i = 0; i < state; i++) {
            for (int s = 0; s < observed.length; s++) {
                hand.pulled.set(i, s, observed[s] ? a.get(i, s) : 0);
            }
        }
        hand.work.back(time, hand.input, hand.trail, hand.pulled, hand.gradient, gThetaAcc);
        for (int i = 0; i < state; i++) {
            for (int s = 0; s < observed.length; s++) {
                double kept = observed[s] ? 0 : a.get(i, s);
                a.set(i, s, kept + hand.ofState.get(i, s));
            }
        }
    }
}
