package adjointlab.lab.sweep;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.RunSpec;
import adjointlab.lab.preset.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Every run of a preset at every combination of some settings' values.
///
/// @param preset whose runs are repeated
/// @param axes what is varied, the first one slowest; a path that the preset's own runs vary takes the axis's values
/// instead
public record Sweep(Preset preset, List<SweepAxis> axes) {
    private static final int MOST_CELLS = 1_000_000;

    public Sweep {
        axes = List.copyOf(axes);
    }

    /// Reads axes as typed, see [SweepAxis#parse].
    ///
    /// @throws InvalidValueException naming what is wrong and what is allowed
    public static Sweep parse(Preset preset, List<String> axes) {
        List<SweepAxis> parsed = new ArrayList<>();
        for (String axis : axes) {
            SweepAxis next = SweepAxis.parse(preset, axis);
            if (parsed.stream().anyMatch(other -> other.path().equals(next.path()))) {
                throw new InvalidValueException(next.path() + " is varied twice");
            }
            parsed.add(next);
        }
        return new Sweep(preset, parsed);
    }

    /// The cells in order; runs that come out with the same settings are one cell.
    ///
    /// @throws InvalidValueException if there are too many, or a combination is not allowed
    public List<SweepCell> cells() {
        long combinations = 1;
        for (SweepAxis axis : axes) {
            combinations *= axis.values().size();
            if (combinations > MOST_CELLS) {
                throw new InvalidValueException("a sweep has at most " + MOST_CELLS + " cells");
            }
        }
        Map<String, SweepCell> cells = new LinkedHashMap<>();
        for (long index = 0; index < combinations; index++) {
            Preset changed = Overrides.apply(preset, assignments(index, combinations));
            for (RunSpec run : changed.runs()) {
                Settings settings = run.settings(changed.settings());
                SweepCell cell = new SweepCell(run.name(), settings);
                cells.putIfAbsent(cell.hash(), cell);
            }
        }
        return List.copyOf(cells.values());
    }

    private List<String> assignments(long index, long combinations) {
        List<String> assignments = new ArrayList<>();
        long block = combinations;
        for (SweepAxis axis : axes) {
            block /= axis.values().size();
            assignments.add(axis.path() + "="
                    + axis.values().get((int) (index / block % axis.values().size())));
        }
        return assignments;
    }

    /// A part of a sweep: the cells whose place leaves a remainder.
    ///
    /// @param index 1 … count
    /// @param count parts
    public record Shard(int index, int count) {
        /// All of it.
        public static final Shard WHOLE = new Shard(1, 1);

        /// Reads `i/n`.
        ///
        /// @throws InvalidValueException if it is not that
        public static Shard parse(String text) {
            if (text.matches("[0-9]{1,6}/[0-9]{1,6}")) {
                int slash = text.indexOf('/');
                int index = Integer.parseInt(text.substring(0, slash));
                int count = Integer.parseInt(text.substring(slash + 1));
                if (1 <= index && index <= count) {
                    return new Shard(index, count);
                }
            }
            throw new InvalidValueException("--shard: '" + text + "' is not a part; allowed: i/n with 1 ≤ i ≤ n");
        }

        /// The cells of this part, in order.
        public List<SweepCell> of(List<SweepCell> cells) {
            List<SweepCell> part = new ArrayList<>();
            for (int i = index - 1; i < cells.size(); i += count) {
                part.add(cells.get(i));
            }
            return part;
        }
    }
}
