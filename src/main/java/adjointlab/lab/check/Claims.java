package adjointlab.lab.check;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.catalog.Key;
import adjointlab.lab.preset.ExpectationSpec;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.RunPattern;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A preset's claims, as checks.
public final class Claims {
    private static final String VALUES = "values";

    /// Kinds that once took "values" of another meaning, and what stands for them now. Documents of that time open;
    /// only cards read claims.
    private static final Map<String, String> BEFORE = Map.of(
            "order", "'direction', 1 for growing or −1 for falling; the kind 'equal-groups' is for neither",
            "range", "'atLeast' and 'atMost'",
            "normal", "'normal', true or false");

    /// Kinds that look at weights once all runs have ended.
    private static final Set<String> OF_WEIGHTS =
            Set.of("gradient-distance", "jump-times", "forecast-error", "forecast-ratio", "memory", "memory-gain");

    private Claims() {}

    /// Looks at what a preset's claims want of the weights that a run has had, once it has ended, and lets them
    /// go: those of many runs take more memory than there is.
    static void settle(Preset preset, Run run) {
        for (ExpectationSpec claim : preset.expectations()) {
            Map<String, Object> values = claim.values().map();
            if (values.get("metric") instanceof String metric
                    && RunChecks.isTraced(metric)
                    && new RunPattern(String.valueOf(values.getOrDefault("runs", "*"))).matches(run.name())) {
                RunChecks.column(run, metric);
            }
        }
        if (preset.expectations().stream().map(ExpectationSpec::kind).noneMatch(OF_WEIGHTS::contains)) {
            run.history().clear();
        }
    }

    /// Refuses a preset with a claim that cannot be checked, whatever its runs do.
    ///
    /// @throws InvalidValueException naming preset and claim, in one sentence
    public static void check(Preset preset) {
        List<ExpectationSpec> claims = preset.expectations();
        for (int i = 0; i < claims.size(); i++) {
            try {
                check(claims.get(i));
            } catch (InvalidValueException e) {
                throw new InvalidValueException(preset.id() + ", expectations[" + i + "]: " + e.getMessage());
            }
        }
    }

    /// The check of a claim.
    ///
    /// @throws InvalidValueException if there is no such kind, or it does not take the values, in one sentence
    static Expectation check(ExpectationSpec spec) {
        Entry<Expectation> kind = Expectations.CATALOG.get(spec.kind());
        Set<String> given = spec.values().map().keySet();
        if (given.contains(VALUES) && BEFORE.containsKey(spec.kind())) {
            throw new InvalidValueException(
                    "'" + spec.kind() + "' takes no 'values' any more; write " + BEFORE.get(spec.kind()));
        }
        Expectation check = kind.create(spec.values().complete(kind.parameters()));
        boolean bounds = given.contains("atLeast") || given.contains("atMost");
        boolean tolerance = given.contains("tolerance") || given.contains("share");
        boolean tolerant = kind.parameters().stream().map(Key::name).anyMatch("tolerance"::equals);
        if (tolerant && !bounds && !tolerance) {
            throw new InvalidValueException("a 'tolerance' must be given; where none was it used to be 0.001");
        }
        if (bounds && tolerance) {
            throw new InvalidValueException("bounds have no tolerance; leave out 'tolerance' and 'share'");
        }
        return check;
    }
}
