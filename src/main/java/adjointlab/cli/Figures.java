package adjointlab.cli;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Values;
import adjointlab.core.ode.Cancellation;
import adjointlab.figure.Figure;
import adjointlab.lab.preset.PanelLayout.PanelState;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.Warnings;
import adjointlab.lab.store.LabDocument;
import adjointlab.panel.Panels;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import java.util.List;

/// Panels' figures without a window.
final class Figures {
    private Figures() {}

    /// The figure of a panel at a document's cursor, of its visible runs.
    static Figure of(LabDocument document, List<Run> runs, PanelState panel) {
        PanelContext context = context(document, runs, panel);
        Warnings warnings =
                Warnings.of(context.runs().stream().map(PanelContext.Shown::run).toList());
        return panel(panel).figure(context).noted(warnings.note());
    }

    /// What a panel is to show: a document's visible runs at its cursor.
    static PanelContext context(LabDocument document, List<Run> runs, PanelState panel) {
        List<PanelContext.Shown> shown = runs.stream()
                .filter(run -> marks(document, run).visible())
                .map(run -> PanelContext.Shown.of(run, marks(document, run)))
                .toList();
        int cursor = document.view().cursor();
        return new PanelContext(
                document.preset(),
                shown,
                cursor < 0 ? Integer.MAX_VALUE : cursor,
                document.view().focus(),
                panel.columns(),
                Cancellation.NEVER);
    }

    /// The panel with its options.
    static Panel panel(PanelState state) {
        Entry<Panel> entry = Panels.CATALOG.get(state.id());
        return entry.create(new Values(state.options()).complete(entry.parameters()));
    }

    private static LabDocument.Marks marks(LabDocument document, Run run) {
        return document.view().marks().getOrDefault(run.name(), LabDocument.Marks.DEFAULT);
    }
}
