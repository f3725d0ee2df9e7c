package adjointlab.core.problem;

/// How large data are.
///
/// @param samples n
/// @param times at which there is a loss
/// @param start t₀, s
/// @param end the last of the times, T, s; before t₀ where models run backward
public record Extent(int samples, int times, double start, double end) {
    /// From the data to the last of their times, s.
    public double span() {
        return end - start;
    }

    /// Of as many other samples.
    Extent of(int some) {
        return new Extent(some, times, start, end);
    }
}
