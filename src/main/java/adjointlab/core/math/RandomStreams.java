package adjointlab.core.math;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Independent random streams by seed and name, so that drawing more in one place changes nothing in another.
public final class RandomStreams {
    private static final RandomGeneratorFactory<RandomGenerator> FACTORY =
            RandomGeneratorFactory.of("L64X128MixRandom");

    private RandomStreams() {}

    /// The numbers from 0 to `count` − 1 in an order that follows from the stream alone: Fisher and Yates' shuffle.
    ///
    /// @param seed of the whole experiment
    /// @param name of the purpose
    /// @param count how many
    public static int[] shuffled(long seed, String name, int count) {
        RandomGenerator random = of(seed, name);
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

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
