package adjointlab.core.math;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NotationTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a; a",
                "field.A[0,1]; A₁₂",
                "field.A[0,0]; A₁₁",
                "field.b[3]; b₄",
                "field.W1[2,0]; W₁(3, 1)",
                "field.b1; b₁",
                "field.A[9,10]; A₁₀ ₁₁",
                "readOut.W[0,2]; readOut W₁₃",
                "γ; γ",
            })
    void entriesHaveIndicesAsInFormulas(String name, String shown) {
        assertThat(Notation.entry(name)).isEqualTo(shown);
    }
}
