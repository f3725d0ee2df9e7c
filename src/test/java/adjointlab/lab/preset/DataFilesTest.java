package adjointlab.lab.preset;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.lab.run.Run;
import adjointlab.lab.run.TrainingService;
import adjointlab.lab.store.Documents;
import adjointlab.lab.store.LabDocument;
import adjointlab.lab.store.LabFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataFilesTest {
    @TempDir
    Path folder;

    private static Preset reading(String file) {
        return Overrides.apply(
                Presets.get("wide-fig-4"),
                List.of("problem.id=samples-file", "problem.file=" + file, "problem.coding=value"));
    }

    /// SHA-256 of "abc" is an example of FIPS 180-2, B.1.
    @Test
    void whatWasInAFileIsKnown() throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), "abc");
        assertThat(DataFiles.of(List.of(reading(file.toString()).settings())))
                .containsExactly(new DataFiles.DataFile(
                        file.toString(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        assertThat(DataFiles.of(List.of(reading("none.csv").settings()))).isEmpty();
        assertThat(DataFiles.of(List.of(Presets.get("simplest-fig-2").settings())))
                .isEmpty();
    }

    @Test
    void aChangedFileIsSaidAtReopening() throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), "1,2,0.5\n3,4,1.5\n");
        Preset preset = reading(file.toString());
        Path saved = folder.resolve("a.lab");
        try (TrainingService service = new TrainingService(0)) {
            List<Run> runs = service.open(preset);
            LabFile.write(saved, Documents.of(preset, runs, LabDocument.View.DEFAULT));
        }
        assertThat(Files.readString(saved)).contains("\"sha256\"");
        assertThat(DataFiles.changes(LabFile.read(saved).data())).isEmpty();
        Files.writeString(file, "1,2,0.5\n3,4,2.5\n");
        Files.setLastModifiedTime(
                file, FileTime.fromMillis(Files.getLastModifiedTime(file).toMillis() + 5000));
        assertThat(DataFiles.changes(LabFile.read(saved).data()))
                .containsExactly(file + " has changed since this was saved");
        Files.delete(file);
        assertThat(DataFiles.changes(LabFile.read(saved).data())).containsExactly(file + " is not there any more");
    }

    /// In the settings, in what runs vary, and in runs of their own.
    @Test
    void aRelativeNameInAPresetIsRelativeToThePreset() throws IOException {
        Path inner = Files.createDirectories(folder.resolve("mine/data"));
        Files.writeString(inner.resolve("a.csv"), "1,2,0.5\n3,4,1.5\n");
        Path json = folder.resolve("mine/p.json");
        Files.writeString(json, JsonObject.write(PresetJson.tree(reading("data/a.csv"))));
        String expected = inner.resolve("a.csv").toString();
        assertThat(Presets.load(json).settings().get("problem.file")).isEqualTo(expected);
        assertThat(Documents.read(JsonObject.parse("p.json", Files.readString(json)), folder.resolve("mine"))
                        .preset()
                        .settings()
                        .get("problem.file"))
                .isEqualTo(expected);
        Preset varied = Overrides.apply(reading("data/a.csv"), List.of("problem.testFile=" + expected));
        assertThat(DataFiles.under(varied, Path.of("/elsewhere")).settings().get("problem.testFile"))
                .as("a whole name stays")
                .isEqualTo(expected);
    }

    /// A formula that names no input may keep the name of a table, which nobody misses.
    @Test
    void aFileThatNothingTakesIsNone() throws IOException {
        Path file = Files.writeString(folder.resolve("u.csv"), "t,u\n0,1\n1,2\n");
        Preset law = Overrides.apply(
                Presets.get("learn-moving-base"),
                List.of("field.id=formula", "field.inputFile=" + file, "field.formula=x'' = -x + u1"));
        assertThat(DataFiles.of(List.of(law.settings())))
                .extracting(DataFiles.DataFile::path)
                .containsExactly(file.toString());
        assertThat(DataFiles.of(List.of(law.settings().with("field.formula", "x'' = -x"))))
                .isEmpty();
    }

    @Test
    void whatDrivesASystemOrAFieldIsAFileToo() throws IOException {
        Files.writeString(folder.resolve("u.csv"), "t,u\n0,1\n1,2\n");
        for (String problem : List.of("driven-formula", "driven-spring")) {
            for (String setting : List.of("problem.inputFile", "field.inputFile")) {
                Preset relative = Overrides.apply(
                        Presets.get("learn-driven-spring"), List.of("problem.id=" + problem, setting + "=u.csv"));
                Preset found = DataFiles.under(relative, folder);
                String file = folder.resolve("u.csv").toString();
                assertThat(found.settings().get(setting)).isEqualTo(file);
                assertThat(DataFiles.of(List.of(found.settings())))
                        .extracting(DataFiles.DataFile::path)
                        .containsExactly(file);
            }
        }
    }
}
