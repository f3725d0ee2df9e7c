package adjointlab.ui.shell;

import adjointlab.core.table.series.SeriesFile;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.WantedFiles;
import adjointlab.lab.run.Run;
import adjointlab.ui.session.Session;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Opens files of series on a document that takes series from a file: a sheet shows what was understood, and one change
/// that can be undone takes it into use.
final class SeriesOpening {
    private final Session session;
    private final Sheets sheets;

    SeriesOpening(Session session, Sheets sheets) {
        this.session = session;
        this.sheets = sheets;
    }

    /// Opens a file or a folder, if it has series and some run takes such.
    ///
    /// @return whether it does
    boolean open(Path path) {
        List<Settings> before = session.runs().stream()
                .map(session::wanted)
                .filter(WantedFiles::takesSeries)
                .distinct()
                .toList();
        if (before.isEmpty() || !SeriesFile.knows(path)) {
            return false;
        }
        SeriesSheetModel model = new SeriesSheetModel(before, path);
        sheets.show("Series of " + path.getFileName(), new SeriesSheet(model, sheets::close, () -> use(model)));
        return true;
    }

    private void use(SeriesSheetModel model) {
        Set<String> names = session.runs().stream()
                .filter(run -> WantedFiles.takesSeries(session.wanted(run)))
                .map(Run::name)
                .collect(Collectors.toSet());
        sheets.close();
        session.editRuns(names, model.changes(), "Open series");
    }
}
