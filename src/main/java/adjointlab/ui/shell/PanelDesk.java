package adjointlab.ui.shell;

import adjointlab.lab.preset.Settings;
import adjointlab.panel.Panels;
import adjointlab.panel.kit.Trail;
import adjointlab.ui.chart.DrawingWorker;
import adjointlab.ui.dock.DockPane;
import adjointlab.ui.panel.PanelHost;
import java.nio.file.Path;
import java.util.List;

/// What panels ask of the window.
final class PanelDesk implements PanelHost.Window {
    private final LabWindow window;
    private final DockPane dock;
    private final DrawingWorker worker;

    /// @param dock where the panels are
    /// @param worker draws what is exported
    PanelDesk(LabWindow window, DockPane dock, DrawingWorker worker) {
        this.window = window;
        this.dock = dock;
        this.worker = worker;
    }

    @Override
    public void optionsChanged() {
        window.dockChanged();
    }

    @Override
    public void choose(String option, int value) {
        window.session().begin("Choose " + option + " " + value);
        window.panels().set(option, value);
        window.session().end();
    }

    @Override
    public void maximise(PanelHost panel) {
        dock.toggleMaximised(panel);
    }

    @Override
    public void close(PanelHost panel) {
        dock.close(panel);
    }

    @Override
    public void open(Trail.Training training) {
        Settings settings = training.settings();
        if (settings == null) {
            return; // another program's
        }
        if (training.run().isEmpty()) {
            window.session().addRun(settings, training.label());
            window.sheets().tell("“" + training.label() + "” is a run now; play trains it.");
        } else {
            window.session().runList().selectedProperty().set(training.run());
        }
    }

    @Override
    public void explain(List<String> labels) {
        window.actions().glossary(labels);
    }

    @Override
    public void used(PanelHost panel) {
        window.inUse().set(panel);
    }

    /// Shows curves that another program logged beside those of the open runs or of a sweep.
    void compare(Path curves) {
        if (window.presentation().isOn()) {
            window.sheets().tell("Curves of another program can be shown after the presentation.");
        } else {
            window.openPanel(Panels.beside(curves));
        }
    }

    void exportUsed() {
        window.inUse().get().ifPresentOrElse(this::export, () -> window.sheets()
                .tell("Open a panel first: press N to choose one."));
    }

    @Override
    public void export(PanelHost host) {
        host.hideOptions();
        ExportSheet sheet = new ExportSheet(host, window.session(), worker);
        window.sheets()
                .show(
                        "Export " + host.title().getValue(),
                        sheet,
                        new Sheets.Answer("Cancel", false, () -> {}),
                        new Sheets.Answer(
                                "Export…", true, () -> window.actions().chooseTarget(sheet)));
    }
}
