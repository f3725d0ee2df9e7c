package adjointlab.ui.look;

import static adjointlab.Patience.fx;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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

    /// 18 pt are 24 px. A button holds its icon, in each place that has buttons of its own size.
    @ParameterizedTest
    @CsvSource({
        "false, 13, icon-button, none, 17",
        "false, 26, icon-button, none, 17",
        "true, 24, icon-button, none, 17",
        "true, 24, icon-button, run-tools, 15",
        "true, 24, icon-button, panel-tools, 16",
        "true, 24, round, none, 17",
        "true, 24, play, none, 22",
        "false, 26, play, none, 22"
    })
    void iconsGrowWithTextInsideTheirButtons(
            boolean presentation, double text, String style, String place, double atDefault) throws Exception {
        Look look = new Look(false, presentation, presentation ? Look.DEFAULT_FONT_SIZE : text);
        FontIcon icon = new FontIcon(MaterialDesignC.CLOSE);
        Button button = new Button(null, icon);
        button.getStyleClass().addAll("icon-button", style);
        HBox around = new HBox(button);
        around.getStyleClass().add(place);
        Label label = new Label("words");
        fx(() -> {
            Scene scene = new Scene(new HBox(around, label), 400, 200);
            look.applyTo(scene);
            scene.getRoot().applyCss();
            scene.getRoot().layout();
            return 0;
        });

        assertThat(label.getFont().getSize()).isEqualTo(text);
        assertThat((double) icon.getIconSize()).isCloseTo(atDefault * text / Look.DEFAULT_FONT_SIZE, within(1.0));
        assertThat(button.getWidth()).isGreaterThanOrEqualTo(icon.getIconSize());
        assertThat(button.getHeight()).isGreaterThanOrEqualTo(icon.getIconSize());
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
