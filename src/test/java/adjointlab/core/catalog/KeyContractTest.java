package adjointlab.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every parameter of every entry keeps to.
class KeyContractTest {
    static Stream<Catalog<?>> catalogs() {
        return Stream.of(
                Problems.CATALOG,
                Families.CATALOG,
                Fields.CATALOG,
                Initializers.CATALOG,
                Horizons.CATALOG,
                Solvers.CATALOG,
                Norms.CATALOG,
                Controllers.CATALOG,
                FirstStepRules.CATALOG,
                Gradients.CATALOG,
                Losses.CATALOG,
                Optimizers.CATALOG,
                Schedules.CATALOG,
                Clippings.CATALOG,
                Activations.CATALOG);
    }

    @ParameterizedTest
    @MethodSource("catalogs")
    void factoriesReadOnlyWhatTheirEntriesDeclare(Catalog<?> catalog) {
        catalog.entries().forEach(entry -> assertThat((Object) entry.createDefault())
                .as(catalog.kind() + " " + entry.id())
                .isNotNull());
    }

    @ParameterizedTest
    @MethodSource("catalogs")
    void defaultsGoToTheirValuesAndBack(Catalog<?> catalog) {
        for (Entry<?> entry : catalog.entries()) {
            for (Key<?> key : entry.parameters()) {
                assertThat(again(key)).as(entry.id() + " " + key.name()).isEqualTo(key.defaultValue());
            }
        }
    }

    private static <T> Object again(Key<T> key) {
        return key.type().stored(key.type().value(key.defaultValue()));
    }

    @ParameterizedTest
    @MethodSource("catalogs")
    void choicesCarryDifferentValues(Catalog<?> catalog) {
        for (Entry<?> entry : catalog.entries()) {
            for (Key<?> key : entry.parameters()) {
                if (key.type() instanceof Type.Choice<?> choice) {
                    List<?> values =
                            choice.options().stream().map(Option::value).toList();
                    assertThat(values).as(entry.id() + " " + key.name()).doesNotHaveDuplicates();
                    assertThat(choice.ids()).doesNotHaveDuplicates();
                }
            }
        }
    }

    @Test
    void aValueIsFoundByItsKeysNameWithItsType() {
        Key<Double> rate = Key.real("rate", "Rate", 0.5, Ranges.fraction());
        Key<Boolean> fast =
                Key.choice("fast", "Fast", new Option<>("no", "No", false), new Option<>("yes", "Yes", true));
        Values values = Values.EMPTY.with(fast, true).complete(List.of(rate, fast));
        double half = values.get(rate);
        boolean isFast = values.get(fast);
        assertThat(half).isEqualTo(0.5);
        assertThat(isFast).isTrue();
        assertThat(values.map()).containsEntry("fast", "yes");
        assertThat(fast.label(true)).isEqualTo("Yes");
        assertThatThrownBy(() -> Values.EMPTY.get(rate)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void oneNumberOfAListMayHaveALetterOfItsOwn() {
        assertThat(Problems.TARGET.symbol(List.of(-1.0))).isEqualTo("a*");
        assertThat(Problems.TARGET.symbol(List.of(-1.0, 0.0, 0.0, 1.0))).isEqualTo("A*");
    }
}
