package adjointlab.ui.session;

import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Prominence;
import adjointlab.core.catalog.Type;
import adjointlab.core.math.Numbers;
import adjointlab.lab.preset.Effects;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.RunSpec;
import adjointlab.lab.preset.SettingPath;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.run.Experiments;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.RunEvent;
import adjointlab.ui.form.EditListener;
import adjointlab.ui.form.FieldModel;
import adjointlab.ui.model.InspectorModel;
import adjointlab.ui.model.TransportModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The settings as the inspector shows them: those of the run in focus. A change goes to every run that has the
/// setting, except where the runs differ in it by design: there it goes to the run in focus only.
final class SettingsEditor implements EditListener {
    private static final int MOST_FIRST = 6;

    /// Changes of a setting nearer than this share of the training are one on the time line.
    private static final int NEAR_SHARE = 50;

    private final Session session;
    private final InspectorModel model;
    private final Map<String, FieldModel> fields = new LinkedHashMap<>();
    private Set<String> varied = Set.of();
    private String shownFor = "";
    private @Nullable Settings shown;
    private @Nullable Edit waiting;

    /// A change that starts runs anew, held back until the gesture ends.
    private record Edit(FieldModel field, Object value) {}

    SettingsEditor(Session session, InspectorModel model) {
        this.session = session;
        this.model = model;
        session.runList().selectedProperty().addListener((_, _, _) -> settingsChanged());
    }

    /// A document was opened.
    void opened() {
        Preset preset = session.preset();
        model.aboutProperty()
                .set(new InspectorModel.About(
                        preset.info().title(),
                        preset.info().text(),
                        preset.info().formula()));
        Set<String> paths = new LinkedHashSet<>();
        for (RunSpec spec : preset.runs()) {
            paths.addAll(spec.changes().keySet());
        }
        varied = paths;
        fields.clear();
        shownFor = "";
        settingsChanged();
    }

    /// Shows what holds at the iteration that is shown, where it holds something else than before.
    void follow() {
        Run focus = session.focus();
        boolean other = focus != null && !Objects.equals(session.shownSettings(focus), shown);
        if (other && waiting == null) {
            settingsChanged();
        }
        model.asOfProperty().set(focus == null || session.isNewestShown(focus) ? "" : asOf(focus));
    }

    private String asOf(Run focus) {
        int k = Math.min(session.shownIteration(), focus.iteration());
        return "As at k = " + Numbers.count(k) + ". A change acts from k = " + Numbers.count(focus.iteration())
                + " on.";
    }

    /// Shows the settings of the run in focus that hold at the iteration that is shown; rebuilds the form only when
    /// other settings exist.
    void settingsChanged() {
        Run focus = session.focus();
        Settings settings = focus == null ? session.preset().settings() : session.shownSettings(focus);
        shown = settings;
        List<SettingPath> paths =
                Effects.paths(settings).stream().filter(this::isOffered).toList();
        String key = String.join(",", paths.stream().map(SettingPath::path).toList());
        if (!key.equals(shownFor)) {
            shownFor = key;
            fields.clear();
            paths.forEach(
                    path -> fields.put(path.path(), new FieldModel(path.path(), path.parameter(), path.value(), this)));
            model.groups().setAll(groups(paths));
        } else {
            paths.forEach(path -> {
                FieldModel field = fields.get(path.path());
                if (field != null && !field.value().equals(path.value())) {
                    field.show(path.value());
                }
            });
        }
    }

    /// What the preset hides is not offered. A choice between entries in which the runs differ is their identity and
    /// no setting; a choice of one is none.
    private boolean isOffered(SettingPath path) {
        if (!session.preset().offer().offers(path.path())) {
            return false;
        }
        if (path.parameter().type() instanceof Type.Choice<?> choice) {
            return choice.options().size() > 1 && !varied.contains(path.path());
        }
        return true;
    }

    private List<InspectorModel.Group> groups(List<SettingPath> paths) {
        List<FieldModel> first = new ArrayList<>();
        List<FieldModel> second = new ArrayList<>();
        Map<String, List<FieldModel>> rest = new LinkedHashMap<>();
        for (SettingPath path : paths) {
            FieldModel field = fields.get(path.path());
            if (field == null) {
                continue;
            }
            if (isSlider(path) && first.size() < MOST_FIRST) {
                first.add(field);
            } else if (path.parameter().prominence() == Prominence.OPEN) {
                second.add(field);
            } else {
                rest.computeIfAbsent(path.group().isEmpty() ? "General" : path.group(), _ -> new ArrayList<>())
                        .add(field);
            }
        }
        first.sort(Comparator.comparingInt(SettingsEditor::rank));
        List<InspectorModel.Group> groups = new ArrayList<>();
        groups.add(new InspectorModel.Group("", first, true));
        groups.add(new InspectorModel.Group("Solver", second, true));
        rest.forEach((heading, members) -> groups.add(new InspectorModel.Group(heading, members, false)));
        return groups;
    }

