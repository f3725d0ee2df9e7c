package adjointlab.lab.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.catalog.Values;
import adjointlab.core.ode.Cancellation;
import adjointlab.lab.check.Expectation.Outcome;
import adjointlab.lab.preset.ExpectationSpec;
import adjointlab.lab.preset.ExpectationSpec.Source;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.TrainingService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Cards that are kept, made side by side, and made again with other seeds.
class CardStoreTest {
    @TempDir
    Path folder;

    private static ReproductionCard card(String preset, Verdict... verdicts) {
        return new ReproductionCard(
                preset,
                "A title",
                Arrays.stream(verdicts)
                        .map(verdict -> new ReproductionCard.Row(
                                Source.PAPER,
                                "a claim \"of\" two\nlines",
                                "Fig. 1",
                                new Outcome("1 [0, 2]", "at most 3", "", verdict, 5)))
                        .toList());
    }

    @Test
    void aCardIsFoundAgainUntilAnythingChanges() throws IOException {
        CardStore store = new CardStore(folder.resolve("not there yet"));
        Preset preset = Presets.get("simplest-fig-2");
        assertThat(store.find(preset)).isEmpty();
        ReproductionCard card = card(preset.id(), Verdict.values());
        store.keep(preset, card);
        assertThat(store.find(preset)).contains(card);
        assertThat(store.find(Overrides.apply(preset, List.of("iterations=199"))))
                .isEmpty();
        assertThat(store.find(preset.withExpectations(preset.expectations().subList(0, 1))))
                .isEmpty();
        Preset moved = preset.withSeedsMoved(10);
        assertThat(store.find(moved)).isEmpty();
        store.keep(moved, card("other", Verdict.HOLDS));
        assertThat(store.find(preset)).contains(card);
        assertThat(store.find(moved)).contains(card("other", Verdict.HOLDS));
    }

    @Test
    void anotherMachineOrProgramMakesTheCardAnew() throws IOException {
        Path program = Files.writeString(folder.resolve("program.jar"), "classes");
        Map<String, Object> here = Map.of("kernels", "512 bits", "java", "25");
        Preset preset = Presets.get("simplest-fig-2");
        Path cards = folder.resolve("cards");
        ReproductionCard card = card(preset.id(), Verdict.HOLDS);
        new CardStore(cards, new CardStore.Maker(here, program)).keep(preset, card);
        assertThat(new CardStore(cards, new CardStore.Maker(here, program)).find(preset))
                .contains(card);
        assertThat(new CardStore(cards).find(preset)).isEmpty();
        Map<String, Object> there = Map.of("kernels", "256 bits", "java", "25");
        assertThat(new CardStore(cards, new CardStore.Maker(there, program)).find(preset))
                .isEmpty();
        Files.writeString(program, "other classes");
        assertThat(new CardStore(cards, new CardStore.Maker(here, program)).find(preset))
                .isEmpty();
    }

    @Test
    void aChangedFileOfSamplesMakesTheCardAnew() throws IOException {
        CardStore store = new CardStore(folder);
        Path samples = folder.resolve("samples.csv");
        Files.writeString(samples, "1,2\n3,4\n5,6\n");
        Preset preset = Overrides.apply(Presets.get("heavy-ball-plane-small"), List.of("problem.file=" + samples));
        store.keep(preset, card(preset.id(), Verdict.HOLDS));
        assertThat(store.find(preset)).isPresent();
        FileTime written = Files.getLastModifiedTime(samples);
        Files.writeString(samples, "1,2\n3,4\n5,6\n7,8\n");
        Files.setLastModifiedTime(samples, written);
        assertThat(store.find(preset)).as("longer").isEmpty();
        Files.writeString(samples, "1,2\n3,4\n5,7\n");
        Files.setLastModifiedTime(samples, FileTime.fromMillis(written.toMillis() + 1000));
        assertThat(store.find(preset)).as("later").isEmpty();
        Files.writeString(samples, "1,2\n3,4\n5,6\n");
        Files.setLastModifiedTime(samples, written);
        assertThat(store.find(preset)).as("as it was").isPresent();
    }

