package adjointlab.core.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.Golden;
import adjointlab.core.TestSettings;
import adjointlab.core.adjoint.AdjointListener;
import adjointlab.core.adjoint.AdjointMethod;
import adjointlab.core.catalog.Gradients;
import adjointlab.core.kernel.Batch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolverSettings;
import adjointlab.core.problem.SquaredLoss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// The second-order families' steps and evaluations against those of torchdiffeq's dopri5.
final class FamilyTraceTest {
    static Stream<JsonNode> traces() {
        return Golden.ROOT.get("dopri5_traces").valueStream().filter(trace -> !trace.get("kind")
                .stringValue()
                .equals("NODE"));
    }

    private record Step(double h, boolean accepted) {}

    @ParameterizedTest
    @MethodSource("traces")
    void stepsAreThoseOfTorchdiffeq(JsonNode golden) {
        String kind = golden.get("kind").stringValue();
        Model family = FamilyGoldenTest.family(kind, golden.get("act").stringValue());
        double[] field = Golden.flatten(Golden.ROOT.get("weights").get(FamilyGoldenTest.weights(kind)));
        double[] theta = Arrays.copyOf(field, family.parameters().size());
        family.start(theta);
        Batch y0 = FamilyGoldenTest.initialState();
        double tolerance = golden.get("tol").doubleValue();
        SolverSettings solver = TestSettings.settings(
                "dopri5-shampine", Map.of("rtol", tolerance, "atol", tolerance, "endRule", "interpolate"));
        AdjointMethod.Work work = Gradients.CATALOG
                .get("continuous")
                .createDefault()
                .prepare(new AdjointMethod.Setup(family.field(), y0.size(), solver));

        List<Step> steps = new ArrayList<>();
        assertThat(work.forward(
                                theta,
                                y0,
                                new AdjointMethod.Times(0, 1),
                                (step, accepted) -> steps.add(new Step(step.h(), accepted)),
                                Cancellation.NEVER)
                        .ok())
                .isTrue();
        Batch target = Batch.ofRows(Golden.rows(Golden.ROOT.get("target")));
        Batch[] cotangents = {new Batch(4, y0.size())};
        double loss = new SquaredLoss(SquaredLoss.Weighting.HALF_MEAN).value(work.state(0), target, cotangents[0]);
        assertThat(work.backward(cotangents, AdjointListener.NONE, Cancellation.NEVER)
                        .ok())
                .isTrue();

        JsonNode expected = golden.get("steps_t0_dt_accepted");
        assertThat(steps).hasSize(expected.size());
        // at 1e-9 the error estimate keeps only seven digits of what it is the difference of, in either program
        double relative = tolerance < 1e-8 ? 1e-7 : 1e-8;
        for (int i = 0; i < steps.size(); i++) {
            double h = expected.get(i).get(1).doubleValue();
            assertThat(steps.get(i).accepted()).isEqualTo(expected.get(i).get(2).asBoolean());
            assertThat(steps.get(i).h()).isCloseTo(h, within(relative * h));
        }
        assertThat(work.forwardStats().evaluations())
                .isEqualTo(golden.get("nfe_forward").longValue());
        assertThat(work.backwardStats().evaluations())
                .isEqualTo(golden.get("nfe_backward_adjoint").longValue());
        assertThat(loss).isCloseTo(golden.get("loss").doubleValue(), within(1e-11));
        assertThat(Arrays.copyOf(work.gradTheta(), field.length))
                .containsExactly(Golden.flatten(golden.get("dL_dtheta_adjoint")), within(1e-10));
    }
}
