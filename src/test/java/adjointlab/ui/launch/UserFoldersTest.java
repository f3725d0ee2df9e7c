package adjointlab.ui.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserFoldersTest {
    @Test
    void onLinuxTheyAreWhereXdgSays(@TempDir Path home) {
        assertThat(UserFolders.of(Map.of(), "", home))
                .isEqualTo(new UserFolders(
                        home.resolve(".config/adjointlab"),
                        home.resolve(".local/state/adjointlab/reports"),
                        home.resolve(".local/state/adjointlab/run")));
        assertThat(UserFolders.of(
                        Map.of("XDG_CONFIG_HOME", "/c", "XDG_STATE_HOME", "/s", "XDG_RUNTIME_DIR", home.toString()),
                        "",
                        home))
                .isEqualTo(new UserFolders(
                        Path.of("/c/adjointlab"), Path.of("/s/adjointlab/reports"), home.resolve("adjointlab")));
    }

    @Test
    void onWindowsAllIsInTheApplicationsFolder(@TempDir Path home) {
        UserFolders folders = UserFolders.of(Map.of("APPDATA", "/data"), "", home);
        assertThat(folders.reports()).isEqualTo(Path.of("/data/adjointlab/reports"));
        assertThat(folders.runTime()).isEqualTo(Path.of("/data/adjointlab/run"));
    }

    @Test
    void reportsAreWhereTheLauncherLetsTheJvmWriteThem(@TempDir Path home) {
        assertThat(UserFolders.of(Map.of(), "/reports", home).reports()).isEqualTo(Path.of("/reports"));
    }
}
