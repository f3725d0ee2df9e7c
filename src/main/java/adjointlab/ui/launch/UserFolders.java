package adjointlab.ui.launch;

import adjointlab.ui.model.PreferenceStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Where this program keeps what, for one user: preferences and documents to recover where the platform keeps
/// configuration, reports where it keeps state, the socket where it keeps what lives as long as a login.
///
/// Source: XDG Base Directory Specification 0.8; elsewhere the platform's own folders.
///
/// @param configuration preferences, recovery and small pictures
/// @param reports of crashes
/// @param runTime for what no login outlives
public record UserFolders(Path configuration, Path reports, Path runTime) {

    /// The folders of the user that runs this program.
    public static UserFolders ofUser() {
        return of(
                System.getenv(),
                System.getProperty("adjointlab.reports", ""),
                Path.of(System.getProperty("user.home")));
    }

    /// @param environment environment variables
    /// @param reports where the launcher lets the JVM report native faults to; empty where no launcher said so
    /// @param home the user's home folder
    static UserFolders of(Map<String, String> environment, String reports, Path home) {
        Path configuration = PreferenceStore.folder(environment, home);
        Path state = configuration.startsWith(home.resolve(".config"))
                ? home.resolve(".local/state/adjointlab")
                : configuration;
        String xdgState = environment.getOrDefault("XDG_STATE_HOME", "");
        if (!xdgState.isBlank()) {
            state = Path.of(xdgState, "adjointlab");
        }
        String xdgRunTime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        Path runTime = !xdgRunTime.isBlank() && Files.isDirectory(Path.of(xdgRunTime))
                ? Path.of(xdgRunTime, "adjointlab")
                : state.resolve("run");
        return new UserFolders(configuration, reports.isBlank() ? state.resolve("reports") : Path.of(reports), runTime);
    }
}
