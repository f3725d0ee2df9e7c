package adjointlab.lab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import adjointlab.core.catalog.Incompatibilities;
import adjointlab.core.catalog.Incompatibility;
import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.kernel.Batch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.KeptSteps;
import adjointlab.core.ode.SolveStatus;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slot;
import adjointlab.lab.preset.Slots;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// All pairs of choices over all slots: what is not declared as incompatible runs an iteration, without an exception.
/// That a solve fails is no incompatibility: it depends on numbers.
class CombinationContractTest {
    private static final Settings DEFAULTS = SmallStarts.DEFAULTS;

    /// Each pair runs from the first starting point from which it is not refused.
    @Test
    void aPairIsDeclaredOrRuns() {
        List<Settings> bases = List.copyOf(SmallStarts.bases().values());
        Set<Settings> ran = new HashSet<>();
        for (Slot<?> one : Slots.ALL) {
            for (Slot<?> other : Slots.ALL.subList(Slots.ALL.indexOf(one) + 1, Slots.ALL.size())) {
                for (String a : one.catalog().ids()) {
                    for (String b : other.catalog().ids()) {
                        bases.stream()
                                .map(base ->
                                        SmallStarts.small(base.with(one.choice().path(), a)
                                                .with(other.choice().path(), b)))
                                .filter(settings ->
                                        Experiments.refusal(settings).isEmpty())
                                .findFirst()
                                .filter(ran::add)
                                .ifPresent(settings ->
                                        run(settings, one.path() + " " + a + ", " + other.path() + " " + b));
                    }
                }
            }
        }
        assertThat(ran).hasSizeGreaterThan(3000);
    }

    private static void run(Settings settings, String what) {
        try {
            Activity activity = Activity.of(settings);
            SolveStatus status = activity.first(Cancellation.NEVER);
            if (status.ok()) {
                activity.next(Cancellation.NEVER);
            }
        } catch (RuntimeException e) {
            fail(what, e);
        }
    }

