package adjointlab.ui.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PanelTitleTest {
    @Test
    void twinsSayInWhatTheyDiffer() {
        List<Map<String, String>> choices = List.of(
                Map.of("Over", "iterations", "Smooth", "smooth 0"), Map.of("Over", "seconds", "Smooth", "smooth 0"));
        assertThat(PanelTitle.difference(choices, 0)).isEqualTo("iterations");
        assertThat(PanelTitle.difference(choices, 1)).isEqualTo("seconds");
    }

    @Test
    void thoseThatDifferInNothingAreCounted() {
        List<Map<String, String>> choices = List.of(Map.of("Over", "a"), Map.of("Over", "b"), Map.of("Over", "a"));
        assertThat(PanelTitle.difference(choices, 0)).isEqualTo("a, 1");
        assertThat(PanelTitle.difference(choices, 1)).isEqualTo("b");
        assertThat(PanelTitle.difference(choices, 2)).isEqualTo("a, 2");
    }
}
