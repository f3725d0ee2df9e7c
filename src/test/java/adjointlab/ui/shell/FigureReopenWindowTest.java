package adjointlab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import adjointlab.Patience;
import adjointlab.compose.ComposedManifest;
import adjointlab.compose.FigureDocument;
import adjointlab.compose.FigureDocument.Cell;
import adjointlab.compose.FigureDocument.Changes;
import adjointlab.compose.FigureDocument.Source;
import adjointlab.compose.FigureSources;
import adjointlab.compose.FigureSources.Read;
import adjointlab.compose.FigureSources.Trained;
import adjointlab.core.catalog.InvalidValueException;
import adjointlab.figure.Composition.Place;
import adjointlab.lab.preset.PanelLayout.PanelState;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.run.Run;
import adjointlab.lab.store.Documents;
import adjointlab.lab.store.LabFile;
import atlantafx.base.controls.Notification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/// A written figure comes with its runs, which are taken for no others, and goes on from them.
@ExtendWith(ApplicationExtension.class)
final class FigureReopenWindowTest {
    private static final String PRESET = "simplest-fig-1a";

    @TempDir
    private Path folder;

    private LabWindow window;
    private FigureSheet sheet;
    private Hand hand;

    @Start
    void start(Stage stage) {
        window = Windows.show(stage, folder.resolve("home"), 1440, 900);
        window.openPreset(PRESET);
    }

    @BeforeEach
    void step(FxRobot robot) throws Exception {
        sheet = new FigureSheet(window, folder, robot);
        hand = new Hand(robot);
        robot.interact(() -> window.session().step());
        Patience.untilFx(() -> window.session().runs().stream().allMatch(run -> run.iteration() >= 1));
    }

    @Stop
    void stop() {
        window.close();
    }

    private static Trained trained(List<String> set) throws InterruptedException {
        return CellSources.trained(
                FigureSources.changed(new Read(Documents.of(Presets.get(PRESET)), Optional.empty()), set));
    }

    /// What another session wrote: a panel for each source.
    private Path written(Source... sources) throws Exception {
        Map<Source, Trained> trained = new HashMap<>();
        for (Source source : sources) {
            trained.put(source, trained(source.set()));
        }
        PanelState panel = new PanelState("loss-curves", Map.of(), false);
        List<Cell> cells = Stream.of(sources)
                .map(source ->
                        new Cell(new Place(List.of(sources).indexOf(source), 0, 1, 1), source, panel, -1, Changes.NONE))
                .toList();
        FigureDocument.Grid one = FigureDocument.EMPTY.grid();
        FigureDocument document = FigureDocument.EMPTY
                .with(cells)
                .with(new FigureDocument.Grid(
                        List.of(1.0),
                        Stream.of(sources).map(_ -> 1.0).toList(),
                        one.columnGapMm(),
                        one.rowGapMm(),
                        one.headings()));
        String json = ComposedManifest.of(document, source -> Objects.requireNonNull(trained.get(source)))
                .json(List.of());
        return Files.writeString(folder.resolve("old.manifest.json"), json);
    }

    private void open(Path file) throws Exception {
        FigureDocument before = sheet.document();
        sheet.robot().interact(() -> window.figures().open(file));
        Patience.untilFx(
                () -> sheet.robot().lookup("#answer-don-t-save").tryQuery().isPresent()
                        || !sheet.model().document().equals(before));
        if (sheet.model().document().equals(before)) {
            hand.click("#answer-don-t-save");
            Patience.untilFx(() -> !sheet.model().document().equals(before));
        }
        sheet.drawn();
    }

    private Source source() {
        return sheet.cells().getFirst().source();
    }

    private void await(Source wanted) throws Exception {
        Patience.untilFx(
                () -> sheet.model().document().cells().getFirst().source().equals(wanted));
    }

    private void awaitMessage(String part) throws Exception {
        Patience.untilFx(() -> window.root().lookup("#messages") instanceof VBox box
                && box.getChildren().stream()
                        .anyMatch(each -> each instanceof Notification note
                                && note.getMessage().contains(part)));
    }

