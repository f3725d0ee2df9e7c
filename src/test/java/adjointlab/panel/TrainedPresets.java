package adjointlab.panel;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Values;
import adjointlab.core.ode.Cancellation;
import adjointlab.lab.preset.LongPresets;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.TrainingService;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import adjointlab.panel.kit.RunStyles;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Presets' runs at their ends, trained once for all tests of panels; long ones a few iterations.
public final class TrainedPresets {
    private static final Map<String, List<Run>> TRAINED = new HashMap<>();

    private TrainedPresets() {}

    /// All; of those that train on files, whose runs are alike, one of each kind.
    public static List<String> ids() {
        List<String> ofFiles = List.of(
                "heavy-ball-mnist-small",
                "heavy-ball-cifar-tolerance",
                "second-order-mnist-small",
                "horizon-cifar-small",
                "heavy-ball-plane-small",
                "heavy-ball-silverbox",
                "second-order-articulary-small");
        return Presets.ids().stream()
                .filter(id -> !LongPresets.ofFiles().contains(id) || ofFiles.contains(id))
                .toList();
    }

    /// Where a panel has something to show; a single weight has no distribution.
    public static String madeFor(String panel) {
        return switch (panel) {
            case "descent" -> "heavy-ball-optimisation";
            case "distribution" -> "reference-mlp-2-8-8-2";
            case "flow" -> "flow-moons";
            case "input" -> "heavy-ball-init";
            case "error-over-time" -> "learn-my-trajectories";
            case "sequence", "memory", "gap-evaluations", "forecast-error" -> "sequence-circuit";
            case "images", "image-flow", "confusion", "filters" -> "heavy-ball-digits";
            case "sweep-map", "parallel-settings" -> "snopt-sensitivity";
            default -> "simplest-fig-2";
        };
    }

    static synchronized List<Run> runs(String preset) {
        return TRAINED.computeIfAbsent(preset, id -> {
            try (TrainingService service = new TrainingService(0)) {
                List<Run> runs = service.open(LongPresets.shortened(id));
                service.drain(Cancellation.NEVER);
                service.play();
                service.drain(Cancellation.NEVER);
                return runs;
            }
        });
    }

    static List<Shown> shown(String preset) {
        return runs(preset).stream()
                .map(run -> new Shown(run, RunStyles.of(run)))
                .toList();
    }

    public static PanelContext context(String preset, int k, boolean columns) {
        return new PanelContext(Presets.get(preset), shown(preset), k, "", columns, Cancellation.NEVER);
    }

    public static Panel create(String id, Map<String, Object> options) {
        Entry<Panel> entry = Panels.CATALOG.get(id);
        return entry.create(new Values(options).complete(entry.parameters()));
    }
}
