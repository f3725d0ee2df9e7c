package adjointlab.core.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.TestSettings;
import adjointlab.core.family.Model;
import adjointlab.core.family.Node;
import adjointlab.core.family.Parts;
import adjointlab.core.field.LinearField;
import adjointlab.core.field.Mlp;
import adjointlab.core.field.StandardActivations;
import adjointlab.core.kernel.Batch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.StepListener;
import adjointlab.core.optim.CurvatureForm;
import adjointlab.core.optim.Sgd;
import adjointlab.core.problem.CrossEntropy;
import adjointlab.core.problem.GivenData;
import adjointlab.core.problem.Loss;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.rollout.Pipeline;
import adjointlab.core.train.SmallExperiment;
import adjointlab.core.train.TangentKernel;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/// Jacobians of predictions by their shape: tall and wide ones, too large ones, and losses that are no squares.
final class JacobianShapesTest {
    private static final double[] TIMES = {0.25, 0.5, 1};

    private static Experiment experiment(Model family, double[][] x, double[][] y, Loss loss) {
        ProblemData data = new ProblemData(
                Batch.ofRows(x),
                0,
                TIMES,
                Collections.nCopies(TIMES.length, Batch.ofRows(y)),
                ProblemData.Truth.UNKNOWN);
        return new Experiment(
                new Experiment.Task(new GivenData(data, y[0].length), loss),
                family,
                new Experiment.Numerics(TestSettings.fixed("euler", 4), SmallExperiment.DISCRETE),
                SmallExperiment.plain(new Sgd(0.1, 0, false, 0)),
                1);
    }

    private static ModelJacobian at(Experiment experiment, double[] theta) {
        ModelJacobian jacobian =
                new ModelJacobian(experiment, experiment.task().problem().data(1));
        assertThat(jacobian.at(theta, Cancellation.NEVER).ok()).isTrue();
        return jacobian;
    }

    /// ẋ = ax by Euler's method: x at t = k/4 is (1 + a/4)ᵏx₀, and its derivative by a is k/4 (1 + a/4)ᵏ⁻¹x₀. One
    /// weight and three times: the matrix is made by columns.
    @Test
    void oneWeightGivesOneColumn() {
        double[][] x = {{1}, {-2}, {0.5}, {3}};
        Experiment experiment = experiment(
                new Node(Parts.ReadOut.IDENTITY)
                        .build((_, dim) -> new LinearField(dim, LinearField.Coupling.FREE), 1, 1),
                x,
                x,
                SmallExperiment.LOSS);
        double a = 0.6;
        ModelJacobian jacobian = at(experiment, new double[] {a});
        assertThat(jacobian.rows()).isEqualTo(12);
        assertThat(jacobian.parameters()).isEqualTo(1);
        assertThat(jacobian.weight()).isCloseTo(1.0 / 12, within(1e-16));
        DMatrixRMaj matrix = jacobian.matrix();
        assertThat(matrix.getNumRows()).isEqualTo(12);
        assertThat(matrix.getNumCols()).isEqualTo(1);
        int[] steps = {1, 2, 4};
        for (int s = 0; s < 4; s++) {
            for (int time = 0; time < 3; time++) {
                int k = steps[time];
                assertThat(matrix.get(3 * s + time, 0))
                        .isCloseTo(k / 4.0 * Math.pow(1 + a / 4, k - 1) * x[s][0], within(1e-14));
            }
        }
        assertThat(jacobian.matrix()).as("computed once").isSameAs(matrix);
    }

