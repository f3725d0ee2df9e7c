package adjointlab.cli;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.run.Experiments;
import adjointlab.lab.run.Forecast;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.TrainingService;
import adjointlab.lab.store.LabDocument;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/// Trains a preset's runs without a window, on all cores, with a progress bar; an interrupt ends it in order.
final class Headless implements AutoCloseable {
    private static final long LOOK_MILLIS = 100;
    private static final long FAREWELL_SECONDS = 60;

    private final TrainingService service =
            new TrainingService(Runtime.getRuntime().availableProcessors());
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interrupted, "interrupted");
    private final PrintWriter err;
    private final Progress progress;
    private @Nullable Thread drawing;
    private volatile boolean interrupt;

    /// @param err where the progress bar goes, and before it what was made of files of series
    Headless(PrintWriter err) {
        this.err = err;
        progress = new Progress(err);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /// Whether somebody looks at how long iterations take, see [TrainingService#timed].
    void timed(boolean looked) {
        service.timed(looked);
    }

    /// Gets ready to draw figures on a thread of its own while runs train: a program that is being interrupted can no
    /// longer load what that needs.
    void readyToDraw() {
        drawing = Thread.ofPlatform().daemon().name("warm-up").start(Results::warmUp);
    }

    /// Trains to the end, or until interrupted: what is done then stays in the runs.
    ///
    /// @throws InvalidValueException before anything starts, if choices of a run do not go together
    List<Run> train(Preset preset) throws InterruptedException {
        return finish(open(preset));
    }

    /// The same of a document's runs, with what was changed on their way.
    List<Run> train(LabDocument document) throws InterruptedException {
        Experiments.check(document.preset());
        DataWords.say(document.preset(), err);
        service.lockstep(false);
        return finish(document.runs().stream().map(service::add).toList());
    }

    private List<Run> finish(List<Run> runs) throws InterruptedException {
        service.play();
        while (!service.awaitIdle(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            if (interrupt) {
                runs.forEach(service::stop);
            }
            progress.show(share(runs), runs, Forecast.seconds(runs, service.workers()));
        }
        progress.end();
        awaitReady();
        return runs;
    }

    private void awaitReady() throws InterruptedException {
        if (drawing != null) {
            drawing.join();
        }
    }

    /// The runs of a preset at their starts; those of before are forgotten.
    ///
    /// @throws InvalidValueException if choices of a run do not go together
    List<Run> open(Preset preset) {
        Experiments.check(preset);
        DataWords.say(preset, err);
        service.lockstep(false);
        return service.open(preset);
    }

    /// Trains runs up to an iteration, or to their ends.
    ///
    /// @param share of all that is to be done which is done by now, 0 … 1
    /// @return whether they came so far; not where a person interrupts
    boolean trainTo(List<Run> runs, int iteration, DoubleSupplier share) throws InterruptedException {
        runs.forEach(run -> service.advance(run, iteration));
        while (!service.awaitIdle(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            if (interrupt) {
                runs.forEach(service::stop);
            }
            progress.show(Math.min(1, share.getAsDouble()), "of the training");
        }
        awaitReady();
        return !interrupt;
    }

    /// Nothing more is trained.
    void endProgress() {
        progress.end();
    }

    /// The service whose runs these are.
    TrainingService service() {
        return service;
    }

    /// Whether Ctrl-C was pressed.
    boolean wasInterrupted() {
        return interrupt;
    }

    private static double share(List<Run> runs) {
        double all = 0;
        double made = 0;
        for (Run run : runs) {
            all += Math.max(1, run.iterations());
            made += run.state().ended() ? Math.max(1, run.iterations()) : run.iteration();
        }
        return made / Math.max(1, all);
    }

    /// Lets the main thread write what is done before the program ends.
    private void interrupted() {
        interrupt = true;
        try {
            done.await(FAREWELL_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        service.close();
        done.countDown();
        if (!interrupt) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }
}
