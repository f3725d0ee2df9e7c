package adjointlab.lab.bench;

import adjointlab.core.kernel.Crew;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.function.LongSupplier;

/// Times work on one core by processor time, so that other programs and threads disturb little; work that several
/// threads share can only be timed by the clock on the wall.
///
/// @param warmUpMs how long work is repeated before it counts, until compiled code runs; at least 1, ms
/// @param samples how many times are taken; the median counts
/// @param sampleMs how long a sample lasts at least, ms
public record CpuTimer(int warmUpMs, int samples, int sampleMs) {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /// Median processor time of one call on one core, s.
    public double seconds(Runnable work) {
        int threads = Crew.limit();
        Crew.limit(1);
        try {
            return seconds(work, THREADS::getCurrentThreadCpuTime);
        } finally {
            Crew.limit(threads);
        }
    }

    /// Median time of one call with all threads, by the clock on the wall, s.
    public double wallSeconds(Runnable work) {
        return seconds(work, System::nanoTime);
    }

    private double seconds(Runnable work, LongSupplier clock) {
        long begin = clock.getAsLong();
        long spent;
        long calls = 0;
        do {
            work.run();
            calls++;
            spent = clock.getAsLong() - begin;
        } while (spent < warmUpMs * 1_000_000L);
        int repeats = (int) Math.clamp(Math.ceil(sampleMs * 1e6 * calls / spent), 1, 1_000_000);
        double[] times = new double[samples];
        for (int i = 0; i < samples; i++) {
            long before = clock.getAsLong();
            for (int j = 0; j < repeats; j++) {
                work.run();
            }
            times[i] = (clock.getAsLong() - before) * 1e-9 / repeats;
        }
        Arrays.sort(times);
        return times[samples / 2];
    }
}
