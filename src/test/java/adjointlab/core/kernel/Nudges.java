package adjointlab.core.kernel;

import java.util.Arrays;

/// Points a little way off, for differences.
public final class Nudges {
    private Nudges() {}

    /// v + h·direction, padded as a state.
    public static Batch moved(Batch v, Batch direction, double h) {
        Batch moved = new Batch(v.dim(), v.size());
        for (int i = 0; i < v.dim(); i++) {
            for (int s = 0; s < v.size(); s++) {
                moved.set(i, s, v.get(i, s) + h * direction.get(i, s));
            }
        }
        moved.padState();
        return moved;
    }

    /// v + h·direction.
    public static double[] moved(double[] v, double[] direction, double h) {
        double[] moved = v.clone();
        Arrays.setAll(moved, j -> v[j] + h * direction[j]);
        return moved;
    }
}
