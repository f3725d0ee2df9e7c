package adjointlab.ui.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.sweep.Sweep;
import adjointlab.lab.sweep.SweepCell;
import adjointlab.lab.sweep.SweepFolder;
import adjointlab.lab.sweep.SweepRun;
import adjointlab.ui.sweep.SweepRows.Row;
import adjointlab.ui.sweep.SweepRows.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the table of a sweep is made of while files come, change and go.
class SweepRowsTest {
    private static final String LOSS = "loss";

    @TempDir
    private Path folder;

    private SweepRows rows;
    private List<SweepCell> cells;

    @BeforeEach
    void train() throws Exception {
        Preset preset = Overrides.apply(Presets.get("simplest-lemma-1"), List.of("iterations=2"));
        cells = Sweep.parse(preset, List.of("seed=0:2")).cells();
        try (SweepRun run =
                new SweepRun(new SweepRun.Task(cells, Sweep.Shard.WHOLE, false), new SweepFolder(folder), 1)) {
            assertThat(run.await(60, TimeUnit.SECONDS)).isTrue();
        }
        rows = new SweepRows(new SweepFolder(folder));
    }

    @Test
    void aFolderThatDidNotChangeGivesTheTableOfBefore() throws IOException {
        Table first = rows.read();

        assertThat(first.rows()).hasSize(cells.size());
        assertThat(rows.read()).isSameAs(first);
    }

    /// As a training that is done again leaves it, with as many files as before.
    @Test
    void aResultThatIsWrittenAnewIsReadAnew() throws IOException {
        Table first = rows.read();
        Path file = results().getFirst();
        String text = Files.readString(file);
        Row row = first.rows().getFirst();
        String lossOfBefore = String.valueOf(row.cells().get(LOSS));
        assertThat(text).contains(lossOfBefore);
        Files.writeString(file, text.replace(lossOfBefore, "0.125"));
        Files.setLastModifiedTime(
                file, FileTime.from(Files.getLastModifiedTime(file).toInstant().plusSeconds(1)));

        Table second = rows.read();

        assertThat(second.rows()).hasSameSizeAs(first.rows());
        assertThat(second.rows().getFirst().cells()).containsEntry(LOSS, 0.125);
    }

    @Test
    void aResultThatIsGoneIsInNoTable() throws IOException {
        rows.read();
        Files.delete(results().getLast());

        assertThat(rows.read().rows()).hasSize(cells.size() - 1);
    }

    @Test
    void anEmptyFolderHasTheColumnsOfAnyOther(@TempDir Path empty) throws IOException {
        Table none = new SweepRows(new SweepFolder(empty)).read();

        assertThat(none.rows()).isEmpty();
        assertThat(none.reached()).contains(LOSS);
    }

    /// In the order of the table.
    private List<Path> results() throws IOException {
        return new SweepFolder(folder)
                .stored().stream().map(SweepFolder.Stored::file).toList();
    }
}
