package adjointlab.lab.python;

import adjointlab.core.data.NdArray;
import adjointlab.core.family.SecondOrderField;
import adjointlab.core.field.Driven;
import adjointlab.core.field.Signal;
import adjointlab.core.field.VectorField;
import adjointlab.core.formula.Formula;
import adjointlab.core.formula.FormulaField;
import adjointlab.core.formula.PythonFormula;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Inputs over time that drive a field, as `driving(t, name)` of Python; their samples are in a file of their own.
final class PythonInputs {
    /// Beside the program.
    static final String FILE = "inputs.npz";

    private static final String FUNCTION = """
        def driving(t, name):
            times, samples = INPUTS[name + ".times"], INPUTS[name + ".samples"]
            between, beyond = WAYS[name]
            last = len(times) - 1

            def rise(k):
                return (samples[k + 1] - samples[k]) / (times[k + 1] - times[k])

            def slope(k):
                # of the parabola through a sample and its neighbours
                if last == 1:
                    return rise(0)
                m = max(1, min(k, last - 1))
                bend = (rise(m) - rise(m - 1)) / (times[m + 1] - times[m - 1])
                return rise(m - 1) + bend * (2 * times[k] - times[m - 1] - times[m])

            if t <= times[0] or last == 0:
                return samples[0]
            if t >= times[last]:
                return samples[last] if beyond == "hold" else samples[last] + (t - times[last]) * rise(last - 1)
            k = min(int((times <= t).sum()) - 1, last - 1)
            if between == "steps":
                return samples[k]
            if between == "linear":
                return samples[k] + (t - times[k]) * rise(k)
            h = times[k + 1] - times[k]
            s = (t - times[k]) / h
            r = 1 - s
            ends = (1 + 2 * s) * r * r * samples[k] + s * s * (3 - 2 * s) * samples[k + 1]
            return ends + s * r * h * (r * slope(k) - s * slope(k + 1))
        """;

    private PythonInputs() {}

    /// Those that drive a field, by name; none where nothing does.
    static Map<String, Signal> of(VectorField field) {
        Map<String, Signal> inputs = new LinkedHashMap<>();
        switch (field) {
            case SecondOrderField second -> inputs.putAll(of(second.force()));
            case FormulaField formula ->
                formula.formula()
                        .named()
                        .forEach(name -> inputs.put(name, formula.drivers().get(Formula.INPUTS.indexOf(name))));
            case Driven driven -> {
                for (int j = 0; j < driven.inputs().size(); j++) {
                    inputs.put(Formula.INPUTS.get(j), driven.inputs().get(j));
                }
            }
            default -> {} // nothing drives others
        }
        return inputs;
    }

    /// The function and what it takes from the file; nothing where nothing drives.
    static List<String> lines(Map<String, Signal> inputs) {
        List<String> lines = new ArrayList<>();
        if (inputs.isEmpty()) {
            return lines;
        }
        lines.add("INPUTS = load(\"" + FILE + "\")");
        lines.add("WAYS = {");
        inputs.forEach((name, input) -> lines.add(
                "    \"" + name + "\": (\"" + word(input.between()) + "\", \"" + word(input.beyond()) + "\"),"));
        lines.add("}");
        lines.add("");
        lines.add("");
        FUNCTION.replace("driving", PythonFormula.DRIVING).lines().forEach(lines::add);
        lines.add("");
        lines.add("");
        return lines;
    }

    private static String word(Enum<?> way) {
        return way.name().toLowerCase(Locale.ROOT);
    }

    /// What is in the file.
    static Map<String, NdArray> arrays(Map<String, Signal> inputs) {
        Map<String, NdArray> arrays = new LinkedHashMap<>();
        inputs.forEach((name, input) -> {
            arrays.put(name + ".times", NdArray.vector(numbers(input.times())));
            arrays.put(name + ".samples", NdArray.vector(numbers(input.samples())));
        });
        return arrays;
    }

    private static double[] numbers(List<Double> all) {
        return all.stream().mapToDouble(each -> each).toArray();
    }
}
