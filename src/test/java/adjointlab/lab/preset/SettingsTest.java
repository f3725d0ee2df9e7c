package adjointlab.lab.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.catalog.Optimizers;
import adjointlab.core.catalog.Problems;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static final Settings DEFAULTS = Settings.defaults();

    @Test
    void everyListedPathTakesItsOwnValueBack() {
        for (SettingPath path : DEFAULTS.paths()) {
            assertThat(DEFAULTS.with(path.path(), path.value())).as(path.path()).isEqualTo(DEFAULTS);
            assertThat(path.value())
                    .as(path.path())
                    .isEqualTo(path.parameter().type().check(path.value()));
        }
    }

    @Test
    void everyIdOfEverySlotCanBeChosen() {
        for (Slot<?> slot : Slots.ALL) {
            for (String id : slot.catalog().ids()) {
                Settings chosen = DEFAULTS.with(slot.path() + ".id", id);
                assertThat(chosen.id(slot)).isEqualTo(id);
                assertThat(chosen.values(slot).map().keySet())
                        .containsExactlyElementsOf(slot.catalog().get(id).parameters().stream()
                                .map(parameter -> parameter.name())
                                .toList());
            }
        }
    }

    @Test
    void anotherOptimizerKeepsTheLearningRate() {
        Settings adam = DEFAULTS.with("optimizer.learningRate", 0.3).with("optimizer.id", "adam");
        assertThat(adam.get(Slots.OPTIMIZER.at(Optimizers.LEARNING_RATE))).isEqualTo(0.3);
        assertThat(adam.has("optimizer.momentum")).isFalse();
        assertThat(adam.has("optimizer.beta1")).isTrue();
    }

    @Test
    void complaintsNamePathAllowedValuesAndTheNearestWord() {
        assertThatThrownBy(() -> DEFAULTS.withText("optimizer.learningrate", "1"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("did you mean 'optimizer.learningRate'?");
        assertThatThrownBy(() -> DEFAULTS.withText("solver.id", "dopri"))
                .hasMessageContaining("solver.id")
                .hasMessageContaining("did you mean 'dopri5'?")
                .hasMessageContaining("euler");
        assertThatThrownBy(() -> DEFAULTS.withText("problem.horizon", "NaN")).hasMessageContaining("problem.horizon");
        assertThatThrownBy(() -> DEFAULTS.withText("problem.horizon", "-1"))
                .hasMessageContaining("allowed: real in [10⁻⁶, 1000000000]");
        assertThatThrownBy(() -> DEFAULTS.with("iterations", 1.5)).hasMessageContaining("whole number");
    }

    @Test
    void anotherEntryStartsFromItsOwnDefaultsExceptForWhatWasChosen() {
        assertThat(DEFAULTS.with("problem.id", "point-cloud").get("problem.dimension"))
                .isEqualTo(2);
        assertThat(DEFAULTS.with("problem.horizon", 3)
                        .with("problem.id", "pendulum")
                        .get(Slots.PROBLEM.at(Problems.HORIZON)))
                .isEqualTo(3);
    }

    @Test
    void differencesAreFoundOnBothSides() {
        Settings adam = DEFAULTS.with("optimizer.id", "adam").with("seed", 3);
        assertThat(DEFAULTS.differences(adam))
                .contains("seed", "optimizer.id", "optimizer.momentum", "optimizer.beta1")
                .doesNotContain("optimizer.learningRate");
    }

    @Test
    void runsAreTheProductWithNamesOfIdAndStart() {
        Preset preset = preset(
                List.of(new Vary("optimizer.id", List.of("sgd", "adam")), new Vary("init.values", List.of(-4, 0.5))));
        assertThat(preset.runs()).extracting(RunSpec::name).containsExactly("sgd/-4", "sgd/0.5", "adam/-4", "adam/0.5");
        assertThat(preset.runs()).extracting(RunSpec::label).contains("SGD a₀ = −4", "Adam a₀ = 0.5");
        assertThat(preset.runs()).extracting(RunSpec::group).containsExactly(0, 0, 1, 1);
    }

    @Test
    void anOverrideFixesWhatRunsVaryAndReachesRunsThatAloneHaveThePath() {
        Preset preset = preset(List.of(new Vary("optimizer.id", List.of("sgd", "adam"))));
        assertThat(Overrides.apply(preset, List.of("optimizer.id=adamw")).runs())
                .extracting(RunSpec::name)
                .containsExactly("adamw");
        Preset beta = Overrides.apply(preset, List.of("optimizer.beta1=0.5"));
        assertThat(beta.runs().get(1).settings(beta.settings()).get("optimizer.beta1"))
                .isEqualTo(0.5);
        assertThat(beta.runs().get(0).settings(beta.settings()).has("optimizer.beta1"))
                .isFalse();
        assertThatThrownBy(() -> Overrides.apply(preset, List.of("optimizer.beta9=1")))
                .hasMessageContaining("did you mean 'optimizer.beta1'?");
        assertThatThrownBy(() -> Overrides.apply(preset, List.of("seed"))).hasMessageContaining("path=value");
    }

    @Test
    void aValueBringsItsCompanionsUnlessTheyAreOverridden() {
        Preset preset = preset(List.of(new Vary(
                "family.id", List.of("node", "anode"), List.of(Map.of("iterations", 7), Map.of("family.augment", 3)))));
        assertThat(preset.runs()).extracting(RunSpec::name).containsExactly("sgd/node", "sgd/anode");
        Settings anode = preset.runs().get(1).settings(preset.settings());
        assertThat(anode.get("family.augment")).isEqualTo(3);
        assertThat(anode.get(Slots.ITERATIONS)).isEqualTo(200);
        Preset longer = Overrides.apply(preset, List.of("iterations=9"));
        assertThat(longer.runs().getFirst().settings(longer.settings()).get(Slots.ITERATIONS))
                .isEqualTo(9);
        Preset one = Overrides.apply(preset, List.of("family.id=anode"));
        assertThat(one.runs()).hasSize(1);
        assertThat(one.settings().get("family.augment")).isEqualTo(3);
    }

    @Test
    void presetsSurviveTheirJson() {
        Preset preset = preset(List.of(
                        new Vary("init.values", List.of(List.of(-4.0), List.of(0.5))),
                        new Vary("family.id", List.of("anode"), List.of(Map.of("family.augment", 2.0)))))
                .with(Settings.defaults().with("solver.id", "tsit5").with("problem.sigma2", 0.1));
        String text = JsonObject.write(PresetJson.tree(preset));
        Preset read = PresetJson.read("p.json", text);
        assertThat(read.settings()).isEqualTo(preset.settings());
        assertThat(read.layout()).isEqualTo(preset.layout());
        assertThat(read.info()).isEqualTo(preset.info());
        assertThat(JsonObject.write(PresetJson.tree(read))).isEqualTo(text);
    }

    @Test
    void brokenJsonIsASentenceWithFileAndPlace() {
        assertThatThrownBy(() -> PresetJson.read("p.json", "{\"schema\": 1,\n ]"))
                .hasMessageContaining("p.json, line 2")
                .hasMessageContaining("not valid JSON");
        assertThatThrownBy(() -> PresetJson.read("p.json", """
            {"schema": 1, "id": "p", "title": "t", "group": "g",
             "settings": {"optimizer": {"id": "sdg"}}, "layout": {"tabs": []}}\
            """))
                .hasMessageContaining("p.json, settings: optimizer.id")
                .hasMessageContaining("did you mean 'sgd'?");
        assertThatThrownBy(() -> PresetJson.read("p.json", "{\"schema\": 1, \"idd\": 3}"))
                .hasMessageContaining("unknown key 'idd'; did you mean 'id'?");
        assertThatThrownBy(() -> PresetJson.read("p.json", "[1e999]")).hasMessageContaining("must be a JSON object");
    }

    private static Preset preset(List<Vary> vary) {
        return new Preset(
                "p",
                new Preset.Info("Title", "Group", "Citation", "Text.", "x^2"),
                Settings.defaults(),
                vary,
                List.of(),
                new PanelLayout.Split(
                        true,
                        List.of(new PanelLayout.Part(
                                2,
                                new PanelLayout.Tabs(
                                        List.of(new PanelLayout.PanelState("loss-curves", Map.of("log", true))), 0)))),
                List.of());
    }
}
