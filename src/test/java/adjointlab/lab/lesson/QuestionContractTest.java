package adjointlab.lab.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.InvalidValueException;
import adjointlab.lab.lesson.Judgement.Verdict;
import adjointlab.lab.preset.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for every kind of question, from its example.
final class QuestionContractTest {
    static List<Entry<Question.Kind>> kinds() {
        return Questions.CATALOG.entries();
    }

    private static Question read(Map<String, ?> tree) {
        JsonObject json = JsonObject.parse("lesson.json", JsonObject.write(tree));
        return Questions.CATALOG.get(json.text("kind")).createDefault().reader().apply(json);
    }

    private static Map<String, Object> example(Entry<Question.Kind> kind) {
        JsonObject json = JsonObject.parse("example", kind.createDefault().example());
        Map<String, Object> tree = new LinkedHashMap<>();
        for (String key : json.keys()) {
            tree.put(key, plain(json, key));
        }
        return tree;
    }

    /// A member with objects in it as they stand.
    private static Object plain(JsonObject json, String key) {
        try {
            Object value = json.value(key);
            return value instanceof Double x && x == Math.rint(x) ? (Object) x.intValue() : value;
        } catch (InvalidValueException notPlain) {
            try {
                return json.objects(key).stream().map(JsonObject::flatten).toList();
            } catch (InvalidValueException oneObject) {
                return json.object(key).flatten();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theExampleIsReadAndWrittenAndReadAgain(Entry<Question.Kind> kind) {
        Question question = read(example(kind));

        Map<String, Object> tree = new LinkedHashMap<>(question.tree());
        tree.put("kind", kind.id());
        if (!question.prompt().isEmpty()) {
            tree.put("prompt", question.prompt());
        }

        assertThat(question.kind()).isSameAs(kind);
        assertThat(read(tree)).isEqualTo(question);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void noAnswerIsAskedForAgainAndAnswersAreJudged(Entry<Question.Kind> kind) {
        Question question = read(example(kind));
        boolean asks = !(question.form() instanceof AnswerForm.Nothing);

        Judgement empty = question.judge(new Answer.None(), List.of());
        assertThat(empty.verdict()).isEqualTo(asks ? Verdict.EMPTY : Verdict.NOTED);
        assertThat(empty.word().isEmpty()).isEqualTo(!asks);
        for (Answer answer : answers(question.form())) {
            Judgement judgement = question.judge(answer, List.of());
            assertThat(judgement.verdict()).as(answer.toString()).isNotEqualTo(Verdict.EMPTY);
            assertThat(judgement.word()).as(answer.toString()).isNotBlank();
        }
    }

    /// Answers of every sort that a form takes.
    private static List<Answer> answers(AnswerForm form) {
        return switch (form) {
            case AnswerForm.Nothing _ -> List.of();
            case AnswerForm.InLab _ -> List.of(new Answer.Amount(1));
            case AnswerForm.Options options ->
                options.options().stream()
                        .<Answer>map(option -> new Answer.Chosen(option.id()))
                        .toList();
            case AnswerForm.Quantity _ ->
                List.of(new Answer.Amount(-1e9), new Answer.Amount(0), new Answer.Amount(1), new Answer.Amount(1e9));
            case AnswerForm.Words _ -> List.of(new Answer.Text("Because."));
            case AnswerForm.Curve curve ->
                List.of(new Answer.Drawn(Collections.nCopies(
                        AnswerForm.Curve.COLUMNS, curve.values().from())));
        };
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void answersAreReadAsTheyWereWritten(Entry<Question.Kind> kind) {
        List<Answer> answers = new ArrayList<>(answers(read(example(kind)).form()));
        answers.add(new Answer.None());
        for (Answer answer : answers) {
            assertThat(Answer.read(JsonObject.parse("answers.json", JsonObject.write(answer.tree()))))
                    .isEqualTo(answer);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void membersOfAnotherTypeOrNameAreRefusedInOneSentence(Entry<Question.Kind> kind) {
        Map<String, Object> right = example(kind);
        for (String key : right.keySet()) {
            if (key.equals("kind")) {
                continue;
            }
            Map<String, Object> wrong = new LinkedHashMap<>(right);
            wrong.put(key, right.get(key) instanceof Boolean ? "yes" : List.of(true));
            assertThatThrownBy(() -> read(wrong))
                    .as(key)
                    .isInstanceOf(InvalidValueException.class)
                    .hasMessageStartingWith("lesson.json")
                    .hasMessageContaining(key)
                    .hasMessageNotContaining("\n");
            Map<String, Object> less = new LinkedHashMap<>(right);
            less.remove(key);
            assertThatCode(() -> read(less)).satisfies(trouble -> {
                if (trouble != null) {
                    assertThat(trouble)
                            .isInstanceOf(InvalidValueException.class)
                            .hasMessageStartingWith("lesson.json")
                            .hasMessageNotContaining("\n");
                }
            });
        }
        Map<String, Object> more = new LinkedHashMap<>(right);
        more.put("nonsense", 1);
        assertThatThrownBy(() -> read(more))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("lesson.json: unknown key 'nonsense'");
    }

    private static Question question(String kind) {
        return read(example(Questions.CATALOG.get(kind)));
    }

    private static Verdict verdict(String kind, Answer answer) {
        return question(kind).judge(answer, List.of()).verdict();
    }

    @Test
    void aChoiceIsRightOrWrongByItsOption() {
        assertThat(verdict("choose", new Answer.Chosen("below"))).isEqualTo(Verdict.RIGHT);
        assertThat(verdict("choose", new Answer.Chosen("above"))).isEqualTo(Verdict.WRONG);
        assertThat(verdict("choose", new Answer.Chosen("elsewhere"))).isEqualTo(Verdict.EMPTY);
        assertThat(verdict("choose", new Answer.Amount(1))).isEqualTo(Verdict.EMPTY);
    }

    @Test
    void whereNoOptionIsRightAnOpinionIsTakenNoteOf() {
        Question question = read(Map.of(
                "kind", "choose",
                "prompt", "Which do you like?",
                "options", List.of(Map.of("id", "a", "text", "A"), Map.of("id", "b", "text", "B"))));
        assertThat(question.judge(new Answer.Chosen("a"), List.of()).verdict()).isEqualTo(Verdict.NOTED);
    }

    @Test
    void aNumberIsRightCloseOrWrongByItsDistance() {
        assertThat(verdict("number", new Answer.Amount(0.9))).isEqualTo(Verdict.RIGHT);
        assertThat(verdict("number", new Answer.Amount(0.88))).isEqualTo(Verdict.CLOSE);
        assertThat(verdict("number", new Answer.Amount(0.8))).isEqualTo(Verdict.WRONG);
        assertThat(question("number").judge(new Answer.Amount(2), List.of()).word())
                .isEqualTo("That is too large.");
        assertThat(question("number").judge(new Answer.Amount(0.88), List.of()).word())
                .isEqualTo("Close, a little too small.");
    }

    @Test
    void numbersAreReadAsPeopleTypeThem() {
        assertThat(AnswerForm.Quantity.parse(" −1,5e-3 ")).contains(new Answer.Amount(-1.5e-3));
        assertThat(AnswerForm.Quantity.parse("12 000")).contains(new Answer.Amount(12_000));
        assertThat(AnswerForm.Quantity.parse("two")).isEmpty();
        assertThat(AnswerForm.Quantity.parse("NaN")).isEmpty();
        assertThat(AnswerForm.Quantity.parse("1d")).isEmpty();
        assertThat(AnswerForm.Quantity.parse("")).isEmpty();
    }

    @Test
    void blankWordsAreNoExplanation() {
        assertThat(verdict("explain", new Answer.Text("  \n"))).isEqualTo(Verdict.EMPTY);
    }

    @Test
    void aLogarithmicAxisCountsDecades() {
        AnswerForm.Curve curve = (AnswerForm.Curve) question("sketch").form();
        assertThat(curve.share(1e-4)).isEqualTo(0.5);
        assertThat(curve.share(1e-12)).isZero();
        assertThat(curve.value(0.25)).isCloseTo(1e-6, org.assertj.core.data.Offset.offset(1e-12));
        assertThat(curve.iteration(12)).isEqualTo(100);
    }
}
