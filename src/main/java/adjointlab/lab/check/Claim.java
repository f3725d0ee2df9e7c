package adjointlab.lab.check;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.math.Numbers;
import adjointlab.core.stat.Estimate;
import adjointlab.lab.check.Expectation.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// What is claimed of several numbers, one region each, or one for all.
///
/// @param regions one, or as many as numbers are judged
/// @param expected the claim's numbers, as text
/// @param tolerance how far off a number may be, as text; "" for bounds
record Claim(List<Region> regions, String expected, String tolerance) {
    private static final int DIGITS = 6;
    private static final int MEASURED_DIGITS = 4;
    private static final int MOST = 12;

    Claim {
        regions = List.copyOf(regions);
    }

    /// As far from values as a tolerance.
    ///
    /// @param share further, relative to the value
    static Claim near(double[] values, double tolerance, double share) {
        List<Region> regions = Arrays.stream(values)
                .mapToObj(value -> Region.around(value, tolerance + share * Math.abs(value)))
                .toList();
        String absolute = tolerance > 0 || share == 0 ? "± " + Numbers.brief(tolerance, 3) : "";
        String relative = share > 0 ? "± " + Numbers.brief(100 * share, 3) + " %" : "";
        String both = absolute.isEmpty() || relative.isEmpty() ? "" : " and ";
        return new Claim(regions, list(values), absolute + both + relative);
    }

    /// Between bounds; ±∞ where there is none.
    ///
    /// @param least none, one, or one for each number
    /// @param most none, one, or as many
    static Claim between(double[] least, double[] most) {
        int count = Math.max(least.length, most.length);
        if (count == 0) {
            throw new InvalidValueException("a claim needs 'atLeast' or 'atMost'");
        }
        List<Region> regions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            regions.add(new Region(pick(least, i, Double.NEGATIVE_INFINITY), pick(most, i, Double.POSITIVE_INFINITY)));
        }
        boolean low = Arrays.stream(least).anyMatch(Double::isFinite);
        boolean high = Arrays.stream(most).anyMatch(Double::isFinite);
        return new Claim(
                regions,
                (low ? "at least " + list(least) : "")
                        + (low && high ? ", " : "")
                        + (high ? "at most " + list(most) : ""),
                "");
    }

    private static double pick(double[] values, int i, double none) {
        if (values.length == 0) {
            return none;
        }
        if (values.length != 1 && i >= values.length) {
            throw new InvalidValueException("as many lower as upper bounds must be given, or one of them");
        }
        return values[values.length == 1 ? 0 : i];
    }

    private Region of(int number) {
        return regions.get(regions.size() == 1 ? 0 : number);
    }

    /// Whether so many numbers can be judged.
    ///
    /// @param what they are of, for a complaint: "runs"
    Claim check(int numbers, String what) {
        if (regions.size() != 1 && regions.size() != numbers) {
            throw new InvalidValueException(regions.size() + " values are claimed of " + numbers + " " + what);
        }
        return this;
    }

    /// Judges numbers that do not depend on chance; what is not a number never holds.
    Outcome judge(double... ours) {
        return judge(list(ours), Arrays.stream(ours).mapToObj(Estimate::exact).toList());
    }

    /// Judges numbers by their intervals.
    Outcome judge(List<Estimate> ours) {
        return judge(text(ours), ours);
    }

    /// Judges numbers by their intervals.
    ///
    /// @param text what the outcome calls them
    Outcome judge(String text, List<Estimate> ours) {
        List<Verdict> verdicts = new ArrayList<>();
        int fewest = Integer.MAX_VALUE;
        for (int i = 0; i < ours.size(); i++) {
            verdicts.add(of(i).judge(ours.get(i)));
            fewest = Math.min(fewest, ours.get(i).count());
        }
        return new Outcome(text, expected, tolerance, Verdict.all(verdicts), ours.isEmpty() ? 0 : fewest);
    }

    /// Estimates with their intervals where they have one.
    static String text(List<Estimate> estimates) {
        return estimates.stream().map(Claim::text).collect(Collectors.joining(", "));
    }

    /// An estimate with its interval where it has one: "0.14 [0.12, 0.16]".
    static String text(Estimate estimate) {
        String value = Numbers.brief(estimate.value(), MEASURED_DIGITS);
        return Double.isFinite(estimate.high()) && estimate.low() < estimate.high()
                ? value + " [" + Numbers.brief(estimate.low(), 3) + ", " + Numbers.brief(estimate.high(), 3) + "]"
                : value;
    }

    /// Numbers as text, repeated ones once; of many their ends.
    static String list(double... values) {
        if (values.length > MOST) {
            double least = Arrays.stream(values).min().orElse(Double.NaN);
            double largest = Arrays.stream(values).max().orElse(Double.NaN);
            return Numbers.brief(least, DIGITS) + " … " + Numbers.brief(largest, DIGITS) + " (" + values.length
                    + " numbers)";
        }
        List<String> texts = Arrays.stream(values)
                .mapToObj(value -> Numbers.brief(value, DIGITS))
                .toList();
        return texts.stream().distinct().count() == 1 ? texts.getFirst() : String.join(", ", texts);
    }
}
