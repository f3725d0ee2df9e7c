package adjointlab.lab.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.ode.Cancellation;
import adjointlab.lab.lesson.Judgement.Verdict;
import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.preset.Offer.Part;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.RunSpec;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.RunPattern;
import adjointlab.lab.run.TrainingService;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Lessons as values and files.
final class LessonTest {
    private static final Path FOLDER = Path.of("presets", "lessons");

    static List<String> ids() {
        return Lessons.ids();
    }

    private static Schema schema() throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(FOLDER.resolve("lesson.schema.json")), InputFormat.JSON);
    }

    @Test
    void everyFileOfTheFolderIsListed() throws IOException {
        try (var files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name ->
                                    !List.of("index.json", "lesson.schema.json").contains(name))
                            .map(name -> name.replace(".json", "")))
                    .containsExactlyInAnyOrderElementsOf(Lessons.ids());
        }
    }

    @ParameterizedTest
    @MethodSource("ids")
    void theSchemaAllowsEveryLessonAndWhatTheProgramWrites(String id) throws IOException {
        String text = Files.readString(FOLDER.resolve(id + ".json"));
        assertThat(schema().validate(text, InputFormat.JSON)).isEmpty();
        assertThat(schema().validate(JsonObject.write(LessonJson.tree(Lessons.get(id))), InputFormat.JSON))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("ids")
    void aLessonComesBackFromAFileAsItWas(String id, @TempDir Path folder) throws IOException {
        Lesson lesson = Lessons.get(id);
        Path file = folder.resolve("saved/lesson.json");

        Lessons.save(file, lesson);

        assertThat(Lessons.load(file)).isEqualTo(lesson);
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @ParameterizedTest
    @MethodSource("ids")
    void everyClaimIsOneThatAPresetChecksAndEverySettingIsThere(String id) {
        Lesson lesson = Lessons.get(id);
        List<Step.Claim> claims =
                lesson.steps().stream().flatMap(step -> step.claims().stream()).toList();
        assertThat(claims).isNotEmpty();
        for (Step.Claim claim : claims) {
            assertThat(Presets.get(claim.preset()).expectations())
                    .as(claim.toString())
                    .anyMatch(expectation -> expectation.claim().equals(claim.claim()));
        }
        for (int i = 0; i < lesson.steps().size(); i++) {
            Patch patch = lesson.patchAt(i);
            Preset preset = patch.open();
            Settings first = patch.specs(preset).getFirst().settings(preset.settings());
            assertThat(lesson.steps().get(i).controls().settings())
                    .as(lesson.steps().get(i).texts().title())
                    .allMatch(first::has);
        }
    }

    @Test
    void aStepWithoutAStateShowsThatOfTheNearestStepBefore() {
        Lesson lesson = Lessons.get("two-sides");
        assertThat(lesson.patchAt(0).preset()).isEqualTo("simplest-fig-1a");
        assertThat(lesson.patchAt(2)).isEqualTo(lesson.patchAt(0));
        assertThat(lesson.patchAt(3).preset()).isEqualTo("simplest-concave");
    }

    @Test
    void aPatchChangesSettingsAndPicksRuns() {
        Patch patch = new Patch(
                "simplest-fig-2",
                Map.of("optimizer.learningRate", 0.1),
                new RunPattern("sgd/*,adam/-4"),
                Patch.View.DEFAULT,
                Optional.empty());
        Preset opened = patch.open();
        List<RunSpec> specs = patch.specs(opened);
        assertThat(specs).hasSize(11).extracting(RunSpec::name).contains("sgd/-4", "adam/-4");
        assertThat(specs)
                .allSatisfy(spec -> assertThat(spec.settings(opened.settings()).get("optimizer.learningRate"))
                        .isEqualTo(0.1));
        assertThat(opened.layout()).isEqualTo(Presets.get("simplest-fig-2").layout());
    }

    private static final String STEP = "{'title': 'T', 'text': 'X', 'lab': {'preset': 'simplest-fig-2'}}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {'lesson': 1                                  | a.json, line 2, column 1: not valid JSON: Unexpected end-of-input: expected close marker for Object (start marker at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 1])
                    []                                            | a.json: must be a JSON object
                    {'lesson': 2}                                 | a.json: lesson version 2 is not known here; this program reads up to 1
                    {'lesson': 1, 'id': 'A b', 'title': 'T'}      | a.json: id 'A b' must be lower-case words joined by hyphens
                    {'lesson': 1, 'id': 'a', 'minutes': 5}        | a.json: 'title' is missing
                    {'lesson': 1, 'id': 'a', 'title': ' ', 'minutes': 5} | a.json: 'title' must have 1 to 4000 characters
                    {'lesson': 1, 'id': 'a', 'title': 'T', 'minutes': 5} | a.json: 'steps' must hold 1 to 100 steps
                    {'lesson': 1, 'id': 'a', 'title': 'T', 'minutes': 5, 'steps': [{'title': 'T', 'text': 'X'}]} | a.json, steps[0]: 'lab' is missing; the first step says what the lab shows
                    """)
    void aMalformedFileIsOneSentence(String json, String sentence) {
        assertThatThrownBy(() -> LessonJson.read("a.json", json.replace('\'', '"') + "\n"))
                .isInstanceOf(InvalidValueException.class)
                .satisfies(
                        e -> assertThat(Objects.requireNonNull(e.getMessage()).split("\\(start")[0])
                                .isEqualTo(sentence.split("\\(start")[0]));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'lab': {'preset': 'nothing'}               | a.json, steps[1].lab: unknown preset 'nothing'
                    'lab': {'preset': 'simplest-fig-2', 'runs': 'x'} | a.json, steps[1].lab: no run of simplest-fig-2 matches 'x'
                    'lab': {'preset': 'simplest-fig-2', 'focus': 'sgd'} | a.json, steps[1].lab: unknown run 'sgd'
                    'lab': {'preset': 'simplest-fig-2', 'set': {'optimizer': {'learningRate': 'x'}}} | a.json, steps[1].lab: optimizer.learningRate:
                    'lab': {'preset': 'simplest-fig-2', 'iteration': -1} | a.json, steps[1].lab: 'iteration' and 'pace' must not be negative
                    'lab': {'preset': 'simplest-fig-2', 'layout': {'split': 'x'}} | a.json, steps[1].lab.layout: a split is 'columns' or 'rows' with at least one child
                    'question': {'kind': 'guess'}              | a.json, steps[1].question: unknown question 'guess'
                    'question': {'prompt': 'P'}                | a.json, steps[1].question: 'kind' is missing
                    'question': {'kind': 'look'}, 'reveal': 10 | a.json, steps[1]: 'reveal' is an iteration, after a question whose answer is committed
                    'controls': {'parts': ['runs', 'walls']}   | a.json, steps[1].controls: unknown part 'walls'
                    'controls': {'hidden': ['gallery']}        | a.json, steps[1].controls: unknown part 'gallery'
                    'controls': {'hidden': [], 'parts': []}    | a.json, steps[1].controls: 'parts' is the older form of 'hidden'; there can be one of them
                    'controls': {'highlight': ['seed']}        | a.json, steps[1].controls: 'highlight' is about the step's settings, runs, transport and panel.ID, not 'seed'
                    'controls': {'settings': [1]}              | a.json, steps[1].controls: 'settings' must be a list of texts
                    'claims': [{'preset': 'a'}]                | a.json, steps[1].claims[0]: 'claim' is missing
                    'wall': 1                                  | a.json, steps[1]: unknown key 'wall'
                    'question': {'kind': 'choose', 'prompt': 'P', 'options': [{'id': 'a', 'text': 'A'}]} | a.json, steps[1].question: 'options' must hold 2 to 8 answers
                    'question': {'kind': 'drag', 'prompt': 'P', 'goal': {}} | a.json, steps[1].question.goal: a goal is about a 'setting', a 'metric' or a 'state'
                    'question': {'kind': 'number', 'prompt': 'P', 'value': 1, 'within': 0} | a.json, steps[1].question: 'within' must be positive
                    'question': {'kind': 'sketch', 'prompt': 'P', 'to': 9, 'low': 0, 'high': 1, 'scale': 'log'} | a.json, steps[1].question: 'low' must be below 'high', and positive on a logarithmic scale
                    """)
    void aMalformedStepSaysWhere(String member, String sentence) {
        String json = "{'lesson': 1, 'id': 'a', 'title': 'T', 'minutes': 5, 'steps': [" + STEP
                + ", {'title': 'T', 'text': 'X', " + member + "}]}";
        assertThatThrownBy(() -> LessonJson.read("a.json", json.replace('\'', '"')))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith(sentence)
                .hasMessageNotContaining("\n");
    }

    /// Lessons of before say which parts of the window are there, where others and presets say which are hidden.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {}                               | {}
                    {"parts": ["runs", "transport"]} | {"hidden": []}
                    {"parts": ["transport"]}         | {"hidden": ["runs"]}
                    {"parts": ["runs"]}              | {"hidden": ["transport"]}
                    {"parts": []}                    | {"hidden": ["transport", "runs"]}
                    """)
    void theOlderFormOfHiddenPartsOpensAsBefore(String older, String newer) {
        Controls before = LessonJson.controls(JsonObject.parse("a.json", older));
        assertThat(before).isEqualTo(LessonJson.controls(JsonObject.parse("a.json", newer)));
        assertThat(LessonJson.controls(JsonObject.parse("a.json", JsonObject.write(LessonJson.tree(before)))))
                .isEqualTo(before);
        assertThat(before.shows(Part.RUNS)).isEqualTo(older.equals("{}") || older.contains("runs"));
        assertThat(before.shows(Part.TRANSPORT)).isEqualTo(older.equals("{}") || older.contains("transport"));
    }

    @ParameterizedTest
    @MethodSource("ids")
    void everyStepHasNotesForTheSpeaker(String id) {
        assertThat(Lessons.get(id).steps())
                .allSatisfy(step -> assertThat(step.texts().notes())
                        .as(step.texts().title())
                        .isNotBlank()
                        .hasSizeLessThan(420)); // seen at a glance beside a room
    }

    @Test
    void aFileThatIsTooLargeIsNotRead(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("large.json");
        Files.write(file, new byte[9 << 20]);
        assertThatThrownBy(() -> Lessons.load(file)).hasMessageEndingWith("large.json is larger than 8 MiB");
        assertThatThrownBy(() -> Lessons.load(folder)).hasMessageEndingWith("is a folder, not a lesson file");
        assertThatThrownBy(() -> Lessons.load(folder.resolve("x.json"))).hasMessageEndingWith("does not exist");
    }

    // ---- questions about runs --------------------------------------------------------------------

    private static Question question(String json) {
        JsonObject object = JsonObject.parse("q.json", json.replace('\'', '"'));
        return Questions.CATALOG
                .get(object.text("kind"))
                .createDefault()
                .reader()
                .apply(object);
    }

    private static List<Run> trained(TrainingService service, int iterations) {
        List<Run> runs = service.open(Presets.get("simplest-fig-2"));
        service.drain(Cancellation.NEVER);
        runs.forEach(run -> service.advance(run, iterations));
        service.drain(Cancellation.NEVER);
        return runs;
    }

    @Test
    void aSketchIsScoredByItsDistanceFromTheRunsOwnCurve() {
        Question sketch = question("{'kind': 'sketch', 'prompt': 'P', 'runs': 'variance-corrected/-4', 'to': 50,"
                + " 'low': 1e-8, 'high': 1, 'scale': 'log'}");
        AnswerForm.Curve curve = (AnswerForm.Curve) sketch.form();
        try (TrainingService service = new TrainingService(0)) {
            List<Run> runs = trained(service, 50);
            double[] truth = curve.truth().values(runs);
            assertThat(truth).hasSize(51);
            List<Double> same = IntStream.range(0, AnswerForm.Curve.COLUMNS)
                    .mapToObj(i -> truth[(int) Math.round(curve.iteration(i))])
                    .toList();
            List<Double> flat = same.stream().map(_ -> 1e-8).toList();
            List<Double> near = same.stream().map(value -> value / 10).toList();
            List<Double> few = new ArrayList<>(same);
            for (int i = 4; i < few.size(); i++) {
                few.set(i, Double.NaN);
            }
            assertThat(sketch.judge(new Answer.Drawn(same), runs))
                    .isEqualTo(new Judgement(Verdict.RIGHT, "Very near: 0 % of the axis away on average."));
            assertThat(sketch.judge(new Answer.Drawn(near), runs))
                    .isEqualTo(new Judgement(Verdict.CLOSE, "Near in parts: 13 % of the axis away on average."));
            assertThat(sketch.judge(new Answer.Drawn(flat), runs).verdict()).isEqualTo(Verdict.WRONG);
            assertThat(sketch.judge(new Answer.Drawn(few), runs).verdict()).isEqualTo(Verdict.EMPTY);
            assertThat(sketch.judge(new Answer.Drawn(same), List.of()).verdict())
                    .isEqualTo(Verdict.WAITING);
        }
    }

    @Test
    void aGoalIsSeenInTheLab() {
        Question state = question("{'kind': 'drag', 'prompt': 'P', 'goal': {'state': 'finished', 'runs': 'sgd/*'}}");
        Question metric =
                question("{'kind': 'drag', 'prompt': 'P', 'goal': {'metric': 'param.a', 'to': -3.9, 'runs': 'sgd/*'}}");
        Question rate = question(
                "{'kind': 'drag', 'prompt': 'P', 'goal': {'setting': 'optimizer.learningRate', 'from': 0.5, 'to': 1}}");
        Question start =
                question("{'kind': 'drag', 'prompt': 'P', 'goal': {'setting': 'init.values', 'from': 5, 'to': 6}}");
        try (TrainingService service = new TrainingService(0)) {
            List<Run> runs = trained(service, 3);
            assertThat(seen(state, runs).verdict()).isEqualTo(Verdict.EMPTY);
            assertThat(seen(metric, runs).verdict()).isEqualTo(Verdict.RIGHT);
            assertThat(seen(rate, runs).verdict()).isEqualTo(Verdict.EMPTY);
            assertThat(seen(start, runs).verdict()).isEqualTo(Verdict.EMPTY);
            service.change(runs.getFirst(), "optimizer.learningRate", 0.7);
            assertThat(seen(rate, runs)).isEqualTo(new Judgement(Verdict.RIGHT, "Done, at 0.7."));
            runs.forEach(run -> service.advance(run, 200));
            service.drain(Cancellation.NEVER);
            assertThat(seen(state, runs).verdict()).isEqualTo(Verdict.RIGHT);
        }
    }

    private static Judgement seen(Question question, List<Run> runs) {
        return question.judge(((AnswerForm.InLab) question.form()).answer(runs), runs);
    }
}
