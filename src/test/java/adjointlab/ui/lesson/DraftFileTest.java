package adjointlab.ui.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.lab.lesson.Lesson;
import adjointlab.lab.lesson.Lessons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A lesson in the making stands in its recovery file as it was typed.
final class DraftFileTest {
    @TempDir
    private Path folder;

    static List<String> lessons() {
        return Lessons.ids();
    }

    private KeptDraft again(KeptDraft kept) throws IOException {
        Path file = folder.resolve("it.draft");
        DraftFile.write(file, kept);
        return DraftFile.read(file);
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void whatWasTypedAndRecordedComesBack(String id) throws IOException {
        Lesson lesson = Lessons.get(id);
        KeptDraft kept = new KeptDraft(Draft.of(lesson), folder.resolve("lesson.json"));
        KeptDraft back = again(kept);
        assertThat(back).isEqualTo(kept);
        assertThat(back.title()).isEqualTo(lesson.info().title());
    }

    /// No lesson yet: without a title, with minutes that are no number, a chosen answer that says nothing.
    @Test
    void whatIsWrongComesBackAsWell() throws IOException {
        StepDraft step = StepDraft.of(
                        Lessons.get(Lessons.ids().getFirst()).steps().getFirst())
                .typing(StepDraft.TITLE, "")
                .typing(StepDraft.REVEAL, "soon")
                .asking("choose");
        Draft draft = Draft.EMPTY.typing(Draft.MINUTES, "ten \"or\" so\n").plus(0, step);
        assertThat(DraftReader.lesson(draft)).isEmpty();
        assertThat(again(new KeptDraft(draft, null))).isEqualTo(new KeptDraft(draft, null));
    }

    /// What was typed is there also where an update knows no preset of that name any more.
    @Test
    void whatAnUpdateDoesNotKnowIsLeftOutAndTheRestStays() throws IOException {
        String id = Lessons.ids().getFirst();
        Draft draft = Draft.of(Lessons.get(id));
        Path file = folder.resolve("it.draft");
        DraftFile.write(file, new KeptDraft(draft, null));
        String text = Files.readString(file);
        String preset = draft.steps().getFirst().patch().orElseThrow().preset();
        Files.writeString(file, text.replaceFirst("\"preset\"(\\s*):(\\s*)\"" + preset, "\"preset\"$1:$2\"gone"));
        KeptDraft back = DraftFile.read(file);
        assertThat(back.draft().steps().getFirst().patch()).isEmpty();
        assertThat(back.draft().steps().getFirst().typed())
                .isEqualTo(draft.steps().getFirst().typed());
        assertThat(back.draft().steps().subList(1, draft.steps().size()))
                .isEqualTo(draft.steps().subList(1, draft.steps().size()));
        assertThat(back.lost())
                .singleElement()
                .asString()
                .startsWith("Step 1 has lost what the lab shows: ")
                .contains("gone")
                .endsWith(".");
    }

    @Test
    void filesOfOlderProgramsAreReadAndThoseOfNewerOnesAreNot() throws IOException {
        KeptDraft kept = new KeptDraft(Draft.of(Lessons.get(Lessons.ids().getFirst())), null);
        Path file = folder.resolve("it.draft");
        DraftFile.write(file, kept);
        String text = Files.readString(file);
        assertThat(text).containsPattern("\"version\"\\s*:\\s*1");
        Files.writeString(file, text.replaceFirst("\"version\"\\s*:\\s*1,", ""));
        assertThat(DraftFile.read(file)).isEqualTo(kept);
        Files.writeString(file, text.replaceFirst("\"version\"\\s*:\\s*1,", "\"version\": 2,"));
        assertThatThrownBy(() -> DraftFile.read(file))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("version 2 is of a newer program");
    }

    @Test
    void aDamagedFileIsToldInOneSentence() throws IOException {
        Path file = folder.resolve("it.draft");
        DraftFile.write(file, new KeptDraft(Draft.of(Lessons.get(Lessons.ids().getFirst())), null));
        String text = Files.readString(file);
        for (String damaged : List.of(
                text.substring(0, text.length() / 2),
                "{}",
                text.replace("\"kind\"", "\"sort\""),
                text.replaceFirst("\"kind\"\\s*:\\s*\"[a-z]+\"", "\"kind\": \"guess\""))) {
            Files.writeString(file, damaged);
            assertThatThrownBy(() -> DraftFile.read(file)).isInstanceOf(InvalidValueException.class);
        }
    }
}
