package adjointlab.core.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.Golden;
import adjointlab.core.TestSettings;
import adjointlab.core.adjoint.AdjointListener;
import adjointlab.core.adjoint.AdjointMethod;
import adjointlab.core.catalog.Families;
import adjointlab.core.catalog.Gradients;
import adjointlab.core.catalog.Values;
import adjointlab.core.field.ParameterLayout;
import adjointlab.core.kernel.Batch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolverSettings;
import adjointlab.core.ode.StepListener;
import adjointlab.core.problem.SquaredLoss;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Loss, states and gradients of the second-order families, both sign conventions, against an independent program.
final class FamilyGoldenTest {
    private static final List<String> KINDS =
            List.of("SONODE", "HBNODE_paper", "HBNODE_repo", "GHBNODE_paper", "GHBNODE_repo");

    static List<String> cases() {
        List<String> cases = new ArrayList<>();
        for (String kind : KINDS) {
            for (String activation : List.of("tanh", "elu", "softplus")) {
                cases.add(kind + "/" + activation);
            }
        }
        return cases;
    }

    /// The catalogue's family for a golden kind.
    static Model family(String kind, String activation) {
        String id = kind.replaceAll("_.*", "").toLowerCase(Locale.ROOT);
        Map<String, Object> values =
                switch (id) {
                    case "sonode" -> Map.of();
                    case "hbnode" -> Map.of("gammaRaw", -3.0, "convention", convention(kind));
                    default -> Map.of("gammaRaw", -3.0, "xiRaw", 0.5, "convention", convention(kind));
                };
        var entry = Families.CATALOG.get(id);
        return entry.create(new Values(values).complete(entry.parameters()))
                .build((_, _) -> Golden.field(weights(kind), activation), 2, 2);
    }

    private static String convention(String kind) {
        return kind.endsWith("repo") ? "authors" : "paper";
    }

    static String weights(String kind) {
        return kind.equals("SONODE") ? "SONODE" : "NODE";
    }

    /// One gradient at the golden weights and batch; the golden initial momentum stands where the family's own
    /// would.
    private static void check(
            String name, AdjointMethod method, SolverSettings solver, JsonNode golden, double tolerance) {
        String kind = name.split("/")[0];
        Model family = family(kind, name.split("/")[1]);
        double[] field = Golden.flatten(Golden.ROOT.get("weights").get(weights(kind)));
        double[] theta = java.util.Arrays.copyOf(field, family.parameters().size());
        family.start(theta);

        assertThat(family.velocityDim()).isEqualTo(2);
        Batch y0 = initialState();
        AdjointMethod.Work work = method.prepare(new AdjointMethod.Setup(family.field(), y0.size(), solver));
        AdjointMethod.Times times = new AdjointMethod.Times(0, 1);
        assertThat(work.forward(theta, y0, times, StepListener.NONE, Cancellation.NEVER)
                        .ok())
                .isTrue();
        Batch target = Batch.ofRows(Golden.rows(Golden.ROOT.get("target")));
        Batch[] cotangents = {new Batch(4, y0.size())};
        double loss = new SquaredLoss(SquaredLoss.Weighting.HALF_MEAN).value(work.state(0), target, cotangents[0]);
        assertThat(work.backward(cotangents, AdjointListener.NONE, Cancellation.NEVER)
                        .ok())
                .isTrue();

        assertThat(loss).isCloseTo(golden.get("loss").doubleValue(), within(tolerance));
        assertThat(flat(work.state(0))).containsExactly(Golden.numbers(golden.get("state_T")), within(tolerance));
        assertThat(flat(work.gradInitial()))
                .containsExactly(Golden.numbers(golden.get("dL_dstate0")), within(tolerance));
        JsonNode gradient = golden.get("dL_dtheta");
        assertThat(java.util.Arrays.copyOf(work.gradTheta(), field.length))
                .containsExactly(Golden.flatten(gradient), within(tolerance));
        ParameterLayout layout = family.parameters();
        checkRaw(layout, "family.gammaRaw", work.gradTheta(), gradient.path("gamma_raw"), tolerance);
        checkRaw(layout, "family.xiRaw", work.gradTheta(), gradient.path("xi_raw"), tolerance);
    }

    /// (x0, m0) [4×n].
    static Batch initialState() {
        double[][] x0 = Golden.rows(Golden.ROOT.get("x0"));
        double[][] m0 = Golden.rows(Golden.ROOT.get("m0"));
        Batch y0 = new Batch(4, x0.length);
        for (int s = 0; s < x0.length; s++) {
            for (int i = 0; i < 2; i++) {
                y0.set(i, s, x0[s][i]);
                y0.set(2 + i, s, m0[s][i]);
            }
        }
        y0.padState();
        return y0;
    }

    private static void checkRaw(
            ParameterLayout layout, String name, double[] ours, JsonNode golden, double tolerance) {
        assertThat(layout.find(name).isPresent()).as(name).isEqualTo(!golden.isMissingNode());
        layout.find(name)
                .ifPresent(block ->
                        assertThat(ours[block.offset()]).as(name).isCloseTo(golden.doubleValue(), within(tolerance)));
    }

    private static double[] flat(Batch batch) {
        return Stream.of(batch.toRows())
                .flatMapToDouble(java.util.Arrays::stream)
                .toArray();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void discreteAdjointIsExact(String name) {
        JsonNode golden = Golden.ROOT.get("cases").get(name);
        AdjointMethod discrete = Gradients.CATALOG.get("discrete").createDefault();
        check(name, discrete, TestSettings.fixed("euler", 20), golden.get("euler_20"), 1e-12);
        check(name, discrete, TestSettings.fixed("midpoint", 20), golden.get("midpoint_20"), 1e-12);
        check(name, discrete, TestSettings.fixed("rk4", 10), golden.get("rk4_classic_10"), 1e-12);
        check(name, discrete, TestSettings.fixed("rk4-38", 10), golden.get("rk4_38_10"), 1e-12);
        check(name, discrete, TestSettings.fixed("rk4", 1000), golden.get("reference"), 1e-12);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void continuousAdjointAgreesToTheTolerance(String name) {
        double tolerance = name.endsWith("elu") ? 1e-7 : 1e-9;
        JsonNode golden = Golden.ROOT.get("cases").get(name);
        SolverSettings solver = TestSettings.adaptive("dopri5-shampine", 1e-12);
        AdjointMethod continuous = Gradients.CATALOG.get("continuous").createDefault();
        check(name, continuous, solver, golden.get("reference"), tolerance);
        check(name, continuous, solver, golden.get("adjoint_dopri5_1e-12"), tolerance);
    }
}
