package adjointlab.core.formula;

import adjointlab.core.field.DenseLayer;
import adjointlab.core.field.DensityWork;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.Signal;
import adjointlab.core.field.VectorField.Direction;
import adjointlab.core.kernel.Batch;
import java.util.List;

/// A formula's field at work with the trace of its Jacobian along probes, δ̇ = −Σ εᵢᵀJεᵢ, whose terms are derived as
/// exactly as the formula's own. Chen, Rubanova, Bettencourt and Duvenaud, NeurIPS 2018, Theorem 1.
final class FormulaDensity implements DensityWork {
    private final int dim;
    private final int learned;
    private final int samples;
    private final DensityCode code;
    private final FormulaNumbers numbers;
    /// Rows that code reads: x, the probes, cotangents or tangents, and what is added to.
    private final double[][] in;
    private final int[] inAt;
    private final double[][] out;
    private final int[] outAt;
    private final double[] timePart = new double[1];
    private final Batch ofRest;
    private final int given;

    /// @param equations without networks, as many outputs as inputs
    /// @param drivers at least those that the formula names
    FormulaDensity(Equations equations, List<Signal> drivers, int samples, int probes) {
        dim = equations.inputs().size();
        learned = equations.formula().learned().size();
        this.samples = samples;
        given = dim + probes * dim;
        code = DensityCode.of(equations, probes);
        numbers = new FormulaNumbers(equations.formula(), drivers);
        int rows = given + dim + 1 + dim + learned + 1;
        in = new double[rows][];
        inAt = new int[rows];
        out = new double[rows][];
        outAt = new int[rows];
        ofRest = new Batch(learned + 1, samples);
    }

    @Override
    public void forward(double t, Batch y, double[] theta, Batch[] probes) {
        numbers.at(t, theta);
        take(0, y, dim);
        for (int i = 0; i < probes.length; i++) {
            take(dim + i * dim, probes[i], dim);
        }
    }

    private void take(int first, Batch rows, int count) {
        for (int i = 0; i < count; i++) {
            in[first + i] = rows.data();
            inAt[first + i] = rows.row(i);
        }
    }

    private void write(Batch rows, Loop loop) {
        for (int i = 0; i < rows.dim(); i++) {
            out[i] = rows.data();
            outAt[i] = rows.row(i);
        }
        loop.run(numbers.all(), in, inAt, out, outAt, rows.stride());
    }

    @Override
    public void write(Batch dyOut) {
        write(dyOut, code.up());
    }

    @Override
    public double back(Batch a, Batch gyAcc, ParameterGradient gThetaAcc) {
        boolean perSample = gThetaAcc.perSample();
        numbers.slopes();
        Derivatives.Sums sums = perSample ? code.each() : code.summed();
        take(given, a, dim + 1);
        timePart[0] = 0;
        ofRest.fill(0);
        for (int k = 0; k < sums.rows().length; k++) {
            int row = sums.rows()[k];
            if (row < dim) {
                addTo(k, gyAcc.data(), gyAcc.row(row));
            } else if (perSample) {
                addTo(k, ofRest.data(), ofRest.row(row - dim));
            } else if (row < dim + learned) {
                addTo(k, gThetaAcc.data(), gThetaAcc.row(0) + row - dim);
            } else {
                addTo(k, timePart, 0);
            }
        }
        sums.loop().run(numbers.all(), in, inAt, out, outAt, samples);
        double whole = timePart[0];
        for (int s = 0; s < samples && perSample; s++) {
            for (int p = 0; p < learned; p++) {
                gThetaAcc.add(s, p, ofRest.get(p, s));
            }
            whole += ofRest.get(learned, s);
        }
        return whole;
    }

    private void addTo(int k, double[] array, int place) {
        in[given + dim + 1 + k] = array;
        inAt[given + dim + 1 + k] = place;
        out[k] = array;
        outAt[k] = place;
    }

    @Override
    public void along(Direction direction, Batch dfOut) {
        numbers.along(direction);
        take(given, direction.y(), dim);
        write(dfOut, code.along());
    }

    /// A formula without networks has no layers.
    @Override
    public void tell(Batch a, DenseLayer.Listener listener) {
        // none
    }
}
