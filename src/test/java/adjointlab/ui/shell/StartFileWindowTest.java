package adjointlab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.core.data.NdArray;
import adjointlab.core.data.Npz;
import adjointlab.core.field.ParameterLayout;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.run.Experiments;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.StartFiles;
import adjointlab.ui.session.StartTold;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/// Where start weights come from another program, the window says beside the settings which of them is which.
@ExtendWith(ApplicationExtension.class)
final class StartFileWindowTest {
    private static final String SAID = "net.0.weight is field.W1, net.0.bias is field.b1";

    @TempDir
    private Path folder;

    private LabWindow window;

    @Start
    void start(Stage stage) {
        window = Windows.show(stage, folder.resolve("home"), 1100, 800);
    }

    @Stop
    void stop() {
        window.close();
    }

    private Preset starting(String file, UnaryOperator<String> name) throws IOException {
        Preset preset = Presets.get("learn-spiral");
        Map<String, NdArray> arrays = new LinkedHashMap<>();
        for (ParameterLayout.Block block :
                Experiments.build(preset.settings()).model().parameters().blocks()) {
            int[] shape = block.shape().stream().mapToInt(Integer::intValue).toArray();
            arrays.put(name.apply(block.name()), new NdArray(shape, new double[block.size()]));
        }
        Path path = folder.resolve(file);
        Npz.write(path, arrays);
        return Overrides.apply(preset, List.of("init.id=stored", "init.file=" + path));
    }

    private static String torch(String own) {
        int layer = Integer.parseInt(own.substring("field.W".length())) - 1;
        return "net." + 2 * layer + (own.contains("W") ? ".weight" : ".bias");
    }

    @Test
    void weightsOfAnotherProgramAreToldBesideTheSettingsAndOwnOnesAreNot(FxRobot robot) throws Exception {
        Preset theirs = starting("net.npz", StartFileWindowTest::torch);
        Preset own = starting("own.npz", name -> name);
        Label label = robot.lookup("#inspector-start-file").query();
        assertThat(label.isVisible()).isFalse();

        robot.interact(() -> window.session().open(theirs));
        Patience.untilFx(() -> label.isVisible() && label.getText().contains(SAID));
        assertThat(label.getText())
                .startsWith("Start weights from ")
                .contains("net.npz: ")
                .endsWith(".");

        robot.interact(() -> window.session().open(own));
        Patience.untilFx(() -> starts("own.npz") && StartTold.of(window.session()));
        assertThat(label.isVisible()).isFalse();
        robot.interact(() -> window.session().open(theirs));
        Patience.untilFx(label::isVisible);
        robot.interact(() -> window.openPreset("learn-spiral"));
        Patience.untilFx(() -> !label.isVisible());
    }

    private boolean starts(String file) {
        Run focus = window.session().focus();
        return focus != null && StartFiles.file(focus.startSettings()).endsWith(file);
    }
}
