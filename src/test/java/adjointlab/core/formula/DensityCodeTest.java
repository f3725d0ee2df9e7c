package adjointlab.core.formula;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class DensityCodeTest {
    private static Equations equations(String right) {
        return Equations.of(Formula.learnable("x' = " + right + "; learn a = 1"), 1, 1);
    }

    @Test
    void workspacesOfOneFormulaShareTheirCode() {
        DensityCode code = DensityCode.of(equations("a*x^2"), 1);
        assertThat(DensityCode.of(equations("a*x^2"), 1)).isSameAs(code);
        assertThat(DensityCode.of(equations("a*x^2"), 2)).isNotSameAs(code);
        assertThat(DensityCode.of(equations("a*x^3"), 1)).isNotSameAs(code);
    }
}
