package adjointlab.core.problem.dynamics;

import adjointlab.core.problem.dynamics.RecordedTrajectories.Recorded;
import adjointlab.core.table.series.SeriesSet;
import java.util.List;

/// Trajectories that were read from a file.
///
/// @param read the same reading for the same file
public record FileTrajectories(SeriesSet read) implements RecordedTrajectories.Source {
    @Override
    public List<String> channels() {
        return read.channels().stream()
                .map(name -> name.matches("\\d+") ? "column " + name : name)
                .toList();
    }

    /// Dates have become seconds; numbers say nothing.
    @Override
    public String timeUnit() {
        return read.understood().times().dates() ? "s" : "";
    }

    @Override
    public List<Recorded> all(long seed) {
        return read.all().stream()
                .map(one -> new Recorded(one.name(), one.times(), one.values()))
                .toList();
    }
}
