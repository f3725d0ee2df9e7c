package adjointlab.lab.preset;

import java.util.List;
import java.util.Set;

/// Presets whose runs take seconds: tests tagged `slow` train them whole, others a few iterations of them.
public final class LongPresets {
    private static final Set<String> IDS = Set.of(
            "heavy-ball-point-cloud",
            "heavy-ball-point-cloud-1e-3",
            "heavy-ball-nfe-tolerance",
            "heavy-ball-adjoint",
            "learn-van-der-pol",
            "learn-lotka-volterra",
            "learn-damped-oscillator",
            "learn-duffing",
            "learn-pendulum",
            "learn-spiral",
            "learn-nested-intervals",
            "learn-nested-annuli",
            "horizon-policies",
            "horizon-cost",
            "snopt-sensitivity",
            "natural-gradient-network",
            "learn-flip");

    private LongPresets() {}

    /// Wide models and flows take seconds, all of them.
    private static boolean isLong(String id) {
        return IDS.contains(id) || id.startsWith("wide-") || id.startsWith("second-order-") || id.startsWith("flow-");
    }

    /// Their ids, in display order.
    public static List<String> ids() {
        return Presets.ids().stream().filter(LongPresets::isLong).toList();
    }

    /// The ids of all others, in display order.
    public static List<String> others() {
        return Presets.ids().stream().filter(id -> !isLong(id)).toList();
    }

    /// The preset, three iterations long if it is a long one, and a flow with a small batch.
    public static Preset shortened(String id) {
        List<String> changes = !isLong(id)
                ? List.of()
                : isDensity(id) ? List.of("iterations=3", "problem.samples=16") : List.of("iterations=3");
        return Overrides.apply(Presets.get(id), changes);
    }

    private static boolean isDensity(String id) {
        return Presets.get(id).settings().id(Slots.PROBLEM).equals("density");
    }
}
