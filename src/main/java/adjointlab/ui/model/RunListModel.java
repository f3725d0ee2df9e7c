package adjointlab.ui.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The runs of the document as the list shows them.
public final class RunListModel {
    /// With more runs than this only some are shown until the list is expanded.
    public static final int SHORT = 8;

    private final ObservableList<RunItem> runs = FXCollections.observableArrayList();
    private final StringProperty selected = new SimpleStringProperty("");
    private final ObjectProperty<Set<String>> hovered = new SimpleObjectProperty<>(Set.of());
    private final BooleanProperty expanded = new SimpleBooleanProperty();

    /// All runs in document order.
    public ObservableList<RunItem> runs() {
        return runs;
    }

    /// Id of the run whose numbers the inspector shows, "" for none.
    public StringProperty selectedProperty() {
        return selected;
    }

    /// Ids of the runs under the pointer: one, all that a mean or band is of, or none; panels let them stand out.
    public ObjectProperty<Set<String>> hoveredProperty() {
        return hovered;
    }

    /// Whether a long list is shown in full.
    public BooleanProperty expandedProperty() {
        return expanded;
    }

    /// The runs of each group, in order of first appearance.
    public Map<String, List<RunItem>> groups() {
        Map<String, List<RunItem>> groups = new LinkedHashMap<>();
        for (RunItem run : runs) {
            groups.computeIfAbsent(run.group(), _ -> new ArrayList<>()).add(run);
        }
        return groups;
    }

    /// What a short list shows: pinned runs, then the same number of each group, spread over the group.
    public List<RunItem> few() {
        if (runs.size() <= SHORT) {
            return List.copyOf(runs);
        }
        List<RunItem> chosen = new ArrayList<>(
                runs.stream().filter(run -> run.pinnedProperty().get()).toList());
        Map<String, List<RunItem>> groups = groups();
        int each = Math.max(1, (SHORT - 1) / groups.size());
        for (List<RunItem> group : groups.values()) {
            int take = Math.min(each, group.size());
            for (int i = 0; i < take; i++) {
                RunItem run = group.get(take == 1 ? 0 : i * (group.size() - 1) / (take - 1));
                if (!chosen.contains(run)) {
                    chosen.add(run);
                }
            }
        }
        return chosen.stream()
                .sorted((a, b) -> Integer.compare(runs.indexOf(a), runs.indexOf(b)))
                .toList();
    }

    /// What the link below a long list says, which expands it or shortens it again.
    public String moreWords() {
        int hidden = runs.size() - few().size();
        if (expanded.get()) {
            return hidden == 0 ? "not grouped ▴" : "fewer ▴";
        }
        return hidden == 0 ? "in groups ▾" : hidden + " more, in groups ▾";
    }
}
