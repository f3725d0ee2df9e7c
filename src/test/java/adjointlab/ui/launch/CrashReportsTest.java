package adjointlab.ui.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashReportsTest {
    private static final List<String> OPEN = List.of("preset simplest-fig-2, 30 runs at iteration 120, panels loss");

    @TempDir
    Path folder = Path.of("");

    @Test
    void aReportSaysWhatWasOpenAndNothingOfTheUser() throws IOException {
        CrashReports reports = new CrashReports(folder, 7);
        reports.note(OPEN);
        reports.report(
                "JavaFX Application Thread",
                new UncheckedIOException(new IOException("/home/ada/salaries.csv cannot be read")));
        assertThat(reports.tell()).singleElement().satisfies(file -> assertThat(file)
                .content()
                .contains(OPEN.getFirst())
                .contains("thread: JavaFX Application Thread")
                .contains("java.io.UncheckedIOException", "since: java.io.IOException", "at adjointlab.ui.launch")
                .doesNotContain("salaries")
                .doesNotContain(System.getProperty("user.home") + "/"));
    }

    @Test
    void messagesThatTheJvmMakesAreKept() throws IOException {
        CrashReports reports = new CrashReports(folder, 7);
        reports.report("main", new ArrayIndexOutOfBoundsException("Index 4 out of bounds for length 3"));
        assertThat(reports.tell())
                .singleElement()
                .satisfies(file -> assertThat(file).content().contains("Index 4 out of bounds for length 3"));
    }

    @Test
    void eachReportIsToldOfOnce() throws IOException {
        new CrashReports(folder, 7).report("main", new IllegalStateException());
        assertThat(new CrashReports(folder, 8).tell()).hasSize(1);
        assertThat(new CrashReports(folder, 9).tell()).isEmpty();
        try (var files = Files.list(folder)) {
            assertThat(files).as("the report stays").hasSize(1);
        }
    }

    @Test
    void whatBreaksInEveryPulseIsWrittenDownOnce() throws IOException {
        CrashReports reports = new CrashReports(folder, 7);
        for (int i = 0; i < 100; i++) {
            reports.report("main", new IllegalStateException());
        }
        assertThat(reports.tell()).hasSize(1);
    }

    @Test
    void oldReportsAreRemoved() throws IOException {
        for (int i = 0; i < CrashReports.KEPT + 3; i++) {
            new CrashReports(folder, 100 + i).report("main", new IllegalStateException());
        }
        assertThat(new CrashReports(folder, 7).tell()).hasSize(CrashReports.KEPT);
    }

    @Test
    void theLogOfANativeFaultBecomesAReportWithoutTheEnvironment() throws IOException {
        long dead = 999_999_999;
        new CrashReports(folder, dead).note(OPEN);
        Path log = folder.resolve("fault-" + dead + ".log");
        Files.writeString(log, """
            #
            # A fatal error has been detected by the Java Runtime Environment:
            #  SIGSEGV (0xb) at pc=0x00007f, pid=999999999, tid=1
            # Core dump will be written. Default location: /home/ada/core
            #
            Command Line: adjointlab.cli.Main open /home/ada/salaries.lab

            Native frames: (J=compiled Java code)
            C  [libprism_sw.so+0x4711]  draw+0x1

            siginfo: si_signo: 11 (SIGSEGV)

            Environment Variables:
            USER=ada
            """);
        List<Path> told = new CrashReports(folder, 7).tell();
        assertThat(told).singleElement().satisfies(file -> assertThat(file)
                .content()
                .contains("SIGSEGV", "libprism_sw.so+0x4711", OPEN.getFirst())
                .doesNotContain("ada"));
        assertThat(log).doesNotExist();
        assertThat(folder.resolve("open-" + dead + ".txt")).doesNotExist();
    }

    @Test
    void aProgramThatEndsInOrderLeavesNothing() throws IOException {
        CrashReports reports = new CrashReports(folder, 7);
        reports.note(OPEN);
        assertThat(folder).isNotEmptyDirectory();
        reports.end();
        assertThat(folder).isEmptyDirectory();
        assertThat(new CrashReports(folder.resolve("never made")).tell()).isEmpty();
    }
}
