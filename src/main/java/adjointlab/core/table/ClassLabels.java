package adjointlab.core.table;

import adjointlab.core.math.Numbers;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Targets that may be classes, told from their numbers alone.
final class ClassLabels {
    private ClassLabels() {}

    /// Which of the different values each has [N]: whole numbers that come again; all the same where they are none.
    static int[] classOf(double... y) {
        Map<Double, Integer> ids = new HashMap<>();
        int[] of = new int[y.length];
        for (int s = 0; s < y.length; s++) {
            if (y[s] != Math.rint(y[s]) || ids.size() > LabelledSamples.MOST_CLASSES) {
                return new int[y.length];
            }
            of[s] = ids.computeIfAbsent(y[s], _ -> ids.size());
        }
        return 2 * ids.size() <= y.length ? of : new int[y.length];
    }

    /// Whether they are classes.
    static boolean are(double... y) {
        return Arrays.stream(classOf(y)).anyMatch(c -> c > 0);
    }

    /// How many there are of each.
    ///
    /// @param y [N][1]; others are values
    static List<SampleFacts.ClassCount> counts(double[][] y) {
        if (y.length == 0 || y[0].length != 1) {
            return List.of();
        }
        double[] labels = Arrays.stream(y).mapToDouble(row -> row[0]).toArray();
        if (!are(labels)) {
            return List.of();
        }
        Map<Double, Integer> counts = new TreeMap<>();
        for (double label : labels) {
            counts.merge(label, 1, Integer::sum);
        }
        return counts.entrySet().stream()
                .map(each -> new SampleFacts.ClassCount(Numbers.brief(each.getKey(), 6), each.getValue()))
                .toList();
    }

    /// What is said of a drawing.
    ///
    /// @param classOf [all]
    static String drawn(int read, int... classOf) {
        boolean classes = Arrays.stream(classOf).anyMatch(c -> c > 0);
        return Numbers.count(read) + " samples drawn with seed " + Draw.SEED
                + (classes ? ", classes in proportion" : "");
    }
}
