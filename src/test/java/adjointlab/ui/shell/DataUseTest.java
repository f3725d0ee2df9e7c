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
import javafx.scene.control.Button;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
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

    /// Each use of a file that a person might have for it, and some of files with other endings.
    static Stream<Arguments> uses() {
        return Stream.concat(
                DataUse.ALL.stream().map(use -> Arguments.of(use.preset(), usual(use.preset()))),
                Stream.of(
                        Arguments.of("wide-fig-2", "motion.txt"),
                        Arguments.of("flow-moons", "motion.dat"),
                        Arguments.of("heavy-ball-plane-small", "motion.tsv"),
                        Arguments.of("heavy-ball-mnist-small", "digits")));
    }

    private static String usual(String preset) {
        return switch (preset) {
            case "heavy-ball-mnist-small" -> "train-images.npz";
            case "flow-picture" -> "cat.png";
            case "second-order-articulary-small" -> "words.ts";
            default -> "motion.csv";
        };
    }

    @ParameterizedTest
    @MethodSource("uses")
    void eachUseLeadsToWhatTakesTheFile(String preset, String name) throws Exception {
        Path file = file(name);
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

    private Path file(String name) throws IOException {
        return switch (name) {
            case "train-images.npz" -> digits(name);
            case "digits" -> images(name);
            case "cat.png" -> picture(name);
            case "words.ts" -> text(name, "@problemName words", "@classLabel true a b", "@data", "1,2,3:a", "2,1,0:b");
            case "motion.csv" -> text(name, table());
            default ->
                text(
                        name,
                        Arrays.stream(table())
                                .map(line -> line.replace(',', '\t'))
                                .toArray(String[]::new));
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

    private Path digits(String name) throws IOException {
        Path file = folder.resolve(name);
        double[] x = IntStream.range(0, 20 * 196).mapToDouble(i -> i % 7 / 7.0).toArray();
        double[] y = IntStream.range(0, 20).mapToDouble(s -> s % 10).toArray();
        Npz.write(file, Map.of("x", new NdArray(new int[] {20, 14, 14}, x), "y", NdArray.vector(y)));
        return file;
    }

    /// A folder with a folder for each class.
    private Path images(String name) throws IOException {
        for (int of = 0; of < 4; of++) {
            Path images = Files.createDirectories(folder.resolve(name).resolve(of < 2 ? "one" : "two"));
            BufferedImage image = new BufferedImage(14, 14, BufferedImage.TYPE_INT_RGB);
            image.setRGB(3, 2 + of, 0xffffff);
            ImageIO.write(image, "png", images.resolve(of + ".png").toFile());
        }
        return folder.resolve(name);
    }

    private Path picture(String name) throws IOException {
        BufferedImage image = new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB);
        image.setRGB(5, 5, 0xffffff);
        Path file = folder.resolve(name);
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    @Test
    void eachIsOfAPresetThatThereIsAndOfWhatMayBeData() throws IOException {
        assertThat(Presets.ids())
                .containsAll(DataUse.ALL.stream().map(DataUse::preset).toList());
        assertThat(DataUse.of(folder.resolve("Makefile"))).isEmpty();
        assertThat(DataUse.of(Files.createDirectory(folder.resolve("folder.json"))))
                .isEmpty();
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
    void leavingTheQuestionChangesNothing(FxRobot robot) throws Exception {
        Path file = text("motion.csv", table());
        robot.interact(() -> window.dropped(List.of(file)));
        Patience.untilFx(() -> window.root().lookup("#data-uses") != null);
        robot.clickOn("#answer-cancel");
        assertThat(window.sheets().isOpen()).isFalse();
        assertThat(Patience.fx(() -> window.session().preset().id())).isEqualTo("simplest-fig-2");
    }
}
