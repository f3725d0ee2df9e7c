package adjointlab.ui.shell;

import adjointlab.lab.preset.Offer;
import adjointlab.lab.preset.Offer.Part;
import adjointlab.ui.session.Offering;
import java.util.Set;
import javafx.css.PseudoClass;
import javafx.scene.Node;

/// Shows of the window what the document offers.
final class Offered {
    private static final PseudoClass BARE = PseudoClass.getPseudoClass("bare");

    /// What visitors do without.
    private static final Set<Part> LOCKED = Set.of(Part.GALLERY, Part.BUTTONS, Part.PANEL_TOOLS);

    private final LabWindow window;
    private final Offering offering;
    private final Node runs;
    private Offer last = Offer.ALL;
    private boolean locked;

    /// @param runs the list of runs
    Offered(LabWindow window, Node runs) {
        this.window = window;
        this.runs = runs;
        offering = new Offering(window.session());
        window.session().editsProperty().subscribe(this::follow);
    }

    private void follow() {
        if (!offering.get().equals(last)) {
            apply();
        }
    }

    /// Shows what is offered, whatever was shown before.
    void apply() {
        last = offering.get();
        Offer shown = locked ? last.without(LOCKED) : last;
        show(runs, shown.shows(Part.RUNS));
        show(
                window.choices().strip(),
                shown.shows(Part.GALLERY) && !window.classroom().isOpen());
        window.titleBar().setButtons(shown.shows(Part.BUTTONS));
        window.titleBar().setMenu(!locked);
        window.view().offer(shown);
        window.root().pseudoClassStateChanged(BARE, !shown.shows(Part.PANEL_TOOLS));
    }

    /// Shows only what a visitor may use, whatever is offered.
    void lock() {
        locked = true;
        apply();
    }

    private static void show(Node node, boolean there) {
        node.setVisible(there);
        node.setManaged(there);
    }

    /// Asks what is to be offered.
    void ask() {
        OfferForm form = new OfferForm(offering.get(), offering.settings());
        window.sheets()
                .show(
                        "Controls shown",
                        form,
                        new Sheets.Answer("Cancel", false, () -> {}),
                        new Sheets.Answer("Show everything", false, () -> offering.set(Offer.ALL)),
                        new Sheets.Answer("Show these", true, () -> offering.set(form.offer())));
    }
}
