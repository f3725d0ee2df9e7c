package adjointlab.panel.kernel;

import adjointlab.core.math.Numbers;
import adjointlab.core.ode.Progress;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.train.TangentKernel.Forecast;
import adjointlab.figure.Preview;
import adjointlab.lab.probe.TangentProbe;
import java.util.function.Function;

/// Tells whoever waits for a figure what its tangent kernels cost and how far they are.
final class KernelCost {
    /// What takes less is not worth a word, s.
    private static final double A_MOMENT = 0.5;

    /// Kernels that took less say little about the machine, s.
    private static final double MEASURED = 0.05;

    /// Nor do those of fewer operations: they end within a pause of somebody else's.
    private static final double ENOUGH = 1e9;

    /// Operations/s, as the last kernel went; guessed before there was one.
    private static volatile double rate = 1e10;

    private final Preview preview;
    private final int kernels;
    private int done;

    /// @param preview is told
    /// @param kernels how many the figure needs at most
    KernelCost(Preview preview, int kernels) {
        this.preview = preview;
        this.kernels = kernels;
    }

    /// Computes one of the kernels.
    ///
    /// @param wanted samples
    /// @param kernel what is computed, telling how far it is
    <T> T of(Experiment experiment, int wanted, Function<Progress, T> kernel) {
        int samples = TangentProbe.samples(experiment, wanted);
        Forecast forecast = TangentProbe.forecast(experiment, wanted);
        double seconds = kernels * forecast.operations() / rate;
        String words = (kernels == 1 ? "Tangent kernel of " : kernels + " tangent kernels of ") + samples
                + (samples == 1 ? " sample · about " : " samples · about ") + Numbers.brief(seconds, 2) + " s · "
                + memory(forecast.bytes());
        double[] part = new double[1];
        Progress told = fraction -> {
            part[0] = fraction;
            if (seconds > A_MOMENT) {
                preview.progress((done + fraction) / kernels, words);
            }
        };
        told.done(0);
        long start = System.nanoTime();
        T result = kernel.apply(told);
        double took = 1e-9 * (System.nanoTime() - start);
        double operations = part[0] * forecast.operations();
        if (took > MEASURED && operations > ENOUGH) {
            rate = operations / took;
        }
        return result;
    }

    private static String memory(double bytes) {
        return bytes < 1e9 ? Math.max(1, Math.round(1e-6 * bytes)) + " MB" : Numbers.brief(1e-9 * bytes, 2) + " GB";
    }

    /// The next kernel is there, computed or remembered.
    void next() {
        done++;
    }
}
