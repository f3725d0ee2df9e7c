package adjointlab.ui.panel;

import static adjointlab.Patience.fx;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.input.Clipboard;
import javafx.scene.shape.Path;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

/// The sentence under a panel.
@ExtendWith(ApplicationExtension.class)
final class SentenceLineTest {
    /// A number with its power of ten stands on one line however narrow the panel is, and is copied with plain spaces.
    @Test
    void numbersAreNotBrokenAndCopiedAsTheyAre() throws Exception {
        String sentence = "The loss of SGD falls from 6.91 × 10⁻¹³ to 12\u2009345 in 0.25 s.";
        SentenceLine line = fx(() -> {
            SentenceLine made = new SentenceLine("test");
            made.say(sentence);
            made.selectAll();
            made.copy();
            return made;
        });
        assertThat(fx(() -> Clipboard.getSystemClipboard().getString())).isEqualTo(sentence);
        for (double width = 110; width < 400; width += 7) {
            double room = width;
            List<String> lines = fx(() -> lines(line.getText(), room));
            assertThat(lines).as("at %s", room).anyMatch(each -> each.contains("6.91\u00a0×\u00a010⁻¹³"));
            assertThat(lines).as("at %s", room).anyMatch(each -> each.contains("0.25\u00a0s."));
        }
    }

    /// The lines that a text is broken into.
    private static List<String> lines(String words, double width) {
        Text text = new Text(words);
        text.setWrappingWidth(width);
        List<String> lines = new ArrayList<>();
        int begin = 0;
        for (int i = 1; i <= words.length(); i++) {
            if (i == words.length() || top(text, i) > top(text, i - 1) + 2) {
                lines.add(words.substring(begin, i));
                begin = i;
            }
        }
        return lines;
    }

    private static double top(Text text, int letter) {
        return new Path(text.caretShape(letter, true)).getBoundsInLocal().getMinY();
    }
}
