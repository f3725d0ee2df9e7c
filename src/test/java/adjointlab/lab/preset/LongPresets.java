package adjointlab.lab.preset;

import java.util.ArrayList;
import java.util.HashSet;
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
            "learn-bouncing-ball",
            "learn-nested-intervals",
            "learn-nested-annuli",
            "horizon-policies",
            "horizon-cost",
            "snopt-sensitivity",
            "natural-gradient-network",
            "heavy-ball-digits",
            "sequence-circuit",
            "learn-flip");

    private LongPresets() {}

    /// Wide models and flows take seconds, all of them.
    private static boolean isLong(String id) {
        return IDS.contains(id) || id.startsWith("wide-") || id.startsWith("second-order-") || id.startsWith("flow-");
    }

    /// Their ids, in display order.
    public static List<String> ids() {
        return Presets.ids().stream().filter(id -> isLong(id) && !isOfFiles(id)).toList();
    }

    /// The ids of all others but those of files, in display order.
    public static List<String> others() {
        return Presets.ids().stream()
                .filter(id -> !isLong(id) && !isOfFiles(id))
                .toList();
    }

    /// The ids of presets that take files which people bring, and which no test trains whole.
    public static List<String> ofFiles() {
        return Presets.ids().stream().filter(LongPresets::isOfFiles).toList();
    }

    private static boolean isOfFiles(String id) {
        return Presets.get(id).wants().isPresent()
                && (isOfInput(id)
                        || Set.of("samples-file", "series-file", "topics", "climate")
                                .contains(Presets.get(id).settings().id(Slots.PROBLEM)));
    }

    private static boolean isOfInput(String id) {
        return WantedFiles.takesInput(Presets.get(id).settings());
    }

    private static boolean isWide(String id) {
        return Presets.get(id).settings().id(Slots.FAMILY).equals("wide");
    }

    private static boolean isOfSeries(String id) {
        return Presets.get(id).settings().id(Slots.PROBLEM).equals("series-file");
    }

    /// The preset, three iterations long if it is a long one, and a flow with a small batch; images and
    /// windows of series are small and few, and of what trains on files each group has one run. Of what an input
    /// drives there is one start.
    public static Preset shortened(String id) {
        if (isOfFiles(id) && isOfInput(id)) {
            return Overrides.apply(Presets.get(id), List.of("seed=0"));
        }
        List<String> changes = new ArrayList<>();
        if (isLong(id) || isOfFiles(id)) {
            changes.add("iterations=3");
        }
        if (isDensity(id)) {
            changes.add("problem.samples=16");
        }
        if (isOfFiles(id) && isWide(id)) {
            changes.addAll(List.of("problem.samples=12", "problem.test=4", "family.width=8"));
        } else if (isOfFiles(id)) {
            changes.addAll(List.of(
                    "problem.samples=8", "problem.test=2", "problem.batch=4", "solver.rtol=0.01", "solver.atol=0.01"));
            changes.addAll(isOfSeries(id) ? ofSeries(id) : ofImages(id));
        }
        if (id.equals("heavy-ball-digits")) {
            changes.addAll(List.of(
                    "problem.samples=8",
                    "problem.test=2",
                    "problem.side=8",
                    "problem.batch=4",
                    "field.channels=4,4",
                    "init.id=pytorch"));
        }
        Preset preset = Presets.get(id);
        if (isOfFiles(id)) {
            Set<Integer> groups = new HashSet<>();
            preset = preset.withExtra(preset.extra().stream()
                    .filter(run -> groups.add(run.group()))
                    .toList());
        }
        return Overrides.apply(preset, changes);
    }

    private static List<String> ofSeries(String id) {
        List<String> changes = new ArrayList<>(List.of("problem.window=6", "problem.stride=6"));
        if ("next".equals(Presets.get(id).settings().get("problem.aim"))) {
            changes.add("problem.forecast=2");
        }
        return changes;
    }

    private static List<String> ofImages(String id) {
        return hasStem(id)
                ? List.of("family.stemChannels=2", "field.channels=2")
                : List.of("problem.drawnSide=9", "field.channels=2,2", "family.velocityWidths=2,2", "family.augment=1");
    }

    /// The second-order paper's model of images, whose sizes fit its windows.
    private static boolean hasStem(String id) {
        return "convolutions".equals(Presets.get(id).settings().get("family.stem"));
    }

    private static boolean isDensity(String id) {
        return Presets.get(id).settings().id(Slots.PROBLEM).equals("density");
    }
}
