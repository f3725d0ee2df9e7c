package adjointlab.core.formula;

import adjointlab.core.field.ParameterGradient;
import adjointlab.core.kernel.Batch;
import org.jspecify.annotations.Nullable;

/// Where the way back of a formula without networks finds its rows and adds to them. A solver gives the same arrays
/// again and again, so that what was found for them stays: with one state that costs more than the formula itself.
final class FormulaWires {
    private final int values;
    private final int learned;
    private final double[][] in;
    private final int[] inAt;
    private final double[][] out;
    private final int[] outAt;
    private final double[] timePart;
    private double @Nullable [] y;
    private double @Nullable [] a;
    private double @Nullable [] gy;
    private double @Nullable [] gTheta;
    private int yAt;
    private int aAt;
    private int gyAt;
    private int gThetaAt;
    private int samples;

    /// @param values rows of the state
    /// @param terms of the formula
    /// @param learned parameters that have names
    /// @param timePart [1], what is added to for the time
    FormulaWires(int values, int terms, int learned, double[] timePart) {
        this.values = values;
        this.learned = learned;
        this.timePart = timePart;
        int rows = values + terms + values + learned + 1;
        in = new double[rows][];
        inAt = new int[rows];
        out = new double[rows][];
        outAt = new int[rows];
    }

    /// Adds the sums over the batch.
    ///
    /// @param cotangent of the terms
    void run(
            Derivatives.Sums sums,
            double[] numbers,
            Batch state,
            Batch cotangent,
            Batch gyAcc,
            ParameterGradient gThetaAcc) {
        boolean same = y == state.data()
                && yAt == state.offset()
                && a == cotangent.data()
                && aAt == cotangent.offset()
                && gy == gyAcc.data()
                && gyAt == gyAcc.offset()
                && gTheta == gThetaAcc.data()
                && gThetaAt == gThetaAcc.row(0)
                && samples == state.size();
        if (!same) {
            connect(sums.rows(), state, cotangent, gyAcc, gThetaAcc);
        }
        sums.loop().run(numbers, in, inAt, out, outAt, samples);
    }

    private void connect(int[] rows, Batch state, Batch cotangent, Batch gyAcc, ParameterGradient gThetaAcc) {
        y = state.data();
        yAt = state.offset();
        a = cotangent.data();
        aAt = cotangent.offset();
        gy = gyAcc.data();
        gyAt = gyAcc.offset();
        gTheta = gThetaAcc.data();
        gThetaAt = gThetaAcc.row(0);
        samples = state.size();
        take(0, state);
        take(values, cotangent);
        for (int k = 0; k < rows.length; k++) {
            int row = rows[k];
            if (row < values) {
                addTo(cotangent.dim(), k, gyAcc.data(), gyAcc.row(row));
            } else if (row < values + learned) {
                addTo(cotangent.dim(), k, gThetaAcc.data(), gThetaAt + row - values);
            } else {
                addTo(cotangent.dim(), k, timePart, 0);
            }
        }
    }

    private void take(int first, Batch rows) {
        for (int i = 0; i < rows.dim(); i++) {
            in[first + i] = rows.data();
            inAt[first + i] = rows.row(i);
        }
    }

    private void addTo(int terms, int k, double[] array, int place) {
        in[values + terms + k] = array;
        inAt[values + terms + k] = place;
        out[k] = array;
        outAt[k] = place;
    }
}
