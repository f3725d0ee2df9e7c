package adjointlab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import adjointlab.Patience;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Whole command lines in processes of their own: what they print does not depend on the machine's language, and they
/// connect to nothing.
final class QuietSystemTest {
    @TempDir
    Path folder;

    private String output(List<String> before, List<String> options, String... args)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words(before, options, args))
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(String.join(" ", args)).isZero();
        return out;
    }

    private static List<String> words(List<String> before, List<String> options, String... args) {
        List<String> words = new ArrayList<>(before);
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of(
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx1g",
                "-Djava.awt.headless=true"));
        words.addAll(options);
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), "adjointlab.cli.Main"));
        words.addAll(List.of(args));
        return words;
    }

    /// Steps that no one could foresee, in a program that may use little: one sentence with what would fit, and no
    /// trace.
    @Test
    @Tag("kill")
    @Timeout(Patience.SECONDS)
    void memoryThatDoesNotSufficeIsOneSentence() throws IOException, InterruptedException {
        String settings = "solver.id=bosh3 solver.rtol=1e-14 solver.atol=1e-14 solver.maxSteps=1000000"
                + " problem.samples=400 problem.horizon=10 gradient.id=discrete";
        List<String> args = new ArrayList<>(List.of("run", "learn-spiral", "--iterations", "1"));
        Stream.of(settings.split(" ")).forEach(setting -> args.addAll(List.of("--set", setting)));
        Process process = new ProcessBuilder(words(List.of(), List.of("-Xmx150m"), args.toArray(String[]::new)))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(2);
        assertThat(said.lines().filter(line -> !line.startsWith("WARNING")))
                .singleElement()
                .asString()
                .matches(
                        "adjointlab: step \\d+ finds no room: .*choose gradient discrete-checkpointed or continuous.*");
    }

    /// Arabic has digits of its own.
    @Test
    @Tag("slow")
    @Timeout(Patience.SECONDS)
    void theMachinesLanguageIsNotHeard() throws IOException, InterruptedException {
        String[] run = {"run", "simplest-fig-2", "--iterations", "3"};
        String usual = output(List.of(), List.of("-Duser.language=en"), run);
        assertThat(usual).contains("iteration      3   loss 0.0611");
        assertThat(output(List.of(), List.of("-Duser.language=ar", "-Duser.country=EG"), run))
                .isEqualTo(usual);
    }

    /// Of a whole training with its figures.
    @Test
    @Tag("kill")
    @Timeout(Patience.SECONDS)
    void noSocketIsOpened() throws IOException, InterruptedException {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(each -> Files.isExecutable(Path.of(each, "strace"))),
                "strace is not there to watch with");
        Path calls = folder.resolve("calls");
        output(
                List.of("strace", "-f", "-e", "trace=network", "-o", calls.toString()),
                List.of(),
                "run",
                "simplest-fig-2",
                "--iterations",
                "2",
                "--out",
                "out");
        // the JDK asks at its start which protocols there are, by sockets that it connects to nothing, and the C
        // library asks within the machine for the user's name
        assertThat(Files.readAllLines(calls))
                .filteredOn(line -> line.matches(".*\\b(connect|bind|listen|accept4?|sendto|sendmsg|sendmmsg)\\(.*"))
                .filteredOn(line -> !line.contains("AF_UNIX"))
                .isEmpty();
        assertThat(folder.resolve("out/metrics.csv")).exists();
    }
}