    /// Whether it is one of those that one wants to drag, and there is one number to drag.
    private static boolean isSlider(SettingPath path) {
        return switch (path.parameter().prominence()) {
            case TITLE, SLIDER ->
                path.parameter().type() instanceof Type.Real
                        || path.value() instanceof List<?> list && list.size() == 1;
            case OPEN, USUAL -> false;
        };
    }

    /// What concerns updates comes before what concerns data: from the last slot to the first.
    private static int rank(FieldModel field) {
        return Slots.of(field.path()).map(slot -> -Slots.ALL.indexOf(slot)).orElse(1);
    }

    /// All live changes in order: the same change of several runs is one, and so is what one setting went through
    /// within a drag.
    List<TransportModel.Event> events() {
        int near = Math.max(1, session.transport().endProperty().get() / NEAR_SHARE);
        Map<String, Storm> open = new LinkedHashMap<>();
        List<Storm> storms = new ArrayList<>();
        session.runs().stream()
                .flatMap(run -> run.events().stream().map(event -> new Change(run, event)))
                .sorted(Comparator.comparingInt(change -> change.event.iteration()))
                .forEach(change -> {
                    Storm storm = open.get(change.event.path());
                    if (storm == null || change.event.iteration() - storm.until > near) {
                        storm = new Storm(change);
                        open.put(change.event.path(), storm);
                        storms.add(storm);
                    }
                    storm.take(change);
                });
        return storms.stream().map(this::event).toList();
    }

    /// A live change of a run.
    private record Change(Run run, RunEvent event) {}

    /// Changes of one setting in quick succession.
    private static final class Storm {
        private final Change first;
        private RunEvent last;
        private int until;

        Storm(Change first) {
            this.first = first;
            this.last = first.event;
        }

        void take(Change change) {
            until = change.event.iteration();
            last = change.run == first.run ? change.event : last;
        }
    }

    private TransportModel.Event event(Storm storm) {
        RunEvent first = storm.first.event;
        return new TransportModel.Event(
                first.iteration(),
                storm.until,
                words(
                        storm.first.run,
                        new RunEvent(first.iteration(), first.path(), first.before(), storm.last.after())));
    }

    /// A live change in a few words: "η 0.05 → 0.1".
    private String words(Run run, RunEvent event) {
        Key<?> parameter = run.settings().has(event.path()) ? run.settings().parameter(event.path()) : null;
        return (parameter == null ? event.path() : parameter.shortName()) + " " + plain(event.before()) + " → "
                + plain(event.after());
    }

    private static String plain(Object value) {
        return value instanceof Double x && x == Math.rint(x) && Math.abs(x) < 1e6
                ? String.valueOf((long) (double) x).replace('-', '−')
                : value.toString().replace('-', '−');
    }

    // ---- what the person does --------------------------------------------------------------------

    /// Of the runs that the change would go to; what is wrong with one already is no reason.
    @Override
    public String refusal(FieldModel field, Object value) {
        String path = field.path();
        Run focus = session.focus();
        String only = only(field);
        return session.runs().stream()
                .filter(run -> only == null || run == focus)
                .map(session::wanted)
                .filter(settings -> settings.has(path))
                .collect(Collectors.toMap(SettingsEditor::choices, settings -> settings, (first, _) -> first))
                .values()
                .stream()
                .flatMap(settings -> Experiments.newRefusalSoFar(settings, settings.with(path, value)).stream())
                .findFirst()
                .orElse("");
    }

    /// Runs that differ in numbers only are refused alike.
    private static List<String> choices(Settings settings) {
        return Slots.ALL.stream().map(settings::id).toList();
    }

    private @Nullable String only(FieldModel field) {
        Run focus = session.focus();
        return varied.contains(field.path()) && focus != null ? focus.name() : null;
    }

    @Override
    public void begun(FieldModel field) {
        session.begin("Change " + field.parameter().shortName());
    }

    @Override
    public void changed(FieldModel field, Object value) {
        if (field.parameter().touches().live()) {
            edit(field, value);
        } else {
            waiting = new Edit(field, value);
        }
    }

    @Override
    public void ended(FieldModel field) {
        Edit edit = waiting;
        waiting = null;
        if (edit != null) {
            edit(edit.field, edit.value);
        }
        session.end();
    }

    private void edit(FieldModel field, Object value) {
        session.edit(
                only(field), field.path(), value, "Change " + field.parameter().shortName());
    }
}
