package adjointlab.lab.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.lab.preset.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Somebody's answers as a file.
final class AnswerSheetTest {
    @Test
    void answersComeBackFromTheirFile(@TempDir Path folder) throws IOException {
        List<Double> curve = new ArrayList<>(Collections.nCopies(AnswerForm.Curve.COLUMNS, Double.NaN));
        curve.set(3, 0.5);
        curve.set(24, 1e-9);
        AnswerSheet sheet = new AnswerSheet(
                "two-sides",
                "Ada",
                List.of(
                        Answer.none(),
                        new Answer.Amount(-1),
                        new Answer.Chosen("e2"),
                        new Answer.Drawn(curve),
                        new Answer.Text("Because.\nSo.")));
        Path file = folder.resolve("ada.answers.json");

        sheet.save(file);

        AnswerFiles read = AnswerFiles.read(List.of(file));
        assertThat(read.sheets()).containsExactly(sheet);
        assertThat(read.foreign()).isFalse();
        assertThat(read.complaint()).isEmpty();
    }

    @Test
    void otherFilesAreNoAnswers(@TempDir Path folder) throws IOException {
        Path lesson = folder.resolve("lesson.json");
        Lessons.save(lesson, Lessons.get("two-sides"));
        Path broken = Files.writeString(folder.resolve("broken.json"), "{");
        assertThat(AnswerFiles.read(List.of(lesson)).foreign()).isTrue();
        assertThat(AnswerFiles.read(List.of(folder.resolve("picture.png"))).foreign())
                .isTrue();
        AnswerFiles read = AnswerFiles.read(List.of(broken, folder.resolve("gone.json")));
        assertThat(read.foreign()).isFalse();
        assertThat(read.complaint()).isEqualTo("2 files hold no answers that can be read: broken.json, gone.json");
    }

    @Test
    void oneThatCannotBeReadLeavesTheOthersAlone(@TempDir Path folder) throws IOException {
        AnswerSheet sheet = new AnswerSheet("two-sides", "", List.of(Answer.none()));
        Path good = folder.resolve("good.json");
        sheet.save(good);
        Path bad = Files.writeString(
                folder.resolve("bad.json"), "{\"answers\": 1, \"lesson\": \"two-sides\", \"steps\": []}");
        AnswerFiles read = AnswerFiles.read(List.of(bad, good));
        assertThat(read.sheets()).containsExactly(sheet);
        assertThat(read.complaint())
                .isEqualTo("bad.json: 'steps' must hold 1 to 100 answers; the other answers are shown");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'answers': 2, 'lesson': 'a', 'steps': [{}]} | a.json: version 2 of answers is not known here; this program reads up to 1
        {'answers': 1, 'steps': [{}]}                | a.json: 'lesson' is missing
        {'answers': 1, 'lesson': 'a'}                | a.json: 'steps' must hold 1 to 100 answers
        {'answers': 1, 'lesson': 'a', 'steps': [{'option': 1}]} | a.json, steps[0].option: must be a text
        {'answers': 1, 'lesson': 'a', 'steps': [{'value': 'x'}]} | a.json, steps[0].value: must be a finite number
        {'answers': 1, 'lesson': 'a', 'steps': [{'columns': [1]}]} | a.json, steps[0]: 'columns' and 'values' must be as long as each other, at most 25
        {'answers': 1, 'lesson': 'a', 'steps': [{'columns': [25], 'values': [1]}]} | a.json, steps[0]: 'columns' are whole numbers from 0 to 24, 'values' the numbers that were drawn there
        {'answers': 1, 'lesson': 'a', 'steps': [{'grade': 1}]} | a.json, steps[0]: unknown key 'grade'
        """)
    void aMalformedFileIsOneSentence(String json, String sentence) {
        assertThatThrownBy(() -> AnswerSheet.read(JsonObject.parse("a.json", json.replace('\'', '"'))))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith(sentence)
                .hasMessageNotContaining("\n");
    }
}
