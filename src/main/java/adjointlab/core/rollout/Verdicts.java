package adjointlab.core.rollout;

import adjointlab.core.kernel.Batch;
import java.util.Comparator;
import java.util.stream.IntStream;

/// What a model says of samples whose classes are known.
///
/// @param classes how many there are
/// @param truth each sample's class [n], from 0
/// @param told the class that it was given [n]
/// @param confidence in that class [n]: its probability, or its score where predictions are no probabilities
/// @param probabilities whether they are
public record Verdicts(int classes, int[] truth, int[] told, double[] confidence, boolean probabilities) {
    /// What predictions say.
    ///
    /// @param predictions [≥d×n]
    /// @param targets [d×n]
    /// @param probabilities whether predictions are those of classes
    public static Verdicts of(Batch predictions, Batch targets, boolean probabilities) {
        int n = targets.size();
        Verdicts verdicts = empty(n, targets.dim(), probabilities);
        for (int s = 0; s < n; s++) {
            verdicts.set(predictions, targets, s);
        }
        return verdicts;
    }

    static Verdicts empty(int samples, int components, boolean probabilities) {
        return new Verdicts(
                Math.max(2, components), new int[samples], new int[samples], new double[samples], probabilities);
    }

    void set(Batch predictions, Batch targets, int sample) {
        int components = targets.dim();
        double threshold = threshold(probabilities);
        truth[sample] = classOf(targets, components, 0, sample);
        told[sample] = classOf(predictions, components, threshold, sample);
        double value = predictions.get(components == 1 ? 0 : told[sample], sample);
        confidence[sample] = components > 1 || told[sample] == 1 ? value : 2 * threshold - value;
    }

    /// Above which a prediction of one component is the second class.
    static double threshold(boolean probabilities) {
        return probabilities ? 0.5 : 0;
    }

    /// n.
    public int samples() {
        return truth.length;
    }

    /// Whether a sample was told right.
    public boolean right(int sample) {
        return truth[sample] == told[sample];
    }

    /// How many were told wrong.
    public int wrong() {
        return (int) IntStream.range(0, samples()).filter(s -> !right(s)).count();
    }

    /// How many samples of each class were given each class.
    ///
    /// @return [truth][told]
    public int[][] confusion() {
        int[][] counts = new int[classes][classes];
        for (int s = 0; s < samples(); s++) {
            counts[truth[s]][told[s]]++;
        }
        return counts;
    }

    /// The samples in the order in which they teach most: wrong ones by falling confidence in the wrong class, then
    /// right ones by rising confidence.
    ///
    /// @return [n], each index once
    public int[] wrongFirst() {
        Comparator<Integer> byKind = Comparator.comparing(this::right);
        return IntStream.range(0, samples())
                .boxed()
                .sorted(byKind.thenComparingDouble(s -> right(s) ? confidence[s] : -confidence[s]))
                .mapToInt(s -> s)
                .toArray();
    }

    /// A sample's class: the largest component, or where there is one, whether it is above a threshold.
    ///
    /// @param of predictions or targets, of which the first components count
    /// @param components of a target
    static int classOf(Batch of, int components, double threshold, int sample) {
        if (components == 1) {
            return of.get(0, sample) > threshold ? 1 : 0;
        }
        int largest = 0;
        for (int i = 1; i < components; i++) {
            largest = of.get(i, sample) > of.get(largest, sample) ? i : largest;
        }
        return largest;
    }
}
