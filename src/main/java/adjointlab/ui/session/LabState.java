package adjointlab.ui.session;

import adjointlab.lab.preset.PanelLayout;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.store.LabDocument.Marks;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// What undo goes back to: everything that a person can change.
///
/// @param preset settings and layout as they are now
/// @param runs in list order
record LabState(Preset preset, List<Line> runs) {
    LabState {
        runs = List.copyOf(runs);
    }

    /// One run.
    ///
    /// @param name of the run
    /// @param settings that it trains under from now on
    /// @param marks what the person said of it
    /// @param restarts how often the person let it start over
    record Line(String name, Settings settings, Marks marks, int restarts) {
        Line(String name, Settings settings, Marks marks) {
            this(name, settings, marks, 0);
        }

        Line with(Settings newSettings) {
            return new Line(name, newSettings, marks, restarts);
        }

        Line with(Marks newMarks) {
            return new Line(name, settings, newMarks, restarts);
        }

        /// Drawn in panels, or not.
        Line shown(boolean visible) {
            return with(marks.shown(visible));
        }

        Line restarted() {
            return new Line(name, settings, marks, restarts + 1);
        }
    }

    LabState with(Preset newPreset) {
        return new LabState(newPreset, runs);
    }

    LabState with(PanelLayout layout) {
        return new LabState(preset.with(layout), runs);
    }

    LabState with(List<Line> lines) {
        return new LabState(preset, lines);
    }

    /// This state with every run changed.
    LabState each(UnaryOperator<Line> change) {
        return with(runs.stream().map(change).toList());
    }

    /// This state with one run changed.
    LabState change(String name, UnaryOperator<Line> change) {
        return each(line -> line.name.equals(name) ? change.apply(line) : line);
    }

    /// Whether a run is drawn, and no other.
    boolean showsOnly(String name) {
        return runs.stream().allMatch(line -> line.marks.visible() == line.name.equals(name));
    }

    /// The run of that name.
    ///
    /// @throws java.util.NoSuchElementException if there is none
    Line line(String name) {
        return runs.stream()
                .filter(line -> line.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    LabState plus(Line line) {
        List<Line> lines = new ArrayList<>(runs);
        lines.add(line);
        return with(lines);
    }

    LabState minus(String name) {
        return with(runs.stream().filter(line -> !line.name.equals(name)).toList());
    }
}
