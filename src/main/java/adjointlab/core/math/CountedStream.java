package adjointlab.core.math;

import java.util.random.RandomGenerator;

/// A random stream that can be put to the start of any of many numbered ones without allocating: SplitMix64, Steele,
/// Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014. For one thread.
public final class CountedStream implements RandomGenerator {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final long base;
    private long state;

    /// @param seed of the whole experiment
    /// @param name of the purpose
    public CountedStream(long seed, String name) {
        base = RandomStreams.of(seed, name).nextLong();
    }

    /// Goes to the start of a stream.
    ///
    /// @return this
    public CountedStream at(long number) {
        state = base + mix(number + GOLDEN);
        return this;
    }

    @Override
    public long nextLong() {
        state += GOLDEN;
        return mix(state);
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
