package adjointlab.panel.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.catalog.Values;
import adjointlab.core.ode.Cancellation;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.TrainingService;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import adjointlab.panel.kit.RunStyles;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// In fog a loss surface is seen where runs have been and where the lamp shines, in the colours that it has without.
final class FogTest {
    private static final int TRAINED = 5;

    /// How far from a run, in shares of what the axes span, the nearest hidden and the farthest seen place may lie.
    private static final double SIGHT = 0.045;

    private static final double LIGHT = 0.11;

    private final TrainingService service = new TrainingService(0);

    @AfterEach
    void close() {
        service.close();
    }

    private PanelContext context(String preset, int cursor) {
        Preset opened = Presets.get(preset);
        List<Run> runs = service.open(opened);
        runs.forEach(run -> service.advance(run, TRAINED));
        service.drain(Cancellation.NEVER);
        return new PanelContext(
                opened,
                runs.stream().map(run -> new Shown(run, RunStyles.of(run))).toList(),
                cursor,
                "",
                false,
                Cancellation.NEVER);
    }

    private static Panel panel(boolean fog) {
        return LossSurface.ENTRY.create(
                new Values(Map.of("fog", fog, "resolution", 101)).complete(LossSurface.ENTRY.parameters()));
    }

    private static Layer.HeatMap map(Figure figure) {
        return figure.plots().getFirst().layers().stream()
                .filter(Layer.HeatMap.class::isInstance)
                .map(Layer.HeatMap.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static long seen(Layer.HeatMap map) {
        return Arrays.stream(map.z())
                .flatMapToDouble(Arrays::stream)
                .filter(value -> !Double.isNaN(value))
                .count();
    }

    /// Distance from a cell to the nearest point of the runs' paths, in shares of the axes.
    private static double distance(Figure figure, Layer.HeatMap map, int row, int column) {
        double wide = map.x()[map.x().length - 1] - map.x()[0];
        double high = map.y()[map.y().length - 1] - map.y()[0];
        double least = Double.POSITIVE_INFINITY;
        for (Layer layer : figure.plots().getFirst().layers()) {
            if (layer instanceof Layer.Line path && !path.owner().isNobody()) {
                for (int i = 0; i < path.x().length; i++) {
                    least = Math.min(
                            least,
                            Math.hypot((path.x()[i] - map.x()[column]) / wide, (path.y()[i] - map.y()[row]) / high));
                }
            }
        }
        return least;
    }

    @ParameterizedTest
    @ValueSource(strings = {"natural-gradient-2d", "simplest-rotation"})
    void aMapIsSeenAroundThePaths(String preset) {
        PanelContext context = context(preset, TRAINED);
        Figure clear = panel(false).figure(context);
        Figure foggy = panel(true).figure(context);
        Layer.HeatMap all = map(clear);
        Layer.HeatMap some = map(foggy);
        for (int row = 0; row < all.z().length; row++) {
            for (int column = 0; column < all.z()[row].length; column++) {
                double distance = distance(clear, all, row, column);
                double value = some.z()[row][column];
                if (distance < SIGHT - 1e-9) {
                    assertThat(value).isEqualTo(all.z()[row][column]);
                } else if (distance > SIGHT + 1e-9) {
                    assertThat(value).as("row %d, column %d", row, column).isNaN();
                }
            }
        }
        double[] values = Arrays.stream(all.z())
                .flatMapToDouble(Arrays::stream)
                .filter(Double::isFinite)
                .toArray();
        assertThat(some.range().high()).isEqualTo(Arrays.stream(values).max().orElseThrow());
        assertThat(some.range().low())
                .isEqualTo(Math.max(
                        Arrays.stream(values).filter(value -> value > 0).min().orElseThrow(),
                        some.range().high() * 1e-12));
        assertThat(foggy.plots().getFirst().layers())
                .noneMatch(layer -> layer.name().equals("minimum of the loss"));
    }

    @Test
    void theFogComesBackWithTheCursor() {
        PanelContext end = context("simplest-rotation", TRAINED);
        PanelContext start = new PanelContext(end.preset(), end.runs(), 0, "", false, Cancellation.NEVER);
        assertThat(seen(map(panel(true).figure(start))))
                .isPositive()
                .isLessThan(seen(map(panel(true).figure(end))));
    }

    @Test
    void aLampShowsWhereItShines() {
        PanelContext context = context("simplest-rotation", TRAINED);
        Layer.HeatMap all = map(panel(false).figure(context));
        double wide = all.x()[all.x().length - 1] - all.x()[0];
        double high = all.y()[all.y().length - 1] - all.y()[0];
        double x = all.x()[0] + 0.9 * wide;
        double y = all.y()[0] + 0.1 * high;
        Panel dark = panel(true);
        Layer.HeatMap before = map(dark.figure(context));
        Layer.HeatMap lit = map(dark.litAt(x, y).figure(context));
        for (int row = 0; row < all.z().length; row++) {
            for (int column = 0; column < all.z()[row].length; column++) {
                double away = Math.hypot((all.x()[column] - x) / wide, (all.y()[row] - y) / high);
                boolean shown = !Double.isNaN(lit.z()[row][column]);
                if (away < LIGHT - 1e-9) {
                    assertThat(shown).isTrue();
                } else if (away > LIGHT + 1e-9) {
                    assertThat(shown).isEqualTo(!Double.isNaN(before.z()[row][column]));
                }
            }
        }
        assertThat(panel(false).litAt(x, y).isFoggy()).isFalse();
        assertThat(map(panel(false).litAt(x, y).figure(context)).z()).isDeepEqualTo(all.z());
    }

    @Test
    void aCurveHasNoTargetInFog() {
        PanelContext context = context("simplest-fig-1a", TRAINED);
        Figure clear = panel(false).figure(context);
        Figure foggy = panel(true).figure(context);
        assertThat(names(clear)).contains("closed form (5)").anyMatch(name -> name.startsWith("a* = "));
        assertThat(names(foggy)).doesNotContain("closed form (5)").noneMatch(name -> name.startsWith("a* = "));
        Layer.Line curve = foggy.plots().getFirst().layers().stream()
                .filter(Layer.Line.class::isInstance)
                .map(Layer.Line.class::cast)
                .filter(line -> line.x().length == 101)
                .findFirst()
                .orElseThrow();
        double[] points = foggy.plots().getFirst().layers().stream()
                .filter(layer -> layer instanceof Layer.Points && !layer.owner().isNobody())
                .flatMapToDouble(layer -> Arrays.stream(((Layer.Points) layer).x()))
                .toArray();
        double span = curve.x()[100] - curve.x()[0];
        for (double point : points) {
            int nearest = (int) Math.round((point - curve.x()[0]) / span * 100);
            assertThat(curve.y()[nearest]).isFinite();
        }
        assertThat(Arrays.stream(curve.y()).filter(Double::isNaN).count()).isGreaterThan(20);
        assertThat(foggy.plots().getFirst().y().max())
                .isCloseTo(clear.plots().getFirst().y().max(), within(1e-12));
    }

    private static List<String> names(Figure figure) {
        return figure.plots().getFirst().layers().stream().map(Layer::name).toList();
    }
}
