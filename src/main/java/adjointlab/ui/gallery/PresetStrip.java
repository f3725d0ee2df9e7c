package adjointlab.ui.gallery;

import adjointlab.lab.preset.Gallery;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The open preset and a few others in the side column: those that were open last, else those that
/// answer the same question first; and the way to all of them.
public final class PresetStrip extends VBox {
    private static final int SHOWN = 6;
    private static final double CARD = 98;
    private static final double PICTURE = 96;

    private final Gallery gallery;
    private final Thumbnails thumbnails;
    private final Consumer<String> open;
    private final CardGrid grid = new CardGrid(CARD);
    private List<String> shown = List.of();

    /// @param gallery names the presets in display order; only those that are shown are read
    /// @param open gets the id of one that is chosen
    /// @param all opens the page of all
    public PresetStrip(Gallery gallery, Thumbnails thumbnails, Consumer<String> open, Runnable all) {
        this.gallery = gallery;
        this.thumbnails = thumbnails;
        this.open = open;
        setId("gallery");
        getStyleClass().add("preset-strip");
        Label heading = new Label("PRESETS");
        heading.getStyleClass().add("section");
        Hyperlink more = new Hyperlink("all " + gallery.places().size() + "…");
        more.setId("all-presets");
        more.getStyleClass().add("quiet-link");
        more.setTooltip(new Tooltip("Search all presets, by paper or by question (G)"));
        more.setAccessibleText("All presets");
        more.setOnAction(_ -> all.run());
        Region filler = new Region();
        HBox.setHgrow(filler, Priority.ALWAYS);
        HBox head = new HBox(heading, filler, more);
        head.getStyleClass().add("section-row");
        head.setAlignment(Pos.BASELINE_LEFT);
        more.setMinWidth(Region.USE_PREF_SIZE);
        getChildren().addAll(head, grid);
    }

    /// Shows what is open and what was open before.
    ///
    /// @param id of the open preset; one that is not built in is not shown
    /// @param recent ids, newest first
    public void show(String id, List<String> recent) {
        List<String> chosen = choose(id, recent);
        if (!chosen.equals(shown)) {
            shown = chosen;
            grid.show(List.of(new CardGrid.Section(
                    "", chosen.stream().map(Presets::get).map(this::card).toList())));
        }
        grid.cards().forEach(card -> card.setSelected(card.choice().equals(id)));
    }

    /// What is there stays where it is, so that a click moves nothing under the pointer.
    private List<String> choose(String id, List<String> recent) {
        if (shown.contains(id)) {
            return shown;
        }
        Set<String> ids = new LinkedHashSet<>();
        ids.add(id);
        ids.addAll(recent);
        if (gallery.ids().contains(id)) {
            String question = gallery.place(id).questions().getFirst();
            gallery.places().stream()
                    .filter(place -> place.questions().getFirst().equals(question))
                    .map(Gallery.Place::id)
                    .forEach(ids::add);
        }
        ids.addAll(gallery.ids());
        return ids.stream()
                .filter(each -> gallery.ids().contains(each))
                .limit(SHOWN)
                .toList();
    }

    private Card card(Preset preset) {
        Card card = new Card(
                preset.id(),
                thumbnails.view(preset, PICTURE),
                new Card.Words(
                        preset.info().title(),
                        "",
                        preset.info().title() + "\n" + preset.info().citation() + "\n"
                                + preset.info().text(),
                        List.of()),
                () -> open.accept(preset.id()));
        card.setId("preset-" + preset.id());
        card.getStyleClass().add("small-card");
        return card;
    }
}
