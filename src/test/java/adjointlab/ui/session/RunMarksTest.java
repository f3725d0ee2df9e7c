package adjointlab.ui.session;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.ode.Cancellation;
import adjointlab.figure.Figure;
import adjointlab.figure.FigureWriters;
import adjointlab.figure.Layer;
import adjointlab.figure.Page;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.run.TrainingService;
import adjointlab.lab.store.LabDocument;
import adjointlab.lab.store.LabFile;
import adjointlab.panel.Panels;
import adjointlab.panel.kit.LegendEntry;
import adjointlab.ui.model.RunItem;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunMarksTest {
    private final TrainingService service = new TrainingService(0);
    private Session session;
    private RunMarks marking;

    @BeforeEach
    void open() {
        session = new Session(service, Presets.get("simplest-lemma-1"), _ -> {}, () -> 1);
        session.open(Presets.get("simplest-lemma-1"));
        session.step();
        service.drain(Cancellation.NEVER);
        session.refresh();
        marking = session.marks();
    }

    @AfterEach
    void close() {
        session.close();
    }

    private RunItem item(int place) {
        return session.runList().runs().get(place);
    }

    private Figure table() {
        return Panels.CATALOG.get("run-table").createDefault().figure(session.context(false));
    }

    private static String firstCell(Figure figure) {
        return ((Layer.Table) figure.plots().getFirst().layers().getFirst())
                .rows()
                .getFirst()
                .getFirst();
    }

    @Test
    void aNameIsInListLegendTableAndExport() throws Exception {
        String came = marking.name(item(0).id());
        marking.rename(item(0).id(), "  My   large one ");
        assertThat(item(0).name()).isEqualTo("My large one");
        assertThat(item(0).detail()).isEmpty();
        assertThat(item(0).group()).as("still below its method").isEqualTo("SGD");
        assertThat(LegendEntry.of(session.context(false)))
                .extracting(LegendEntry::label)
                .containsExactly("My large one", "η = 0.01", "η = 0.001");
        assertThat(firstCell(table())).isEqualTo("My large one");
        Figure curves = Panels.CATALOG.get("loss-curves").createDefault().figure(session.context(false));
        assertThat(curves.plots().getFirst().layers())
                .extracting(Layer::name)
                .anyMatch(name -> name.equals("My large one"));
        assertThat(session.undoNameProperty().get()).isEqualTo("Rename run");
        session.undo();
        assertThat(marking.name(item(0).id())).isEqualTo(came);
        session.redo();
        assertThat(item(0).name()).isEqualTo("My large one");
        marking.rename(item(0).id(), " ");
        assertThat(marking.name(item(0).id())).as("blank: as it came").isEqualTo(came);
    }

    @Test
    void aColourIsOfTheRunOrOfItsGroup() {
        session.open(Presets.get("simplest-fig-2"));
        String first = item(0).id();
        Set<String> group = marking.group(first);
        assertThat(group).hasSize(10);
        marking.recolour(Set.of(first), "purple");
        assertThat(item(0).style().hue()).isEqualTo(Hue.PURPLE);
        assertThat(item(0).style().dash()).isEqualTo(item(1).style().dash());
        assertThat(item(1).style().hue()).isEqualTo(Hue.VERMILLION);
        marking.recolour(group, "sky");
        assertThat(session.context(false).runs().subList(0, 10))
                .allMatch(shown -> shown.style().hue() == Hue.SKY);
        assertThat(session.undoNameProperty().get()).isEqualTo("Recolour runs");
        session.undo();
        assertThat(item(0).style().hue()).isEqualTo(Hue.PURPLE);
        marking.recolour(group, "");
        assertThat(item(0).style().hue()).isEqualTo(Hue.VERMILLION);
        marking.recolour(group, "no colour of this version");
        assertThat(item(0).style().hue()).isEqualTo(Hue.VERMILLION);
    }

    @Test
    void documentsKeepBoth(@TempDir Path folder) throws Exception {
        marking.rename(item(1).id(), "Kleiner „Schritt“");
        marking.recolour(Set.of(item(1).id()), "orange");
        Path file = folder.resolve("x.lab");
        LabFile.write(file, session.document());
        LabDocument read = LabFile.read(file);
        assertThat(read.view().marks())
                .isEqualTo(session.document().view().marks())
                .hasSize(1);
        session.open(Presets.get("simplest-fig-2"));
        session.open(read);
        assertThat(item(1).name()).isEqualTo("Kleiner „Schritt“");
        assertThat(item(1).style().hue()).isEqualTo(Hue.ORANGE);
        assertThat(session.isEdited()).isFalse();
    }

    @Test
    void aLongNameIsCut() {
        marking.rename(item(0).id(), "x".repeat(500));
        assertThat(item(0).name()).hasSize(RunMarks.LONGEST_NAME);
    }

    @Test
    void exportedDataAreUnderTheName() throws Exception {
        marking.rename(item(0).id(), "mine");
        Figure curves = Panels.CATALOG.get("loss-curves").createDefault().figure(session.context(false));
        ByteArrayOutputStream csv = new ByteArrayOutputStream();
        FigureWriters.of("csv").write(curves, Page.of(90, 60), "", csv);
        assertThat(csv.toString(StandardCharsets.UTF_8)).contains("mine").doesNotContain("SGD η = 0.1,");
    }
}
