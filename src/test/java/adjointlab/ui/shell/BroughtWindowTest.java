package adjointlab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.core.table.Brought;
import adjointlab.core.table.BroughtFiles;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.WantedFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.stage.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/// What the window makes of files as people's programs write them, when they are dropped: the sheet shows what is
/// understood of each, or the sentence with which it is refused.
@ExtendWith(ApplicationExtension.class)
final class BroughtWindowTest {
    private static final int SOME = 12;
    private static final long SEED = 20_261_130;

    @TempDir
    private Path folder;

    private LabWindow window;

    @Start
    void start(Stage stage) {
        window = Windows.show(stage, folder.resolve("home"), 1024, 768);
        window.openPreset("wide-fig-4");
    }

    @Stop
    void stop() {
        window.close();
    }

    private static List<Brought> files() {
        return BroughtFiles.all();
    }

    /// What the sheet of a dropped file comes to.
    private SampleSheetModel.State sheet(FxRobot robot, Path file, Brought brought) throws Exception {
        Settings before = window.session().runs().getFirst().settings();
        Map<String, Object> taking =
                new LinkedHashMap<>(WantedFiles.settings(new WantedFiles.Found(file, Optional.empty()), before));
        assertThat(before.withAll(taking).has("problem.columns"))
                .as("%s has a sheet", brought)
                .isTrue();
        List<SampleSheetModel> made = new ArrayList<>();
        robot.interact(() -> {
            SampleSheetModel model = new SampleSheetModel(List.of(before), taking);
            BroughtFiles.settings(brought).forEach((name, value) -> model.fields().stream()
                    .filter(field -> field.parameter().name().equals(name))
                    .forEach(field -> model.changed(field, value)));
            model.fields().stream().findFirst().ifPresent(model::ended);
            made.add(model);
        });
        try (SampleSheetModel model = made.getFirst()) {
            Patience.untilFx(() -> !(model.stateProperty().get() instanceof SampleSheetModel.Reading));
            return Patience.fx(() -> model.stateProperty().get());
        }
    }

    private void open(FxRobot robot, List<Brought> files) throws Exception {
        for (int i = 0; i < files.size(); i++) {
            Brought brought = files.get(i);
            Path file = brought.write(Files.createDirectories(folder.resolve("file" + i)));
            switch (sheet(robot, file, brought)) {
                case SampleSheetModel.Refused(String sentence) ->
                    assertThat(sentence)
                            .as(brought.toString())
                            .contains(brought.words(), String.valueOf(file.getFileName()))
                            .satisfies(_ -> assertThat(brought.refused()).isTrue());
                case SampleSheetModel.Read read -> {
                    assertThat(brought.refused()).as(brought.toString()).isFalse();
                    assertThat(read.facts()).as(brought.toString()).isEqualTo(BroughtFiles.facts(file, brought));
                }
                case SampleSheetModel.Reading _ -> throw new AssertionError("it is read");
            }
        }
    }

    @Test
    void sheetsOfSomeShowWhatTheReaderUnderstands(FxRobot robot) throws Exception {
        open(robot, BroughtFiles.some(files(), SOME, SEED));
    }

    @Test
    @Tag("layout")
    void sheetsOfAllShowWhatTheReaderUnderstands(FxRobot robot) throws Exception {
        open(robot, files());
    }
}
