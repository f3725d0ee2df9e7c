package adjointlab.core;

import adjointlab.core.catalog.Integration;
import adjointlab.core.catalog.Solvers;
import adjointlab.core.catalog.Values;
import adjointlab.core.ode.SolverSettings;
import java.util.Map;

/// Solver settings that many tests share.
public final class TestSettings {
    private TestSettings() {}

    /// Adaptive, both tolerances equal.
    public static SolverSettings adaptive(String solver, double tolerance) {
        return settings(solver, Map.of("rtol", tolerance, "atol", tolerance));
    }

    /// Equal steps.
    public static SolverSettings fixed(String solver, int steps) {
        return settings(solver, Map.of("stepping", "fixed", "steps", steps));
    }

    /// Anything.
    public static SolverSettings settings(String solver, Map<String, Object> values) {
        return Integration.settings(
                Solvers.CATALOG.get(solver).createDefault(),
                Integration.Adaptivity.defaults(),
                new Values(values).complete(Integration.PARAMETERS));
    }
}
