package adjointlab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.core.catalog.Optimizers;
import adjointlab.core.data.NdArray;
import adjointlab.core.data.Npz;
import adjointlab.figure.Axis;
import adjointlab.figure.Export;
import adjointlab.figure.Figure;
import adjointlab.figure.FigureWriters;
import adjointlab.figure.Layer;
import adjointlab.figure.Page;
import adjointlab.figure.Plot;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.PanelLayout;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.RunState;
import adjointlab.lab.run.Warnings;
import adjointlab.lab.store.Documents;
import adjointlab.lab.store.FigureManifest;
import adjointlab.lab.store.LabDocument;
import adjointlab.lab.store.LabFile;
import adjointlab.lab.sweep.SweepFolder;
import adjointlab.ui.Pointer;
import adjointlab.ui.chart.ChartView;
import adjointlab.ui.dock.DockPanel;
import adjointlab.ui.panel.PanelHost;
import adjointlab.ui.session.Session;
import atlantafx.base.controls.Notification;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javafx.geometry.Point2D;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

@ExtendWith(ApplicationExtension.class)
final class LabWindowTest {
    @TempDir
    private Path folder;

    private LabWindow window;

    @Start
    void start(Stage stage) {
        window = Windows.show(stage, folder, 1000, 760);
    }

    @BeforeEach
    void focusTheFrame(FxRobot robot) {
        robot.interact(() -> window.view().requestFocus());
    }

    @Stop
    void stop() {
        window.close();
    }

    private Session session() {
        return window.session();
    }

    private static void waitUntil(Callable<Boolean> condition) throws Exception {
        Patience.untilFx(condition);
    }

    private List<String> openPanels() {
        return window.dock().openPanels().stream()
                .map(panel -> panel.state().id())
                .toList();
    }

    @Test
    void theSpaceBarTrainsAndPauses(FxRobot robot) throws Exception {
        robot.push(KeyCode.SPACE);
        waitUntil(() -> session().transport().playingProperty().get()
                && session().transport().reachedProperty().get() > 2);
        robot.push(KeyCode.SPACE);
        waitUntil(() -> !session().transport().playingProperty().get());
    }

    @Test
    void escapeClosesASheet(FxRobot robot) throws Exception {
        robot.push(KeyCode.F1);
        waitUntil(() -> window.sheets().isOpen());
        robot.push(KeyCode.ESCAPE);
        waitUntil(() -> !window.sheets().isOpen());
    }

    @Test
    void typingIsNoShortcut(FxRobot robot) {
        robot.doubleClickOn("#optimizer-learningRate-text").write("r. b").push(KeyCode.ENTER);
        assertThat(session().runs()).hasSize(30);
        assertThat(session().preset().settings().get(Slots.OPTIMIZER.at(Optimizers.LEARNING_RATE)))
                .isEqualTo(0.05);
    }

