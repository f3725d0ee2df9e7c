package adjointlab.ui.shell;

import static adjointlab.Patience.fx;
import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.ui.look.Look;
import java.util.Set;
import java.util.TreeSet;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.framework.junit5.ApplicationExtension;

/// A source is read, or is not there: a few letters of it say nothing.
@ExtendWith(ApplicationExtension.class)
final class TitleBarTest {
    private static final int FEW = 10;

    private static TitleBar shown(double width) {
        Runnable nothing = () -> {};
        TitleBar bar = new TitleBar(
                new TitleBar.Actions(nothing, nothing, nothing, nothing, nothing, nothing, nothing),
                new ReadOnlyStringWrapper("").getReadOnlyProperty(),
                new ReadOnlyStringWrapper("").getReadOnlyProperty());
        Look.LIGHT.applyTo(new Scene(bar, width, 44));
        return bar;
    }

    private static String source(TitleBar bar, Preset preset) {
        return source(bar, preset.info().title(), preset.info().citation());
    }

    private static String source(TitleBar bar, String title, String citation) {
        bar.titleProperty().set(title);
        bar.citationProperty().set(citation);
        bar.readoutProperty().set("η 0.01   T 63");
        bar.applyCss();
        bar.layout();
        bar.layout();
        Label source = (Label) bar.lookup(".citation");
        return source.isVisible() ? read(source) : "";
    }

    private static String read(Label label) {
        return ((Text) label.lookup(".text")).getText();
    }

    /// From where there is none to where all of it is read.
    @Test
    void aSourceIsNeverAFewLetters() throws Exception {
        Preset preset = Presets.get("heavy-ball-silverbox");
        Set<Integer> lengths = new TreeSet<>();
        for (int width = 500; width <= 1400; width += 6) {
            double room = width;
            lengths.add(fx(() -> source(shown(room), preset)).length());
        }
        assertThat(lengths).startsWith(0).endsWith(preset.info().citation().length());
        assertThat(lengths).as("cut, but to be recognised").hasSizeGreaterThan(3);
        assertThat(lengths.stream().filter(length -> length > 0)).allMatch(length -> length > FEW);
    }

    /// Which may be cut, but not while there is more than it.
    @Test
    void aSourceGivesWayToALongTitle() throws Exception {
        String title = "measurements-of-a-damped-pendulum-in-a-cellar-second-series-2024-11-03.csv";
        String citation = Presets.get("heavy-ball-silverbox").info().citation();
        Set<Integer> lengths = new TreeSet<>();
        Set<Boolean> whole = new TreeSet<>();
        for (int width = 500; width <= 1800; width += 7) {
            double room = width;
            fx(() -> {
                TitleBar bar = shown(room);
                String source = source(bar, title, citation);
                String shown = read((Label) bar.lookup("#title"));
                assertThat(source.isEmpty() || shown.equals(title))
                        .as("%s px: %s, %s", room, shown, source)
                        .isTrue();
                whole.add(shown.equals(title));
                return lengths.add(source.length());
            });
        }
        assertThat(whole).as("cut where nothing else can go").containsExactly(false, true);
        assertThat(lengths).startsWith(0).endsWith(citation.length());
        assertThat(lengths.stream().filter(length -> length > 0)).allMatch(length -> length > FEW);
    }

    @ParameterizedTest
    @CsvSource({"700, 0.15, 0.45", "900, 0.35, 0.7", "1024, 0.85, 1", "1440, 1, 1"})
    void aSourceWithoutRoomIsLeftOutAndReadAtTheTitle(double width, double least, double most) throws Exception {
        TitleBar bar = fx(() -> shown(width));
        int read = 0;
        int all = 0;
        for (Preset preset : Presets.builtIn()) {
            String citation = preset.info().citation();
            String source = fx(() -> source(bar, preset));
            assertThat(source.isEmpty() || source.equals(citation) || source.length() > FEW)
                    .as("%s: %s", preset.id(), source)
                    .isTrue();
            Label title = (Label) bar.lookup("#title");
            assertThat(fx(() -> title.getTooltip().getText()))
                    .contains(preset.info().title())
                    .contains(citation);
            read += source.isEmpty() ? 0 : 1;
            all += citation.isEmpty() ? 0 : 1;
        }
        assertThat((double) read / all).as("where there is room").isBetween(least, most);
    }
}
