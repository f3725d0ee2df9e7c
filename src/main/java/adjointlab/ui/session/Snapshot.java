package adjointlab.ui.session;

import adjointlab.lab.run.Run;
import adjointlab.lab.run.RunRecord;
import adjointlab.lab.run.TrainingService;
import adjointlab.lab.store.LabDocument;
import adjointlab.lab.store.LabDocument.Marks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What autosave reads of a session on its own thread: what the document would hold, with runs that go on meanwhile.
///
/// @param state what a person can change
/// @param runs in list order
/// @param view how it is looked at
record Snapshot(LabState state, List<Run> runs, LabDocument.View view) {
    /// The session of the moment; on the FX thread.
    static Snapshot of(Session session) {
        LabState state = session.state();
        Map<String, Marks> marks = new LinkedHashMap<>();
        state.runs().forEach(line -> {
            if (!line.marks().equals(Marks.DEFAULT)) {
                marks.put(line.name(), line.marks());
            }
        });
        var transport = session.transport();
        double speed = transport.speedProperty().get();
        return new Snapshot(
                state,
                state.runs().stream()
                        .map(line -> session.find(line.name()))
                        .filter(Objects::nonNull)
                        .toList(),
                new LabDocument.View(
                        transport.followingProperty().get()
                                ? -1
                                : transport.cursorProperty().get(),
                        session.runList().selectedProperty().get(),
                        speed > 0 ? speed : TrainingService.UNLIMITED,
                        true,
                        marks));
    }

    /// Grows with every change of a run.
    long runVersions() {
        return runs.stream().mapToLong(Run::version).sum();
    }

    LabDocument document() {
        return new LabDocument(state.preset(), runs.stream().map(RunRecord::of).toList(), view);
    }
}
