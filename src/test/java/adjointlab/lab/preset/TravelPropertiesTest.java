package adjointlab.lab.preset;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.catalog.FormulaUse;
import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Type;
import adjointlab.lab.store.LabFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/// Settings, layouts and documents as they go to a file and come back, and files that are none.
final class TravelPropertiesTest {
    /// An allowed value, often at the ends of what is allowed.
    private static Object any(Type<?> type, Random random) {
        return switch (type) {
            case Type.Real real -> any(real, random);
            case Type.Int whole ->
                switch (random.nextInt(4)) {
                    case 0 -> whole.min();
                    case 1 -> whole.max();
                    default ->
                        (int) (whole.min() + Math.floor(random.nextDouble() * ((double) whole.max() - whole.min())));
                };
            case Type.Flag _ -> random.nextBoolean();
            case Type.Choice<?> choice ->
                choice.ids().get(random.nextInt(choice.ids().size()));
            case Type.Reals reals -> {
                int most = Math.min(reals.maxLength(), reals.minLength() + 3);
                List<Double> values = new ArrayList<>();
                int length = reals.minLength() + random.nextInt(most - reals.minLength() + 1);
                for (int i = 0; i < length; i++) {
                    values.add(any(reals.each(), random));
                }
                yield values;
            }
            case Type.Text text -> {
                String any = List.of("", "file.csv", "with \"quotes\", \\ and\ttabs", "λ₁ → ∞")
                        .get(random.nextInt(4));
                yield any.substring(0, Math.min(any.length(), text.maxLength()));
            }
            case Type.Typed(FormulaUse use) ->
                switch (use) {
                    case SYSTEM, DRIVEN, FIELD ->
                        List.of("x' = -x", "ẋ₁ = \"λ\"; # λ\nλ = 1".replace("\"", ""))
                                .get(random.nextInt(2));
                    case PLANE, LOSS -> List.of("y^2", "# a\ty\n1 + y").get(random.nextInt(2));
                };
        };
    }

    private static double any(Type.Real real, Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> real.min();
            case 1 -> real.max();
            case 2 -> real.sliderMin();
            default -> real.sliderMin() + random.nextDouble() * (real.sliderMax() - real.sliderMin());
        };
    }

    /// Settings after some changes of random settings to random values.
    @Provide
    Arbitrary<Settings> settings() {
        return Arbitraries.randoms().map(random -> {
            Settings settings = Settings.defaults();
            for (int i = random.nextInt(30); i >= 0; i--) {
                List<SettingPath> paths = settings.paths();
                SettingPath path = paths.get(random.nextInt(paths.size()));
                settings = settings.with(path.path(), any(path.parameter().type(), random));
            }
            return settings;
        });
    }

    /// As text and back, whatever order they come in.
    @Property(tries = 400, seed = "21")
    void settingsTravel(@ForAll("settings") Settings settings) {
        String text = JsonObject.write(PresetJson.nested(settings.asMap()));
        Map<String, Object> flat = new LinkedHashMap<>();
        JsonObject json = JsonObject.parse("settings", text);
        settings.paths().forEach(path -> flat.put(path.path(), path.value()));
        assertThat(Settings.defaults().withAll(flat)).isEqualTo(settings);
        assertThat(Settings.defaults().withAll(json.flatten())).isEqualTo(settings);
    }

    /// Every value that a type allows stays what it is, and is read from what is written of it.
    @Property(tries = 400, seed = "22")
    void valuesAreReadFromWhatIsWritten(@ForAll("settings") Settings settings) {
        for (SettingPath path : settings.paths()) {
            Key<?> key = path.parameter();
            assertThat(key.type().check(path.value())).as(path.path()).isEqualTo(path.value());
            if (!(key.type() instanceof Type.Reals)) {
                assertThat(settings.withText(path.path(), String.valueOf(path.value())))
                        .as(path.path())
                        .isEqualTo(settings);
            }
        }
    }

    @Provide
    Arbitrary<PanelLayout> layouts() {
        Arbitrary<PanelLayout> tabs = Arbitraries.of("loss-curves", "trajectories", "run-table", "memory")
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .flatMap(ids -> Arbitraries.integers()
                        .between(0, ids.size() - 1)
                        .map(selected -> new PanelLayout.Tabs(
                                ids.stream()
                                        .map(id -> new PanelLayout.PanelState(id, Map.of(), selected % 2 == 1))
                                        .toList(),
                                selected)));
        return Arbitraries.lazyOf(
                () -> tabs,
                () -> tabs,
                () -> layouts().list().ofMinSize(1).ofMaxSize(3).flatMap(children -> Arbitraries.doubles()
                        .between(0.1, 10)
                        .map(weight -> new PanelLayout.Split(
                                weight > 5,
                                children.stream()
                                        .map(child -> new PanelLayout.Part(weight, child))
                                        .toList()))));
    }

    @Property(tries = 400, seed = "23")
    void layoutsTravel(@ForAll("layouts") PanelLayout layout) {
        JsonObject json = JsonObject.parse("layout", JsonObject.write(PresetJson.tree(layout)));
        assertThat(PresetJson.layout(json)).isEqualTo(layout);
    }

    /// A preset with some characters changed is a preset, or is refused in one sentence.
    @Property(tries = 1000, seed = "24")
    void presetsAreReadOrRefused(@ForAll("changes") List<Tuple.Tuple2<Integer, Character>> changes) {
        StringBuilder text = new StringBuilder(JsonObject.write(PresetJson.tree(Presets.get("simplest-fig-2"))));
        for (Tuple.Tuple2<Integer, Character> change : changes) {
            text.setCharAt(Math.floorMod(change.get1(), text.length()), change.get2());
        }
        try {
            Preset preset = PresetJson.read("changed.json", text.toString());
            assertThat(preset.runs()).isNotNull();
        } catch (InvalidValueException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
        try {
            assertThat(LabFile.read(JsonObject.parse("changed.lab", text.toString())))
                    .isNotNull();
        } catch (InvalidValueException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    @Provide
    Arbitrary<List<Tuple.Tuple2<Integer, Character>>> changes() {
        return Arbitraries.integers()
                .flatMap(place -> Arbitraries.of(
                                '{', '}', '[', ']', '"', ',', ':', '-', '0', '9', 'e', 't', ' ', '\\', 'λ')
                        .map(c -> Tuple.of(place, c)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }
}
