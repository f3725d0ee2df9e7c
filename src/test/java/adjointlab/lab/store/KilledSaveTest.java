package adjointlab.lab.store;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.TrainingService;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A program that trains, saves and autosaves all the time, killed at random moments (`mvn -Pkill verify`).
@Tag("kill")
final class KilledSaveTest {
    private static final int MOMENTS = Math.ceilDiv(Integer.getInteger("kill.moments", 20), 8);
    private static final long SEED = Long.getLong("kill.seed", 0);
    private static final int A_SECOND = 200;

    @TempDir
    Path folder;

    /// Saves as often as it can, autosaves twenty times a second, and prints how far it is.
    static final class Victim {
        private Victim() {}

        /// @param args the folder
        public static void main(String[] args) throws IOException, InterruptedException {
            Path folder = Path.of(args[0]);
            TrainingService service = new TrainingService(1);
            List<Run> runs = service.open(
                    LabFileTest.preset().with(LabFileTest.preset().settings().with("iterations", 1_000_000)));
            var source = new Autosave.Source(
                    () -> runs.stream().mapToLong(Run::version).sum(),
                    () -> Documents.of(LabFileTest.preset(), runs, LabDocument.View.DEFAULT));
            try (Autosave _ = new Autosave(folder.resolve("recovery"), Duration.ofMillis(50), source)) {
                service.pace(A_SECOND);
                service.play();
                while (true) {
                    service.awaitIdle(5, TimeUnit.MILLISECONDS);
                    System.out.println(runs.getFirst().iteration());
                    LabFile.write(
                            folder.resolve("document.lab"), source.document().get());
                }
            }
        }
    }

    @Test
    void whatWasSavedIsWholeAndLittleIsLost() throws IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int k = 0; k < MOMENTS; k++) {
            Path at = Files.createDirectories(folder.resolve("kill" + k));
            int reached = killed(at, 300 + random.nextInt(1500));
            String as = "kill " + k + " at iteration " + reached;
            Path saved = at.resolve("document.lab");
            if (Files.exists(saved)) {
                assertThat(LabFile.read(saved).runs()).as(as).isNotEmpty();
            }
            List<Autosave.Found> found = Autosave.left(at.resolve("recovery"));
            assertThat(found).as(as).hasSizeLessThanOrEqualTo(1);
            int recovered = found.isEmpty()
                    ? 0
                    : found.getFirst().document().runs().getFirst().iteration();
            assertThat(recovered).as(as).isGreaterThanOrEqualTo(reached - 5 * A_SECOND);
            for (Autosave.Found each : found) {
                each.discard();
            }
            nextStart(at);
            assertThat(names(at)).as(as).containsExactlyInAnyOrder("document.lab", "recovery", "next.lab");
            assertThat(names(at.resolve("recovery"))).as(as).containsExactly("next.lab");
        }
    }

    /// A start takes longer than what is left may be young; here that time is set.
    private static void nextStart(Path at) throws IOException {
        for (Path in : List.of(at, at.resolve("recovery"))) {
            try (Stream<Path> files = Files.list(in)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofMinutes(1))));
                }
            }
            LabFile.write(in.resolve("next.lab"), Documents.of(LabFileTest.preset()));
        }
        assertThat(Autosave.left(at.resolve("recovery")))
                .extracting(each -> each.file().getFileName().toString())
                .containsExactly("next.lab");
    }

    private static List<String> names(Path in) throws IOException {
        try (Stream<Path> files = Files.list(in)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }

    /// @return how far the program said that it was
    private static int killed(Path at, int milliseconds) throws IOException, InterruptedException {
        Process victim = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules=jdk.incubator.vector",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        at.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        int reached = 0;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(victim.getInputStream(), StandardCharsets.UTF_8))) {
            long end = Long.MAX_VALUE;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                end = end == Long.MAX_VALUE ? System.nanoTime() + milliseconds * 1_000_000L : end;
                reached = Integer.parseInt(line);
                if (System.nanoTime() > end) {
                    break;
                }
            }
        } finally {
            victim.destroyForcibly();
            assertThat(victim.waitFor(Patience.SECONDS, TimeUnit.SECONDS)).isTrue();
        }
        return reached;
    }
}
