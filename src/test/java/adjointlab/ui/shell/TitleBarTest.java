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
import org.junit.jupiter.params.provider.ValueSource;
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
        bar.titleProperty().set(preset.info().title());
        bar.citationProperty().set(preset.info().citation());
        bar.readoutProperty().set("η 0.01   T 63");
        bar.applyCss();
        bar.layout();
        bar.layout();
        Label source = (Label) bar.lookup(".citation");
        return source.isVisible() ? ((Text) source.lookup(".text")).getText() : "";
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

    @ParameterizedTest
    @ValueSource(doubles = {700, 900, 1024, 1440})
    void aSourceWithoutRoomIsLeftOutAndReadAtTheTitle(double width) throws Exception {
        TitleBar bar = fx(() -> shown(width));
        int read = 0;
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
        }
        assertThat(read).as("where there is room").isBetween(width > 1000 ? 40 : 0, 1000);
    }
}
