package adjointlab.ui.session;

import adjointlab.lab.preset.Slots;
import adjointlab.lab.run.Forecast;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.RunState;
import adjointlab.lab.run.TrainingService;
import adjointlab.ui.model.TransportModel;
import java.util.Set;
import java.util.stream.Collectors;

/// Training and playing back, as the transport bar has it.
final class Playing {
    private final Session session;
    private final TrainingService service;
    private final TransportModel transport;
    private final Replayer replayer = new Replayer();

    Playing(Session session, TrainingService service) {
        this.session = session;
        this.service = service;
        transport = session.transport();
    }

    /// Trains, or rests. When nothing is left to train, runs go on whose settings were changed at their end, else what
    /// was recorded is played back.
    void toggle() {
        if (transport.lockedProperty().get()) {
            return;
        }
        if (transport.playingProperty().get()) {
            service.pause();
            replayer.stop();
        } else if (session.runs().stream().anyMatch(Playing::canGoOn)) {
            play();
        } else {
            Set<String> changed = session.runs().stream()
                    .filter(run -> run.state() instanceof RunState.Finished && run.isChanged() && run.iterations() > 0)
                    .map(Run::name)
                    .collect(Collectors.toSet());
            if (changed.isEmpty()) {
                replayer.start(transport);
            } else {
                prolong(changed);
                play();
            }
        }
        session.refresh();
    }

    /// Lets the runs that have made all their iterations go on for as many as the document asks for, because what
    /// they shall do has changed at their end.
    private void prolong(Set<String> names) {
        int more = Math.max(1, session.preset().settings().get(Slots.ITERATIONS));
        session.change(
                "Train on",
                session.state()
                        .each(line -> names.contains(line.name())
                                ? line.with(line.settings()
                                        .with(
                                                Slots.ITERATIONS.path(),
                                                session.run(line.name()).iteration() + more))
                                : line));
    }

    private void play() {
        transport.followingProperty().set(true);
        session.markTrained();
        service.play();
    }

    /// Shows the newest iteration of what trains, and goes on doing so.
    void toNewest() {
        replayer.stop();
        transport.followingProperty().set(true);
        show(transport.frontProperty().get());
        transport.asked();
    }

    /// Shows the newest iteration of the run in focus, where a change acts, unless it is shown as it is now.
    void toChange() {
        Run focus = session.focus();
        if (focus != null && !session.isNewestShown(focus)) {
            look(focus.iteration());
        }
    }

    private static boolean canGoOn(Run run) {
        return !run.state().ended() && run.iteration() < run.iterations();
    }

    /// Seconds until all runs have ended at the speed that is wanted; 0 at full speed where nothing is foretold.
    double secondsLeft() {
        double speed = transport.speedProperty().get();
        double slowest = speed == 0
                ? 0
                : session.runs().stream()
                        .filter(Playing::canGoOn)
                        .mapToDouble(run -> (run.iterations() - run.iteration()) / speed)
                        .max()
                        .orElse(0);
        double measured = Forecast.seconds(session.runs(), service.workers());
        return Double.isNaN(measured) ? slowest : Math.max(slowest, measured);
    }

    /// One iteration: in the past the next recorded one, at the newest a new one of every run.
    void step() {
        if (transport.lockedProperty().get()) {
            return;
        }
        replayer.stop();
        if (transport.cursorProperty().get() < transport.reachedProperty().get()
                && !transport.followingProperty().get()) {
            scrub(transport.cursorProperty().get() + 1);
        } else {
            transport.followingProperty().set(true);
            session.markTrained();
            service.step();
        }
    }

    /// Shows an iteration; clipped to what was reached. At the newest of what trains the cursor follows it again.
    void scrub(int iteration) {
        look(iteration);
        transport.asked();
    }

    private void look(int iteration) {
        replayer.stop();
        int at = Math.clamp(iteration, 0, transport.reachedProperty().get());
        transport.followingProperty().set(at == transport.frontProperty().get());
        show(at);
    }

    private void show(int at) {
        if (transport.cursorProperty().get() != at) {
            transport.cursorProperty().set(at);
            session.touch();
        }
    }

    /// Lets all runs that can go on train up to an iteration; the newest is shown meanwhile.
    void trainTo(int iteration) {
        for (Run run : session.runs()) {
            if (run.iteration() < iteration) {
                transport.followingProperty().set(true);
                service.advance(run, iteration);
            }
        }
    }

    /// Ends playing back.
    void stopReplay() {
        replayer.stop();
    }

    /// Shows what is due when recorded iterations are played back.
    ///
    /// @param now ns
    void advance(long now) {
        replayer.advance(transport, this::show, now);
    }

    /// Whether recorded iterations are being played back.
    boolean isReplaying() {
        return replayer.isActive();
    }
}
