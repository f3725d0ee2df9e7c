package adjointlab.cli;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.data.AtomicFile;
import adjointlab.handout.Handout;
import adjointlab.handout.HandoutPage;
import adjointlab.handout.HandoutPaper;
import adjointlab.lab.lesson.Lesson;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.run.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `adjointlab lesson`: a lesson as a page that loads nothing, or as pages to print; the same call gives the same
/// bytes.
@Command(
        name = "lesson",
        description = "Write a lesson to take home: as one page of HTML that loads nothing, or as a handout to print.",
        footer = {
            "  adjointlab lesson two-sides --html two-sides.html",
            "  adjointlab lesson mine.json --html mine.html --pdf mine.pdf"
        })
final class LessonCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "LESSON|FILE",
            completionCandidates = Candidates.LessonIds.class,
            description = "A lesson's id, as 'list lessons' tells it, or a lesson's .json file.")
    String input = "";

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write the page: text, pictures, questions, and what is said afterwards to open by hand.")
    @Nullable
    Path html;

    @Option(
            names = "--pdf",
            paramLabel = "FILE",
            description = "Write the handout: the same with room to write, and what happens on the last pages.")
    @Nullable
    Path pdf;

    @Option(names = "--json", description = "Print what was written as JSON.")
    boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Lesson lesson = Input.lesson(input);
        Path page = html;
        Path paper = pdf;
        check(page, paper);
        try (Headless headless = new Headless(spec.commandLine().getErr())) {
            headless.readyToDraw();
            Training training = new Training(headless, Handout.iterations(lesson));
            Optional<Handout> handout = Handout.of(lesson, training);
            headless.endProgress();
            if (handout.isEmpty()) {
                return RunCommand.INTERRUPTED;
            }
            if (page != null) {
                AtomicFile.write(page, HandoutPage.of(handout.get()).getBytes(StandardCharsets.UTF_8));
            }
            if (paper != null) {
                AtomicFile.write(paper, out -> HandoutPaper.write(handout.get(), out));
            }
            if (json) {
                Map<String, Object> tree = new LinkedHashMap<>();
                tree.put("lesson", lesson.id());
                tree.put("steps", lesson.steps().size());
                if (page != null) {
                    tree.put("html", page.toString());
                }
                if (paper != null) {
                    tree.put("pdf", paper.toString());
                }
                Told.json(spec, tree);
            }
            return training.code;
        }
    }

    private static void check(@Nullable Path page, @Nullable Path paper) {
        if (page == null && paper == null) {
            throw new InvalidValueException("say what to write: --html FILE, --pdf FILE or both");
        }
        if (page != null
                && paper != null
                && page.toAbsolutePath()
                        .normalize()
                        .equals(paper.toAbsolutePath().normalize())) {
            throw new InvalidValueException("--html and --pdf name the same file");
        }
        for (Path path : new Path[] {page, paper}) {
            if (path != null && Files.isDirectory(path)) {
                throw new InvalidValueException(path + " is a folder, not a file");
            }
        }
    }

    /// Trains without a window, and tells how far it is.
    private static final class Training implements Handout.Trainer {
        private final Headless headless;
        private final long iterations;
        private long before;
        private List<Run> current = List.of();
        private int code;

        /// @param iterations of all trainings
        Training(Headless headless, long iterations) {
            this.headless = headless;
            this.iterations = iterations;
        }

        @Override
        public List<Run> open(Preset preset) {
            before += made(current);
            current = headless.open(preset);
            return current;
        }

        @Override
        public boolean train(List<Run> runs, int iteration) throws InterruptedException {
            boolean done =
                    headless.trainTo(runs, iteration, () -> (double) (before + made(runs)) / Math.max(1, iterations));
            code = Math.max(code, RunCommand.code(runs));
            return done;
        }

        private static long made(List<Run> runs) {
            return runs.stream().mapToLong(Run::iteration).sum();
        }
    }
}
