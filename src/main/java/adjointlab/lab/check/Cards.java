package adjointlab.lab.check;

import adjointlab.core.ode.Cancellation;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.RunSpec;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.run.Forecast;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.TrainingService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes the cards of several presets at once: each run is trained by one thread, the runs of all replicas of all
/// presets side by side, those of most iterations first. What cards say does not depend on how many threads there are.
public final class Cards {
    private final int workers;
    private final Consumer<Progress> progress;
    private final Cancellation cancellation;

    /// @param workers threads that train
    /// @param progress hears of every run that has ended, of one after another, in the thread that trained it
    /// @param cancellation asked between iterations; cancelled runs are judged as far as they came
    public Cards(int workers, Consumer<Progress> progress, Cancellation cancellation) {
        this.workers = workers;
        this.progress = progress;
        this.cancellation = cancellation;
    }

    /// How far the work has come.
    ///
    /// @param done runs that have ended
    /// @param all runs there are
    public record Progress(int done, int all) {
        /// From 0 to 1.
        public double share() {
            return all == 0 ? 1 : (double) done / all;
        }

        /// "3 of 8 runs, about 2 min left".
        ///
        /// @param seconds that it took so far
        public String words(double seconds) {
            String left = Forecast.words(seconds / share() - seconds, true).orElse("");
            return done + " of " + all + " runs" + (left.isEmpty() ? "" : "  " + left);
        }
    }

    /// One run of a card.
    private record Training(Card card, int place, Preset preset, RunSpec spec) {
        int iterations() {
            return spec.settings(preset.settings()).get(Slots.ITERATIONS);
        }
    }

    /// A card and its runs, which are let go once it is judged.
    private static final class Card {
        private final Preset preset;
        private final List<Training> trainings = new ArrayList<>();
        private @Nullable ReproductionCard judged;
        private @Nullable Run[] runs;
        private int left;

        Card(Preset preset) {
            this.preset = preset;
            for (int replica = 0; ReproductionCard.canJudge(preset) && replica < preset.replicas(); replica++) {
                Preset moved = ReproductionCard.replica(preset, replica);
                moved.runs().forEach(spec -> trainings.add(new Training(this, trainings.size(), moved, spec)));
            }
            left = trainings.size();
            runs = new Run[left];
            if (left == 0) {
                judged = ReproductionCard.of(preset, List.of());
            }
        }

        /// @return the card, where this was the last of its runs
        synchronized Optional<ReproductionCard> trained(int place, Run run) {
            if (judged != null) {
                return Optional.empty();
            }
            runs[place] = run;
            if (--left > 0) {
                return Optional.empty();
            }
            judged = ReproductionCard.of(
                    preset, Arrays.stream(runs).flatMap(Stream::ofNullable).toList());
            runs = new Run[0];
            return Optional.of(judged);
        }

        /// Whether its runs are of use: one that failed has spoiled it.
        synchronized boolean isWanted() {
            return judged == null;
        }

        synchronized void failed(Throwable e) {
            judged = ReproductionCard.failed(preset, e);
            runs = new Run[0];
        }

        /// The card, once all runs have ended.
        synchronized ReproductionCard card() {
            return Objects.requireNonNull(judged);
        }
    }

    /// Trains and judges.
    ///
    /// @return cards in the order of the presets
    public List<ReproductionCard> of(List<Preset> presets) {
        return of(presets, (_, _) -> {});
    }

    /// Trains and judges. What goes wrong with one card keeps no other from being made: its claims are not checked,
    /// and say why.
    ///
    /// @param made hears of a card and its preset as soon as its last run has ended, of one after another; not of
    ///     those with which something went wrong
    /// @return cards in the order of the presets
    public List<ReproductionCard> of(List<Preset> presets, BiConsumer<Preset, ReproductionCard> made) {
        List<Card> cards = presets.stream().map(Card::new).toList();
        List<Training> trainings = cards.stream()
                .flatMap(card -> card.trainings.stream())
                .sorted(Comparator.comparingInt(Training::iterations).reversed())
                .toList();
        int[] done = {0};
        try (ExecutorService threads = Executors.newFixedThreadPool(workers)) {
            for (Training training : trainings) {
                threads.execute(() -> {
                    Card card = training.card();
                    Optional<ReproductionCard> judged = Optional.empty();
                    try {
                        if (card.isWanted()) {
                            judged = card.trained(training.place(), train(training));
                        }
                    } catch (RuntimeException | Error e) {
                        card.failed(e);
                    }
                    synchronized (done) {
                        judged.ifPresent(whole -> made.accept(card.preset, whole));
                        progress.accept(new Progress(++done[0], trainings.size()));
                    }
                });
            }
        }
        return cards.stream().map(Card::card).toList();
    }

    private Run train(Training training) {
        RunSpec spec = training.spec();
        try (TrainingService service = new TrainingService(0)) {
            Run run = service.add(
                    new Run.Identity(spec.name(), spec.label(), spec.group(), null),
                    spec.settings(training.preset().settings()));
            service.drain(cancellation);
            service.play();
            service.drain(cancellation);
            Claims.settle(training.preset(), run);
            return run;
        }
    }
}
