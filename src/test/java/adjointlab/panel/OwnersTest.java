package adjointlab.panel;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Type;
import adjointlab.core.catalog.Values;
import adjointlab.core.ode.Cancellation;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Owner;
import adjointlab.figure.SeriesStyle;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.lab.preset.LongPresets;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.TrainingService;
import adjointlab.panel.kit.Groups;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import adjointlab.panel.kit.RunStyles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a run draws bears the run's name, whatever the run is called: for each panel of the catalogue.
class OwnersTest {
    private static final Owner ONE = new Owner("one");
    private static final Owner TWO = new Owner("two");
    private static final Owner BOTH = Owner.together(List.of(ONE, TWO));

    /// Groups whose hues no panel uses for anything but runs.
    private static final int SKY = 5;

    private static final int BLACK = 6;

    /// Layers that are no run's in any panel.
    private static final Set<String> NOBODYS = Set.of(
            "truth",
            "observed",
            "to be forecast",
            "● seen   + to come",
            "true field",
            "data",
            "normal",
            "minimum",
            "minimum of the loss",
            "closed form (5)",
            "infinite width",
            "alarm",
            "|R(z)| = 1",
            "K∞");

    private static final Map<List<String>, List<Shown>> TRAINED = new HashMap<>();

    static List<String> panels() {
        return Panels.CATALOG.ids();
    }

