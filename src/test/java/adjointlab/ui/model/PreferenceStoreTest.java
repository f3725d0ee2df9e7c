package adjointlab.ui.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PreferenceStoreTest {
    @TempDir
    private Path folder;

    @Test
    void readsBackWhatItWrote() throws IOException {
        PreferenceStore store = new PreferenceStore(folder.resolve("deeper/preferences.json"));
        Preferences chosen = new Preferences(
                Preferences.Appearance.DARK,
                Preferences.Motion.REDUCED,
                new Preferences.Reading(15.5, true),
                30,
                new Preferences.Recent(List.of("b.lab", "a\"ü.lab"), List.of("simplest-fig-2")));
        store.save(chosen);
        assertThat(store.load()).isEqualTo(chosen);
    }

    @Test
    void aMissingFileGivesTheDefaults() throws IOException {
        assertThat(new PreferenceStore(folder.resolve("none.json")).load()).isEqualTo(Preferences.DEFAULT);
    }

    @Test
    void valuesOutOfRangeGiveTheDefaults() throws IOException {
        Path file = folder.resolve("p.json");
        Files.writeString(
                file,
                "{\"appearance\":\"pink\",\"fontSize\":400,\"autosaveSeconds\":0,\"sentences\":\"maybe\",\"recent\":[1,\"x\"]}");
        assertThat(new PreferenceStore(file).load()).isEqualTo(Preferences.DEFAULT.withRecent("x"));
    }

    @Test
    void aBrokenFileIsNamed() throws IOException {
        Path file = folder.resolve("p.json");
        Files.writeString(file, "{\"appearance\":");
        assertThatThrownBy(() -> new PreferenceStore(file).load())
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + " is not JSON");
    }

    @Test
    void aHugeFileIsNotRead() throws IOException {
        Path file = folder.resolve("p.json");
        Files.writeString(file, " ".repeat(PreferenceStore.MAX_BYTES + 1));
        assertThatThrownBy(() -> new PreferenceStore(file).load())
                .isInstanceOf(IOException.class)
                .hasMessage(file + " is larger than 64 KiB");
    }

    @Test
    void recentFilesAreFewAndNewestFirst() {
        Preferences preferences = Preferences.DEFAULT;
        for (int i = 0; i < 12; i++) {
            preferences = preferences.withRecent("f" + i);
        }
        preferences = preferences.withRecent("f5");
        assertThat(preferences.recent().files())
                .hasSize(10)
                .startsWith("f5", "f11")
                .doesNotHaveDuplicates();
    }

    @Test
    void followsTheSystemsCustomForItsFolder() {
        Path home = folder;
        assertThat(PreferenceStore.folder(Map.of("XDG_CONFIG_HOME", "/c"), home))
                .isEqualTo(Path.of("/c/adjointlab"));
        assertThat(PreferenceStore.folder(Map.of(), home)).isEqualTo(home.resolve(".config/adjointlab"));
    }
}
