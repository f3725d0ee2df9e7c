package adjointlab.ui.launch;

import adjointlab.core.data.AtomicFile;
import adjointlab.lab.Environment;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Writes down what was open when something broke that nobody expected, without the user's data in it: no paths, no
/// names of files, and no messages but those that the JVM makes of classes and numbers.
///
/// An exception that nobody caught is written at once. A native fault ends the JVM, which leaves a log of its own that
/// has the environment and the command line in it; the next start makes a report of its harmless parts and of what was
/// noted to be open, and removes the log.
public final class CrashReports {
    private static final Logger LOG = System.getLogger(CrashReports.class.getName());
    private static final String REPORT = "report-";
    private static final String FAULT = "fault-";
    private static final String OPEN = "open-";
    private static final String UNTOLD = ".new";

    /// Older reports are removed.
    static final int KEPT = 20;

    /// What breaks again and again is written down only so often.
    private static final int MOST_OF_A_RUN = 5;

    /// Their messages are made by the JVM and by the JDK, of names of classes and of numbers.
    private static final Set<Class<?>> HARMLESS = Set.of(
            NullPointerException.class,
            ArithmeticException.class,
            IndexOutOfBoundsException.class,
            ArrayIndexOutOfBoundsException.class,
            StringIndexOutOfBoundsException.class,
            NegativeArraySizeException.class,
            ClassCastException.class,
            NoSuchMethodError.class,
            NoClassDefFoundError.class,
            OutOfMemoryError.class);

    private final Path folder;
    private final long process;
    private final Set<StackTraceElement> seen = new HashSet<>();
    private List<String> open = List.of();

    /// @param folder of the reports, into which the JVM writes its logs, too; made when something is written
    public CrashReports(Path folder) {
        this(folder, ProcessHandle.current().pid());
    }

    CrashReports(Path folder, long process) {
        this.folder = folder;
        this.process = process;
    }

    /// Reports whatever no thread of this program catches.
    public void install() {
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {
            LOG.log(Level.ERROR, "in thread " + thread.getName(), thrown);
            report(thread.getName(), thrown);
        });
    }

    /// Takes note of what is open, for a report; on disk, too, since nobody can be asked after a native fault.
    ///
    /// @param lines without the user's data
    public synchronized void note(List<String> lines) {
        if (lines.equals(open)) {
            return;
        }
        open = List.copyOf(lines);
        try {
            AtomicFile.write(noted(process), String.join("\n", open).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "what is open cannot be noted: {0}", e.getMessage());
        }
    }

    /// The program ends in order.
    public synchronized void end() {
        try {
            Files.deleteIfExists(noted(process));
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the note of what is open cannot be removed: {0}", e.getMessage());
        }
    }

    private Path noted(long id) {
        return folder.resolve(OPEN + id + ".txt");
    }

    /// Writes a report; the same fault again is not written again.
    synchronized void report(String thread, Throwable thrown) {
        StackTraceElement[] frames = thrown.getStackTrace();
        StackTraceElement place = frames.length > 0
                ? frames[0]
                : new StackTraceElement(thrown.getClass().getName(), "?", null, -1);
        if (seen.size() >= MOST_OF_A_RUN || !seen.add(place)) {
            return;
        }
        List<String> lines = head("Something happened that Adjoint Lab did not expect.", open);
        lines.add("thread: " + thread);
        lines.add("");
        describe(thrown, "", lines, Collections.newSetFromMap(new IdentityHashMap<>()));
        try {
            write(lines);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the report of a crash cannot be written: {0}", e.getMessage());
        }
    }

    private static List<String> head(String first, List<String> open) {
        List<String> lines = new ArrayList<>();
        lines.add(first);
        lines.add("");
        Environment.describe().forEach((name, value) -> lines.add(name + ": " + value));
        Environment.commit().ifPresent(commit -> lines.add("commit: " + commit));
        lines.add("time: " + Instant.now().truncatedTo(ChronoUnit.SECONDS));
        open.forEach(line -> lines.add("open: " + line));
        return lines;
    }

    private static void describe(Throwable thrown, String before, List<String> lines, Set<Throwable> told) {
        if (!told.add(thrown)) {
            return;
        }
        String message =
                HARMLESS.contains(thrown.getClass()) && thrown.getMessage() != null ? ": " + thrown.getMessage() : "";
        lines.add(before + thrown.getClass().getName() + message);
        for (StackTraceElement frame : thrown.getStackTrace()) {
            lines.add("    at " + frame);
        }
        for (Throwable other : thrown.getSuppressed()) {
            describe(other, "besides: ", lines, told);
        }
        Throwable cause = thrown.getCause();
        if (cause != null) {
            describe(cause, "since: ", lines, told);
        }
    }

    private void write(List<String> lines) throws IOException {
        String time = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString().replaceAll("[^0-9TZ]", "");
        Path report = folder.resolve(REPORT + time + "-" + process + ".txt");
        for (int i = 2; Files.exists(report); i++) {
            report = folder.resolve(REPORT + time + "-" + process + "-" + i + ".txt");
        }
        AtomicFile.write(report, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        Files.createFile(Path.of(report + UNTOLD));
    }

    /// Reports of which nobody was told yet, newest first; they are told now. Logs of native faults become reports.
    ///
    /// @throws IOException if the folder cannot be read or written
    public synchronized List<Path> tell() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        for (Path log : named(FAULT, ".log")) {
            takeIn(log);
        }
        List<Path> reports = named(REPORT, ".txt");
        reports.sort(Comparator.reverseOrder());
        for (Path old : reports.subList(Math.min(KEPT, reports.size()), reports.size())) {
            Files.delete(old);
            Files.deleteIfExists(Path.of(old + UNTOLD));
        }
        List<Path> untold = new ArrayList<>();
        for (Path report : reports.subList(0, Math.min(KEPT, reports.size()))) {
            if (Files.deleteIfExists(Path.of(report + UNTOLD))) {
                untold.add(report);
            }
        }
        for (Path note : named(OPEN, ".txt")) {
            long id = number(note, OPEN, ".txt");
            if (id != process && ProcessHandle.of(id).isEmpty()) {
                Files.deleteIfExists(note); // of a program that was killed
            }
        }
        return untold;
    }

    private List<Path> named(String start, String end) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return new ArrayList<>(files.filter(file -> {
                        String name = String.valueOf(file.getFileName());
                        return name.startsWith(start) && name.endsWith(end);
                    })
                    .toList());
        }
    }

    private static long number(Path file, String start, String end) {
        String name = String.valueOf(file.getFileName());
        String digits = name.substring(start.length(), name.length() - end.length());
        return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : -1;
    }

    private void takeIn(Path log) throws IOException {
        Path note = noted(number(log, FAULT, ".log"));
        List<String> open = Files.exists(note) ? Files.readAllLines(note) : List.of();
        List<String> lines = head("Adjoint Lab was ended by a fault of native code.", open);
        lines.add("");
        lines.addAll(FaultLog.harmless(Files.readAllBytes(log)));
        write(lines);
        Files.delete(log);
        Files.deleteIfExists(note);
    }
}
