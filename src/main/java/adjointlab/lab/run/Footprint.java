package adjointlab.lab.run;

import adjointlab.core.ode.Cancellation;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.train.Trainer;
import adjointlab.lab.preset.Settings;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.OptionalLong;

/// What a training keeps in memory: weights, the optimizer's state, matrices and workspaces. An iteration allocates
/// nothing once they are there, so it is what the calling thread allocates from the start to the second iteration. Code
/// that is still interpreted allocates more; of several tries the least counts.
public final class Footprint {
    private static final int TRIES = 3;
    private static final int ITERATIONS = 2;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Footprint() {}

    /// Starts trainings of these settings and throws them away.
    ///
    /// @return bytes; nothing if cancelled or where an iteration fails
    public static OptionalLong of(Settings settings, Cancellation cancellation) {
        Experiment experiment = Experiments.build(settings);
        double[] start = Experiments.startWeights(settings, experiment);
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < TRIES; attempt++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            Trainer trainer = new Trainer(experiment, start);
            for (int k = 0; k < ITERATIONS; k++) {
                if (!trainer.step(cancellation).status().ok()) {
                    return OptionalLong.empty();
                }
            }
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return OptionalLong.of(least);
    }
}
