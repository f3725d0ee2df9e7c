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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Recovery after a kill, with a real process that is really killed.
class AutosaveTest {
    private static final int INTERVAL_MILLIS = 500;

    @TempDir
    Path folder;

    /// The program that is killed: it trains slowly, autosaves, and prints its iteration.
    static final class Victim {
        private Victim() {}

        /// @param args the recovery folder
        public static void main(String[] args) throws IOException, InterruptedException {
            TrainingService service = new TrainingService(1);
            List<Run> runs = service.open(
                    LabFileTest.preset().with(LabFileTest.preset().settings().with("iterations", 1_000_000)));
            var source = new Autosave.Source(
                    () -> runs.stream().mapToLong(Run::version).sum(),
                    () -> Documents.of(LabFileTest.preset(), runs, LabDocument.View.DEFAULT));
            try (Autosave _ = new Autosave(Path.of(args[0]), Duration.ofMillis(INTERVAL_MILLIS), source)) {
                service.pace(200);
                service.play();
                while (true) {
                    service.awaitIdle(20, TimeUnit.MILLISECONDS);
                    System.out.println(runs.getFirst().iteration());
                }
            }
        }
    }

    @Test
    @Timeout(Patience.SECONDS)
    void aKilledProgramLosesAtMostFiveSeconds() throws IOException, InterruptedException {
        Process victim = start();
        int reached = 0;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(victim.getInputStream(), StandardCharsets.UTF_8))) {
            while (reached < 600) {
                String line = lines.readLine();
                assertThat(line).as("the victim ended by itself").isNotNull();
                reached = Integer.parseInt(line);
            }
        } finally {
            victim.destroyForcibly().waitFor();
        }
        List<Autosave.Found> found = Autosave.left(folder);
        assertThat(found).hasSize(1);
        int recovered = found.getFirst().document().runs().getFirst().iteration();
        // 200 iterations a second: five seconds are 1000; the first half second after the start may not be
        // saved yet
        assertThat(recovered).isBetween(Math.max(1, reached - 1000), reached + 200);
        try (TrainingService service = new TrainingService(1)) {
            Run run = service.add(found.getFirst().document().runs().getFirst());
            assertThat(service.awaitIdle(Patience.SECONDS, TimeUnit.SECONDS)).isTrue();
            service.step(run);
            assertThat(service.awaitIdle(Patience.SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(run.iteration()).isEqualTo(recovered + 1);
        }
        found.getFirst().discard();
        assertThat(Autosave.left(folder)).isEmpty();
    }

    private Process start() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName(),
                folder.toString()));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @Test
    void anOrderlyEndLeavesNothingAndARunningProgramIsNotRecovered() throws IOException {
        try (TrainingService service = new TrainingService(0)) {
            List<Run> runs = service.open(LabFileTest.preset());
            service.drain(adjointlab.core.ode.Cancellation.NEVER);
            var source = new Autosave.Source(
                    () -> 1, () -> Documents.of(LabFileTest.preset(), runs, LabDocument.View.DEFAULT));
            try (Autosave _ = new Autosave(folder, Duration.ofMillis(5), source)) {
                while (!holdsDocument()) {
                    Thread.onSpinWait();
                }
                assertThat(Autosave.left(folder)).isEmpty();
            }
            try (var files = Files.list(folder)) {
                assertThat(files).isEmpty();
            }
        }
    }

    @Test
    @Timeout(Patience.SECONDS)
    void aVersionThatCannotBeReadOnceIsAskedForAgain() throws IOException {
        try (TrainingService service = new TrainingService(0)) {
            List<Run> runs = service.open(LabFileTest.preset());
            AtomicInteger asked = new AtomicInteger();
            var source = new Autosave.Source(
                    () -> {
                        if (asked.incrementAndGet() == 1) {
                            throw new IllegalStateException("the document is being replaced");
                        }
                        return 1;
                    },
                    () -> Documents.of(LabFileTest.preset(), runs, LabDocument.View.DEFAULT));
            try (Autosave _ = new Autosave(folder, Duration.ofMillis(5), source)) {
                while (!holdsDocument()) {
                    Thread.onSpinWait();
                }
                assertThat(asked).hasValueGreaterThan(1);
            }
        }
    }

    private boolean holdsDocument() throws IOException {
        try (var files = Files.list(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(".lab"));
        }
    }
}