    /// A case of every incompatibility, by its id.
    private static Map<String, Settings> clashes() {
        Settings mlp = DEFAULTS.with("field.id", "mlp").with("init.id", "pytorch");
        Settings wide = Objects.requireNonNull(SmallStarts.bases().get("wide"));
        Settings digits = DEFAULTS.with("problem.id", "digits");
        Settings kernels = wide.with("study.id", "kernel-error").with("solver.stepping", "fixed");
        Map<String, Settings> clashes = new LinkedHashMap<>();
        clashes.put("no-such-model", DEFAULTS.with("field.coupling", "rotation"));
        clashes.put("start-weights", DEFAULTS.with("init.values", List.of(1.0, 2.0, 3.0)));
        Settings ball = mlp.with("problem.id", "bouncing-ball");
        clashes.put("impact-state", ball.with("family.id", "hbnode"));
        clashes.put("impact-curvature", ball.with("optimizer.id", "gauss-newton"));
        Settings shot = mlp.with("problem.id", "spiral").with("problem.segments", 3);
        clashes.put("shooting-curvature", shot.with("optimizer.id", "gauss-newton"));
        clashes.put("shooting-impact", ball.with("problem.segments", 3));
        clashes.put("likelihood-without-density", DEFAULTS.with("loss.id", "nll"));
        clashes.put("cross-entropy-without-probabilities", DEFAULTS.with("loss.id", "cross-entropy"));
        clashes.put(
                "learned-horizon-optimizer",
                DEFAULTS.with("horizon.id", "feedback").with("optimizer.id", "l-bfgs"));
        Settings apart = mlp.with("around.id", "adam");
        clashes.put("groups-optimizer", apart.with("family.readOut", "linear").with("optimizer.id", "gauss-newton"));
        clashes.put("groups-without-ends", apart);
        clashes.put(
                "discrete-gradient-multistep",
                DEFAULTS.with("solver.id", "abm").with("gradient.id", "continuous-interpolated"));
        clashes.put(
                "output-jacobian-multistep", DEFAULTS.with("solver.id", "abm").with("optimizer.id", "gauss-newton"));
        clashes.put(
                "line-search-with-batches",
                mlp.with("problem.id", "flip").with("problem.batch", 2).with("optimizer.id", "l-bfgs"));
        clashes.put(
                "adaptive-damping-with-batches",
                mlp.with("problem.id", "flip")
                        .with("problem.batch", 2)
                        .with("optimizer.id", "natural-gradient")
                        .with("optimizer.adaptive", true));
        clashes.put(
                "cost-curvature-with-batches",
                mlp.with("problem.id", "flip")
                        .with("problem.batch", 2)
                        .with("optimizer.id", "differential-programming"));
        clashes.put(
                "layer-factors-without-sampling",
                mlp.with("optimizer.id", "snopt").with("gradient.id", "discrete"));
        clashes.put(
                "layer-factors-without-layers",
                DEFAULTS.with("field.coupling", "scalar").with("optimizer.id", "snopt"));
        clashes.put(
                "layer-factors-too-large",
                mlp.with("field.widths", List.of(4096.0)).with("optimizer.id", "snopt"));
        clashes.put(
                "layer-grid-too-fine",
                mlp.with("gradient.id", "continuous")
                        .with("optimizer.id", "snopt")
                        .with("optimizer.gridStep", 1e-12));
        clashes.put("kernel-error-without-wide-model", DEFAULTS.with("study.id", "kernel-error"));
        clashes.put("kernel-error-without-euler", kernels.with("solver.id", "rk4"));
        clashes.put("kernel-error-outputs", kernels.with("problem.id", "digits").with("problem.coding", "one-hot"));
        clashes.put("sweep-setting", DEFAULTS.with("study.id", "output-spread").with("problem.id", "flip"));
        clashes.put("implicit-too-large", digits.with("solver.id", "kvaerno5"));
        clashes.put("cost-curvature-weights", digits.with("optimizer.id", "differential-programming"));
        clashes.put(
                "cost-curvature-numbers",
                mlp.with("field.widths", List.of(33.0, 33.0, 33.0)).with("optimizer.id", "differential-programming"));
        clashes.put(
                "cost-curvature-of-gaps",
                mlp.with("problem.id", "circuit")
                        .with("problem.gaps", "factor")
                        .with("family.kinetic", 0.01)
                        .with("optimizer.id", "differential-programming"));
        clashes.put(
                "cost-curvature-implicit",
                mlp.with("solver.id", "kvaerno5").with("optimizer.id", "differential-programming"));
        clashes.put(
                "output-jacobian-too-large",
                digits.with("field.id", "mlp")
                        .with("field.widths", List.of(2000.0))
                        .with("optimizer.id", "natural-gradient"));
        clashes.put("forward-too-large", digits.with("gradient.id", "forward"));
        clashes.put(
                "discrete-too-long",
                DEFAULTS.with("solver.id", "rk4")
                        .with("solver.steps", 10_000_000)
                        .with("gradient.id", "discrete"));
        clashes.put(
                "optimizer-too-large",
                mlp.with("field.widths", List.of(3000.0, 3000.0))
                        .with("optimizer.id", "l-bfgs")
                        .with("optimizer.history", 1000));
        return clashes;
    }

    /// With all samples in each iteration, however often they are tested and whichever are kept, they train.
    @Test
    void whatNeedsAllSamplesGetsThemWithAValidation() {
        for (String id :
                List.of("line-search-with-batches", "adaptive-damping-with-batches", "cost-curvature-with-batches")) {
            Settings all = Objects.requireNonNull(clashes().get(id))
                    .with("problem.batch", 0)
                    .with("problem.testEvery", 2)
                    .with("problem.validation", 0.25);
            assertThat(Experiments.refusal(all)).as(id).isEmpty();
            run(all, id);
        }
        Settings damped = Objects.requireNonNull(clashes().get("adaptive-damping-with-batches"))
                .with("optimizer.adaptive", false);
        assertThat(Experiments.refusal(damped)).isEmpty();
    }

