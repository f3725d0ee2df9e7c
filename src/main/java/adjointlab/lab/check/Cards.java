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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
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
    /// @param progress hears of every run that has ended, in the thread that trained it
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
        private final CompletableFuture<ReproductionCard> judged = new CompletableFuture<>();
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
                judge();
            }
        }

        synchronized void trained(int place, Run run) {
            runs[place] = run;
            if (--left == 0) {
                judge();
            }
        }

        private void judge() {
            try {
                judged.complete(ReproductionCard.of(
                        preset, Arrays.stream(runs).flatMap(Stream::ofNullable).toList()));
            } catch (RuntimeException e) {
                judged.completeExceptionally(e);
            }
            runs = new Run[0];
        }
    }

    /// Trains and judges.
    ///
    /// @return cards in the order of the presets
    public List<ReproductionCard> of(List<Preset> presets) {
        List<Card> cards = presets.stream().map(Card::new).toList();
        List<Training> trainings = cards.stream()
                .flatMap(card -> card.trainings.stream())
                .sorted(Comparator.comparingInt(Training::iterations).reversed())
                .toList();
        AtomicInteger done = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(workers)) {
            for (Training training : trainings) {
                threads.execute(() -> {
                    try {
                        training.card().trained(training.place(), train(training));
                        progress.accept(new Progress(done.incrementAndGet(), trainings.size()));
                    } catch (RuntimeException | Error e) {
                        training.card().judged.completeExceptionally(e);
                    }
                });
            }
        }
        return cards.stream().map(card -> card.judged.join()).toList();
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
            return run;
        }
    }
}
