package adjointlab.ui.launch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What of a JVM's log of a native fault says where it happened and nothing of the user: the versions and the frame at
/// its top, and the frames of the thread. Command line, environment, files in memory and registers are left out.
final class FaultLog {
    private static final int MOST_LINES = 400;

    private FaultLog() {}

    /// @param log as the JVM wrote it, in whatever encoding
    static List<String> harmless(byte[] log) {
        List<String> kept = new ArrayList<>();
        boolean frames = false;
        for (String line : new String(log, StandardCharsets.UTF_8).lines().toList()) {
            if (line.startsWith("Native frames:") || line.startsWith("Java frames:")) {
                frames = true;
            } else if (line.isBlank()) {
                frames = false;
            }
            boolean head = line.startsWith("#") && !line.contains("/") && !line.contains("\\");
            if ((head || frames || line.startsWith("siginfo:")) && kept.size() < MOST_LINES) {
                kept.add(line);
            }
        }
        return kept;
    }
}
