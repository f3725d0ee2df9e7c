package adjointlab.cli;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Whether a window can open here; said in one sentence before JavaFX would say it with a stack trace.
final class Display {
    /// Libraries that JavaFX loads for a window on Linux, and the Debian packages that bring them.
    private static final List<Library> LIBRARIES = List.of(
            new Library("libgtk-3.so.0", "libgtk-3-0"),
            new Library("libXtst.so.6", "libxtst6"),
            new Library("libpangoft2-1.0.so.0", "libpangoft2-1.0-0"));

    private Display() {}

    /// @param file as the loader finds it
    /// @param debianPackage that brings it
    record Library(String file, String debianPackage) {
        @SuppressWarnings("restricted") // only asks whether the library is there
        boolean isMissing() {
            try (Arena arena = Arena.ofConfined()) {
                SymbolLookup.libraryLookup(file, arena);
                return false;
            } catch (IllegalArgumentException e) {
                return true;
            }
        }
    }

    /// Whether all is there that a window needs, as far as can be told without opening one.
    static boolean isUsable() {
        return absent(System.getenv()).isEmpty() && missingLibraries().isEmpty();
    }

    /// Why there is no display, one sentence; nothing where there is one.
    static Optional<String> absent(Map<String, String> environment) {
        if (!isLinux() || "Headless".equals(System.getProperty("glass.platform"))) {
            return Optional.empty();
        }
        boolean some = List.of("DISPLAY", "WAYLAND_DISPLAY").stream()
                .anyMatch(name -> !environment.getOrDefault(name, "").isEmpty());
        return some
                ? Optional.empty()
                : Optional.of("There is no display (DISPLAY is not set), so no window can open.");
    }

    /// Which native library is missing and what to install, one sentence; nothing where all are there.
    static Optional<String> missingLibraries() {
        if (!isLinux() || "Headless".equals(System.getProperty("glass.platform"))) {
            return Optional.empty();
        }
        return missing(LIBRARIES);
    }

    static Optional<String> missing(List<Library> needed) {
        List<Library> missing = needed.stream().filter(Library::isMissing).toList();
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        String files = String.join(", ", missing.stream().map(Library::file).toList());
        String packages =
                String.join(" ", missing.stream().map(Library::debianPackage).toList());
        return Optional.of("The window needs " + files + "; on Debian and Ubuntu: apt-get install " + packages);
    }

    private static boolean isLinux() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
    }
}
