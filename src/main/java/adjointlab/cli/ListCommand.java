package adjointlab.cli;

import adjointlab.core.catalog.Catalog;
import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Type;
import adjointlab.core.formula.TextbookSystem;
import adjointlab.figure.FigureWriters;
import adjointlab.lab.check.Expectations;
import adjointlab.lab.lesson.Lessons;
import adjointlab.lab.lesson.Questions;
import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.RunSpec;
import adjointlab.lab.preset.SettingPath;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slot;
import adjointlab.lab.preset.Slots;
import adjointlab.panel.Panels;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `adjointlab list`: what there is, generated from the catalogues.
@Command(
        name = "list",
        description = "List presets, solvers, optimizers, panels …, or the paths that --set accepts.",
        footer = {"  adjointlab list panels", "  adjointlab list paths simplest-fig-2 --json"})
final class ListCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "KIND",
            completionCandidates = Candidates.Kinds.class,
            description = "What to list: presets, paths, solvers, …; none: all kinds.")
    String kind = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PRESET",
            completionCandidates = Candidates.PresetIds.class,
            description = "For 'paths': a preset's id or file.")
    String preset = "";

    @Option(names = "--json", description = "Print the list as JSON.")
    boolean json;

    /// Kind to catalogue, in display order.
    static Map<String, Catalog<?>> catalogs() {
        Map<String, Catalog<?>> catalogs = new LinkedHashMap<>();
        for (Slot<?> slot : Slots.ALL) {
            catalogs.put(plural(slot.catalog().kind()), slot.catalog());
        }
        catalogs.put("panels", Panels.CATALOG);
        catalogs.put("expectations", Expectations.CATALOG);
        return catalogs;
    }

    /// Everything that KIND can be.
    static List<String> kindNames() {
        List<String> names = new ArrayList<>(List.of("presets", "paths", "formats", "lessons", "questions", "systems"));
        names.addAll(catalogs().keySet());
        return names;
    }

    private static String plural(String kind) {
        String words = kind.replace(' ', '-');
        return words.endsWith("y")
                ? words.substring(0, words.length() - 1) + "ies"
                : words.endsWith("s") || words.endsWith("ss") ? words + "es" : words + "s";
    }

    @Override
    public Integer call() throws IOException {
        if (!preset.isEmpty() && !kind.equals("paths")) {
            throw new InvalidValueException("only 'list paths' takes a preset");
        }
        List<Map<String, Object>> rows =
                switch (kind) {
                    case "" -> kinds();
                    case "presets" -> presets();
                    case "formats" -> formats();
                    case "lessons" -> lessons();
                    case "questions" -> questions();
                    case "systems" -> systems();
                    case "paths" -> paths();
                    default -> entries();
                };
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put(kind.isEmpty() ? "kinds" : kind, rows);
            out.print(JsonObject.write(tree));
        } else {
            rows.forEach(row -> out.println(line(row)));
        }
        out.flush();
        return 0;
    }

    private static String line(Map<String, Object> row) {
        List<String> cells = new ArrayList<>();
        for (var cell : row.entrySet()) {
            if (!(cell.getValue() instanceof List<?> && !cell.getKey().equals("value"))) {
                cells.add(String.valueOf(cell.getValue()));
            }
        }
        cells.removeIf(String::isEmpty);
        return String.format(Locale.ROOT, "%-28s ", cells.getFirst())
                + String.join("  ·  ", cells.subList(1, cells.size()));
    }

    private static List<Map<String, Object>> kinds() {
        List<Map<String, Object>> rows = new ArrayList<>();
        rows.add(row("kind", "presets", "entries", Presets.ids().size()));
        catalogs()
                .forEach((name, catalog) ->
                        rows.add(row("kind", name, "entries", catalog.ids().size())));
        rows.add(row("kind", "formats", "entries", FigureWriters.ALL.size()));
        rows.add(row("kind", "lessons", "entries", Lessons.ids().size()));
        rows.add(row("kind", "questions", "entries", Questions.CATALOG.ids().size()));
        rows.add(row("kind", "systems", "entries", TextbookSystem.ALL.size()));
        return rows;
    }

    /// What textbooks have, as formulas; an id stands for one wherever a formula of a system is asked for.
    private static List<Map<String, Object>> systems() {
        return TextbookSystem.ALL.stream()
                .map(system -> row(
                        "id",
                        system.id(),
                        "title",
                        system.label(),
                        "formula",
                        system.text().strip().replace("\n", "; "),
                        "citation",
                        system.citation()))
                .toList();
    }

    private static List<Map<String, Object>> presets() {
        return Presets.builtIn().stream()
                .map(p -> row(
                        "id",
                        p.id(),
                        "title",
                        p.info().title(),
                        "citation",
                        p.info().citation(),
                        "runs",
                        p.runs().stream().map(RunSpec::name).toList()))
                .toList();
    }

    private static List<Map<String, Object>> formats() {
        return FigureWriters.ALL.stream()
                .map(writer -> row("id", writer.id(), "label", writer.label()))
                .toList();
    }

    private static List<Map<String, Object>> lessons() {
        return Lessons.builtIn().stream()
                .map(lesson -> row(
                        "id",
                        lesson.id(),
                        "title",
                        lesson.info().title(),
                        "minutes",
                        lesson.info().minutes() + " min",
                        "steps",
                        lesson.steps().stream()
                                .map(step -> step.texts().title())
                                .toList()))
                .toList();
    }

    /// What a lesson may ask, each with an example to start from.
    private static List<Map<String, Object>> questions() {
        return Questions.CATALOG.entries().stream()
                .map(kind -> row(
                        "id",
                        kind.id(),
                        "label",
                        kind.label(),
                        "summary",
                        kind.summary(),
                        "example",
                        List.of(kind.createDefault().example().lines().toArray())))
                .toList();
    }

    private List<Map<String, Object>> entries() {
        Catalog<?> catalog = catalogs().get(kind);
        if (catalog == null) {
            throw InvalidValueException.unknown("kind", kind, kindNames());
        }
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Entry<?> entry : catalog.entries()) {
            rows.add(row(
                    "id",
                    entry.id(),
                    "label",
                    entry.label(),
                    "summary",
                    entry.summary(),
                    "citation",
                    entry.citation(),
                    "parameters",
                    entry.parameters().stream().map(ListCommand::parameter).toList()));
        }
        return rows;
    }

    private static Map<String, Object> parameter(Key<?> parameter) {
        return row(
                "name",
                parameter.name(),
                "type",
                parameter.type().describe(),
                "default",
                parameter.defaultValue(),
                "unit",
                parameter.unit());
    }

    private List<Map<String, Object>> paths() throws IOException {
        if (preset.isEmpty()) {
            throw new InvalidValueException("'list paths' needs a preset; see 'adjointlab list presets'");
        }
        Preset chosen = Input.preset(preset);
        Map<String, SettingPath> byPath = new LinkedHashMap<>();
        collect(chosen.settings(), byPath);
        chosen.runs().forEach(run -> collect(run.settings(chosen.settings()), byPath));
        return Overrides.paths(chosen).stream()
                .map(byPath::get)
                .map(path -> row(
                        "path", path.path(),
                        "type", type(path.parameter()),
                        "range", path.parameter().type().describe(),
                        "value", path.value(),
                        "description", path.words()))
                .toList();
    }

    private static String type(Key<?> parameter) {
        return switch (parameter.type()) {
            case Type.Real _ -> "real";
            case Type.Int _ -> "integer";
            case Type.Flag _ -> "boolean";
            case Type.Choice<?> _ -> "choice";
            case Type.Reals _ -> "reals";
            case Type.Text _ -> "text";
            case Type.Typed _ -> "formula";
        };
    }

    private static void collect(Settings settings, Map<String, SettingPath> byPath) {
        settings.paths().forEach(path -> byPath.putIfAbsent(path.path(), path));
    }

    private static Map<String, Object> row(Object... keysAndValues) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            row.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return row;
    }
}
