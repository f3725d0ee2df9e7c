package adjointlab.lab.preset;

import adjointlab.core.math.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Makes a preset's runs and their names.
public final class RunSpecs {
    private RunSpecs() {}

    static List<RunSpec> of(Preset preset) {
        List<RunSpec> runs = new ArrayList<>();
        if (!preset.vary().isEmpty() || preset.extra().isEmpty()) {
            for (List<Integer> indices : product(preset.vary())) {
                runs.add(spec(preset, indices));
            }
        }
        runs.addAll(preset.extra());
        return List.copyOf(runs);
    }

    /// All index tuples, the first index varying slowest.
    private static List<List<Integer>> product(List<Vary> vary) {
        List<List<Integer>> tuples = List.of(List.of());
        for (Vary axis : vary) {
            List<List<Integer>> longer = new ArrayList<>();
            for (List<Integer> tuple : tuples) {
                for (int i = 0; i < axis.values().size(); i++) {
                    List<Integer> extended = new ArrayList<>(tuple);
                    extended.add(i);
                    longer.add(extended);
                }
            }
            tuples = longer;
        }
        return tuples;
    }

    private static RunSpec spec(Preset preset, List<Integer> indices) {
        Map<String, Object> changes = new LinkedHashMap<>();
        for (int i = 0; i < indices.size(); i++) {
            Vary axis = preset.vary().get(i);
            changes.put(axis.path(), axis.values().get(indices.get(i)));
            changes.putAll(axis.companions(indices.get(i)));
        }
        Settings settings = preset.settings().withAll(changes);
        List<String> name = new ArrayList<>();
        List<String> label = new ArrayList<>();
        boolean trains = Slots.trains(settings);
        Slot<?> slot = trains ? Slots.OPTIMIZER : Slots.STUDY;
        name.add(settings.id(slot));
        if (trains || preset.vary().isEmpty()) {
            label.add(settings.entry(slot).label());
        }
        for (Vary axis : preset.vary()) {
            String path = axis.path();
            if (!path.equals(Slots.OPTIMIZER.choice().path())) {
                name.add(plain(settings.get(path)));
                label.add(RunLabels.words(settings, path));
            }
        }
        int group = indices.isEmpty() ? 0 : indices.getFirst();
        return new RunSpec(String.join("/", name), String.join(" ", label), group, changes);
    }

    /// A value as it stands in a run's name: whole numbers without a point, lists joined by semicolons.
    static String plain(Object value) {
        return switch (value) {
            case List<?> list -> list.stream().map(RunSpecs::plain).collect(Collectors.joining(";"));
            case Double x when x == Math.rint(x) && Math.abs(x) < 1e9 -> String.valueOf(x.longValue());
            default -> String.valueOf(value);
        };
    }

    /// A value as people read it: "10⁻⁷", "−4", "0, 0".
    public static String words(Object value) {
        return switch (value) {
            case List<?> list -> list.stream().map(RunSpecs::words).collect(Collectors.joining(", "));
            case Double x -> Numbers.setting(x);
            case Integer whole -> String.valueOf(whole).replace('-', '−');
            default -> String.valueOf(value);
        };
    }
}
