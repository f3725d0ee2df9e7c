package adjointlab.ui.session;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.catalog.Entry;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.ode.SolveStatus.Kind;
import adjointlab.core.ode.SolveStatus.Phase;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.RunState;
import adjointlab.lab.run.TrainingService;
import adjointlab.panel.Panels;
import adjointlab.panel.kit.Panel;
import adjointlab.ui.model.RunItem;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Every way in which a training can come to grief, and what the window says then: what happened, where, what to try.
final class DivergenceTest {
    private static final Set<Kind> HARMLESS = EnumSet.of(Kind.OK, Kind.EVENT, Kind.CANCELLED);

    /// No settings are known that bring it about; an optimizer made for it does, in a test of its own.
    private static final Kind BY_NO_SETTING = Kind.UNCONVERGED;

    @AutoClose
    private final TrainingService service = new TrainingService(0);

    private long now = 1;

    /// One way: changes of the simplest neural ODE that bring it about.
    ///
    /// @param iteration that cannot be computed
    /// @param words that the sentence holds
    record Way(Kind kind, Phase phase, int iteration, String words, Map<String, Object> changes) {
        /// Ids first, since they bring other settings along.
        Settings settings() {
            Settings settings = Settings.defaults().with("iterations", 5);
            for (boolean ids : new boolean[] {true, false}) {
                for (Map.Entry<String, Object> change : new TreeMap<>(changes).entrySet()) {
                    if (change.getKey().endsWith(".id") == ids) {
                        settings = settings.with(change.getKey(), change.getValue());
                    }
                }
            }
            return settings;
        }

        @Override
        public String toString() {
            return kind + " " + phase;
        }
    }

    private static Map<String, Object> start(double weight, Object... more) {
        Map<String, Object> changes = new TreeMap<>(Map.of("init.values", List.of(weight)));
        for (int i = 0; i < more.length; i += 2) {
            changes.put((String) more[i], more[i + 1]);
        }
        return changes;
    }

    private static List<Way> ways() {
        return List.of(
                new Way(Kind.NON_FINITE, Phase.STATE, 0, "in sample 0 at t = 0.9", start(1e6, "solver.id", "rk4")),
                new Way(Kind.NON_FINITE, Phase.LOSS, 0, "loss is not finite at t = 1", start(1e5, "solver.id", "rk4")),
                new Way(
                        Kind.NON_FINITE,
                        Phase.ADJOINT,
                        0,
                        "On the way back",
                        start(-2000, "gradient.id", "continuous")),
                new Way(
                        Kind.NON_FINITE,
                        Phase.GRADIENT,
                        0,
                        "The gradient is not finite",
                        start(3.53, "problem.horizon", 100.0, "gradient.id", "discrete")),
                new Way(
                        Kind.NON_FINITE,
                        Phase.WEIGHTS,
                        1,
                        "weights that are not finite",
                        start(3, "problem.horizon", 100.0, "optimizer.id", "sgd", "optimizer.learningRate", 1e200)),
                new Way(
                        Kind.NON_FINITE,
                        Phase.STATE,
                        1,
                        "is not finite in sample 0",
                        start(2, "optimizer.id", "sgd", "optimizer.learningRate", 1e5, "problem.target", List.of(3.0))),
                new Way(
                        Kind.STEP_UNDERFLOW,
                        Phase.STATE,
                        0,
                        "The step shrank to",
                        start(1, "field.id", "mlp", "field.activation", "quadratic", "init.id", "values")),
                new Way(Kind.MAX_STEPS, Phase.STATE, 0, "used up at t = ", start(-50, "solver.maxSteps", 3)),
                new Way(
                        Kind.IMPACTS,
                        Phase.STATE,
                        0,
                        "without end at t = ",
                        start(
                                0,
                                "problem.id",
                                "bouncing-ball",
                                "problem.horizon",
                                30.0,
                                "field.id",
                                "mlp",
                                "field.widths",
                                List.of(),
                                "init.id",
                                "values",
                                "init.values",
                                List.of(0.0, 1.0, 0.0, 0.0, 0.0, -1.0))),
                new Way(
                        Kind.STAGE_FAILURE,
                        Phase.STATE,
                        0,
                        "implicit stage",
                        start(
                                1,
                                "field.id",
                                "mlp",
                                "field.activation",
                                "quadratic",
                                "init.id",
                                "values",
                                "solver.id",
                                "kvaerno5",
                                "solver.stepping",
                                "fixed",
                                "solver.steps",
                                1)));
    }

    private static Stream<Way> everyWay() {
        return ways().stream();
    }

