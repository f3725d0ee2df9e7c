package adjointlab.lab.store;

import adjointlab.lab.preset.DataFiles.DataFile;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.RunLabels;
import adjointlab.lab.preset.RunSpec;
import adjointlab.lab.run.RunRecord;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The whole lab as a value.
///
/// @param preset what is open, with its layout as it is now
/// @param runs with their pasts, in list order
/// @param view how it is looked at
/// @param data the files that runs had learned from when the document was written; empty for one that was not read
public record LabDocument(Preset preset, List<RunRecord> runs, View view, List<DataFile> data) {
    public LabDocument {
        runs = List.copyOf(runs);
        data = List.copyOf(data);
    }

    /// One that was not read from a file.
    public LabDocument(Preset preset, List<RunRecord> runs, View view) {
        this(preset, runs, view, List.of());
    }

    /// The same with runs under names that tell their settings as they are now, where they still have the names that
    /// their preset gave them.
    public LabDocument named() {
        Map<String, RunSpec> specs =
                preset.runs().stream().collect(Collectors.toMap(RunSpec::name, spec -> spec, (first, _) -> first));
        return new LabDocument(
                preset,
                runs.stream()
                        .map(record -> named(record, specs.get(record.identity().name())))
                        .toList(),
                view,
                data);
    }

    private RunRecord named(RunRecord record, @Nullable RunSpec spec) {
        return spec != null && record.identity().label().equals(spec.label())
                ? record.labelled(RunLabels.follow(spec.label(), spec.settings(preset.settings()), record.settings()))
                : record;
    }

    /// The same with runs as recipes: short, and trained again when it is opened.
    public LabDocument recipe() {
        return new LabDocument(preset, runs.stream().map(RunRecord::recipe).toList(), view, data);
    }

    /// How a lab is looked at.
    ///
    /// @param cursor shared iteration k; −1 follows the newest
    /// @param focus name of the run whose details are shown; "" for the first
    /// @param pace iterations a second, infinite for no limit
    /// @param lockstep whether runs wait for one another
    /// @param marks by run name, for runs that have any
    public record View(int cursor, String focus, double pace, boolean lockstep, Map<String, Marks> marks) {
        /// The newest iteration of all runs, thirty a second, in lock-step.
        public static final View DEFAULT = new View(-1, "", 30, true, Map.of());

        public View {
            marks = Collections.unmodifiableMap(new LinkedHashMap<>(marks));
        }

        /// The same at another speed.
        public View withPace(double iterationsPerSecond) {
            return new View(cursor, focus, iterationsPerSecond, lockstep, marks);
        }
    }

    /// What a user said of a run.
    ///
    /// @param visible whether panels show it
    /// @param pinned whether it stays on top and stands out
    /// @param note free text
    /// @param name what it is called instead of its label; "" for its label
    /// @param colour its place in the palette, as figures call it, instead of its group's; "" for its group's
    public record Marks(boolean visible, boolean pinned, String note, String name, String colour) {
        /// Visible, not pinned, no note, named and coloured as the preset says.
        public static final Marks DEFAULT = new Marks(true, false, "", "", "");

        /// The same, shown or hidden.
        public Marks shown(boolean newVisible) {
            return new Marks(newVisible, pinned, note, name, colour);
        }

        /// The same, pinned or not.
        public Marks pinned(boolean newPinned) {
            return new Marks(visible, newPinned, note, name, colour);
        }

        /// The same with another note.
        public Marks noted(String newNote) {
            return new Marks(visible, pinned, newNote, name, colour);
        }

        /// The same under another name.
        public Marks named(String newName) {
            return new Marks(visible, pinned, note, newName, colour);
        }

        /// The same in another colour.
        public Marks coloured(String newColour) {
            return new Marks(visible, pinned, note, name, newColour);
        }
    }
}