    @ParameterizedTest
    @MethodSource("panels")
    void runsOfTheSameLabelAreToldApart(String id) {
        List<Shown> runs = runs(presetOf(id), "Same", "Same");
        for (Values options : everyOption(Panels.CATALOG.get(id))) {
            for (boolean columns : new boolean[] {false, true}) {
                for (Owner focus : List.of(ONE, TWO)) {
                    Figure figure =
                            Panels.CATALOG.get(id).create(options).figure(context(presetOf(id), runs, focus, columns));
                    checkOwners(figure, id, options + (columns ? ", columns" : "") + ", focus " + focus);
                    if (showsRuns(id, options)) {
                        assertThat(owners(figure))
                                .as("%s %s, columns %s", id, options, columns)
                                .contains(focus);
                        if (columns && hasColumns(figure)) {
                            assertThat(owners(figure)).as("%s %s", id, options).contains(ONE, TWO);
                        }
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("panels")
    void labelsDecideNothing(String id) {
        for (List<String> labels : List.of(
                List.of("SGD", "SGD, longer"), List.of("minimum", "truth"), List.of("Heavy ball on a", "Heavy ball"))) {
            List<Shown> runs = runs(presetOf(id), labels.getFirst(), labels.getLast());
            Figure figure = Panels.CATALOG.get(id).createDefault().figure(context(presetOf(id), runs, TWO, false));
            Figure same = Panels.CATALOG
                    .get(id)
                    .createDefault()
                    .figure(context(presetOf(id), runs(presetOf(id), "Same", "Same"), TWO, false));
            assertThat(ownersInOrder(figure)).as("%s, %s", id, labels).isEqualTo(ownersInOrder(same));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "simplest-rotation",
                "learn-nested-annuli",
                "learn-spiral",
                "heavy-ball-optimisation",
                "reference-mlp-2-8-8-2"
            })
    void neitherDoThePlanesOfLargerStates(String preset) {
        List<Shown> runs = runs(preset, "Same", "Same");
        Set<Owner> seen = new HashSet<>();
        for (Entry<Panel> entry : Panels.CATALOG.entries()) {
            // seconds each; and some draw all runs of an optimizer in the colour of the first
            if (List.of("microscope", "loss-surface", "sensitivity", "sweep-curves", "rank-over-budget")
                    .contains(entry.id())) {
                continue;
            }
            Figure figure = entry.createDefault().figure(context(preset, runs, TWO, true));
            checkOwners(figure, entry.id(), preset);
            seen.addAll(owners(figure));
        }
        assertThat(seen).contains(ONE, TWO);
    }

    @Test
    void thePathsOnAPlaneOfTheSurfaceAreTheRuns() {
        Figure figure = Panels.CATALOG
                .get("loss-surface")
                .createDefault()
                .figure(context("simplest-rotation", runs("simplest-rotation", "Same", "Same"), ONE, false));
        checkOwners(figure, "loss-surface", "two parameters");
        assertThat(owners(figure)).containsExactlyInAnyOrder(Owner.NOBODY, ONE, TWO);
    }

    @Test
    void aGroupsMeanIsAllItsRuns() {
        List<Shown> both = runs("simplest-fig-2", "Same", "Same").stream()
                .map(Shown::run)
                .map(run -> new Shown(run, RunStyles.of(SKY)))
                .toList();
        Groups.Group several = new Groups.Group("Same", both);
        assertThat(several.owner()).isEqualTo(BOTH);
        assertThat(new Groups.Group("Same", both.subList(1, 2)).owner()).isEqualTo(TWO);
    }

    @Test
    void aRunsRowOfTheTableIsTheRuns() {
        List<Shown> runs = runs("simplest-fig-2", "Same", "Same");
        Layer.Table rows = (Layer.Table) Panels.CATALOG
                .get("run-table")
                .createDefault()
                .figure(context("simplest-fig-2", runs, ONE, false))
                .plots()
                .getFirst()
                .layers()
                .getFirst();
        assertThat(rows.rowOwners()).containsExactly(ONE, TWO);
        assertThat(rows.owner(1, 3)).isEqualTo(TWO);

        Entry<Panel> entry = Panels.CATALOG.get("run-table");
        Layer.Table columns =
                (Layer.Table) entry.create(new Values(Map.of("differences", false)).complete(entry.parameters()))
                        .figure(context("simplest-fig-2", runs, ONE, false))
                        .plots()
                        .getFirst()
                        .layers()
                        .getFirst();
        assertThat(columns.columnOwners()).containsExactly(Owner.NOBODY, ONE, TWO);
        assertThat(columns.owner(0, 0)).isEqualTo(Owner.NOBODY);
        assertThat(columns.owner(0, 1)).isEqualTo(ONE);
    }

    /// Colours of runs bear their run's name, roles nobody's, and there are no other names.
    private static void checkOwners(Figure figure, String id, String how) {
        for (var plot : figure.plots()) {
            for (Layer layer : plot.layers()) {
                String what =
                        "%s, %s: %s '%s'".formatted(id, how, layer.getClass().getSimpleName(), layer.name());
                assertThat(layer.owner()).as(what).isIn(Owner.NOBODY, ONE, TWO, BOTH);
                if (NOBODYS.contains(layer.name()) || layer.name().startsWith("k = ")) {
                    assertThat(layer.owner()).as(what).isEqualTo(Owner.NOBODY);
                }
                // steps of ten optimizers from one run's weights are in ten colours
                style(layer).filter(_ -> !id.equals("microscope")).ifPresent(style -> {
                    if (style.hue() == Hue.SKY) {
                        assertThat(layer.owner()).as(what).isIn(ONE, BOTH);
                    } else if (style.hue() == Hue.BLACK) {
                        assertThat(layer.owner()).as(what).isEqualTo(TWO);
                    }
                });
            }
        }
    }

    private static Optional<SeriesStyle> style(Layer layer) {
        return Optional.ofNullable(
                switch (layer) {
                    case Layer.Line line -> line.style();
                    case Layer.Points points -> points.style();
                    case Layer.Band band -> band.style();
                    case Layer.Region region -> region.style();
                    case Layer.Rule rule -> rule.style();
                    case Layer.Strokes strokes -> strokes.style();
                    case Layer.Arrows arrows -> arrows.style();
                    case Layer.Bars bars -> bars.style();
                    case Layer.Note note -> note.style();
                    case Layer.HeatMap _, Layer.Table _, Layer.Tiles _ -> null;
                });
    }

    /// Whether the panel has anything of runs with these options: an activation function alone is no run's, and an
    /// input that drives all of them no single one's.
    private static boolean showsRuns(String id, Values options) {
        boolean otherThanRuns = id.equals("microscope")
                        && Objects.requireNonNull(options.map().get("show")).equals("numbers")
                || id.equals("kernel")
                        && Objects.requireNonNull(options.map().get("show")).equals("limit");
        boolean truthAlone = id.equals("phase-portrait")
                && Objects.requireNonNull(options.map().get("learned")).equals(false);
        return !List.of("activation", "claims", "input", "sweep-map").contains(id) && !otherThanRuns && !truthAlone;
    }

    private static boolean hasColumns(Figure figure) {
        return figure.rows().stream().anyMatch(row -> row.plots().size() > 1)
                && figure.plots().stream()
                                .filter(plot -> plot.title().startsWith("Same"))
                                .count()
                        > 1;
    }

    private static Set<Owner> owners(Figure figure) {
        return new HashSet<>(ownersInOrder(figure));
    }

    private static List<Owner> ownersInOrder(Figure figure) {
        List<Owner> owners = new ArrayList<>();
        for (var plot : figure.plots()) {
            for (Layer layer : plot.layers()) {
                owners.add(layer.owner());
                if (layer instanceof Layer.Table table) {
                    owners.addAll(table.rowOwners());
                    owners.addAll(table.columnOwners());
                }
            }
        }
        return owners;
    }

    /// The defaults, and every choice of each option.
    private static List<Values> everyOption(Entry<Panel> entry) {
        List<Values> all = new ArrayList<>();
        all.add(new Values(Map.of()).complete(entry.parameters()));
        for (Key<?> parameter : entry.parameters()) {
            List<Object> values =
                    switch (parameter.type()) {
                        case Type.Choice<?> choice -> List.copyOf(choice.ids());
                        case Type.Flag _ -> List.of(!(Boolean) parameter.defaultValue());
                        case Type.Int _, Type.Reals _, Type.Real _, Type.Text _, Type.Typed _ -> List.of();
                    };
            for (Object value : values) {
                if (!List.of(
                                        "loss.test",
                                        "accuracy.test",
                                        "nfe.test",
                                        "loss.validation",
                                        "accuracy.validation",
                                        "adjoint.missed")
                                .contains(value)
                        && !value.equals(parameter.defaultValue())) {
                    all.add(new Values(Map.of(parameter.name(), value)).complete(entry.parameters()));
                }
            }
        }
        return all;
    }

    /// Those that compare trainings are shown with a preset of their own elsewhere.
    private static String presetOf(String panel) {
        return List.of("sweep-map", "parallel-settings").contains(panel)
                ? "simplest-fig-2"
                : TrainedPresets.madeFor(panel);
    }

    private static String name(Owner one) {
        return one.names().iterator().next();
    }

    private static PanelContext context(String preset, List<Shown> runs, Owner focus, boolean columns) {
        return new PanelContext(LongPresets.shortened(preset), runs, 20, name(focus), columns, Cancellation.NEVER);
    }

    /// Two runs of a preset that differ in their group and, where they train, in their optimizer.
    private static synchronized List<Shown> runs(String preset, String label, String other) {
        return TRAINED.computeIfAbsent(List.of(preset, label, other), _ -> {
            Preset open = LongPresets.shortened(preset);
            List<Settings> settings = open.runs().stream()
                    .map(spec -> spec.settings(open.settings()))
                    .toList();
            try (TrainingService service = new TrainingService(0)) {
                Run one = service.add(new Run.Identity(name(ONE), label, SKY, null), settings.getFirst());
                Run two = service.add(new Run.Identity(name(TWO), other, BLACK, null), settings.getLast());
                service.drain(Cancellation.NEVER);
                service.play();
                service.drain(Cancellation.NEVER);
                return List.of(new Shown(one, RunStyles.of(one)), new Shown(two, RunStyles.of(two)));
            }
        });
    }
}