    @Test
    void everyStatusAndPhaseIsAmongTheWays() {
        Set<Kind> kinds = EnumSet.copyOf(ways().stream().map(Way::kind).toList());
        Set<Phase> phases = EnumSet.copyOf(ways().stream().map(Way::phase).toList());
        kinds.add(BY_NO_SETTING);
        assertThat(kinds).isEqualTo(EnumSet.complementOf(EnumSet.copyOf(HARMLESS)));
        assertThat(phases).containsExactlyInAnyOrder(Phase.values());
    }

    @ParameterizedTest
    @EnumSource
    void everyStatusReadsAsOneSentenceInEveryPhase(Kind kind) {
        for (Phase phase : Phase.values()) {
            SolveStatus status = new SolveStatus(kind, 0.25, 7, 1e-9, phase);
            assertThat(status.sentence()).as(phase.toString()).matches("[A-Z][^.]*(\\.\\d+[^.]*)*\\.");
            boolean placed = kind != Kind.OK && !(kind == Kind.NON_FINITE && phase.compareTo(Phase.GRADIENT) >= 0);
            assertThat(status.sentence().contains("t = 0.25"))
                    .as(phase.toString())
                    .isEqualTo(placed);
            assertThat(status.advice().isEmpty()).isEqualTo(HARMLESS.contains(kind));
        }
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void theWindowSaysWhatHappenedWhereAndWhatToTry(Way way) {
        Preset base = Presets.get("simplest-theorem-1");
        Preset preset = new Preset(
                base.id(), base.info(), way.settings(), List.of(), List.of(), base.layout(), base.expectations());
        Session session = new Session(service, preset, _ -> {}, () -> now);
        session.open(preset);
        session.setSpeed(0);
        settle(session);
        session.togglePlay();
        settle(session);

        Run run = session.runs().getFirst();
        assertThat(run.state()).isInstanceOfSatisfying(RunState.Diverged.class, diverged -> {
            assertThat(diverged.iteration()).isEqualTo(way.iteration());
            assertThat(diverged.reason()).contains(way.words());
            assertThat(diverged.advice()).startsWith("Try ").endsWith(".");
            assertThat(diverged.advice().contains("learning rate"))
                    .as("a learning rate can be to blame only where weights were updated")
                    .isEqualTo(way.kind() == Kind.NON_FINITE && way.iteration() > 0);
        });
        RunItem item = session.runList().runs().getFirst();
        assertThat(item.stateProperty().get()).isEqualTo(RunItem.State.DIVERGED);
        String trouble = item.troubleProperty().get();
        assertThat(trouble)
                .startsWith(way.iteration() == 0 ? "At the start: " : "Iteration 1: ")
                .containsIgnoringCase(way.words())
                .contains(" Try ")
                .doesNotContain("NaN")
                .doesNotContain("-1");
        assertThat(session.inspector().troubleProperty().get()).isEqualTo(trouble);
        assertThat(service.runs()).as("the last good weights stay").allSatisfy(each -> assertThat(each.iteration())
                .isEqualTo(Math.max(0, way.iteration() - 1)));
        if (way.iteration() == 0) {
            everyPanelThatIsEmptySaysWhy(session, trouble);
        } else {
            theCurveStopsAtAPointThatSaysWhy(session, trouble);
        }
        session.close();
    }

    private static void everyPanelThatIsEmptySaysWhy(Session session, String trouble) {
        List<String> waiting = Panels.CATALOG.entries().stream()
                .filter(entry -> text(entry, session).contains("yet"))
                .map(Entry::id)
                .toList();
        assertThat(waiting).as("panels that wait for what will never come").isEmpty();
        for (String id :
                List.of("loss-curves", "trajectories", "adjoint-norm", "nfe", "phase-portrait", "seed-bands")) {
            assertThat(text(Panels.CATALOG.get(id), session)).as(id).contains(trouble);
        }
    }

    private static String text(Entry<Panel> entry, Session session) {
        return entry.createDefault().figure(session.context(false)).emptyText();
    }

    private static void theCurveStopsAtAPointThatSaysWhy(Session session, String trouble) {
        Figure curves = Panels.CATALOG.get("loss-curves").createDefault().figure(session.context(false));
        assertThat(curves.plots().getFirst().layers())
                .filteredOn(Layer.Points.class::isInstance)
                .extracting(layer -> ((Layer.Points) layer).name())
                .anyMatch(name -> name.endsWith("diverged. " + trouble));
    }

    private void settle(Session session) {
        service.drain(Cancellation.NEVER);
        now += 500_000_000L;
        session.refresh();
    }
}
