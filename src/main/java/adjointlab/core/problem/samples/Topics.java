package adjointlab.core.problem.samples;

import adjointlab.core.math.Stop;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Short texts in four classes as counts of words: each class has words that it prefers, all share the frequencies of
/// Zipf's law. They stand for news where none are at hand.
///
/// @param words size of the vocabulary
/// @param length words of a text
/// @param preference how many times more likely a class's own words are
/// @param coding of the four classes
public record Topics(int words, int length, double preference, Samples.Coding coding) implements Samples.Source {
    private static final int CLASSES = 4;

    @Override
    public int dim() {
        return words;
    }

    @Override
    public int outputDim() {
        return coding.dim(CLASSES);
    }

    @Override
    public boolean tellsClasses() {
        return true;
    }

    @Override
    public void fill(RandomGenerator random, double[][] xOut, double[][] yOut) {
        double[][] cumulated = new double[CLASSES][words];
        for (int label = 0; label < CLASSES; label++) {
            double sum = 0;
            for (int w = 0; w < words; w++) {
                sum += (w % CLASSES == label ? preference : 1) / (w + 1.0);
                cumulated[label][w] = sum;
            }
        }
        for (int s = 0; s < xOut.length; s++) {
            Stop.heedOfThisWork();
            int label = s % CLASSES;
            double[] own = cumulated[label];
            Arrays.fill(xOut[s], 0);
            for (int i = 0; i < length; i++) {
                int found = Arrays.binarySearch(own, random.nextDouble() * own[words - 1]);
                xOut[s][Math.min(words - 1, found < 0 ? -found - 1 : found)]++;
            }
            coding.write(label, CLASSES, yOut[s]);
        }
    }
}
