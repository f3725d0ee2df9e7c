package adjointlab.lab.lesson;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.data.Quoted;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.PanelLayout;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.RunSpec;
import adjointlab.lab.run.RunPattern;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the lab shows, as the difference to a preset.
///
/// @param preset id of a built-in preset
/// @param settings that differ from the preset's, path to value
/// @param runs those that are there
/// @param view how they are looked at
/// @param layout panels that differ from the preset's
public record Patch(
        String preset, Map<String, Object> settings, RunPattern runs, View view, Optional<PanelLayout> layout) {
    public Patch {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /// How the lab is looked at.
    ///
    /// @param iteration that is shown; runs that have not come so far train up to it
    /// @param focus name of the run whose details are shown; "" for the first
    /// @param pace iterations a second at most; 0 for no limit
    /// @param anew whether runs start anew also where they are known from another step
    public record View(int iteration, String focus, double pace, boolean anew) {
        /// The start, thirty iterations a second.
        public static final View DEFAULT = new View(0, "", 30, false);
    }

    /// The same with runs that start anew, or that need not.
    public Patch with(boolean anew) {
        View changed = new View(view.iteration, view.focus, view.pace, anew);
        return new Patch(preset, settings, runs, changed, layout);
    }

    /// The preset with the changed settings and panels.
    ///
    /// @throws InvalidValueException if there is no such preset or it cannot have a setting
    public Preset open() {
        Preset changed = Overrides.apply(Presets.get(preset), settings);
        return layout.map(changed::with).orElse(changed);
    }

    /// The runs of the opened preset that are there.
    ///
    /// @throws InvalidValueException if none is
    public List<RunSpec> specs(Preset opened) {
        List<RunSpec> specs =
                opened.runs().stream().filter(spec -> runs.matches(spec.name())).toList();
        if (specs.isEmpty()) {
            throw new InvalidValueException("no run of " + preset + " matches '" + Quoted.brief(runs.globs()) + "'");
        }
        return specs;
    }
}
