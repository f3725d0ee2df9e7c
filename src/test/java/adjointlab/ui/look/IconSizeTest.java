package adjointlab.ui.look;

import static adjointlab.Patience.fx;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.testfx.framework.junit5.ApplicationExtension;

/// Icons are as large as the text beside them asks.
@ExtendWith(ApplicationExtension.class)
class IconSizeTest {
    private static final Pattern NAMED = Pattern.compile("-lab-icon-(\\d+): \\1px;");
    private static final Pattern USED = Pattern.compile("-fx-icon-size: ([^;]+);");

    /// 18 pt are 24 px.
    @ParameterizedTest
    @CsvSource({"false, 13", "false, 26", "true, 24"})
    void iconsGrowWithText(boolean presentation, double text) throws Exception {
        Look look = new Look(false, presentation, presentation ? Look.DEFAULT_FONT_SIZE : text);
        FontIcon icon = new FontIcon(MaterialDesignC.CLOSE);
        Button button = new Button(null, icon);
        button.getStyleClass().add("icon-button");
        Label label = new Label("words");
        fx(() -> {
            Scene scene = new Scene(new HBox(button, label), 200, 100);
            look.applyTo(scene);
            scene.getRoot().applyCss();
            return 0;
        });

        assertThat(label.getFont().getSize()).isEqualTo(text);
        assertThat((double) icon.getIconSize())
                .isBetween(17 * text / Look.DEFAULT_FONT_SIZE - 1, 17 * text / Look.DEFAULT_FONT_SIZE + 1);
    }

    /// Every size of an icon in the style sheet is one of those that grow.
    @Test
    void noIconHasASizeOfItsOwn() throws Exception {
        String sheet;
        try (var in = Look.class.getResourceAsStream("/adjointlab/ui/lab.css")) {
            sheet = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
        List<String> named = NAMED.matcher(sheet)
                .results()
                .map(found -> "-lab-icon-" + found.group(1))
                .toList();
        List<String> used = new ArrayList<>();
        Matcher sizes = USED.matcher(sheet);
        while (sizes.find()) {
            used.add(sizes.group(1));
        }

        assertThat(used).isNotEmpty().isSubsetOf(named);
        assertThat(new Look(false, false, 20).sizes()).contains(named);
    }
}