    /// What each run could keep may be too much for all of them.
    @Test
    void runsThatNeedMoreMemoryTogetherAreRefused() {
        Preset preset = Presets.get("simplest-fig-2");
        Settings long_ = preset.settings()
                .with("gradient.id", "discrete")
                .with("solver.id", "rk4")
                .with("solver.steps", 1000);
        long each = Incompatibilities.keptBytes(Experiments.combination(long_));
        assertThat(each).isEqualTo(1000L * 5 * Double.BYTES * Batch.stride(1));
        int most = (int) (1000 * (KeptSteps.limit() / each));
        Settings longest = long_.with("solver.steps", Math.min(most, 1_000_000_000));
        assertThat(Experiments.refusal(longest)).isEmpty();
        assertThat(preset.runs()).hasSizeGreaterThan(1);
        assertThatThrownBy(() -> Experiments.check(preset.with(longest)))
                .hasMessageMatching("the gradients of \\d+ runs would keep \\d+ MiB of steps together; at most \\d+ are"
                        + " allowed here: choose gradient discrete-checkpointed .*");
        assertThatCode(() -> Experiments.check(preset.with(longest), 1, 1)).doesNotThrowAnyException();
        assertThatCode(() -> Experiments.check(preset.with(longest), 1, 9)).doesNotThrowAnyException();
        Preset single = preset.withRuns(List.of(preset.runs().getFirst())).with(longest);
        assertThatThrownBy(() -> Experiments.check(single, 2, 9)).hasMessageStartingWith("the gradients of 2 runs");
    }

    @Test
    void everyIncompatibilityIsFoundWhereItIsAndSaysWhatToChooseInstead() {
        Map<String, Settings> clashes = clashes();
        assertThat(Incompatibilities.ALL)
                .extracting(Incompatibility::id)
                .doesNotHaveDuplicates()
                .containsExactlyElementsOf(clashes.keySet());
        clashes.forEach((id, settings) -> {
            Optional<Incompatibility> found = Incompatibilities.first(Experiments.combination(settings));
            assertThat(found).map(Incompatibility::id).as(id).contains(id);
            assertThat(Experiments.refusal(settings).orElseThrow())
                    .as(id)
                    .doesNotEndWith(".")
                    .containsAnyOf("choose", "give", "solve by");
            assertThatThrownBy(() -> Experiments.build(settings))
                    .as(id)
                    .isInstanceOf(InvalidValueException.class)
                    .hasMessage(Experiments.refusal(settings).orElseThrow());
        });
    }

    @Test
    void whatASettingsValuesRefuseIsOneSentenceToo() {
        assertThat(Experiments.refusal(DEFAULTS.with("problem.dimension", 2)).orElseThrow())
                .contains("target has 1 numbers; allowed: 4");
        assertThat(Experiments.refusal(DEFAULTS.with("study.id", "solver-error").with("study.from", 2000.0))
                        .orElseThrow())
                .contains("must be positive and grow");
    }

    @Test
    void bothEndsOfAStudysRangeMustRun() {
        Settings study = Objects.requireNonNull(SmallStarts.bases().get("wide"))
                .with("study.id", "solver-error")
                .with("study.path", "family.width")
                .with("study.from", 4.0)
                .with("solver.id", "kvaerno5");
        assertThat(Experiments.refusal(study.with("study.to", 8.0))).isEmpty();
        assertThat(Experiments.refusal(study.with("study.to", 1000.0)).orElseThrow())
                .contains("an implicit solver needs a matrix");
    }

    @Test
    void noRunOfAPresetIsRefused() {
        Presets.builtIn().forEach(preset -> assertThat(preset.runs().stream()
                        .map(run -> Experiments.refusal(run.settings(preset.settings())))
                        .flatMap(Optional::stream))
                .as(preset.id())
                .isEmpty());
    }

    @Test
    void aWrongValueIsNoNewReasonAgainstOtherChoices() {
        Settings wrong = DEFAULTS.with("init.values", List.of(1.0, 2.0));
        assertThat(Experiments.newRefusal(wrong, wrong.with("solver.id", "abm")))
                .isEmpty();
        assertThat(Experiments.newRefusal(wrong, wrong.with("loss.id", "nll"))).isEmpty();
        assertThat(Experiments.newRefusal(DEFAULTS, DEFAULTS.with("loss.id", "nll")))
                .isPresent();
    }
}