    /// Labels lie beside images, under a name that no setting has.
    @Test
    void aChangedFileOfLabelsOrTestSamplesMakesTheCardAnew() throws IOException {
        CardStore store = new CardStore(folder.resolve("cards"));
        Path images = Files.createFile(folder.resolve("train-images-idx3-ubyte"));
        Path labels = Files.createFile(folder.resolve("train-labels-idx1-ubyte"));
        Path test = Files.createFile(folder.resolve("t10k-images-idx3-ubyte"));
        Preset preset = Overrides.apply(
                Presets.get("heavy-ball-mnist-small"), List.of("problem.file=" + images, "problem.testFile=" + test));
        for (Path file : List.of(images, labels, test)) {
            store.keep(preset, card(preset.id(), Verdict.HOLDS));
            assertThat(store.find(preset)).isPresent();
            Files.writeString(file, "more");
            assertThat(store.find(preset)).as(file.toString()).isEmpty();
        }
    }

    @Test
    void anotherSeedOrNumberOfReplicasMakesTheCardAnew() throws IOException {
        CardStore store = new CardStore(folder);
        Preset preset = Presets.get("simplest-lemma-1");
        store.keep(preset, card(preset.id(), Verdict.HOLDS));
        Preset more = new Preset(
                preset.id(),
                preset.info(),
                preset.settings(),
                preset.vary(),
                preset.extra(),
                preset.layout(),
                preset.expectations(),
                preset.wants(),
                preset.replicas() + 1);
        assertThat(store.find(more)).isEmpty();
        assertThat(store.find(Overrides.apply(preset, List.of("seed=7")))).isEmpty();
        assertThat(store.find(preset)).isPresent();
    }

    @Test
    void whatIsNoCardIsRefusedInASentence() throws IOException {
        CardStore store = new CardStore(folder);
        Preset preset = Presets.get("simplest-fig-2");
        store.keep(preset, card(preset.id(), Verdict.HOLDS));
        Path file;
        try (Stream<Path> files = Files.list(folder)) {
            file = files.findFirst().orElseThrow();
        }
        String good = Files.readString(file);
        for (String bad : List.of("", "{}", good.replace("\"holds\"", "\"perhaps\""), good.substring(0, 200))) {
            Files.writeString(file, bad);
            assertThatThrownBy(() -> store.find(preset))
                    .isInstanceOf(InvalidValueException.class)
                    .message()
                    .isNotBlank()
                    .doesNotContain("\n");
        }
    }

    @Test
    void cardsMadeSideBySideAreThoseMadeOneByOne() {
        List<Preset> presets = List.of(Presets.get("simplest-fig-2"), Presets.get("simplest-rotation"));
        List<Cards.Progress> heard = new ArrayList<>();
        List<ReproductionCard> together = new Cards(
                        3,
                        progress -> {
                            synchronized (heard) {
                                heard.add(progress);
                            }
                        },
                        Cancellation.NEVER)
                .of(presets);
        assertThat(together)
                .containsExactly(
                        ReproductionCard.run(presets.get(0), Cancellation.NEVER),
                        ReproductionCard.run(presets.get(1), Cancellation.NEVER));
        int all = presets.stream().mapToInt(preset -> preset.runs().size()).sum();
        assertThat(heard).hasSize(all).contains(new Cards.Progress(all, all));
        assertThat(new Cards(1, _ -> {}, Cancellation.NEVER).of(List.of())).isEmpty();
    }

    /// Three seeds twice over; the fewest of all groups count.
    @Test
    void cardsAreOfAllRunsOfAllReplicas() {
        Preset preset = Overrides.apply(Presets.get("learn-flip"), List.of("iterations=0"));
        assertThat(preset.replicas()).isEqualTo(2);
        ExpectationSpec claim = new ExpectationSpec(
                Source.THEORY,
                "Losses are positive.",
                "",
                "group-mean",
                new Values(Map.of("metric", "loss", "atLeast", -1e9)));
        List<Cards.Progress> heard = new ArrayList<>();
        ReproductionCard card = new Cards(1, heard::add, Cancellation.NEVER)
                .of(List.of(preset.withExpectations(List.of(claim))))
                .getFirst();
        assertThat(card.rows().getFirst().outcome().count()).isEqualTo(6);
        assertThat(heard).hasSize(2 * preset.runs().size());
    }