    /// A few weights more than outputs and times, made by columns as well as by rows, have the same products.
    @Test
    void columnsAreProductsWithUnitVectors() {
        double[][] x = {{1, 0.4}, {-0.7, 0.3}};
        Experiment experiment = experiment(
                new Node(Parts.ReadOut.IDENTITY)
                        .build((_, dim) -> new LinearField(dim, LinearField.Coupling.FREE), 2, 2),
                x,
                x,
                SmallExperiment.LOSS);
        ModelJacobian jacobian = at(experiment, new double[] {0.1, 0.9, -0.8, 0.2});
        DMatrixRMaj matrix = jacobian.matrix();
        for (int r = 0; r < jacobian.rows(); r++) {
            double[] unit = new double[jacobian.rows()];
            unit[r] = 1;
            double[] row = new double[4];
            jacobian.transposedProduct(unit, row);
            for (int j = 0; j < 4; j++) {
                assertThat(matrix.get(r, j)).isCloseTo(row[j], within(1e-14));
            }
        }
    }

    /// The cross-entropy curves by q/p² at the predictions as they are, a mean over samples and times.
    @Test
    void theLossCurvesAtThePredictions() {
        double[][] x = {{1, 0.4}, {-0.7, 0.3}};
        double[][] q = {{0.2, 0.5, 0.3}, {0, 1, 0}};
        Experiment experiment = experiment(
                new Node(Parts.ReadOut.SOFTMAX)
                        .build((in, out) -> Mlp.of(List.of(in, 3, out), StandardActivations.TANH, false), 2, 3),
                x,
                q,
                new CrossEntropy());
        double[] theta = new double[experiment.model().parameters().size()];
        Arrays.setAll(theta, j -> Math.cos(1.1 * j));
        ModelJacobian jacobian = at(experiment, theta);
        Pipeline pipeline = new Pipeline(experiment);
        pipeline.forward(theta, StepListener.NONE, Cancellation.NEVER);
        double[] w = new double[18];
        Arrays.setAll(w, r -> 1 + 0.1 * r);
        double[] curved = new double[18];
        jacobian.lossCurvature(w, curved);
        for (int time = 0; time < 3; time++) {
            double[][] p = pipeline.predict(pipeline.work().state(time), theta).toRows();
            for (int s = 0; s < 2; s++) {
                for (int c = 0; c < 3; c++) {
                    int row = (s * 3 + time) * 3 + c;
                    assertThat(curved[row]).isCloseTo(q[s][c] / (p[s][c] * p[s][c]) * w[row] / 6, within(1e-13));
                }
            }
        }
    }

    /// Nothing is computed before it is known that it can be stored.
    @Test
    void whatCannotBeStoredIsRefused() {
        double[][] x = new double[7000][2];
        Model wide = new Node(Parts.ReadOut.IDENTITY)
                .build((in, out) -> Mlp.of(List.of(in, 500, out), StandardActivations.TANH, false), 2, 2);
        // 42 000 predictions by 2502 weights
        Experiment experiment = experiment(wide, x, x, SmallExperiment.LOSS);
        ModelJacobian jacobian =
                new ModelJacobian(experiment, experiment.task().problem().data(1));
        assertThatThrownBy(jacobian::matrix)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("42000 predictions by 2502 weights");
        Model wider = new Node(Parts.ReadOut.IDENTITY)
                .build((in, out) -> Mlp.of(List.of(in, 800, out), StandardActivations.TANH, false), 2, 2);
        double[][] few = {{1, 2}};
        Experiment large = experiment(wider, few, few, SmallExperiment.LOSS);
        assertThatThrownBy(() -> new CostCurvature(large, large.task().problem().data(1), CurvatureForm.VECTORS))
                .hasMessageContaining("4002 weights is too large");
    }

    /// Two times of the loss are two rows an output.
    @Test
    void aForecastCountsEachTime() {
        double[][] x = {{1, 0.4}, {-0.7, 0.3}};
        Experiment experiment = experiment(SmallExperiment.family(), x, x, SmallExperiment.LOSS);
        TangentKernel.Forecast forecast = TangentKernel.forecast(experiment, 1);
        assertThat(forecast.operations()).isEqualTo(36.0 * 17 + 120 * 6 * 17);
    }
}
