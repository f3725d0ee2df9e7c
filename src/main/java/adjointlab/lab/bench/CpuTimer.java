package adjointlab.lab.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/// Times work by this thread's processor time, so that other programs and threads disturb little.
///
/// @param warmUpMs how long work is repeated before it counts, until compiled code runs; at least 1, ms
/// @param samples how many times are taken; the median counts
/// @param sampleMs how long a sample lasts at least, ms
public record CpuTimer(int warmUpMs, int samples, int sampleMs) {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /// Median processor time of one call, s.
    public double seconds(Runnable work) {
        long begin = THREADS.getCurrentThreadCpuTime();
        long spent;
        long calls = 0;
        do {
            work.run();
            calls++;
            spent = THREADS.getCurrentThreadCpuTime() - begin;
        } while (spent < warmUpMs * 1_000_000L);
        int repeats = (int) Math.clamp(Math.ceil(sampleMs * 1e6 * calls / spent), 1, 1_000_000);
        double[] times = new double[samples];
        for (int i = 0; i < samples; i++) {
            long before = THREADS.getCurrentThreadCpuTime();
            for (int j = 0; j < repeats; j++) {
                work.run();
            }
            times[i] = (THREADS.getCurrentThreadCpuTime() - before) * 1e-9 / repeats;
        }
        Arrays.sort(times);
        return times[samples / 2];
    }
}
