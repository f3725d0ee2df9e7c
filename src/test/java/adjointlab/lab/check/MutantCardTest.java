package adjointlab.lab.check;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.ode.Cancellation;
import adjointlab.lab.preset.LongPresets;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.RunSpec;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A card that passes whatever the model does is worth nothing: presets are broken in ways that their claims must
/// notice.
@Tag("claims")
class MutantCardTest {
    /// Where a broken model is as good as the right one, and why.
    private static final Map<String, String> LINEAR_IS_ENOUGH = Map.of(
            "learn-damped-oscillator", "the true system is linear",
            "learn-spiral", "the true system is linear",
            "learn-flip", "a second dimension turns a line by a linear field, too",
            "sequence-circuit", "the circuit is linear",
            "learn-bouncing-ball", "between bounces the true system is affine",
            "heavy-ball-init", "the field has no activation",
            "heavy-ball-adjoint", "an adjoint vanishes in a linear field, too",
            "simplest-rotation", "the field has no activation");

    /// Where nothing is claimed of what training does.
    private static final Map<String, String> NOT_OF_TRAINING = Map.of(
            "heavy-ball-adjoint", "all its claims are of iteration 0",
            "simplest-fig-1a", "its claims are of the loss as a function",
            "simplest-fig-1b", "its claims are of the loss as a function",
            "simplest-lemma-1", "a decrease is as predicted the more exactly the smaller the step");

    private static Map<String, Object> all(Settings settings, String ending, UnaryOperator<Object> change) {
        Map<String, Object> changes = new LinkedHashMap<>();
        settings.asMap().forEach((path, value) -> {
            if (path.endsWith(ending) && !change.apply(value).equals(value)) {
                changes.put(path, change.apply(value));
            }
        });
        return changes;
    }

    private static Preset broken(Preset preset, String mutant) {
        List<RunSpec> runs = preset.runs().stream()
                .map(run -> {
                    Settings settings = run.settings(preset.settings());
                    Map<String, Object> changes = new LinkedHashMap<>(run.changes());
                    changes.putAll(
                            switch (mutant) {
                                case "no training" -> all(settings, "optimizer.learningRate", _ -> 1e-12);
                                case "identity activation" -> all(settings, "activation", _ -> "identity");
                                case "weights too large" -> all(settings, "field.sigmaW", value -> 3 * (Double) value);
                                default -> throw new IllegalArgumentException(mutant);
                            });
                    return new RunSpec(run.name(), run.label(), run.group(), changes);
                })
                .toList();
        return preset.withRuns(runs);
    }

    static Stream<List<String>> mutants() {
        return Stream.of("no training", "identity activation", "weights too large")
                .flatMap(mutant -> Stream.concat(LongPresets.ids().stream(), LongPresets.others().stream())
                        .filter(id -> applies(id, mutant))
                        .map(id -> List.of(id, mutant)));
    }

    private static boolean applies(String id, String mutant) {
        Preset preset = Presets.get(id);
        boolean trains = Slots.trains(preset.settings()) && preset.settings().get(Slots.ITERATIONS) > 0;
        boolean changed = !broken(preset, mutant).runs().stream()
                .map(RunSpec::changes)
                .toList()
                .equals(preset.runs().stream().map(RunSpec::changes).toList());
        return changed
                && switch (mutant) {
                    case "no training" -> trains && !NOT_OF_TRAINING.containsKey(id);
                    case "identity activation" -> !LINEAR_IS_ENOUGH.containsKey(id);
                    default -> true;
                };
    }

    /// The first replica alone shows most; the others are asked where it does not.
    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @MethodSource("mutants")
    void someClaimDoesNotHoldOrIsInDoubt(List<String> presetAndMutant) {
        String id = presetAndMutant.getFirst();
        Preset preset = Presets.get(id);
        Preset broken = broken(preset, presetAndMutant.getLast());
        ReproductionCard card = ReproductionCard.run(once(broken), Cancellation.NEVER);
        if (!isWorse(card) && preset.replicas() > 1) {
            card = ReproductionCard.run(broken, Cancellation.NEVER);
        }
        assertThat(isWorse(card) || isInDoubt(card, preset.replicas()))
                .as(card.text())
                .isTrue();
    }

    /// Whether a claim that holds, or that nobody can tell, does not hold now.
    private static boolean isWorse(ReproductionCard card) {
        return card.rows().stream()
                .anyMatch(row -> row.verdict() == Verdict.DOES_NOT_HOLD
                        && ReproductionCardTest.expected(card.preset(), row.claim()) != Verdict.DOES_NOT_HOLD);
    }

    /// Whether as many seeds as tell that a claim holds cannot tell it any more.
    private static boolean isInDoubt(ReproductionCard card, int replicas) {
        return replicas > 1
                && card.rows().stream()
                        .anyMatch(row -> row.verdict() == Verdict.UNDECIDED
                                && ReproductionCardTest.expected(card.preset(), row.claim()) == Verdict.HOLDS);
    }

    /// A preset whose card trains everything once.
    static Preset once(Preset preset) {
        return new Preset(
                preset.id(),
                preset.info(),
                preset.settings(),
                preset.vary(),
                preset.extra(),
                preset.layout(),
                preset.expectations(),
                preset.wants(),
                1);
    }
}
