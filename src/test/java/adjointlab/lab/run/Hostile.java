package adjointlab.lab.run;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Type;
import adjointlab.lab.preset.SettingPath;
import adjointlab.lab.preset.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// A value that nobody sensible gives, of one setting or of the weights.
///
/// @param path of the setting; "" for the weights
/// @param value of it, or what the weights are multiplied with
record Hostile(String path, Object value) {
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

    /// One of these, or the least, the largest or the middle value that some number of these settings may have.
    static Hostile of(Settings settings, RandomGenerator random) {
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
            return settings.has(path) ? Optional.of(settings.with(path, value)) : Optional.empty();
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
