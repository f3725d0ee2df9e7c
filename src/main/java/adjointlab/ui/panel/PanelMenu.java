package adjointlab.ui.panel;

import adjointlab.core.catalog.Optimizers;
import adjointlab.panel.kit.PanelContext;
import adjointlab.ui.session.Session;
import java.util.List;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/// The menu of a panel: what can be done with it, and which run it is about.
final class PanelMenu {
    /// More runs no menu can show; the run list has them all.
    private static final int MOST_RUNS = 30;

    private final PanelHost host;
    private final Session session;
    private final PanelHost.Window window;

    PanelMenu(PanelHost host, Session session, PanelHost.Window window) {
        this.host = host;
        this.session = session;
        this.window = window;
    }

    /// As things are now.
    ContextMenu make() {
        MenuItem chosen =
                item(host.isColumns() ? "Together" : "Side by side", () -> host.setColumns(!host.isColumns()));
        MenuItem copy = item("Copy as a sentence", this::copy);
        copy.setDisable(host.chart().shownProperty().get() == null);
        ContextMenu menu = new ContextMenu(
                item("Export figure…", () -> window.export(host)),
                copy,
                chosen,
                new SeparatorMenuItem(),
                item("Maximise or restore", () -> window.maximise(host)),
                item("Close", () -> window.close(host)));
        if (host.hasOptions()) {
            menu.getItems().add(3, item("Options…", host::showOptions));
        }
        if (host.hasSurface()) {
            menu.getItems().add(3, item(host.isSurface() ? "Heat map" : "Surface", host::toggleSurface));
        }
        Menu runs = runs();
        if (runs.getItems().size() > 1) {
            menu.getItems().addAll(new SeparatorMenuItem(), runs);
        }
        if (host.panel().offersSteps()) {
            Menu take = new Menu("Take a step");
            take.getItems().setAll(steps());
            menu.getItems().addAll(new SeparatorMenuItem(), take);
        }
        return menu;
    }

    /// Puts what the picture shows on the clipboard, in words.
    private void copy() {
        ClipboardContent content = new ClipboardContent();
        content.putString(host.finding());
        Clipboard.getSystemClipboard().setContent(content);
    }

    /// A branch of the run in focus with one step of each optimizer.
    List<MenuItem> steps() {
        return Optimizers.CATALOG.entries().stream()
                .map(optimizer -> item("Take the step of " + optimizer.label(), () -> session.takeStep(optimizer.id())))
                .toList();
    }

    /// The runs of which one can be the one that is shown where there is room for one only.
    private Menu runs() {
        Menu menu = new Menu("Run shown");
        PanelContext context = session.context(false);
        for (PanelContext.Shown shown : context.runs().stream().limit(MOST_RUNS).toList()) {
            CheckMenuItem item = new CheckMenuItem(shown.label());
            item.setMnemonicParsing(false);
            item.setSelected(shown.run().name().equals(context.focus()));
            item.setOnAction(_ -> {
                session.runList().selectedProperty().set(shown.run().name());
                session.touch();
            });
            menu.getItems().add(item);
        }
        return menu;
    }

    private static MenuItem item(String text, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setOnAction(_ -> action.run());
        return item;
    }
}
