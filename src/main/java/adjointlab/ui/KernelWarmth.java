package adjointlab.ui;

import adjointlab.lab.preset.Gallery;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.run.TrainingService;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/// Trains what is open for a moment, where nobody sees it, so that the kernels are compiled when somebody presses play;
/// then gives back the memory that the start has taken and does not need.
final class KernelWarmth {
    private static final Logger LOG = System.getLogger(KernelWarmth.class.getName());

    /// Few, since each is kept in memory for a moment.
    private static final int ITERATIONS = 20;

    private static final long PATIENCE_NANOS = 700_000_000;

    private KernelWarmth() {}

    /// Begins on a thread of the lowest priority; what is not trained in seconds is left alone.
    static void begin(Preset preset) {
        boolean quick = Presets.ids().contains(preset.id())
                && Gallery.builtIn().place(preset.id()).takes() == Gallery.Takes.LIVE;
        Thread.ofPlatform()
                .daemon()
                .name("kernel-warmth")
                .priority(Thread.MIN_PRIORITY)
                .start(() -> {
                    if (quick) {
                        train(preset);
                    }
                    System.gc();
                });
    }

    private static void train(Preset preset) {
        try (TrainingService service = new TrainingService(0)) {
            service.open(preset.with(preset.settings()
                    .with(
                            Slots.ITERATIONS,
                            Math.min(ITERATIONS, preset.settings().get(Slots.ITERATIONS)))));
            service.play();
            long end = System.nanoTime() + PATIENCE_NANOS;
            service.drain(() -> System.nanoTime() > end);
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "the kernels stay cold: {0}", e.getMessage());
        }
    }
}
