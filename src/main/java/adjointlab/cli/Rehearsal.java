package adjointlab.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// What a package does once when it is installed, while the JVM records it for the option AOTCacheOutput: some
/// commands, then a window that nobody sees. Needs `-Dglass.platform=Headless`.
final class Rehearsal {
    private static final List<List<String>> COMMANDS = List.of(
            List.of("list"),
            List.of("list", "presets", "--json"),
            List.of("--version"),
            List.of("check", "simplest-fig-2"));

    private Rehearsal() {}

    static void main(String[] args) throws IOException, InterruptedException {
        System.setProperty("java.awt.headless", "true");
        PrintWriter nobody = new PrintWriter(Writer.nullWriter());
        for (List<String> command : COMMANDS) {
            Commands.execute(nobody, nobody, command.toArray(String[]::new));
        }
        Path folder = Files.createTempDirectory("adjointlab");
        try {
            adjointlab.ui.Rehearsal.run(folder);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        System.exit(0);
    }
}
