package adjointlab.ui.gallery;

import adjointlab.core.catalog.Entry;
import adjointlab.figure.Theme;
import adjointlab.panel.Panels;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javafx.scene.image.ImageView;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignG;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignV;

/// All panels with what they would show of the open preset, and a sentence each. Those that have nothing to show of it
/// say why.
public final class PanelsPage extends ChoicePage implements AutoCloseable {
    private static final double CARD = 212;

    /// What stands in place of a picture, group by group.
    private static final List<Ikon> ICONS = List.of(
            MaterialDesignC.CHART_LINE,
            MaterialDesignV.VECTOR_CURVE,
            MaterialDesignG.GRADIENT_VERTICAL,
            MaterialDesignS.SLOPE_DOWNHILL,
            MaterialDesignS.STAIRS,
            MaterialDesignC.CHART_MULTIPLE,
            MaterialDesignS.SINE_WAVE,
            MaterialDesignI.IMAGE_OUTLINE,
            MaterialDesignG.GRID);

    private final Consumer<String> open;
    private final PanelPreviews previews = new PanelPreviews();
    private final Map<String, Card> cards = new HashMap<>();

    /// @param open gets the id of the panel that was chosen
    public PanelsPage(Consumer<String> open) {
        super("panels-page", "Search panels by name, sentence or paper…", CARD);
        this.open = open;
    }

    /// Begins a new choice.
    ///
    /// @param context what panels would look at
    /// @param theme of their pictures
    /// @param openNow ids of the panels that are open
    public void begin(PanelContext context, Theme theme, Set<String> openNow) {
        previews.begin();
        cards.clear();
        Set<String> known = new HashSet<>(openNow);
        for (int g = 0; g < Panels.GROUPS.size(); g++) {
            for (Entry<Panel> entry : Panels.GROUPS.get(g).entries()) {
                cards.put(entry.id(), card(entry, icon(g), known.contains(entry.id())));
            }
        }
        begin();
        Panels.CATALOG.entries().forEach(entry -> previews.want(entry, context, theme, got -> show(entry, got)));
    }

    @Override
    void refresh() {
        String[] asked = search().getText().strip().toLowerCase(Locale.ROOT).split("\\s+");
        List<CardGrid.Section> sections = new ArrayList<>();
        for (Panels.Group group : Panels.GROUPS) {
            List<Card> shown = new ArrayList<>();
            for (Entry<Panel> entry : group.entries()) {
                Card card = cards.get(entry.id());
                if (card != null && has(group, entry, asked)) {
                    shown.add(card);
                }
            }
            if (!shown.isEmpty()) {
                sections.add(new CardGrid.Section(group.heading(), shown));
            }
        }
        grid().show(sections);
        say(sections.isEmpty() ? "No panel is like that. Fewer words find more." : "");
    }

    private static boolean has(Panels.Group group, Entry<Panel> entry, String[] asked) {
        String all = String.join("\n", entry.id(), entry.label(), entry.summary(), entry.citation(), group.heading())
                .toLowerCase(Locale.ROOT);
        for (String word : asked) {
            if (!all.contains(word)) {
                return false;
            }
        }
        return true;
    }

    private Card card(Entry<Panel> entry, StackPane picture, boolean isOpen) {
        Card card = new Card(
                entry.id(),
                picture,
                new Card.Words(
                        entry.label(),
                        entry.summary(),
                        entry.citation().isEmpty() ? entry.summary() : entry.summary() + "\n" + entry.citation(),
                        isOpen ? List.of("open") : List.of()),
                () -> open.accept(entry.id()));
        card.setId("choose-panel-" + entry.id());
        return card;
    }

    private static StackPane icon(int group) {
        FontIcon icon = new FontIcon(ICONS.get(group));
        icon.getStyleClass().add("card-icon");
        StackPane place = new StackPane(icon);
        place.setMinSize(PanelPreviews.WIDTH, PanelPreviews.HEIGHT);
        place.setMaxSize(PanelPreviews.WIDTH, PanelPreviews.HEIGHT);
        return place;
    }

    private void show(Entry<Panel> entry, PanelPreviews.Preview preview) {
        Card card = cards.get(entry.id());
        if (card == null) {
            return;
        }
        switch (preview) {
            case PanelPreviews.Preview.Picture picture -> {
                ImageView view = new ImageView(picture.image());
                view.setFitWidth(PanelPreviews.WIDTH);
                view.setFitHeight(PanelPreviews.HEIGHT);
                card.show(view);
            }
            case PanelPreviews.Preview.Reason reason -> card.refuse(reason.sentence());
        }
    }

    @Override
    public void close() {
        previews.close();
    }
}
