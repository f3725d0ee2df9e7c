package adjointlab.ui.shell;

import adjointlab.core.catalog.Problems;
import adjointlab.core.table.VectorFile;
import adjointlab.lab.preset.Setting;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.preset.VectorFiles;
import adjointlab.lab.preset.WantedFiles;
import adjointlab.lab.run.Run;
import adjointlab.ui.session.Session;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Opens tables and arrays on a document that learns from samples: a sheet shows what was understood, and one change
/// that can be undone takes it into use.
final class SampleOpening {
    private static final Setting<String> FILE = Slots.PROBLEM.at(Problems.FILE);

    /// What every problem has whose samples are vectors with targets.
    private static final Setting<Boolean> VECTORS = Slots.PROBLEM.at(Problems.NORMALISED);

    private final Session session;
    private final Sheets sheets;

    SampleOpening(Session session, Sheets sheets) {
        this.session = session;
        this.sheets = sheets;
    }

    /// Opens a file, if it is a table or has arrays and some run takes such.
    ///
    /// @return whether it does
    boolean open(Path path) {
        Setting<?> concerned = settings(VECTORS).isEmpty() ? FILE : VECTORS;
        List<Settings> before = settings(concerned);
        if (before.isEmpty() || !VectorFile.isText(path) && !VectorFile.isTyped(path) && !VectorFile.isArray(path)) {
            return false;
        }
        Settings first = before.getFirst();
        Map<String, Object> taking = concerned == VECTORS
                ? WantedFiles.settings(new WantedFiles.Found(path, Optional.empty()), first)
                : Map.of(FILE.path(), path.toAbsolutePath().toString());
        if (!VectorFiles.taken(first.withAll(taking))) {
            return false;
        }
        SampleSheetModel model = new SampleSheetModel(before, taking);
        sheets.show(
                "Samples of " + path.getFileName(), new SampleSheet(model, sheets::close, () -> use(model, concerned)));
        return true;
    }

    private List<Settings> settings(Setting<?> concerned) {
        return session.runs().stream()
                .map(session::wanted)
                .filter(some -> some.has(concerned))
                .distinct()
                .toList();
    }

    private void use(SampleSheetModel model, Setting<?> concerned) {
        Set<String> names = session.runs().stream()
                .filter(run -> session.wanted(run).has(concerned))
                .map(Run::name)
                .collect(Collectors.toSet());
        sheets.close();
        session.editRuns(names, model.changes(), "Open samples");
    }
}
