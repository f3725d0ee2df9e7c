package adjointlab.lab.run;

import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slot;
import adjointlab.lab.preset.Slots;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Settings from which all choices can be reached, and what makes them small.
final class SmallStarts {
    private SmallStarts() {}

    static final Settings DEFAULTS = Settings.defaults();

    /// Starting points from which pairs of choices are changed; each makes others possible.
    static Map<String, Settings> bases() {
        Map<String, Settings> bases = new LinkedHashMap<>();
        bases.put("linear", DEFAULTS);
        bases.put(
                "flow",
                with(Map.of("problem", "density", "field", "mlp", "family", "flow", "loss", "nll", "init", "pytorch")));
        bases.put(
                "wide",
                with(Map.of(
                        "problem",
                        "sphere",
                        "field",
                        "pre-activation",
                        "family",
                        "wide",
                        "init",
                        "normal",
                        "solver",
                        "euler")));
        bases.put(
                "classes",
                with(Map.of(
                                "problem",
                                "point-cloud",
                                "field",
                                "mlp",
                                "family",
                                "anode",
                                "init",
                                "glorot",
                                "solver",
                                "tsit5",
                                "gradient",
                                "discrete",
                                "optimizer",
                                "adam"))
                        .with("family.readOut", "softmax")
                        .with("loss.id", "cross-entropy"));
        bases.put(
                "heavy ball",
                with(Map.of(
                        "problem",
                        "pendulum",
                        "field",
                        "concat-squash",
                        "family",
                        "ghbnode",
                        "init",
                        "ntk",
                        "gradient",
                        "continuous-seminorm",
                        "optimizer",
                        "snopt",
                        "horizon",
                        "feedback")));
        bases.put(
                "images",
                with(Map.of("problem", "textures", "field", "conv", "init", "pytorch", "optimizer", "adam"))
                        .with("family.readOut", "linear"));
        bases.put(
                "images of the second-order paper",
                with(Map.of(
                                "problem",
                                "textures",
                                "field",
                                "conv",
                                "init",
                                "pytorch",
                                "gradient",
                                "continuous",
                                "optimizer",
                                "snopt",
                                "horizon",
                                "feedback"))
                        .with("family.readOut", "softmax")
                        .with("family.stem", "convolutions")
                        .with("family.stemChannels", 2)
                        .with("family.pool", 1)
                        .with("field.outerKernel", 3)
                        .with("field.timeChannel", "first"));
        bases.put(
                "series",
                with(Map.of("problem", "circuit", "field", "mlp", "init", "pytorch", "optimizer", "adam"))
                        .with("family.readOut", "linear"));
        bases.put("descent", with(Map.of("problem", "descent", "field", "gradient-flow")));
        return bases;
    }

    private static Settings with(Map<String, String> ids) {
        Settings settings = DEFAULTS;
        for (Slot<?> slot : Slots.ALL) {
            if (ids.containsKey(slot.path())) {
                settings = settings.with(slot.choice().path(), ids.get(slot.path()));
            }
        }
        return settings;
    }

    /// Few samples, few steps, few weights.
    static Settings small(Settings settings) {
        Map<String, Object> sizes = new LinkedHashMap<>();
        sizes.put("problem.samples", 3);
        sizes.put("problem.inner", 2);
        sizes.put("problem.outer", 2);
        sizes.put("problem.times", 2);
        sizes.put("problem.words", 8);
        sizes.put("problem.horizon", 0.5);
        sizes.put("field.channels", List.of(2.0));
        sizes.put("problem.length", 6);
        sizes.put("problem.window", 3);
        sizes.put("problem.forecast", 1);
        sizes.put("jump.hidden", 2);
        sizes.put("jump.widths", List.of(3.0));
        sizes.put("family.width", 4);
        sizes.put("field.widths", List.of(3.0));
        sizes.put("solver.steps", 3);
        sizes.put("solver.maxSteps", 30);
        sizes.put("solver.rtol", 1e-2);
        sizes.put("solver.atol", 1e-2);
        sizes.put("study.inputs", 1);
        sizes.put("study.models", 2);
        sizes.put("study.to", 12.0);
        sizes.put("iterations", 1);
        Settings small = settings;
        for (var size : sizes.entrySet()) {
            if (small.has(size.getKey())) {
                small = small.with(size.getKey(), size.getValue());
            }
        }
        if (small.id(Slots.PROBLEM).equals("sphere")) {
            small = small.with("problem.dimension", 3);
        }
        if (isImage(small)) {
            small = small.with("problem.samples", 1);
            // a stem leaves 2 × 2 pixels of 10 × 10, and one of 8 × 8
            int side = small.has("family.stem") && small.get("family.stem").equals("convolutions") ? 10 : 8;
            small = small.has("problem.side") ? small.with("problem.side", side) : small;
            small = small.has("field.coupling") ? small.with("field.coupling", "diagonal") : small;
        }
        return small;
    }

    private static boolean isImage(Settings settings) {
        return Set.of("digits", "textures", "samples-file").contains(settings.id(Slots.PROBLEM));
    }
}
