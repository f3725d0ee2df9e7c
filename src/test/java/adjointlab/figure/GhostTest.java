package adjointlab.figure;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.figure.SeriesStyle.Emphasis;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.figure.SeriesStyle.Marker;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What an earlier figure shows otherwise stands pale behind the later one.
final class GhostTest {
    private static final Owner ONE = new Owner("one");
    private static final Owner TWO = new Owner("two");
    private static final SeriesStyle STYLE = SeriesStyle.line(Hue.BLUE).with(Marker.CIRCLE);

    private static Layer.Line line(String name, Owner owner, double... y) {
        double[] x = new double[y.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = i;
        }
        return new Layer.Line(name, STYLE, x, y, name).ownedBy(owner);
    }

    private static Figure figure(String note, String up, Layer... layers) {
        return Figure.of("Loss", note, new Plot("", Axis.linear("k"), Axis.linear(up), List.of(layers), true));
    }

    private static List<Layer> layers(Figure figure) {
        return figure.plots().getFirst().layers();
    }

    @Test
    void whatHasChangedStandsPaleBehind() {
        Figure before = figure("k = 3", "L", line("SGD", ONE, 3, 2), line("Adam", TWO, 3, 1));
        Figure now = figure("k = 3", "L", line("SGD", ONE, 3, 2), line("Adam", TWO, 3, 1.5));
        Figure both = Ghost.behind(now, before, TWO);
        assertThat(layers(both)).hasSize(3);
        assertThat(layers(both).subList(1, 3)).isEqualTo(layers(now));
        Layer.Line pale = (Layer.Line) layers(both).getFirst();
        assertThat(pale.y()).containsExactly(3, 1);
        assertThat(pale.style().emphasis()).isEqualTo(Emphasis.FADED);
        assertThat(pale.style().hue()).isEqualTo(Hue.BLUE);
        assertThat(pale.style().marker()).isEqualTo(Marker.NONE);
        assertThat(pale.endLabel()).isEmpty();
        assertThat(pale.owner().isNobody()).as("it answers no hover").isTrue();
        assertThat(both.note()).isEqualTo("L +0.5, was 1 · k = 3");
    }

    @Test
    void theNamesBelowStay() {
        List<Composition.Entry> names = List.of(new Composition.Entry("SGD", STYLE));
        Figure before = figure("", "L", line("SGD", ONE, 3, 2));
        Figure now = figure("", "L", line("SGD", ONE, 3, 1)).naming(names);
        Figure both = Ghost.behind(now, before, ONE);
        assertThat(both.names()).isEqualTo(names);
        assertThat(Ghost.without(both).names()).isEqualTo(names);
    }

    @Test
    void theNoteTellsOfTheRunInFocus() {
        Figure before = figure("", "L", line("SGD", ONE, 3, 2), line("Adam", TWO, 3, 1));
        Figure now = figure("", "L", line("SGD", ONE, 3, 0.5), line("Adam", TWO, 3, 1.5));
        assertThat(Ghost.behind(now, before, ONE).note()).isEqualTo("L −1.5, was 2");
        assertThat(Ghost.behind(now, before, TWO).note()).isEqualTo("L +0.5, was 1");
        assertThat(Ghost.behind(now, before, Owner.NOBODY).note()).isEmpty();
    }

    @Test
    void aRunIsComparedWhateverItIsCalled() {
        Figure before = figure("", "L", line("t = 1", ONE, 3, 2));
        Figure now = figure("", "L", line("t = 2", ONE, 3, 4));
        assertThat(Ghost.behind(now, before, ONE).note()).isEqualTo("L +2, was 2");
    }

    @Test
    void heatMapsAreGroundForIt() {
        Layer.HeatMap map = new Layer.HeatMap(
                "L", new double[] {0, 1}, new double[] {0, 1}, new double[2][2], Layer.ColourMap.VIRIDIS, false, 0);
        Layer.Points was = new Layer.Points("now", STYLE, new double[] {0}, new double[] {0.25}).ownedBy(ONE);
        Layer.Points is = new Layer.Points("now", STYLE, new double[] {1}, new double[] {0.75}).ownedBy(ONE);
        Figure both = Ghost.behind(figure("", "b", map, is), figure("", "b", map, was), ONE);
        assertThat(layers(both)).hasSize(3);
        assertThat(layers(both).getFirst()).isSameAs(map);
        assertThat(((Layer.Points) layers(both).get(1)).y()).containsExactly(0.25);
        assertThat(both.note()).isEqualTo("b +0.5, was 0.25");
    }

    @Test
    void whatDoesNotCompareStaysAsItIs() {
        Figure now = figure("k", "L", line("SGD", ONE, 3, 2));
        assertThat(Ghost.behind(now, figure("", "‖a‖", line("SGD", ONE, 3, 1)), ONE))
                .isEqualTo(now);
        assertThat(Ghost.behind(now, Figure.empty("Loss", "Nothing yet."), ONE)).isEqualTo(now);
        assertThat(Ghost.behind(now, now, ONE)).isEqualTo(now);
    }

    @Test
    void aGhostHasNoGhost() {
        Figure before = figure("", "L", line("SGD", ONE, 3, 2));
        Figure now = figure("", "L", line("SGD", ONE, 3, 1));
        assertThat(layers(Ghost.without(Ghost.behind(now, before, ONE)))).isEqualTo(layers(now));
    }
}
