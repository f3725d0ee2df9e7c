package adjointlab.ui.shell;

import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.WantedFiles;
import adjointlab.lab.run.Run;
import adjointlab.ui.session.Session;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

/// Opens tables on a document that has something to drive: a sheet shows what was understood, and one change that can
/// be undone takes it into use.
final class InputOpening {
    private static final String WHAT = "Open input";

    private final Session session;
    private final Sheets sheets;

    InputOpening(Session session, Sheets sheets) {
        this.session = session;
        this.sheets = sheets;
    }

    /// Opens a file, if something that is open takes inputs.
    ///
    /// @return whether it does
    boolean open(Path path) {
        List<Settings> before =
                driven().stream().map(session::wanted).distinct().toList();
        if (before.isEmpty()) {
            return false;
        }
        boolean wanted =
                session.preset().wants().filter(files -> files.isOne(path)).isPresent();
        InputSheetModel model =
                new InputSheetModel(before, path.toAbsolutePath().toString(), wanted);
        sheets.show("Inputs of " + path.getFileName(), new InputSheet(model, sheets::close, () -> use(model)));
        return true;
    }

    private List<Run> driven() {
        return session.runs().stream()
                .filter(run -> !WantedFiles.inputs(session.wanted(run), "").isEmpty())
                .toList();
    }

    /// Runs may be driven in different places.
    private void use(InputSheetModel model) {
        Map<SequencedMap<String, Object>, Set<String>> runs = driven().stream()
                .collect(Collectors.groupingBy(
                        run -> model.changes(session.wanted(run)),
                        LinkedHashMap::new,
                        Collectors.mapping(Run::name, Collectors.toSet())));
        sheets.close();
        session.begin(WHAT);
        runs.forEach((changes, names) -> session.editRuns(names, changes, WHAT));
        session.end();
    }
}
