package adjointlab.lab.check;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.field.Impact;
import adjointlab.core.field.LinearField;
import adjointlab.core.field.PreActivation;
import adjointlab.core.ntk.WideKernel;
import adjointlab.core.optim.Evidence;
import adjointlab.core.optim.FreeHorizon;
import adjointlab.core.optim.Snopt;
import adjointlab.core.optim.VarianceCorrected;
import adjointlab.core.problem.function.GradientFlow;
import adjointlab.lab.check.BrokenProgram.Fault;
import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.preset.LongPresets;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.Slots;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A wrong sign or a wrong scale in a formula must be noticed by the cards of those presets that stand on it.
@Tag("claims")
class BrokenProgramTest {
    /// Of random models. Outputs are independent at any scale (Fig. 5); relative errors (Fig. 1) do not hang on the
    /// scale around the field, nor what Fig. 2 says of eigenvalues on that of the kernel.
    private static final String[] WIDE_AT_START = {"wide-fig-1ab", "wide-fig-3ac", "wide-fig-6"};

    /// Where a wrong program must be noticed.
    record Case(BrokenProgram program, List<String> presets) {
        @Override
        public String toString() {
            return program.name();
        }
    }

    /// Damping of 0.047 s⁻¹, which families have at the start, changes a velocity by a twentieth in a second: with the
    /// other sign all claims of trained and untrained heavy balls stay what they are, but those of descents, whose
    /// damping is larger.
    private static Case of(BrokenProgram program, String... presets) {
        return new Case(program, List.of(presets));
    }

    /// A class that other packages do not see.
    private static BrokenProgram hidden(String name, String owner, Set<String> methods, Fault fault) {
        return new BrokenProgram(name, "adjointlab.core." + owner, methods, fault);
    }

    static Stream<Case> cases() {
        return Stream.of(
                of(
                        new BrokenProgram("weights ascend", Evidence.class, "rateFactor", Fault.OTHER_SIGN),
                        trained().toArray(String[]::new)),
                of(
                        new BrokenProgram("the linear field's sign", LinearField.class, "addRow", Fault.EXCHANGED_SUMS),
                        Presets.ids().stream()
                                .filter(id -> id.startsWith("simplest-"))
                                .toArray(String[]::new)),
                of(
                        new BrokenProgram(
                                "the gradient flow's sign", GradientFlow.class, "eval", Fault.FORGOTTEN_SIGNS),
                        "heavy-ball-optimisation",
                        "heavy-ball-functions"),
                of(
                        hidden("damping drives", "family.Coefficient", Set.of("value"), Fault.OTHER_SIGN),
                        "heavy-ball-optimisation",
                        "heavy-ball-functions"),
                of(
                        hidden("the adjoint's sign", "adjoint.AugmentedSystem", Set.of("eval"), Fault.FORGOTTEN_SIGNS),
                        "heavy-ball-point-cloud-1e-3",
                        "heavy-ball-point-cloud",
                        "heavy-ball-nfe-tolerance",
                        "natural-gradient-network",
                        "second-order-circle",
                        "second-order-point-cloud",
                        "second-order-dynamics",
                        "snopt-sensitivity",
                        "flow-moons",
                        "flow-picture"),
                of(
                        hidden(
                                "the density's sign",
                                "field.LayeredDensity",
                                Set.of("write", "along", "top"),
                                Fault.FORGOTTEN_MINUS_ONE),
                        "second-order-circle",
                        "flow-moons",
                        "flow-eight-gaussians",
                        "flow-checkerboard",
                        "flow-picture"),
                of(
                        new BrokenProgram(
                                "the variance is multiplied",
                                VarianceCorrected.class,
                                "update",
                                Fault.PRODUCTS_FOR_QUOTIENTS),
                        "simplest-fig-2",
                        "simplest-theorem-1",
                        "simplest-metrics"),
                of(
                        new BrokenProgram(
                                "curvature is multiplied", Snopt.class, "precondition", Fault.PRODUCTS_FOR_QUOTIENTS),
                        "second-order-circle",
                        "second-order-point-cloud",
                        "second-order-dynamics",
                        "snopt-sensitivity"),
                of(
                        new BrokenProgram("horizons ascend", FreeHorizon.class, "horizon", Fault.EXCHANGED_SUMS),
                        "horizon-policies"),
                of(
                        new BrokenProgram(
                                "walls do not turn velocities", Impact.Wall.class, "reset", Fault.FORGOTTEN_SIGNS),
                        "learn-bouncing-ball"),
                of(
                        new BrokenProgram("1/n for 1/√n", PreActivation.class, "scale", Fault.FORGOTTEN_ROOTS),
                        WIDE_AT_START),
                of(
                        hidden("1/n around the field", "family.Wide", Set.of("build"), Fault.FORGOTTEN_ROOTS),
                        "wide-fig-3ac",
                        "wide-fig-6"),
                of(
                        new BrokenProgram("1/n in the kernel", WideKernel.class, "kappa", Fault.FORGOTTEN_ROOTS),
                        "wide-fig-1cd"),
                of(
                        hidden(
                                "the sign of the kernel of infinite width",
                                "ntk.LimitRecursion$Grid",
                                Set.of("start"),
                                Fault.OTHER_SIGN),
                        "wide-fig-1cd",
                        "wide-fig-3ac",
                        "wide-fig-6",
                        "wide-fig-8-blow-up"),
                of(
                        hidden(
                                "the recursion of infinite width",
                                "ntk.LimitRecursion$Grid",
                                Set.of("step"),
                                Fault.EXCHANGED_SUMS),
                        "wide-fig-1cd",
                        "wide-fig-3ac",
                        "wide-fig-6",
                        "wide-fig-8-blow-up"));
    }

