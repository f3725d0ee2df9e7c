package adjointlab.ui.gallery;

import adjointlab.core.catalog.Catalog;
import adjointlab.core.catalog.Families;
import adjointlab.core.catalog.Optimizers;
import adjointlab.core.catalog.Problems;
import adjointlab.core.catalog.Solvers;
import adjointlab.lab.preset.Gallery;
import adjointlab.lab.preset.Gallery.Takes;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.RunSpec;
import adjointlab.lab.preset.Vary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// Which presets a person sees, and under which headings: by words, by what they take, by paper or by question.
final class PresetsModel {
    /// Catalogues whose entries are found by their labels.
    private static final List<Catalog<?>> CATALOGS =
            List.of(Families.CATALOG, Optimizers.CATALOG, Problems.CATALOG, Solvers.CATALOG);

    private final List<Preset> presets;
    private final Gallery gallery;
    private final StringProperty query = new SimpleStringProperty("");
    private final BooleanProperty byQuestion = new SimpleBooleanProperty();
    private final Map<Takes, BooleanProperty> takes = new HashMap<>();
    private final BooleanProperty wantsFiles = new SimpleBooleanProperty();
    private final Map<String, String> words = new HashMap<>();

    /// Presets under a heading.
    ///
    /// @param heading paper or question
    /// @param presets in display order
    record Group(String heading, List<Preset> presets) {}

    /// @param presets in display order
    /// @param gallery has a place for each of them
    PresetsModel(List<Preset> presets, Gallery gallery) {
        this.presets = List.copyOf(presets);
        this.gallery = gallery;
        for (Takes some : Takes.values()) {
            takes.put(some, new SimpleBooleanProperty());
        }
    }

    /// What is looked for: words, all of which a preset must have.
    StringProperty queryProperty() {
        return query;
    }

    /// Whether headings are questions rather than papers; a preset may then stand under several.
    BooleanProperty byQuestionProperty() {
        return byQuestion;
    }

    /// Whether those that take so long are asked for; where none of these is, all are shown.
    BooleanProperty takesProperty(Takes some) {
        return Objects.requireNonNull(takes.get(some));
    }

    /// Whether only those are shown that are made for files.
    BooleanProperty wantsFilesProperty() {
        return wantsFiles;
    }

    /// The presets that are asked for, under their headings.
    List<Group> groups() {
        Set<Takes> wanted = EnumSet.noneOf(Takes.class);
        takes.forEach((some, chosen) -> {
            if (chosen.get()) {
                wanted.add(some);
            }
        });
        String[] asked = query.get().strip().toLowerCase(Locale.ROOT).split("\\s+");
        Map<String, List<Preset>> groups = new LinkedHashMap<>();
        if (byQuestion.get()) {
            gallery.questions().forEach(question -> groups.put(question, new ArrayList<>()));
        }
        for (Preset preset : presets) {
            Gallery.Place place = gallery.place(preset.id());
            if ((wanted.isEmpty() || wanted.contains(place.takes()))
                    && (!wantsFiles.get() || preset.wants().isPresent())
                    && has(preset, asked)) {
                List<String> headings = byQuestion.get()
                        ? place.questions()
                        : List.of(preset.info().group());
                headings.forEach(heading ->
                        groups.computeIfAbsent(heading, _ -> new ArrayList<>()).add(preset));
            }
        }
        return groups.entrySet().stream()
                .filter(group -> !group.getValue().isEmpty())
                .map(group -> new Group(group.getKey(), group.getValue()))
                .toList();
    }

    /// What a card says at its foot.
    List<String> foot(Preset preset) {
        String takes = gallery.place(preset.id()).takes().id();
        return preset.wants().isPresent() ? List.of(takes, "wants files") : List.of(takes);
    }

    private boolean has(Preset preset, String[] asked) {
        String all = words.computeIfAbsent(preset.id(), _ -> words(preset));
        for (String word : asked) {
            if (!all.contains(word)) {
                return false;
            }
        }
        return true;
    }

    /// All that a preset is found by, in small letters.
    private String words(Preset preset) {
        List<String> all = new ArrayList<>(List.of(
                preset.id(),
                preset.info().title(),
                preset.info().group(),
                preset.info().citation(),
                preset.info().text()));
        all.addAll(gallery.place(preset.id()).questions());
        all.addAll(foot(preset));
        preset.wants().ifPresent(wants -> all.add(wants.name()));
        for (String id : choices(preset)) {
            all.add(id);
            for (Catalog<?> catalog : CATALOGS) {
                catalog.find(id).ifPresent(entry -> all.add(entry.label()));
            }
        }
        return String.join("\n", all).toLowerCase(Locale.ROOT);
    }

    /// The ids that its runs choose in catalogues.
    private static Set<String> choices(Preset preset) {
        Set<String> ids = new HashSet<>();
        texts(preset.settings().asMap().values(), ids);
        for (Vary vary : preset.vary()) {
            texts(vary.values(), ids);
            vary.with().forEach(with -> texts(with.values(), ids));
        }
        for (RunSpec run : preset.extra()) {
            texts(run.changes().values(), ids);
        }
        return ids;
    }

    private static void texts(Collection<?> values, Set<String> to) {
        for (Object value : values) {
            if (value instanceof String text && !text.isEmpty()) {
                to.add(text);
            }
        }
    }
}
