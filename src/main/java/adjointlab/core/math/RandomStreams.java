package adjointlab.core.math;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Independent random streams by seed and name, so that drawing more in one place changes nothing in another.
public final class RandomStreams {
    private static final RandomGeneratorFactory<RandomGenerator> FACTORY =
            RandomGeneratorFactory.of("L64X128MixRandom");

    private RandomStreams() {}

    /// A new generator at the start of its stream.
    ///
    /// @param seed of the whole experiment
    /// @param name of the purpose, for instance "data" or "weights"
    public static RandomGenerator of(long seed, String name) {
        // 64-bit FNV-1a keeps streams of different names apart; the generator mixes the sum
        long hash = 0xcbf29ce484222325L;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return FACTORY.create(seed * 0x9E3779B97F4A7C15L + hash);
    }
}
