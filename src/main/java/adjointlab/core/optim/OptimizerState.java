package adjointlab.core.optim;

import java.util.Arrays;

/// What an optimizer remembers: a count of updates and vectors as long as the weights. One type for all optimizers, so
/// that checkpoints and files need to know no particular one.
public final class OptimizerState {
    private long updates;
    private final double[][] slots;

    /// A state of zeros.
    ///
    /// @param slots how many vectors
    /// @param parameters their length p
    public OptimizerState(int slots, int parameters) {
        this(0, new double[slots][parameters]);
    }

    /// A state as stored.
    ///
    /// @param updates how many there were
    /// @param slots [slots][p], not copied
    public OptimizerState(long updates, double[][] slots) {
        this.updates = updates;
        this.slots = slots;
    }

    /// How many updates there were.
    public long updates() {
        return updates;
    }

    /// Counts one more update.
    ///
    /// @return how many there are now, this one included
    public long countUpdate() {
        return ++updates;
    }

    /// Sets how many there were, for a part of another state.
    void count(long made) {
        updates = made;
    }

    /// How many vectors there are.
    public int slots() {
        return slots.length;
    }

    /// How many numbers all vectors have.
    public long numbers() {
        long all = 0;
        for (double[] slot : slots) {
            all += slot.length;
        }
        return all;
    }

    /// A vector [p], not a copy.
    public double[] slot(int index) {
        return slots[index];
    }

    /// Whether `other` has as many vectors of the same lengths.
    public boolean sameShape(OptimizerState other) {
        return Arrays.equals(
                Arrays.stream(slots).mapToInt(s -> s.length).toArray(),
                Arrays.stream(other.slots).mapToInt(s -> s.length).toArray());
    }

    /// Takes the values of a state of the same shape.
    public void copyFrom(OptimizerState other) {
        updates = other.updates;
        for (int i = 0; i < slots.length; i++) {
            System.arraycopy(other.slots[i], 0, slots[i], 0, slots[i].length);
        }
    }

    /// An independent copy.
    public OptimizerState copy() {
        return new OptimizerState(
                updates, Arrays.stream(slots).map(double[]::clone).toArray(double[][]::new));
    }
}
