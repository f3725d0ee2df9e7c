package adjointlab.lab;

import adjointlab.core.kernel.Kernels;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/// What results depend on beside the preset: versions and processor.
public final class Environment {
    private static final Properties BUILD = readBuild();
    private static final String VERSION = BUILD.getProperty("version");
    private static final String PROCESSOR = readProcessor();

    private Environment() {}

    /// Version of this program.
    public static String version() {
        return VERSION;
    }

    /// The commit that this program was built from, where the build was told (`-Dbuild.commit`).
    public static Optional<String> commit() {
        return Optional.ofNullable(BUILD.getProperty("commit"))
                .filter(commit -> commit.matches("[0-9a-f]{7,40}(-\\w+)?"));
    }

    /// The processor's name as the system tells it.
    public static String processor() {
        return PROCESSOR;
    }

    /// Everything, in order, for manifests and the About box.
    public static Map<String, Object> describe() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("version", VERSION);
        all.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
        all.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        all.put("processor", PROCESSOR);
        all.put("kernels", Kernels.description());
        return all;
    }

    private static Properties readBuild() {
        Properties properties = new Properties();
        try (InputStream in = Environment.class.getResourceAsStream("/adjointlab/version.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    private static String readProcessor() {
        Path cpuinfo = Path.of("/proc/cpuinfo");
        if (Files.isReadable(cpuinfo)) {
            try (Stream<String> lines = Files.lines(cpuinfo)) {
                return lines.filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse(System.getProperty("os.arch"));
            } catch (IOException | UncheckedIOException e) {
                return System.getProperty("os.arch"); // a name for people only; nothing depends on it
            }
        }
        return System.getProperty("os.arch");
    }
}
