package adjointlab.lab.preset;

import adjointlab.core.catalog.Activations;
import adjointlab.core.catalog.Solvers;
import adjointlab.core.catalog.Studies;
import adjointlab.core.study.Study;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which settings do nothing beside the others that are chosen, so that forms can leave them out. They keep their
/// values.
public final class Effects {
    /// What only a training uses.
    private static final Set<String> OF_TRAINING = Set.of("optimizer", "schedule", "clipping", "loss");

    private static final Set<String> OF_ADAPTIVE_STEPS = Set.of("rtol", "atol", "endRule", "maxSteps");

    private final Settings settings;
    private final Optional<Study> study;
    private final boolean canAdapt;
    private final boolean adapts;

    private Effects(Settings settings) {
        this.settings = settings;
        study = Studies.CATALOG.get(settings.id("study")).create(settings.values("study"));
        canAdapt = Solvers.CATALOG
                        .get(settings.id("solver"))
                        .create(settings.values("solver"))
                        .errorOrder()
                > 0;
        adapts = canAdapt && !settings.get("solver.stepping").equals("fixed");
    }

    /// The settings that matter, in order.
    public static List<SettingPath> paths(Settings settings) {
        Effects effects = new Effects(settings);
        return settings.paths().stream()
                .filter(path -> effects.has(path.path()))
                .toList();
    }

    /// Whether a setting is there and matters.
    public static boolean has(Settings settings, String path) {
        return settings.has(path) && new Effects(settings).has(path);
    }

    private boolean has(String path) {
        int dot = path.lastIndexOf('.');
        if (dot < 0) {
            return true;
        }
        String slot = path.substring(0, dot);
        String name = path.substring(dot + 1);
        return hasInStudy(slot) && hasInStepping(slot, name) && !Activations.isIdle(name, settings.values(slot));
    }

    private boolean hasInStudy(String slot) {
        return study.isEmpty()
                || !OF_TRAINING.contains(slot)
                        && (!slot.equals("gradient") || study.get().takesGradients());
    }

    private boolean hasInStepping(String slot, String name) {
        if (slot.startsWith("solver.")) {
            return adapts;
        }
        if (!slot.equals("solver")) {
            return true;
        }
        return switch (name) {
            case "stepping" -> canAdapt;
            case "steps" -> !adapts;
            default -> adapts || !OF_ADAPTIVE_STEPS.contains(name);
        };
    }
}