    @Test
    void whatGoesWrongWithOneCardKeepsNoOtherFromBeingMade() {
        Preset first = Presets.get("simplest-lemma-1");
        Preset second = first.withExpectations(first.expectations().subList(0, 2));
        AtomicBoolean thrown = new AtomicBoolean();
        List<Preset> kept = new ArrayList<>();
        List<Cards.Progress> heard = new ArrayList<>();
        List<ReproductionCard> cards = new Cards(1, heard::add, () -> {
                    if (thrown.compareAndSet(false, true)) {
                        throw new IllegalStateException("once");
                    }
                    return false;
                })
                .of(List.of(first, second), (preset, card) -> {
                    assertThat(card.holds()).isTrue();
                    kept.add(preset);
                });
        assertThat(kept).containsExactly(second);
        assertThat(cards.get(1).holds()).isTrue();
        assertThat(cards.get(0).rows()).hasSameSizeAs(first.expectations()).allSatisfy(row -> {
            assertThat(row.verdict()).isEqualTo(Verdict.DOES_NOT_HOLD);
            assertThat(row.outcome().ours()).startsWith("not checked: ").contains("once");
        });
        assertThat(heard).hasSize(2 * first.runs().size());
    }

    /// Each run asks before its first iteration; only the first of three does.
    @Test
    void aCardThatFailedTrainsNoMore() {
        Preset preset = Presets.get("simplest-lemma-1");
        AtomicInteger asked = new AtomicInteger();
        List<Cards.Progress> heard = new ArrayList<>();
        new Cards(1, heard::add, () -> {
                    asked.incrementAndGet();
                    throw new IllegalStateException("always");
                })
                .of(List.of(preset));
        assertThat(asked).hasValue(1);
        assertThat(heard).hasSize(3);
    }

    /// What is wanted of weights is looked at before they go, and the same.
    @Test
    void cardsKeepTheWeightsOfNoRunAndSayTheSame() {
        Preset preset = Overrides.apply(
                Presets.get("wide-fig-2"), List.of("iterations=4", "family.width=6", "problem.samples=5"));
        ReproductionCard card = ReproductionCard.run(preset, Cancellation.NEVER);
        List<Run> runs = new ArrayList<>();
        for (int replica = 0; replica < preset.replicas(); replica++) {
            try (TrainingService service = new TrainingService(0)) {
                List<Run> opened = service.open(ReproductionCard.replica(preset, replica));
                service.drain(Cancellation.NEVER);
                service.play();
                service.drain(Cancellation.NEVER);
                runs.addAll(opened);
            }
        }
        assertThat(card).isEqualTo(ReproductionCard.of(preset, runs));
        Run run = runs.getFirst();
        assertThat(run.history().isEmpty()).isFalse();
        Claims.settle(preset, run);
        assertThat(run.history().isEmpty()).isTrue();
        Run compared = runs.getLast();
        Claims.settle(Presets.get("wide-fig-13"), compared);
        assertThat(compared.history().isEmpty()).as("its gradients are").isFalse();
    }

    /// The kinds that look at weights when all runs have ended find them.
    @ParameterizedTest
    @ValueSource(strings = {"wide-fig-13", "learn-bouncing-ball"})
    void cardsOfWeightsHaveThem(String id) {
        Preset preset = Overrides.apply(Presets.get(id), List.of("iterations=2"));
        assertThat(ReproductionCard.run(preset, Cancellation.NEVER).text())
                .doesNotContain("internal error")
                .doesNotContain("no checkpoint");
    }

    /// A check that throws costs its own claim only.
    @Test
    void aClaimThatCannotBeJudgedCostsNoOther() {
        Preset preset = Overrides.apply(Presets.get("simplest-lemma-1"), List.of("iterations=0"));
        ExpectationSpec correlation = new ExpectationSpec(
                Source.PAPER,
                "They go together.",
                "",
                "correlation",
                new Values(Map.of("metric", "loss", "other", "param.a", "atLeast", 0.5)));
        ExpectationSpec finished = new ExpectationSpec(Source.PAPER, "Fine.", "", "state", new Values(Map.of()));
        ReproductionCard card =
                ReproductionCard.run(preset.withExpectations(List.of(correlation, finished)), Cancellation.NEVER);
        assertThat(card.rows())
                .extracting(ReproductionCard.Row::verdict)
                .containsExactly(Verdict.DOES_NOT_HOLD, Verdict.HOLDS);
        assertThat(card.rows().getFirst().outcome().ours())
                .isEqualTo("not checked: a correlation needs four pairs or more, and there are 1");
    }

