package adjointlab.lab.run;

import adjointlab.core.train.Checkpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Checkpoints of one run, thinned to a bounded count, so that any past iteration can be shown again or branched from.
///
/// The first and the newest are always there. When there are too many, those off the doubled stride go, so the gaps are
/// at most the stride and a past iteration is reached by replaying at most that many updates. Thread-safe.
public final class History {
    private final int capacity;
    private final NavigableMap<Integer, Checkpoint> checkpoints = new TreeMap<>();
    private int stride = 1;

    /// @param capacity most checkpoints to hold, at least 4
    public History(int capacity) {
        if (capacity < 4) {
            throw new IllegalArgumentException("a history holds at least 4 checkpoints");
        }
        this.capacity = capacity;
    }

    /// Whether the iteration would be kept as more than just the newest.
    synchronized boolean wants(int iteration) {
        return iteration % stride == 0;
    }

    /// Adds the newest checkpoint; the one before it stays only if it is on the stride.
    synchronized void add(Checkpoint checkpoint) {
        int iteration = Math.toIntExact(checkpoint.iteration());
        if (!checkpoints.isEmpty() && checkpoints.lastKey() % stride != 0) {
            checkpoints.pollLastEntry();
        }
        checkpoints.put(iteration, checkpoint);
        while (checkpoints.size() > capacity) {
            stride *= 2;
            int newest = checkpoints.lastKey();
            checkpoints.keySet().removeIf(k -> k % stride != 0 && k != newest);
        }
    }

    /// The newest checkpoint not after an iteration.
    ///
    /// @throws IllegalStateException if there is none
    public synchronized Checkpoint at(int iteration) {
        Map.Entry<Integer, Checkpoint> entry = checkpoints.floorEntry(iteration);
        if (entry == null) {
            throw new IllegalStateException("no checkpoint up to iteration " + iteration);
        }
        return entry.getValue();
    }

    /// All checkpoints in order; the list is a copy, the checkpoints are not.
    public synchronized List<Checkpoint> all() {
        return new ArrayList<>(checkpoints.values());
    }

    /// Lets go of all of them, of a run that nobody will look at but by its log.
    public synchronized void clear() {
        checkpoints.clear();
    }

    /// Whether there is none.
    public synchronized boolean isEmpty() {
        return checkpoints.isEmpty();
    }

    /// The checkpoints up to an iteration, in a history of its own.
    synchronized History copy(int end) {
        History copy = new History(capacity);
        copy.stride = stride;
        copy.checkpoints.putAll(checkpoints.headMap(end, true));
        return copy;
    }
}