    private List<Integer> iterations(Source source) {
        return Objects.requireNonNull(sheet.model().sources().get(source)).runs().stream()
                .map(Run::iteration)
                .toList();
    }

    @Test
    void runsOfAnotherSessionAreNotTheOpenOnes() throws Exception {
        open(written(new Source("open-runs-1", List.of("iterations=4"))));
        Source changed = source();
        assertThat(changed.set()).containsExactly("iterations=4");
        assertThat(iterations(changed)).containsOnly(4);
        assertThat(sheet.robot().lookup("#figure-undo").queryButton().isDisabled())
                .isTrue();
        hand.click("#figure-source-open");
        Patience.untilFx(() -> sheet.cells().getFirst().source().set().isEmpty());
        assertThat(source().file()).isNotEqualTo(changed.file());
        assertThat(iterations(source())).containsOnly(1);
    }

    @Test
    void runsThatWereTakenBeforeStayWhatTheyAre() throws Exception {
        Source base = new Source("open-runs-1", List.of());
        sheet.robot().interact(() -> window.figures().show());
        open(written(new Source(PRESET, List.of("iterations=2"))));
        hand.click("#figure-source-open");
        await(base);
        open(written(base));
        assertThat(source()).isEqualTo(new Source("open-runs-2", List.of()));
        assertThat(iterations(base)).containsOnly(1);
    }

    @Test
    void openRunsThatAreOnlyThereWithSettingsGoOnAndAreSaved() throws Exception {
        open(written(
                new Source("open-runs-1", List.of("iterations=4")),
                new Source("open-runs-1", List.of("iterations=3"))));
        hand.type("#figure-setting-text", "iterations = 2");
        await(new Source("open-runs-1", List.of("iterations=2")));
        assertThat(sheet.area(0).across().max()).isEqualTo(2);
        hand.click("#figure-setting-remove");
        awaitMessage("the figure holds 'open-runs-1' only with iterations=");

        FigureDocument saved = sheet.drawnAgain();
        assertThat(saved.cells())
                .extracting(Cell::source)
                .containsExactly(
                        new Source("./made.open-runs-1.lab", List.of()),
                        new Source("./made.open-runs-2.lab", List.of()));
        assertThat(LabFile.read(folder.resolve("made.open-runs-1.lab"))
                        .preset()
                        .settings()
                        .get(Slots.ITERATIONS))
                .isEqualTo(2);
    }

    @Test
    void aFileThatIsGoneOrAnotherIsNotReadForSettings() throws Exception {
        Files.writeString(folder.resolve("gone.lab"), "another");
        open(written(new Source("./gone.lab", List.of())));
        hand.type("#figure-setting-text", "iterations = 2");
        await(new Source("./gone.lab", List.of("iterations=2")));
        assertThat(sheet.area(0).across().max()).isEqualTo(2);
        hand.click("#figure-setting-remove");
        await(new Source("./gone.lab", List.of()));
    }

    @Test
    void settingsStartFromWhatHasNoOthers() throws Exception {
        Source plain = new Source("./a.lab", List.of());
        Source two = new Source("./a.lab", List.of("iterations=2", "seed=7"));
        Source three = new Source("./a.lab", List.of("iterations = 3", "seed=7"));
        Map<Source, Trained> held = Map.of(two, trained(two.set()));
        assertThat(CellSources.changed(three, held).document().preset())
                .isEqualTo(trained(three.set()).document().preset());
        assertThat(CellSources.changed(two, held).document().runs()).isNotEmpty();
        Source fewer = new Source("./a.lab", List.of("iterations=2"));
        assertThatThrownBy(() -> CellSources.changed(fewer, held))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("the figure holds './a.lab' only with iterations=2, seed=7");
        Map<Source, Trained> both = Map.of(two, trained(two.set()), plain, trained(plain.set()));
        assertThat(CellSources.changed(fewer, both).document().preset())
                .isEqualTo(trained(fewer.set()).document().preset());
    }
}
