package adjointlab.core.rollout;

/// A way without jumps, from one observation to the next.
///
/// @param start s
/// @param times s, ascending from the start; the last one ends the stretch
/// @param losses for each of the times which loss looks at the state that the solve reaches there, at the end in front
///     of the jump, or NONE
/// @param observation which one is at the end, or NONE
/// @param lossBehind which loss looks behind the jump at the end, or NONE
public record Stretch(double start, double[] times, int[] losses, int observation, int lossBehind) {
    /// No loss looks, or nothing is observed.
    public static final int NONE = -1;

    /// The whole way where nothing is observed.
    static Stretch whole(double start, double[] times) {
        int[] losses = new int[times.length];
        java.util.Arrays.setAll(losses, i -> i);
        return new Stretch(start, times, losses, NONE, NONE);
    }

    /// T, s.
    public double end() {
        return times[times.length - 1];
    }
}
