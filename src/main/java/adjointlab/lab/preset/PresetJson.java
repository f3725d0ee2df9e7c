package adjointlab.lab.preset;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.catalog.Values;
import adjointlab.core.data.Quoted;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Presets as JSON, schema version 1; `presets/preset.schema.json` describes it to editors.
public final class PresetJson {
    private static final int MOST_REPLICAS = 100;

    private PresetJson() {}

    /// Reads a preset.
    ///
    /// @param file what complaints call it
    /// @throws InvalidValueException one sentence naming file, place and what is allowed
    public static Preset read(String file, String text) {
        return read(JsonObject.parse(file, text));
    }

    /// Reads a preset from an object.
    ///
    /// @throws InvalidValueException one sentence naming file, place and what is allowed
    public static Preset read(JsonObject json) {
        json.allow(
                "$schema",
                "schema",
                "id",
                "title",
                "group",
                "citation",
                "text",
                "formula",
                "settings",
                "vary",
                "runs",
                "layout",
                "expectations",
                "wants",
                "replicas",
                "offer");
        int schema = json.whole("schema");
        if (schema > Preset.SCHEMA || schema < 1) {
            throw json.wrong("schema " + schema + " is not known here; this program reads up to " + Preset.SCHEMA);
        }
        String id = json.text("id");
        if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw json.wrong("id '" + Quoted.brief(id) + "' must be lower-case words joined by hyphens");
        }
        Preset.Info info = new Preset.Info(
                json.text("title"),
                json.text("group"),
                json.textOr("citation", ""),
                json.textOr("text", ""),
                json.textOr("formula", ""));
        Settings settings = json.has("settings")
                ? json.placed("settings", s -> Settings.defaults().withAll(s.flatten()))
                : Settings.defaults();
        Preset preset = new Preset(
                id,
                info,
                settings,
                json.objects("vary").stream().map(PresetJson::vary).toList(),
                json.objects("runs").stream().map(PresetJson::run).toList(),
                json.placed("layout", PresetJson::layout),
                json.objects("expectations").stream()
                        .map(PresetJson::expectation)
                        .toList(),
                json.has("wants") ? Optional.of(json.placed("wants", PresetJson::wants)) : Optional.empty(),
                replicas(json),
                json.has("offer") ? json.placed("offer", PresetJson::offer) : Offer.ALL);
        check(json, preset);
        return preset;
    }

    private static int replicas(JsonObject json) {
        int replicas = json.has("replicas") ? json.whole("replicas") : 1;
        if (replicas < 1 || replicas > MOST_REPLICAS) {
            throw json.wrong("'replicas' must be from 1 to " + MOST_REPLICAS + ", not " + replicas);
        }
        return replicas;
    }

    /// Every run must have valid settings and a name of its own.
    private static void check(JsonObject json, Preset preset) {
        List<String> names = new ArrayList<>();
        try {
            for (RunSpec run : preset.runs()) {
                run.settings(preset.settings());
                if (names.contains(run.name())) {
                    throw new InvalidValueException("two runs are named '" + Quoted.brief(run.name()) + "'");
                }
                names.add(run.name());
            }
        } catch (InvalidValueException e) {
            throw json.wrong(e.getMessage());
        }
    }

    private static Vary vary(JsonObject json) {
        json.allow("path", "values", "with");
        List<Object> values = json.values("values");
        if (values.isEmpty()) {
            throw json.wrong("'values' must hold at least one value");
        }
        List<Map<String, Object>> with =
                json.objects("with").stream().map(JsonObject::flatten).toList();
        if (!with.isEmpty() && with.size() != values.size()) {
            throw json.wrong("'with' must hold as many objects as 'values' has values, " + values.size());
        }
        return new Vary(json.text("path"), values, with);
    }

    private static RunSpec run(JsonObject json) {
        json.allow("name", "label", "group", "set");
        return new RunSpec(
                json.text("name"),
                json.textOr("label", json.text("name")),
                json.has("group") ? json.whole("group") : 0,
                json.has("set") ? json.object("set").flatten() : Map.of());
    }

    /// A layout as files hold it.
    ///
    /// @throws InvalidValueException one sentence naming file, place and what is allowed
    public static PanelLayout layout(JsonObject json) {
        json.allow("split", "children", "tabs", "selected");
        if (json.has("split")) {
            List<PanelLayout.Part> parts = json.objects("children").stream()
                    .map(child -> new PanelLayout.Part(
                            weight(child.allow("weight", "layout")), child.placed("layout", PresetJson::layout)))
                    .toList();
            String direction = json.text("split");
            if (parts.isEmpty() || !List.of("columns", "rows").contains(direction)) {
                throw json.wrong("a split is 'columns' or 'rows' with at least one child");
            }
            return new PanelLayout.Split(direction.equals("columns"), parts);
        }
        List<PanelLayout.PanelState> panels = json.objects("tabs").stream()
                .map(panel -> panel(panel.allow("panel", "options", "columns")))
                .toList();
        int selected = json.has("selected") ? json.whole("selected") : 0;
        if (selected < 0 || selected >= Math.max(1, panels.size())) {
            throw json.wrong("'selected' must be one of the tabs, counted from 0");
        }
        return new PanelLayout.Tabs(panels, selected);
    }

    /// A panel as files hold it.
    ///
    /// @param json whose other members are somebody else's
    public static PanelLayout.PanelState panel(JsonObject json) {
        return new PanelLayout.PanelState(
                json.text("panel"),
                json.has("options") ? json.object("options").flatten() : Map.of(),
                json.flagOr("columns", false));
    }

    /// A panel as files hold it; "columns" only where it is so.
    public static Map<String, Object> tree(PanelLayout.PanelState panel) {
        Map<String, Object> tree = ordered("panel", panel.id(), "options", nested(panel.options()));
        if (panel.columns()) {
            tree.put("columns", true);
        }
        return tree;
    }

    private static double weight(JsonObject json) {
        double weight = json.has("weight") ? json.real("weight") : 1;
        if (!(weight > 0)) {
            throw json.wrong("'weight' must be positive");
        }
        return weight;
    }

    private static ExpectationSpec expectation(JsonObject json) {
        json.allow("source", "claim", "citation", "kind", "values");
        return new ExpectationSpec(
                source(json),
                json.text("claim"),
                json.textOr("citation", ""),
                json.text("kind"),
                new Values(json.has("values") ? json.object("values").flatten() : Map.of()));
    }

    private static ExpectationSpec.Source source(JsonObject json) {
        try {
            return ExpectationSpec.Source.of(json.textOr("source", ExpectationSpec.Source.PAPER.id()));
        } catch (InvalidValueException e) {
            throw json.wrong(e.getMessage());
        }
    }

    private static WantedFiles wants(JsonObject json) {
        json.allow("name", "file", "testFile", "beside");
        WantedFiles wants = new WantedFiles(
                json.text("name"),
                json.textOr("file", ""),
                json.textOr("testFile", ""),
                json.has("beside")
                        ? json.values("beside").stream().map(String::valueOf).toList()
                        : List.of());
        if (wants.file().isEmpty() && wants.beside().isEmpty()) {
            throw json.wrong("'file' or 'beside' must name a file");
        }
        return wants;
    }

    private static Offer offer(JsonObject json) {
        json.allow("settings", "hidden");
        Set<Offer.Part> hidden = EnumSet.noneOf(Offer.Part.class);
        for (Object value : json.values("hidden")) {
            int at = Offer.Part.words().indexOf(String.valueOf(value));
            if (at < 0) {
                throw json.wrong(InvalidValueException.unknown("part", String.valueOf(value), Offer.Part.words())
                        .getMessage());
            }
            hidden.add(Offer.Part.values()[at]);
        }
        List<String> settings =
                json.values("settings").stream().map(String::valueOf).toList();
        for (String path : settings) {
            if (!Slots.knows(path)) {
                throw json.wrong("there is no setting '" + Quoted.brief(path) + "' that could be offered");
            }
        }
        return new Offer(json.has("settings") ? Optional.of(settings) : Optional.empty(), hidden);
    }

    private static Map<String, Object> tree(Offer offer) {
        Map<String, Object> tree = new LinkedHashMap<>();
        offer.settings().ifPresent(settings -> tree.put("settings", settings));
        tree.put("hidden", offer.ordered().stream().map(Offer.Part::word).toList());
        return tree;
    }

    /// A preset as a tree for [JsonObject#write]. Settings are written whole, so that new defaults change no old
    /// file.
    public static Map<String, Object> tree(Preset preset) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("schema", Preset.SCHEMA);
        tree.put("id", preset.id());
        tree.put("title", preset.info().title());
        tree.put("group", preset.info().group());
        tree.put("citation", preset.info().citation());
        tree.put("text", preset.info().text());
        tree.put("formula", preset.info().formula());
        tree.put("settings", nested(preset.settings().asMap()));
        tree.put("vary", preset.vary().stream().map(PresetJson::tree).toList());
        tree.put("runs", preset.extra().stream().map(PresetJson::tree).toList());
        tree.put("layout", tree(preset.layout()));
        if (preset.replicas() > 1) {
            tree.put("replicas", preset.replicas());
        }
        tree.put(
                "expectations",
                preset.expectations().stream()
                        .map(e -> ordered(
                                "source",
                                e.source().id(),
                                "claim",
                                e.claim(),
                                "citation",
                                e.citation(),
                                "kind",
                                e.kind(),
                                "values",
                                e.values().map()))
                        .toList());
        preset.wants()
                .ifPresent(wants -> tree.put(
                        "wants",
                        ordered(
                                "name",
                                wants.name(),
                                "file",
                                wants.file(),
                                "testFile",
                                wants.testFile(),
                                "beside",
                                wants.beside())));
        if (!preset.offer().equals(Offer.ALL)) {
            tree.put("offer", tree(preset.offer()));
        }
        return tree;
    }

    private static Map<String, Object> tree(Vary vary) {
        Map<String, Object> tree = ordered("path", vary.path(), "values", vary.values());
        if (!vary.with().isEmpty()) {
            tree.put("with", vary.with().stream().map(PresetJson::nested).toList());
        }
        return tree;
    }

    private static Map<String, Object> tree(RunSpec run) {
        return ordered("name", run.name(), "label", run.label(), "group", run.group(), "set", nested(run.changes()));
    }

    /// A layout as files hold it.
    public static Map<String, Object> tree(PanelLayout layout) {
        return switch (layout) {
            case PanelLayout.Split split ->
                ordered(
                        "split",
                        split.horizontal() ? "columns" : "rows",
                        "children",
                        split.children().stream()
                                .map(part -> ordered("weight", part.weight(), "layout", tree(part.layout())))
                                .toList());
            case PanelLayout.Tabs tabs ->
                ordered("tabs", tabs.panels().stream().map(PresetJson::tree).toList(), "selected", tabs.selected());
        };
    }

    /// Dotted paths as nested objects.
    public static Map<String, Object> nested(Map<String, ?> paths) {
        Map<String, Object> root = new LinkedHashMap<>();
        paths.forEach((path, value) -> {
            Map<String, Object> at = root;
            String[] parts = path.split("\\.");
            for (int i = 0; i < parts.length - 1; i++) {
                at = child(at, parts[i]);
            }
            at.put(parts[parts.length - 1], value);
        });
        return root;
    }

    @SuppressWarnings("unchecked") // only maps made here are ever put at inner keys
    private static Map<String, Object> child(Map<String, Object> parent, String key) {
        return (Map<String, Object>) parent.computeIfAbsent(key, _ -> new LinkedHashMap<String, Object>());
    }

    private static Map<String, Object> ordered(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