    @Test
    void aFolderThatCannotBeOneIsRefusedBeforeAnythingTrains() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        for (Path bad : List.of(file, file.resolve("in it"))) {
            assertThatThrownBy(() -> CardStore.prepare(bad))
                    .isInstanceOf(InvalidValueException.class)
                    .message()
                    .startsWith("cards cannot be kept in " + bad)
                    .doesNotContain("\n");
        }
        CardStore.prepare(folder.resolve("one/in/another"));
        assertThat(folder.resolve("one/in/another")).isDirectory();
    }

    /// Without iterations there is nothing that holds; a card is made all the same.
    @Test
    void cancelledCardsAreJudgedAsFarAsTheyCame() {
        ReproductionCard card = ReproductionCard.run(Presets.get("simplest-fig-2"), () -> true);
        assertThat(card.holds()).isFalse();
        assertThat(card.rows()).hasSize(6);
    }

    @Test
    void verdictsThatOtherSeedsTurnRoundAreContradicted() {
        CheckedSeeds steady = new CheckedSeeds(List.of(
                card("a", Verdict.HOLDS, Verdict.DOES_NOT_HOLD), card("a", Verdict.UNDECIDED, Verdict.DOES_NOT_HOLD)));
        assertThat(steady.isContradicted()).isFalse();
        CheckedSeeds turned = new CheckedSeeds(List.of(
                card("a", Verdict.HOLDS, Verdict.UNDECIDED),
                card("a", Verdict.HOLDS, Verdict.DOES_NOT_HOLD),
                card("a", Verdict.HOLDS, Verdict.HOLDS)));
        assertThat(turned.isContradicted(0)).isFalse();
        assertThat(turned.isContradicted(1)).isTrue();
        assertThat(turned.text()).contains("other seeds: CONTRADICTED, DOES NOT HOLD, holds: a claim");
        assertThat(turned.tree()).containsEntry("contradicted", true);
        assertThat(new CheckedSeeds(List.of(card("a", Verdict.HOLDS))).tree()).doesNotContainKey("contradicted");
    }

    @Test
    void theTableCountsBySourceAndNamesWhatDoesNotHold() {
        String table = CardTable.markdown(List.of(
                new CheckedSeeds(List.of(card("first", Verdict.HOLDS, Verdict.UNDECIDED, Verdict.DOES_NOT_HOLD))),
                new CheckedSeeds(List.of(card("second", Verdict.HOLDS, Verdict.NOT_JUDGED)))));
        assertThat(table.lines().toList())
                .containsExactly(
                        "| Preset | What the paper claims | What theory gives | What an independent program gave |"
                                + " What we measured before |",
                        "| --- | --- | --- | --- | --- |",
                        "| `first` | 1 of 3, 1 undecided |  |  |  |",
                        "| `second` | 1 of 2, 1 not judged |  |  |  |",
                        "",
                        "Does not hold:",
                        "",
                        "- `first`: a claim \"of\" two lines Ours: 1 [0, 2] (n = 5).",
                        "",
                        "Undecided:",
                        "",
                        "- `first`: a claim \"of\" two lines Ours: 1 [0, 2] (n = 5).");
    }

    /// Cards are as far from each other as the first two: not even those of a hundred cards meet.
    @Test
    void otherSeedsAndReplicasNeverMeet() {
        for (Preset preset : Presets.builtIn()) {
            List<Preset> cards = CheckedSeeds.presets(preset, 1);
            List<Integer> first = seeds(cards.get(0));
            assertThat(Collections.max(first)).as(preset.id()).isLessThan(Collections.min(seeds(cards.get(1))));
            int own = Set.copyOf(seeds(preset, 0)).size();
            assertThat(Set.copyOf(first)).as(preset.id()).hasSize(preset.replicas() * own);
        }
    }

    private static List<Integer> seeds(Preset card) {
        return IntStream.range(0, card.replicas())
                .boxed()
                .flatMap(replica -> seeds(card, replica).stream())
                .toList();
    }

    private static List<Integer> seeds(Preset card, int replica) {
        return ReproductionCard.replica(card, replica).runs().stream()
                .map(run -> run.settings(card.settings()).get(Slots.SEED))
                .toList();
    }
}
