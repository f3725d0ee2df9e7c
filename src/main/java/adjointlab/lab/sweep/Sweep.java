package adjointlab.lab.sweep;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.RunSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Every run of a preset at every combination of some settings' values, and at points of some settings' ranges.
///
/// @param preset whose runs are repeated
/// @param axes what is varied, the first one slowest; a path that the preset's own runs vary takes the axis's values
/// instead
/// @param ranges of which points are tried, each with every combination; none for a grid
/// @param sampling which points
/// @param budget of each training
public record Sweep(Preset preset, List<SweepAxis> axes, List<SweepRange> ranges, Sampling sampling, Budget budget) {
    private static final int MOST_CELLS = 1_000_000;

    public Sweep {
        axes = List.copyOf(axes);
        ranges = List.copyOf(ranges);
        if (ranges.isEmpty() != (sampling.kind() == Sampling.Kind.GRID)) {
            throw new InvalidValueException(
                    ranges.isEmpty()
                            ? "a sample is taken of ranges; allowed: path=from:to:log or path=from:to:lin"
                            : ranges.getFirst().path() + " has a range, of which nothing says which points are tried;"
                                    + " allowed: N values of it, as in from:to:log7, or a sample");
        }
    }

    /// Reads axes as typed, see [SweepAxis#parse], of as many iterations as the settings say.
    ///
    /// @throws InvalidValueException naming what is wrong and what is allowed
    public static Sweep parse(Preset preset, List<String> axes) {
        return parse(preset, axes, Sampling.GRID, Budget.ITERATIONS);
    }

    /// Reads axes as typed, see [SweepAxis#parse], and ranges, `path=from:to:log` or `path=from:to:lin`.
    ///
    /// @throws InvalidValueException naming what is wrong and what is allowed
    public static Sweep parse(Preset preset, List<String> axes, Sampling sampling, Budget budget) {
        List<SweepAxis> listed = new ArrayList<>();
        List<SweepRange> ranges = new ArrayList<>();
        Set<String> paths = new HashSet<>();
        for (String axis : axes) {
            Optional<SweepRange> range = SweepRange.parse(preset, axis);
            range.ifPresentOrElse(ranges::add, () -> listed.add(SweepAxis.parse(preset, axis)));
            String path =
                    range.map(SweepRange::path).orElseGet(() -> listed.getLast().path());
            if (!paths.add(path)) {
                throw new InvalidValueException(path + " is varied twice");
            }
        }
        return new Sweep(preset, listed, ranges, sampling, budget);
    }

    /// Trainings at most, before equal ones are found.
    ///
    /// @throws InvalidValueException if there are too many
    public long size() {
        long size = Math.max(1, sampling.count());
        for (SweepAxis axis : axes) {
            size *= axis.values().size();
            if (size > MOST_CELLS) {
                throw new InvalidValueException("a sweep has at most " + MOST_CELLS + " cells");
            }
        }
        return size * Math.max(1, preset.runs().size());
    }

    /// The cells in order; runs that come out with the same settings are one cell.
    ///
    /// @throws InvalidValueException if there are too many, or a combination is not allowed
    public List<SweepCell> cells() {
        long combinations = size() / Math.max(1, preset.runs().size()) / Math.max(1, sampling.count());
        double[][] points = sampling.kind() == Sampling.Kind.GRID ? new double[1][0] : sampling.points(ranges.size());
        Map<String, SweepCell> cells = new LinkedHashMap<>();
        for (double[] point : points) {
            for (long index = 0; index < combinations; index++) {
                List<String> assignments = assignments(index, combinations);
                for (int i = 0; i < ranges.size(); i++) {
                    assignments.add(ranges.get(i).path() + "=" + ranges.get(i).value(point[i]));
                }
                Preset changed = Overrides.apply(preset, assignments);
                for (RunSpec run : changed.runs()) {
                    SweepCell cell = new SweepCell(run.name(), run.settings(changed.settings()), budget);
                    cells.putIfAbsent(cell.hash(), cell);
                }
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
