package adjointlab.ui.cards;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.lab.check.CardStore;
import adjointlab.lab.check.CardStore.Kept;
import adjointlab.lab.check.Cards;
import adjointlab.lab.check.ReproductionCard;
import adjointlab.lab.preset.Preset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// The cards of all presets: those that were kept, and those that are being made on threads of their own, one preset
/// after another. Used on the FX thread.
public final class CardsModel implements AutoCloseable {
    private final Supplier<List<Preset>> presets;
    private final CardStore store;
    private final int workers;
    private final Map<String, Kept> cards = new LinkedHashMap<>();
    private final SequencedSet<Preset> waiting = new LinkedHashSet<>();
    private final ReadOnlyLongWrapper version = new ReadOnlyLongWrapper();
    private final ReadOnlyStringWrapper words = new ReadOnlyStringWrapper("");
    private final ReadOnlyDoubleWrapper share = new ReadOnlyDoubleWrapper(-1);
    private final ExecutorService reader = thread("cards-reader");
    private final ExecutorService maker = thread("cards-maker");
    private volatile boolean cancelled;
    private String making = "";
    private Set<String> judgeable = Set.of();
    private boolean read;

    /// @param presets all of them, read when somebody looks
    /// @param folder where cards are kept
    /// @param workers threads that train
    public CardsModel(Supplier<List<Preset>> presets, Path folder, int workers) {
        this.presets = presets;
        this.store = new CardStore(folder);
        this.workers = workers;
    }

    private static ExecutorService thread(String name) {
        return Executors.newSingleThreadExecutor(task -> {
            Thread made = new Thread(task, name);
            made.setDaemon(true);
            made.setPriority(Thread.MIN_PRIORITY);
            return made;
        });
    }

    /// All presets, in the order of the gallery.
    public List<Preset> presets() {
        return presets.get();
    }

    /// Grows with every change.
    public ReadOnlyLongProperty versionProperty() {
        return version.getReadOnlyProperty();
    }

    /// What is being made and how far it has come; "" where nothing is.
    public ReadOnlyStringProperty wordsProperty() {
        return words.getReadOnlyProperty();
    }

    /// How far what is being made has come, 0 … 1; −1 where nothing is.
    public ReadOnlyDoubleProperty shareProperty() {
        return share.getReadOnlyProperty();
    }

    /// The card of a preset that was kept last; nothing where it was never made.
    public Optional<Kept> card(Preset preset) {
        return Optional.ofNullable(cards.get(preset.id()));
    }

    /// Whether a card is being made, or waits to be.
    public boolean isAsked(Preset preset) {
        return making.equals(preset.id()) || waiting.contains(preset);
    }

    /// Whether any is being made.
    public boolean isBusy() {
        return !making.isEmpty();
    }

    /// Reads what was kept, once.
    public void read() {
        if (read) {
            return;
        }
        read = true;
        List<Preset> all = presets.get();
        reader.execute(() -> {
            Map<String, Kept> found = new LinkedHashMap<>();
            Set<String> judged = new HashSet<>();
            for (Preset preset : all) {
                found(preset).ifPresent(kept -> found.put(preset.id(), kept));
                if (ReproductionCard.canJudge(preset)) {
                    judged.add(preset.id());
                }
            }
            Platform.runLater(() -> {
                cards.putAll(found);
                judgeable = judged;
                version.set(version.get() + 1);
            });
        });
    }

    /// Whether a card can say something: not where the preset is made for files that nobody has given, and not before
    /// that is known.
    public boolean isJudgeable(Preset preset) {
        return judgeable.contains(preset.id());
    }

    /// Whether it is known by now what can be made and what was kept.
    public boolean isRead() {
        return !judgeable.isEmpty();
    }

    /// A card that cannot be read is as if it were not there, and is made anew.
    private Optional<Kept> found(Preset preset) {
        try {
            return store.latest(preset);
        } catch (IOException | InvalidValueException _) {
            return Optional.empty();
        }
    }

    private void keep(Preset preset, Kept kept) {
        cards.put(preset.id(), kept);
        version.set(version.get() + 1);
    }

    /// Makes cards in the background, one after another.
    public void make(List<Preset> wanted) {
        wanted.stream().filter(preset -> !isAsked(preset)).forEach(waiting::add);
        version.set(version.get() + 1);
        if (!isBusy()) {
            cancelled = false;
            next();
        }
    }

    /// Makes no more; of what is being made nothing is kept.
    public void cancel() {
        cancelled = true;
        waiting.clear();
        version.set(version.get() + 1);
    }

    private void next() {
        if (waiting.isEmpty()) {
            making = "";
            words.set("");
            share.set(-1);
            version.set(version.get() + 1);
            return;
        }
        Preset preset = waiting.removeFirst();
        making = preset.id();
        words.set(preset.info().title() + left());
        share.set(0);
        version.set(version.get() + 1);
        long start = System.nanoTime();
        maker.execute(() -> {
            Cards cardsOf = new Cards(
                    workers,
                    far -> Platform.runLater(() -> {
                        share.set(far.share());
                        words.set(
                                preset.info().title() + ": " + far.words(1e-9 * (System.nanoTime() - start)) + left());
                    }),
                    () -> cancelled);
            ReproductionCard card = cardsOf.of(List.of(preset)).getFirst();
            Platform.runLater(() -> made(preset, card));
        });
    }

    private String left() {
        return waiting.isEmpty() ? "" : " · " + waiting.size() + " more wait";
    }

    private void made(Preset preset, ReproductionCard card) {
        if (!cancelled) {
            reader.execute(() -> {
                Kept kept = kept(preset, card);
                Platform.runLater(() -> keep(preset, kept));
            });
        }
        next();
    }

    /// A full disk keeps no card from being shown.
    private Kept kept(Preset preset, ReproductionCard card) {
        try {
            store.keep(preset, card);
            Optional<Kept> kept = store.latest(preset);
            if (kept.isPresent()) {
                return kept.get();
            }
        } catch (IOException | InvalidValueException e) {
            return new Kept(card, true, "now; it could not be kept: " + e.getMessage());
        }
        return new Kept(card, true, "now");
    }

    /// All cards that there are, in the order of the presets.
    public List<ReproductionCard> made() {
        List<ReproductionCard> made = new ArrayList<>();
        for (Preset preset : presets.get()) {
            card(preset).ifPresent(kept -> made.add(kept.card()));
        }
        return made;
    }

    /// Stops.
    @Override
    public void close() {
        cancelled = true;
        waiting.clear();
        reader.shutdown();
        maker.shutdown();
    }
}
