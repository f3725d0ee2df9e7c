package adjointlab.ui.dock;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.lab.preset.PanelLayout;
import adjointlab.lab.preset.PanelLayout.PanelState;
import adjointlab.lab.preset.PanelLayout.Part;
import adjointlab.lab.preset.PanelLayout.Split;
import adjointlab.lab.preset.PanelLayout.Tabs;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LayoutsTest {
    private static final PanelState A = new PanelState("a", Map.of());
    private static final PanelState B = new PanelState("b", Map.of());
    private static final PanelState C = new PanelState("c", Map.of());

    private static Split row(double first, double second) {
        return new Split(true, List.of(new Part(first, Layouts.single(A)), new Part(second, Layouts.single(B))));
    }

    @Test
    void tidyingRemovesEmptyPlacesAndLonelySplits() {
        PanelLayout layout = new Split(
                true,
                List.of(
                        new Part(2, Layouts.EMPTY),
                        new Part(1, new Split(false, List.of(new Part(5, Layouts.single(A)))))));
        assertThat(Layouts.tidy(layout)).isEqualTo(Layouts.single(A));
    }

    @Test
    void sharesOfATidyLayoutSumToOne() {
        assertThat(Layouts.tidy(row(3, 1))).isEqualTo(row(0.75, 0.25));
    }

    @Test
    void aPixelMoreIsNoOtherLayoutButADragIs() {
        assertThat(Layouts.alike(row(1.35, 1), row(0.57, 0.43))).isTrue();
        assertThat(Layouts.alike(row(1.35, 1), row(0.5, 0.5))).isFalse();
    }

    @Test
    void anotherTabInFrontIsAnotherLayout() {
        assertThat(Layouts.alike(new Tabs(List.of(A, B), 0), new Tabs(List.of(A, B), 1)))
                .isFalse();
    }

    @Test
    void otherOptionsAreAnotherLayout() {
        assertThat(Layouts.alike(Layouts.single(A), Layouts.single(new PanelState("a", Map.of("scale", "log")))))
                .isFalse();
    }

    @Test
    void aNewPanelOpensBelowTheLastPlace() {
        PanelLayout more = Layouts.plus(row(0.6, 0.4), C, 800);
        assertThat(more.panels()).containsExactly(A, B, C);
        assertThat(more).isInstanceOf(Split.class);
        assertThat(((Split) more).children()).hasSize(2);
    }

    @Test
    void anAudienceSeesOneOrTwoPanelsFromAPlaceOn() {
        PanelLayout three = Layouts.plus(row(0.6, 0.4), C, 800);
        assertThat(Layouts.few(three, 2, 1)).isEqualTo(Layouts.single(C));
        assertThat(Layouts.few(three, 2, 2).panels()).containsExactly(C, A);
    }

    /// Thirty panels later each still has room, or stands behind another as a tab.
    @Test
    void whereThereIsNoRoomANewPanelIsATab() {
        PanelLayout layout = row(0.6, 0.4);
        for (int i = 0; i < 30; i++) {
            layout = Layouts.plus(layout, new PanelState("p" + i, Map.of()), 700);
        }
        assertThat(layout.panels()).hasSize(32);
        assertThat(leastHeight(layout, 700)).isGreaterThanOrEqualTo(190);
        Split columns = (Split) layout;
        Split right = (Split) columns.children().getLast().layout();
        Tabs last = (Tabs) right.children().getLast().layout();
        assertThat(last.selected())
                .as("the newest is on top")
                .isEqualTo(last.panels().size() - 1);
        assertThat(last.panels().getLast().id()).isEqualTo("p29");
    }

    private static double leastHeight(PanelLayout layout, double height) {
        return switch (layout) {
            case Tabs _ -> height;
            case Split split -> {
                double sum = split.children().stream().mapToDouble(Part::weight).sum();
                yield split.children().stream()
                        .mapToDouble(part ->
                                leastHeight(part.layout(), split.horizontal() ? height : height * part.weight() / sum))
                        .min()
                        .orElse(height);
            }
        };
    }
}