    private static List<String> trained() {
        return Stream.concat(LongPresets.others().stream(), LongPresets.ids().stream())
                .filter(id -> Slots.trains(Presets.get(id).settings())
                        && Presets.get(id).settings().get(Slots.ITERATIONS) > 0)
                .toList();
    }

    /// The first replica alone shows most; the others are asked where it does not.
    @ParameterizedTest
    @MethodSource("cases")
    void someClaimThatHoldsDoesNotAnyMore(Case broken, @TempDir Path folder) throws IOException, InterruptedException {
        List<Preset> whole =
                broken.presets().stream().map(BrokenProgramTest::bounded).toList();
        List<JsonObject> first =
                broken.program().cards(whole.stream().map(MutantCardTest::once).toList(), folder);
        assertThat(first).hasSameSizeAs(whole);
        List<Preset> unnoticed = new ArrayList<>();
        for (int i = 0; i < whole.size(); i++) {
            if (!noticed(first.get(i))) {
                unnoticed.add(whole.get(i));
            }
        }
        Map<String, String> missed = new LinkedHashMap<>();
        unnoticed.stream().filter(preset -> preset.replicas() == 1).forEach(preset -> missed.put(preset.id(), ""));
        List<Preset> more =
                unnoticed.stream().filter(preset -> preset.replicas() > 1).toList();
        if (!more.isEmpty()) {
            broken.program().cards(more, folder).stream()
                    .filter(card -> !noticed(card))
                    .forEach(card -> missed.put(card.text("preset"), verdicts(card)));
        }
        assertThat(missed).as(broken.program().name()).isEmpty();
    }

    /// What is wrong may be stiff for hours; no right model here takes a tenth of these steps.
    private static Preset bounded(String id) {
        Preset preset = Presets.get(id);
        return preset.settings().has("solver.maxSteps")
                ? Overrides.apply(preset, List.of("solver.maxSteps=1000"))
                : preset;
    }

    private static String verdicts(JsonObject card) {
        return card.objects("claims").stream()
                .map(claim -> claim.text("verdict") + " " + claim.text("ours"))
                .toList()
                .toString();
    }

    private static boolean noticed(JsonObject card) {
        return card.objects("claims").stream()
                .anyMatch(claim -> claim.text("verdict").equalsIgnoreCase(Verdict.DOES_NOT_HOLD.word())
                        && ReproductionCardTest.expected(card.text("preset"), claim.text("claim")) == Verdict.HOLDS);
    }
}
