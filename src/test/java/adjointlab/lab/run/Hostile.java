package adjointlab.lab.run;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Type;
import adjointlab.lab.preset.SettingPath;
import adjointlab.lab.preset.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// A value that nobody sensible gives, of one setting or of the weights.
///
/// @param path of the setting; "" for the weights
/// @param value of it, or what the weights are multiplied with
/// @param missing what becomes of a table's missing values; "" where that is left as it is
record Hostile(String path, Object value, String missing) {
    private static final List<Hostile> KNOWN = List.of(
            new Hostile("", 1.0),
            new Hostile("", 1e3),
            new Hostile("", 1e300),
            new Hostile("", Double.NaN),
            new Hostile("optimizer.learningRate", 1e300),
            new Hostile("optimizer.learningRate", 1e10),
            new Hostile("optimizer.learningRate", 1e-300),
            new Hostile("problem.horizon", 0.0),
            new Hostile("problem.horizon", 1e-6),
            new Hostile("problem.horizon", 1e3),
            new Hostile("horizon.end", 1e-6),
            new Hostile("horizon.end", 1e3),
            new Hostile("solver.rtol", 1e-300),
            new Hostile("solver.atol", 1e-300),
            new Hostile("solver.rtol", 1.0),
            new Hostile("solver.atol", 1.0),
            new Hostile("solver.steps", 1),
            new Hostile("problem.noise", 1e300));

    /// Tables whose numbers are missing, endless or nearly so; each a file's name and its lines.
    private static final Map<String, List<String>> TABLES = Map.of(
            "missing.csv", List.of("t,a,b", "0,1,NaN", "1,,2", "2,3,1", "3,nan,0", "4,2,1", "5,4,NA", "6,1,0"),
            "nothing.csv", List.of("t,a,b", "0,NaN,NaN", "1,NaN,NaN", "2,NaN,NaN", "3,NaN,NaN"),
            "endless.csv", List.of("t,a,b", "0,1,inf", "1,-inf,2", "2,3,Infinity", "3,1e999,0", "4,2,1"),
            "large.csv", List.of("t,a,b", "0,1e308,-1e308", "1,-1e308,1e308", "2,1e308,1", "3,1e-320,0", "4,1,1"),
            "flat.csv", List.of("t,a,b", "0,1,1", "1,1,1", "2,1,1", "3,1,1", "4,1,1"));

    Hostile(String path, Object value) {
        this(path, value, "");
    }

    /// Writes the tables.
    static List<Path> tables(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        for (var table : new TreeMap<>(TABLES).entrySet()) {
            files.add(Files.write(folder.resolve(table.getKey()), table.getValue()));
        }
        return files;
    }

    /// One of these, or the least, the largest or the middle value that some number of these settings may have.
    ///
    /// @param tables of data; half of what is done to settings that read a table is one of them
    static Hostile of(Settings settings, RandomGenerator random, List<Path> tables) {
        List<String> files = settings.paths().stream()
                .map(SettingPath::path)
                .filter(path -> path.matches("(problem|init)\\..*[fF]ile"))
                .toList();
        if (!files.isEmpty() && random.nextInt(8) < (files.getFirst().startsWith("problem") ? 4 : 1)) {
            return new Hostile(
                    files.get(random.nextInt(files.size())),
                    tables.get(random.nextInt(tables.size())).toString(),
                    List.of("", "drop", "fill").get(random.nextInt(3)));
        }
        return random.nextBoolean() ? KNOWN.get(random.nextInt(KNOWN.size())) : anyEnd(settings, random);
    }

    private static Hostile anyEnd(Settings settings, RandomGenerator random) {
        List<Hostile> ends = new ArrayList<>();
        for (SettingPath path : settings.paths()) {
            Key<?> key = settings.parameter(path.path());
            switch (key.type()) {
                case Type.Real real -> {
                    ends.add(new Hostile(path.path(), real.min()));
                    ends.add(new Hostile(path.path(), real.max()));
                    ends.add(new Hostile(path.path(), real.sliderMax()));
                }
                case Type.Int whole -> ends.add(new Hostile(path.path(), whole.min()));
                case Type.Flag _ -> ends.add(new Hostile(path.path(), !(Boolean) key.defaultValue()));
                case Type.Choice<?> choice -> choice.ids().forEach(id -> ends.add(new Hostile(path.path(), id)));
                case Type.Reals _, Type.Text _, Type.Typed _ -> {}
            }
        }
        return ends.get(random.nextInt(ends.size()));
    }

    /// Settings with it; nothing where they have no such setting or refuse the value.
    Optional<Settings> in(Settings settings) {
        if (path.isEmpty()) {
            return Optional.of(settings);
        }
        try {
            if (!settings.has(path)) {
                return Optional.empty();
            }
            Settings changed = settings.with(path, value);
            return Optional.of(
                    missing.isEmpty() || !changed.has("problem.missing")
                            ? changed
                            : changed.with("problem.missing", missing));
        } catch (InvalidValueException _) {
            return Optional.empty();
        }
    }

    /// Weights with it [p].
    double[] weights(double[] theta) {
        double[] changed = theta.clone();
        for (int i = 0; path.isEmpty() && i < changed.length; i++) {
            changed[i] *= (Double) value;
        }
        return changed;
    }
}
