package adjointlab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/// A file of trajectories that is dropped on the preset that learns from them.
@ExtendWith(ApplicationExtension.class)
final class TrajectoriesSheetTest {
    @TempDir
    private Path folder;

    private LabWindow window;

    @Start
    void start(Stage stage) {
        window = Windows.show(stage, folder.resolve("home"), 1024, 768);
        window.session().open(Presets.get("learn-my-trajectories"));
    }

    @Stop
    void stop() {
        window.close();
    }

    private boolean canBeUsed() {
        return window.root().lookup("#series-use") instanceof Button button && !button.isDisabled();
    }

    @Test
    void whatWasUnderstoodIsShownAndTakenIntoUse(FxRobot robot) throws Exception {
        StringBuilder rows = new StringBuilder("time [h],trial,biomass,glucose\n");
        for (int s = 0; s < 3; s++) {
            for (int k = 0; k < 8; k++) {
                rows.append(k * k + s)
                        .append(",T")
                        .append(s)
                        .append(',')
                        .append(k)
                        .append(',')
                        .append(9 - k)
                        .append('\n');
            }
        }
        rows.append("51,T2,8,NaN\n");
        Path file = Files.writeString(folder.resolve("growth.csv"), rows.toString());
        robot.interact(() -> window.dropped(List.of(file)));
        Patience.untilFx(this::canBeUsed);
        List<String> words = window.root().lookup("#series-sheet").lookupAll(".label").stream()
                .map(Label.class::cast)
                .map(Label::getText)
                .toList();
        assertThat(words)
                .contains(
                        "3, of 8 observations",
                        "column time [h], gaps of 1 to 13",
                        "no value",
                        "biomass",
                        "glucose",
                        "3 trajectories to train on, 3 for the test.")
                .anyMatch(each -> each.contains("1 row with the time of the row before"));
        robot.interact(((Button) window.root().lookup("#series-use"))::fire);
        Patience.untilFx(() -> window.root().lookup("#series-sheet") == null);
        for (Settings settings :
                window.session().runs().stream().map(window.session()::wanted).toList()) {
            assertThat(settings.get("problem.file"))
                    .isEqualTo(file.toAbsolutePath().toString());
            assertThat(settings.get("problem.id")).isEqualTo("trajectories-file");
        }
    }
}