    private PanelHost host(String id) {
        return window.dock().openPanels().stream()
                .map(PanelHost.class::cast)
                .filter(host -> host.entry().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /// Where a point of a panel's picture is in its view.
    private static Optional<Point2D> place(PanelHost host, String layer) {
        ChartView.Shown shown = host.chart().shownProperty().get();
        return shown == null
                ? Optional.empty()
                : shown.layout().areas().stream()
                        .flatMap(area -> area.plot().layers().stream()
                                .filter(Layer.Points.class::isInstance)
                                .map(Layer.Points.class::cast)
                                .filter(points -> points.name().equals(layer))
                                .map(points -> new Point2D(
                                        area.across().toPosition(points.x()[0]) * shown.zoom(),
                                        area.up().toPosition(points.y()[0]) * shown.zoom())))
                        .findFirst();
    }

    private List<Object> starts() {
        return session().runs().stream()
                .map(run -> run.settings().get("problem.start"))
                .toList();
    }

    @Test
    void aDraggedStartRunsAgainAndIsOneStepOfUndo(FxRobot robot) throws Exception {
        robot.interact(() -> window.openPreset("heavy-ball-optimisation"));
        waitUntil(() -> place(host("descent"), "start").isPresent()
                && session().runs().stream().allMatch(run -> run.log().rows() == 1));
        List<Object> before = starts();
        Run first = session().runs().getFirst();
        double loss = first.log().get("loss", 0);

        robot.interact(() -> {
            ChartView chart = host("descent").chart();
            Point2D at = place(host("descent"), "start").orElseThrow();
            Pointer.fire(chart, MouseEvent.MOUSE_PRESSED, at);
            Pointer.fire(chart, MouseEvent.MOUSE_DRAGGED, at.add(4, -8));
            Pointer.fire(chart, MouseEvent.MOUSE_DRAGGED, at.add(6, -14));
            Pointer.fire(chart, MouseEvent.MOUSE_RELEASED, at.add(6, -14));
        });
        waitUntil(() -> !starts().equals(before)
                && first.log().rows() == 1
                && first.log().get("loss", 0) != loss);
        assertThat(starts().subList(0, 2)).doesNotContain(List.of(0.0, 0.0));
        assertThat(starts().subList(2, 4)).as("on another function").containsOnly(List.of(0.0, 0.0));

        robot.interact(() -> session().undo());
        waitUntil(() -> starts().equals(before)
                && first.log().rows() == 1
                && first.log().get("loss", 0) == loss);
    }

    @Test
    void pointsCanBePlayedThroughTime(FxRobot robot) throws Exception {
        robot.interact(() -> window.openPreset("heavy-ball-point-cloud-1e-3"));
        waitUntil(() -> host("point-flow").chart().shownProperty().get() != null);
        robot.interact(() -> ((Button) robot.lookup("#panel-play-point-flow").query()).fire());
        waitUntil(() -> host("point-flow").state().options().containsKey("time"));
        waitUntil(() -> !host("point-flow").state().options().containsKey("time"));
    }

    @Test
    void aPictureDroppedOnAFlowIsWhatItLearns(FxRobot robot) throws Exception {
        robot.interact(() -> window.openPreset("flow-moons"));
        waitUntil(() -> session().runs().size() == 2);
        BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setSample(0, 0, 0, 255);
        Path picture = folder.resolve("dark.png");
        ImageIO.write(image, "png", picture.toFile());
        robot.interact(() -> window.dropped(List.of(picture)));
        waitUntil(() -> session().runs().stream()
                .allMatch(run -> run.settings().get("problem.file").equals(picture.toString())));
        waitUntil(() -> window.titleBar().titleProperty().get().equals("dark.png"));
        assertThat(window.titleBar().citationProperty().get()).contains("Two moons");
        assertThat(session().inspector().groups().stream()
                        .flatMap(group -> group.fields().stream())
                        .map(field -> field.path()))
                .as("the density that is learned no more is no choice")
                .doesNotContain("problem.target")
                .contains("problem.file");
        Path text = Files.writeString(folder.resolve("broken.png"), "no picture");
        robot.interact(() -> window.files().open(text));
        waitUntil(() -> !robot.lookup("#messages .trouble").queryAll().isEmpty());
        assertThat(session().runs())
                .noneMatch(run -> run.settings().get("problem.file").equals(text.toString()));
    }

    @Test
    void aPictureThatIsAFigureBringsBackWhatItShows(FxRobot robot) throws Exception {
        robot.interact(() -> window.openPreset("simplest-fig-2"));
        LabDocument shown = session().shownDocument();
        robot.interact(() -> window.openPreset("flow-moons"));
        waitUntil(() -> session().runs().size() == 2);
        String manifest = new FigureManifest(
                        new PanelLayout.PanelState("loss-curves", Map.of(), false), 60, 40, shown, Warnings.NONE)
                .json();
        Path picture = folder.resolve("loss.png");
        Plot plot = new Plot("", Axis.linear("k"), Axis.linear("L"), List.of(), false);
        Export.write(Figure.of("Loss", "", plot), FigureWriters.of("png"), Page.of(60, 40), manifest, picture);
        robot.interact(() -> window.dropped(List.of(picture)));
        waitUntil(() -> session().preset().id().equals("simplest-fig-2"));
        assertThat(robot.lookup("#messages .trouble").queryAll()).isEmpty();
    }

    @Test
    void aTableDroppedOnTheGrowthPresetDrivesItsModelsUntilUndone(FxRobot robot) throws Exception {
        Preset few =
                Overrides.apply(Presets.get("heavy-ball-init"), List.of("problem.horizon=3", "field.inputLength=4"));
        robot.interact(() -> session().open(few));
        waitUntil(() -> session().runs().stream().allMatch(run -> run.state() instanceof RunState.Finished));
        List<Double> noise = growth();
        // the form of the Silverbox measurements: quoted names, a comma at the end of each row, empty last
        // lines
        Path table = Files.writeString(
                folder.resolve("box.csv"), "\"V1\",\"V2\",\n0.5,1,\n-0.5,2,\n0.25,3,\n-0.25,4,\n\n\n");

        robot.interact(() -> window.dropped(List.of(table)));
        waitUntil(() -> robot.lookup("#inputs-use")
                .tryQuery()
                .filter(use -> !use.isDisabled())
                .isPresent());
        robot.interact(() -> robot.lookup("#inputs-use").queryButton().fire());
        waitUntil(() -> session().runs().stream()
                .allMatch(run -> run.settings().get("field.inputFile").equals(table.toString())
                        && run.state() instanceof RunState.Finished));
        assertThat(growth()).hasSameSizeAs(noise).noneMatch(noise::contains);

        robot.interact(() -> session().undo());
        waitUntil(() -> session().runs().stream().allMatch(run -> run.state() instanceof RunState.Finished)
                && growth().equals(noise));

        Path text = Files.writeString(folder.resolve("words.csv"), "a,b\nx,y\n");
        robot.interact(() -> window.dropped(List.of(text)));
        waitUntil(() -> robot.lookup("#inputs-sentence")
                .tryQueryAs(Label.class)
                .filter(sentence ->
                        sentence.getText().contains("words.csv has no column that could drive: a, words, b, words"))
                .isPresent());
        assertThat(robot.lookup("#inputs-use").queryButton().isDisabled())
                .as("it can be looked at and not used")
                .isTrue();
        assertThat(growth()).isEqualTo(noise);
    }

    private List<Double> growth() {
        return session().runs().stream()
                .map(run -> run.log().get("variance.terminal", 0))
                .toList();
    }

    @Test
    void aClosedPanelComesBackWithUndo(FxRobot robot) throws Exception {
        PanelLayout before = session().preset().layout();
        List<String> open = openPanels();
        robot.interact(() -> {
            DockPanel first = window.dock().visiblePanels().getFirst();
            window.dock().close(first);
        });
        waitUntil(() -> !session().preset().layout().equals(before));
        assertThat(openPanels()).hasSize(open.size() - 1).doesNotContain(open.getFirst());
        robot.interact(() -> session().undo());
        assertThat(openPanels()).isEqualTo(open);
        assertThat(session().preset().layout()).isEqualTo(before);
    }

    @Test
    void aMaximisedPanelFillsTheDockAndLeavesTheLayout(FxRobot robot) throws Exception {
        PanelLayout before = session().preset().layout();
        List<String> open = openPanels();
        robot.push(KeyCode.M);
        waitUntil(() -> openPanels().equals(open.subList(0, 1)));
        robot.push(KeyCode.M);
        waitUntil(() -> openPanels().equals(open));
        assertThat(session().preset().layout()).isEqualTo(before);
    }

    @Test
    void presentationShowsOnePanelAndArrowsGoOn(FxRobot robot) throws Exception {
        List<String> open = openPanels();
        robot.push(KeyCode.P);
        waitUntil(() -> openPanels().equals(open.subList(0, 1)));
        assertThat(window.view().getLeft()).isNull();
        assertThat(window.view().getRight()).isNull();
        robot.push(KeyCode.RIGHT);
        waitUntil(() -> openPanels().equals(open.subList(1, 2)));
        robot.push(KeyCode.DIGIT2);
        waitUntil(() -> openPanels().size() == 2);
        robot.push(KeyCode.ESCAPE);
        waitUntil(() -> openPanels().equals(open));
        assertThat(window.view().getLeft()).isNotNull();
    }

    @Test
    void pointingAtAnIterationShowsItEverywhere(FxRobot robot) throws Exception {
        robot.interact(() -> session().setSpeed(0));
        robot.push(KeyCode.SPACE);
        waitUntil(() -> session().transport().reachedProperty().get() == 200);
        waitUntil(() -> {
            var chart = (adjointlab.ui.chart.ChartView) window.root().lookup("#panel-loss-curves .chart");
            var shown = chart.shownProperty().get();
            return shown != null
                    && !shown.layout().areas().isEmpty()
                    && !chart.busyProperty().get();
        });
        robot.moveTo("#panel-loss-curves");
        waitUntil(() -> session().pointedIterationProperty().get() >= 0);
        int k = session().pointedIterationProperty().get();
        waitUntil(() -> session().context(false).iteration() == k);
        robot.moveTo("#title");
        waitUntil(() -> session().pointedIterationProperty().get() < 0);
        assertThat(session().context(false).iteration()).isEqualTo(200);
    }

    @Test
    void whatAKilledProgramLeftIsOfferedAndComesBack(FxRobot robot) throws Exception {
        LabDocument left = new LabDocument(
                Presets.get("simplest-theorem-1"),
                List.of(),
                new LabDocument.View(-1, "", 30, true, java.util.Map.of()));
        Path file = Files.createDirectories(folder.resolve("recovery")).resolve("left.lab");
        LabFile.write(file, left);
        robot.interact(() -> window.start(List.of()));
        robot.clickOn("#answer-recover");
        waitUntil(() -> session().preset().id().equals("simplest-theorem-1"));
        waitUntil(() -> !Files.exists(file)); // as soon as there is one of the program's own
        try (Stream<Path> files = Files.list(file.resolveSibling(""))) {
            assertThat(files.filter(each -> each.toString().endsWith(".lab"))).hasSize(1);
        }
    }

    @Test
    void eachOfSeveralDocumentsIsAskedAboutByItself(FxRobot robot) throws Exception {
        Path recovery = Files.createDirectories(folder.resolve("recovery"));
        List<Path> left = new ArrayList<>();
        for (String id : List.of("simplest-theorem-1", "simplest-rotation")) {
            Path file = recovery.resolve(id + ".lab");
            LabFile.write(file, new LabDocument(Presets.get(id), List.of(), LabDocument.View.DEFAULT));
            left.add(file);
        }
        Files.setLastModifiedTime(left.getFirst(), FileTime.fromMillis(0)); // the older one
        robot.interact(() -> window.start(List.of()));
        robot.clickOn("#answer-discard");
        assertThat(left.getLast()).doesNotExist();
        assertThat(left.getFirst()).as("nobody was asked about it").exists();
        robot.clickOn("#answer-recover");
        waitUntil(() -> session().preset().id().equals("simplest-theorem-1") && !Files.exists(left.getFirst()));
    }

    @Test
    void askingToSaveIsForChangesOnly(FxRobot robot) throws Exception {
        Path file = folder.resolve("kept.lab");
        robot.interact(() -> window.files().save(file));
        waitUntil(() -> file.equals(window.files().fileProperty().get()));
        Run saved = session().runs().getFirst();
        robot.interact(() -> window.files().open(file));
        waitUntil(() -> !session().runs().contains(saved)); // the document's own runs are there
        robot.interact(() -> window.openPreset("simplest-rotation"));
        assertThat(session().preset().id()).isEqualTo("simplest-rotation");

        robot.interact(
                () -> session().marks().setPinned(session().runs().getFirst().name(), true));
        robot.interact(() -> window.openPreset("simplest-theorem-1"));
        assertThat(window.sheets().isOpen()).isTrue();
        assertThat(session().preset().id()).isEqualTo("simplest-rotation");
        robot.clickOn("#answer-don-t-save");
        waitUntil(() -> session().preset().id().equals("simplest-theorem-1"));
    }

    @Test
    void aFileThatIsNoDocumentIsExplained(FxRobot robot) throws Exception {
        Path file = Files.writeString(folder.resolve("x.json"), "{\"a\":");
        robot.interact(() -> window.files().open(file));
        waitUntil(() -> !robot.lookup("#messages .message").queryAll().isEmpty());
        assertThat(session().preset().id()).isEqualTo(Presets.DEFAULT_ID);
    }

    @Test
    void aDroppedPresetOpens(FxRobot robot) throws Exception {
        Path file = folder.resolve("mine.json");
        Files.writeString(
                file,
                adjointlab.lab.preset.JsonObject.write(
                        adjointlab.lab.preset.PresetJson.tree(Presets.get("simplest-rotation"))));
        robot.interact(() -> window.files().open(file));
        waitUntil(() -> session().preset().id().equals("simplest-rotation"));
        assertThat(window.preferences().recent().files())
                .containsExactly(file.toAbsolutePath().toString());
        assertThat(Documents.read("mine.json", Files.readString(file)).preset().id())
                .isEqualTo("simplest-rotation");
    }

    @Test
    void aDroppedArchiveIsLearnedFrom(FxRobot robot) throws Exception {
        Path file = folder.resolve("xy.npz");
        Npz.write(
                file,
                Map.of(
                        "x", NdArray.matrix(new double[][] {{1, 2, 2}, {0, 3, 4}}),
                        "y", NdArray.vector(new double[] {0.25, -1})));
        robot.interact(() -> window.files().open(file));
        waitUntil(() -> window.root().lookup("#data-uses") != null); // nothing here learns from samples
        robot.clickOn("#answer-cancel");

        robot.interact(() -> window.openPreset("wide-fig-4"));
        robot.interact(() -> window.files().open(file));
        waitUntil(() -> window.root().lookup("#samples-use") instanceof Button use && !use.isDisabled());
        robot.clickOn("#samples-use");
        waitUntil(() -> session().runs().stream().anyMatch(run -> learnsFrom(run, file)));
        robot.interact(session()::undo); // one step for all settings
        waitUntil(
                () -> session().runs().stream().noneMatch(run -> run.settings().has("problem.file")));
    }

    private static boolean learnsFrom(Run run, Path file) {
        return run.settings().has("problem.file")
                && run.settings()
                        .get("problem.file")
                        .equals(file.toAbsolutePath().toString())
                && run.settings().get("problem.coding").equals("value");
    }

    private static byte[] idx(int dimensions, int samples, int... rest) {
        byte[] bytes = new byte[4 + 4 * dimensions + rest.length];
        bytes[2] = 8;
        bytes[3] = (byte) dimensions;
        bytes[7] = (byte) samples;
        for (int i = 1; i < dimensions; i++) {
            bytes[7 + 4 * i] = 2;
        }
        for (int i = 0; i < rest.length; i++) {
            bytes[4 + 4 * dimensions + i] = (byte) rest[i];
        }
        return bytes;
    }

    private boolean wantsFiles() {
        return window.wanted().isVisible();
    }

    /// It trains on drawn digits, says which files it is made for, and learns from them when they are chosen.
    @Test
    void aPresetThatIsMadeForFilesAsksForThem(FxRobot robot) throws Exception {
        for (String id : List.of("wide-fig-9", "simplest-fig-1a", "wide-fig-2")) {
            robot.interact(() -> window.openPreset(id));
            assertThat(wantsFiles()).as(id).isEqualTo(id.startsWith("wide"));
        }
        assertThat(robot.lookup("#wanted-files .label").queryLabeled().getText())
                .startsWith("Made for MNIST: choose train-images-idx3-ubyte, ")
                .endsWith("until then it trains on drawn samples.");
        robot.interact(() -> window.presentation().set(true));
        assertThat(wantsFiles()).as("for an audience").isFalse();
        robot.interact(() -> window.presentation().set(false));
        assertThat(wantsFiles()).isTrue();
        assertThat(session().runs())
                .allMatch(run -> run.asked().get("problem.id").equals("digits"));

        Path images = Files.write(folder.resolve("train-images-idx3-ubyte"), idx(3, 2, 9, 8, 7, 6, 5, 4, 3, 2));
        Files.write(folder.resolve("train-labels-idx1-ubyte"), idx(1, 2, 4, 8));
        robot.interact(() -> window.wanted().setChooser(_ -> Optional.of(images)));
        robot.clickOn("#choose-files");
        waitUntil(() -> robot.lookup("#messages .message").queryAll().stream()
                .anyMatch(message -> message instanceof Notification told
                        && told.getMessage().contains("has no t10k-images-idx3-ubyte")));
        assertThat(wantsFiles()).isTrue();

        Path test = Files.write(folder.resolve("t10k-images-idx3-ubyte"), idx(3, 1, 1, 2, 3, 4));
        Files.write(folder.resolve("t10k-labels-idx1-ubyte"), idx(1, 1, 6));
        robot.clickOn("#choose-files");
        waitUntil(() -> !wantsFiles());
        waitUntil(() -> session().runs().stream()
                .map(session()::wanted)
                .allMatch(settings -> settings.get("problem.file").equals(images.toString())
                        && settings.get("problem.testFile").equals(test.toString())));
        robot.interact(session()::undo);
        waitUntil(this::wantsFiles);
    }

    /// Stopped in the middle, it keeps what is done and goes on from there.
    @Test
    void aSweepRunsInTheBackgroundStopsAndGoesOn(FxRobot robot) throws Exception {
        Path results = folder.resolve("sweep");
        Preset preset = Overrides.apply(Presets.get("simplest-fig-2"), List.of("init.values=1", "iterations=1000"));
        robot.interact(() -> window.actions().sweeper().start(preset, "seed=0:7", results.toString()));
        waitUntil(() -> !new SweepFolder(results).results().isEmpty());
        robot.interact(() -> robot.lookup("#sweep-stop").queryButton().fire());
        waitUntil(() -> robot.lookup("#sweep-stop").tryQuery().isEmpty());
        int kept = new SweepFolder(results).results().size();
        assertThat(kept).isBetween(1, 23);
        assertThat(results.resolve("results.csv")).doesNotExist();
        assertThat(openPanels()).contains("sensitivity");
        robot.interact(() -> window.actions().sweeper().start(preset, "seed=0:7", results.toString()));
        waitUntil(() -> Files.exists(results.resolve("results.csv")));
        assertThat(new SweepFolder(results).results()).hasSize(24);
    }

    @Test
    void aSweepsFormSaysWhatIsWrong(FxRobot robot) throws Exception {
        robot.push(KeyCode.S);
        waitUntil(() -> window.sheets().isOpen());
        robot.interact(() -> robot.lookup("#sweep-axes").queryTextInputControl().setText("optimizer.learningRat=1"));
        assertThat(robot.lookup("#sweep-count").queryLabeled().getText()).contains("optimizer.learningRate");
        robot.interact(() -> robot.lookup("#sweep-axes").queryTextInputControl().setText("seed=0:4"));
        assertThat(robot.lookup("#sweep-count").queryLabeled().getText()).contains("150");
    }
}
