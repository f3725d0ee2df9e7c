package adjointlab.lab.preset;

import java.util.List;

/// Which settings do nothing beside the others that are chosen, so that forms can leave them out. They keep their
/// values. Each slot and each key says itself when it does something.
public final class Effects {
    private Effects() {}

    /// The settings that matter, in order.
    public static List<SettingPath> paths(Settings settings) {
        return settings.paths().stream()
                .filter(path -> matters(settings, path.path()))
                .toList();
    }

    /// Whether a setting is there and matters.
    public static boolean has(Settings settings, String path) {
        return settings.has(path) && matters(settings, path);
    }

    /// Whether a setting is there and matters.
    public static boolean has(Settings settings, Setting<?> setting) {
        return has(settings, setting.path());
    }

    private static boolean matters(Settings settings, String path) {
        return Slots.of(path)
                .map(slot -> slot.applies(settings) && settings.parameter(path).applies(settings.selection(slot)))
                .orElse(true);
    }
}
