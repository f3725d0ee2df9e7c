package adjointlab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.core.data.NdArray;
import adjointlab.core.data.Npz;
import adjointlab.figure.Layer;
import adjointlab.lab.preset.DataUse;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.sweep.ForeignCurves;
import adjointlab.ui.panel.PanelHost;
import atlantafx.base.controls.Notification;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/// A file of data on a preset that takes none: it is asked what it is for, and each answer leads to a preset that takes
/// it.
@ExtendWith(ApplicationExtension.class)
final class DataUseTest {
    @TempDir
    private Path folder;

    private LabWindow window;

    @Start
    void start(Stage stage) {
        window = Windows.show(stage, folder.resolve("home"), 1024, 768);
        window.openPreset("simplest-fig-2");
    }

    @Stop
    void stop() {
        window.close();
    }

    static List<String> uses() {
        return DataUse.ALL.stream().map(DataUse::preset).toList();
    }

    @ParameterizedTest
    @MethodSource("uses")
    void eachUseLeadsToWhatTakesTheFile(String preset) throws Exception {
        Path file = file(preset);
        assertThat(DataUse.of(file)).extracting(DataUse::preset).contains(preset);
        Patience.fx(() -> {
            window.dropped(List.of(file));
            return null;
        });
        Patience.untilFx(() -> window.root().lookup("#use-" + preset) != null);
        Patience.fx(() -> {
            assertThat(window.session().preset().id())
                    .as("nothing has changed so far")
                    .isEqualTo("simplest-fig-2");
            ((Button) window.root().lookup("#use-" + preset)).fire();
            return null;
        });
        Patience.untilFx(() -> isShown("#series-sheet")
                || isShown("#samples-sheet")
                || isShown("#inputs-sheet")
                || window.session().preset().id().equals(preset) && isUsed(file)
                || !complaints().isEmpty());
        assertThat(Patience.fx(this::complaints)).isEmpty();
        assertThat(Patience.fx(() -> window.session().preset().id())).isEqualTo(preset);
    }

    private List<String> complaints() {
        return window.root().lookupAll("#messages .trouble").stream()
                .map(node -> ((Notification) node).getMessage())
                .toList();
    }

    private boolean isShown(String sheet) {
        return window.root().lookup(sheet) != null;
    }

    private boolean isUsed(Path file) {
        String path = file.toAbsolutePath().toString();
        return window.session().runs().stream()
                .allMatch(run -> window.session().wanted(run).asMap().containsValue(path));
    }

    /// A file that a person might have for a use.
    private Path file(String preset) throws IOException {
        return switch (preset) {
            case "heavy-ball-mnist-small" -> digits();
            case "flow-picture" -> picture();
            case "second-order-articulary-small" ->
                text("words.ts", "@problemName words", "@classLabel true a b", "@data", "1,2,3:a", "2,1,0:b");
            default -> text("motion.csv", table());
        };
    }

    private static String[] table() {
        return IntStream.range(-1, 60)
                .mapToObj(k -> k < 0
                        ? "time,position,velocity"
                        : 0.1 * k + "," + Math.cos(0.2 * k) + "," + -2 * Math.sin(0.2 * k))
                .toArray(String[]::new);
    }

    private Path text(String name, String... lines) throws IOException {
        return Files.writeString(
                folder.resolve(name), Arrays.stream(lines).collect(Collectors.joining("\n", "", "\n")));
    }

    private Path digits() throws IOException {
        Path file = folder.resolve("train-images-idx3-ubyte.npz");
        double[] x = IntStream.range(0, 20 * 196).mapToDouble(i -> i % 7 / 7.0).toArray();
        double[] y = IntStream.range(0, 20).mapToDouble(s -> s % 10).toArray();
        Npz.write(file, Map.of("x", new NdArray(new int[] {20, 14, 14}, x), "y", NdArray.vector(y)));
        return file;
    }

    private Path picture() throws IOException {
        BufferedImage image = new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB);
        image.setRGB(5, 5, 0xffffff);
        Path file = folder.resolve("cat.png");
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    @Test
    void eachIsOfAPresetThatThereIs() {
        assertThat(Presets.ids()).containsAll(uses());
        assertThat(DataUse.of(folder.resolve("a.lab"))).isEmpty();
        assertThat(DataUse.of(folder.resolve("a.pdf"))).isEmpty();
        assertThat(DataUse.of(folder.resolve("a.json"))).isEmpty();
    }

    /// What another program logged stands beside the open runs.
    @Test
    void curvesOfAnotherProgramStandBesideOurs() throws Exception {
        Path file = text("torch.csv", "run,iteration,metric,value", "torch Adam,0,loss,3", "torch Adam,5,loss,0.5");
        Patience.fx(() -> {
            window.dropped(List.of(file));
            return null;
        });
        Patience.untilFx(() -> panels().anyMatch(host -> host.entry().id().equals("sweep-curves")
                && host.chart().shownProperty().get() != null
                && host.chart().shownProperty().get().figure().plots().stream()
                        .flatMap(plot -> plot.layers().stream())
                        .anyMatch(layer -> layer instanceof Layer.Line line
                                && line.name().equals("torch Adam")
                                && line.y()[1] == 0.5)));
        assertThat(Patience.fx(() -> window.sheets().isOpen())).isFalse();
        assertThat(ForeignCurves.isOne(file)).isTrue();
        assertThat(ForeignCurves.isOne(text("motion.csv", table()))).isFalse();
        assertThat(ForeignCurves.isOne(text("empty.csv"))).isFalse();
    }

    private Stream<PanelHost> panels() {
        return window.dock().visiblePanels().stream().map(PanelHost.class::cast);
    }

    @Test
    void escapeLeavesEverythingAsItWas(FxRobot robot) throws Exception {
        Path file = text("motion.csv", table());
        robot.interact(() -> window.dropped(List.of(file)));
        Patience.untilFx(() -> window.root().lookup("#data-uses") != null);
        Node sheet = window.root().lookup("#data-uses");
        robot.interact(sheet::requestFocus);
        robot.clickOn("#answer-cancel");
        assertThat(window.sheets().isOpen()).isFalse();
        assertThat(Patience.fx(() -> window.session().preset().id())).isEqualTo("simplest-fig-2");
    }
}
