package adjointlab.panel;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.figure.Composition.Entry;
import adjointlab.figure.DrawnText;
import adjointlab.figure.Figure;
import adjointlab.figure.Page;
import adjointlab.figure.SeriesStyle.Dash;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.figure.SeriesStyle.Marker;
import adjointlab.figure.Theme;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.RunNames;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunNamesTest {
    private static final Page COLUMN = Page.of(82.6, 62);

    private final PanelContext thirty = TrainedPresets.context("simplest-fig-2", 200, false);

    private Figure figure(String panel) {
        return TrainedPresets.create(panel, Map.of()).figure(thirty);
    }

    private static List<String> words(Figure figure, Page page) {
        return DrawnText.of(figure, Theme.PRINT, page.width(), page.height()).stream()
                .map(DrawnText::words)
                .toList();
    }

    @Test
    void whatLooksAlikeIsNamedByItsGroup() {
        Figure surface = figure("loss-surface");
        RunNames names = RunNames.of(surface, thirty.runs());

        assertThat(names.entries()).extracting(Entry::name).containsExactly("SGD", "Adam", "Variance-corrected");
        assertThat(words(names.on(COLUMN, surface), COLUMN)).contains("SGD", "Adam", "Variance-corrected");
        assertThat(words(surface, COLUMN)).doesNotContain("SGD");
    }

    @Test
    void aPictureOfOneRunBearsItsNameInItsColour() {
        Figure portrait = figure("phase-portrait");
        RunNames names = RunNames.of(portrait, thirty.runs());

        assertThat(names.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.name()).isEqualTo("SGD a₀ = −4");
            assertThat(entry.style().hue()).isEqualTo(Hue.VERMILLION);
            assertThat(entry.style().dash()).isEqualTo(Dash.SOLID);
        });
        assertThat(names.titled("Plane")).isEqualTo("Plane (SGD a₀ = −4)");
        assertThat(names.titled("Plane of SGD a₀ = −4")).isEqualTo("Plane of SGD a₀ = −4");
    }

    @Test
    void aMapIsNamedWithoutALineThatItHasNot() {
        RunNames names = RunNames.of(figure("kernel"), thirty.runs());

        assertThat(names.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.style().dash()).isEqualTo(Dash.NONE);
            assertThat(entry.style().marker()).isEqualTo(Marker.NONE);
        });
    }

    @Test
    void oneRunNeedsNoName() {
        PanelContext one = thirty.with(thirty.runs().subList(0, 1));
        Figure portrait = TrainedPresets.create("phase-portrait", Map.of()).figure(one);

        assertThat(RunNames.of(portrait, one.runs()).entries()).isEmpty();
    }

    @Test
    void namesThatStandAtTheirLinesAreNotRepeatedAndThoseBelowReplaceThem() {
        Figure curves = figure("loss-curves");
        RunNames names = RunNames.of(curves, thirty.runs());
        Page wide = Page.of(178, 100);

        assertThat(names.on(wide, curves)).isSameAs(curves);
        List<String> below = words(curves.naming(names.entries()), wide);
        assertThat(below).containsOnlyOnce("SGD", "Adam", "Variance-corrected");
    }

    @Test
    void whatIsDrawnAgainOnThePageThatItNeededIsTheSame() {
        for (String panel : List.of("loss-surface", "loss-curves", "phase-portrait", "nfe", "parallel-settings")) {
            Figure figure = figure(panel);
            RunNames names = RunNames.of(figure, thirty.runs());
            Page needed = names.needed(COLUMN, figure).orElseThrow();

            assertThat(names.needed(needed, figure)).as(panel).contains(needed);
        }
    }
}
