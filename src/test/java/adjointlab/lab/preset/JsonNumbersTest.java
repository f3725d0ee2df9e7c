package adjointlab.lab.preset;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import adjointlab.core.catalog.InvalidValueException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Numbers of a file that no double holds.
final class JsonNumbersTest {
    @ParameterizedTest
    @ValueSource(strings = {"1e400", "-1e999999", "1e9999999999"})
    void numbersThatAreTooLargeAreRefusedInASentence(String number) {
        assertThatThrownBy(() -> JsonObject.parse("a.json", "{\"value\": " + number + "}")
                        .real("value"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("a.json");
    }
}
