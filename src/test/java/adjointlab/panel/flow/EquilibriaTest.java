package adjointlab.panel.flow;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.family.AdjointExponent;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EquilibriaTest {
    /// The kinds of ẋ = Ax by trace and determinant, which decide them as well (Strogatz, section 5.2, Figure 5.2.8).
    @ParameterizedTest
    @CsvSource({
        "1, 0, 0, −1, saddle",
        "−1, 0, 0, −2, stable node",
        "3, 1, 0, 2, unstable node",
        "−1, 2, −2, −1, stable spiral",
        "0.1, 5, −5, 0.1, unstable spiral",
        "0, 1, −4, 0, centre",
        "0, 1, 0, −1, degenerate point"
    })
    void kindsFollowFromEigenvalues(String a, String b, String c, String d, String kind) {
        DMatrixRMaj jacobian = new DMatrixRMaj(new double[][] {{number(a), number(b)}, {number(c), number(d)}});
        assertThat(Equilibria.kind(AdjointExponent.eigenvalues(jacobian))).isEqualTo(kind);
    }

    private static double number(String text) {
        return Double.parseDouble(text.replace('−', '-'));
    }
}
