package adjointlab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is meant by the name that a system's sheet gives back.
final class FileQuestionsTest {
    @TempDir
    private Path folder;

    @Test
    void anEndingTwiceIsMeantOnce() {
        assertThat(ended("loss.pdf.pdf")).isEqualTo("loss.pdf");
        assertThat(ended("mine.answers.json.json")).isEqualTo("mine.answers.json");
        for (String name :
                new String[] {"loss.pdf", "loss", ".pdf.pdf.svg", "v1.1", "loss.pdf.svg", "pdf.pdf", ".lab"}) {
            assertThat(ended(name)).isEqualTo(name);
        }
    }

    /// Nobody was asked whether it may be replaced.
    @Test
    void aFileThatIsThereIsNotMeant() throws IOException {
        Files.writeString(folder.resolve("loss.pdf"), "kept");
        assertThat(ended("loss.pdf.pdf")).isEqualTo("loss.pdf.pdf");
    }

    /// Somebody was.
    @Test
    void aFileThatMayBeReplacedIsMeant() throws IOException {
        Files.writeString(folder.resolve("loss.pdf.pdf"), "old");
        assertThat(ended("loss.pdf.pdf")).isEqualTo("loss.pdf.pdf");
    }

    private String ended(String name) {
        return FileQuestions.endedOnce(folder.resolve(name)).getFileName().toString();
    }
}
