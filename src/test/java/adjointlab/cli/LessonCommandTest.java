package adjointlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.lab.lesson.Lessons;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `adjointlab lesson`.
final class LessonCommandTest {
    @TempDir
    Path folder;

    private record Result(int code, String out, String err) {}

    private static Result run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Commands.execute(new PrintWriter(out, true), new PrintWriter(err, true), args);
        return new Result(code, out.toString(), err.toString());
    }

    @Test
    void aLessonIsWrittenTwice() throws Exception {
        Path html = folder.resolve("new").resolve("page.html");
        Path pdf = folder.resolve("handout.pdf");
        Path mine = folder.resolve("mine.json");
        Lessons.save(mine, Lessons.get("first-minute"));
        Result result =
                run("lesson", mine.toString(), "--html", html.toString(), "--pdf", pdf.toString(), "--json", "--quiet");
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("\"lesson\" : \"first-minute\"", "\"steps\" : 3", "page.html", "handout.pdf");
        assertThat(Files.readString(html)).startsWith("<!DOCTYPE html>").contains("Now break one");
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("The first minute");
        }
        try (var left = Files.list(folder)) {
            assertThat(left).hasSize(3);
        }
    }

    @Test
    void whatCannotBeDoneIsOneSentence() throws Exception {
        assertRefused("say what to write: --html FILE, --pdf FILE or both", "lesson", "two-sides");
        String page = folder.resolve("page").toString();
        assertRefused("--html and --pdf name the same file", "lesson", "two-sides", "--html", page, "--pdf", page);
        assertRefused("is a folder, not a file", "lesson", "two-sides", "--html", folder.toString());
        assertRefused("did you mean 'two-sides'?", "lesson", "two-side", "--html", page);
        assertRefused("nowhere.json does not exist", "lesson", "nowhere.json", "--html", page);
        Path broken = folder.resolve("broken.json");
        Files.writeString(broken, "{\"lesson\": 1, \"id\": \"a\", \"title\": \"T\", \"minutes\": 2, \"steps\": [{}]}");
        assertRefused(
                "broken.json, steps[0]: 'lab' is missing; the first step says what the lab shows",
                "lesson",
                broken.toString(),
                "--html",
                page);
        assertThat(Files.exists(Path.of(page))).isFalse();
    }

    private static void assertRefused(String sentence, String... args) {
        Result result = run(args);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).hasLineCount(1).startsWith("adjointlab: ").contains(sentence);
    }
}
