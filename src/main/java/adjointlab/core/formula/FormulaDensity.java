package adjointlab.core.formula;

import adjointlab.core.field.DenseLayer;
import adjointlab.core.field.DensityWork;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.VectorField.Direction;
import adjointlab.core.formula.DensityCode.Piece;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import adjointlab.core.net.ToldLayers;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A formula's field at work with the trace of its Jacobian along probes, δ̇ = −Σ εᵢᵀJεᵢ, whose terms are derived as
/// exactly as the formula's own; networks within give their values and how these change along each probe. Chen,
/// Rubanova, Bettencourt and Duvenaud, NeurIPS 2018, Theorem 1.
final class FormulaDensity implements DensityWork {
    private final FormulaField field;
    private final int dim;
    private final int learned;
    private final int samples;
    private final DensityCode code;
    private final FormulaNumbers numbers;
    private final DensityNetwork[] networks;
    /// What networks give, with how that changes along each probe behind it, and cotangents of both.
    private final Batch given;
    private final Batch ofGiven;
    /// Rows that code reads: those of [DensityCode], cotangents or tangents, and what is added to.
    private final double[][] in;
    private final int[] inAt;
    private final double[][] out;
    private final int[] outAt;
    private final double[] timePart = new double[1];
    private final Batch ofRest;
    private final ToldLayers told;
    private final Batch unused;
    private Batch y;
    private Batch[] probes = new Batch[0];
    private double[] theta = {};

    /// @param field as many components as its state
    FormulaDensity(FormulaField field, int samples, int probes) {
        this.field = field;
        this.samples = samples;
        Equations equations = field.equations();
        dim = equations.inputs().size();
        learned = equations.formula().learned().size();
        code = DensityCode.of(equations, probes);
        numbers = new FormulaNumbers(equations.formula(), field.drivers());
        given = new Batch((1 + probes) * code.given(), samples);
        ofGiven = new Batch(given.dim(), samples);
        networks = new DensityNetwork[code.networks().size()];
        int most = dim + 1;
        for (int n = 0; n < networks.length; n++) {
            DensityCode.Network network = code.networks().get(n);
            networks[n] = new DensityNetwork(
                    network, field.parts().get(n), new DensityNetwork.Rows(given, ofGiven, code.given()), probes);
            most = Math.max(most, networks[n].taken().dim());
        }
        int rows = code.probe(probes) + most + code.probe(0) + learned + 1;
        in = new double[rows][];
        inAt = new int[rows];
        out = new double[rows][];
        outAt = new int[rows];
        ofRest = new Batch(learned + 1, samples);
        told = new ToldLayers(field.denseLayers().size());
        unused = new Batch(dim + 1, samples);
        y = unused;
    }

    @Override
    public void bind(double[] theta) {
        for (int n = 0; n < networks.length; n++) {
            networks[n].bind(theta, field.place(n));
        }
    }

    @Override
    public void forward(double t, Batch y, double[] theta, Batch[] probes) {
        this.y = y;
        this.theta = theta;
        this.probes = probes;
        numbers.at(t, theta);
        take(0, y, dim);
        take(dim, given, given.dim());
        for (int i = 0; i < probes.length; i++) {
            take(code.probe(i), probes[i], dim);
        }
        for (int n = 0; n < networks.length; n++) { // each needs what those before it give
            write(networks[n].taken(), code.networks().get(n).piece().up());
            networks[n].up(t);
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
        write(dyOut, code.value().up());
    }

    @Override
    public double back(Batch a, Batch gyAcc, ParameterGradient gThetaAcc) {
        double whole = goBack(a, gyAcc, gThetaAcc, null) + timePart[0];
        for (int s = 0; s < samples && gThetaAcc.perSample(); s++) {
            for (int p = 0; p < learned; p++) {
                gThetaAcc.add(s, p, ofRest.get(p, s));
            }
            whole += ofRest.get(learned, s);
        }
        return whole;
    }

    /// @param layers is told of layers; null for who does not want it
    /// @return what networks add to the derivative by t
    private double goBack(Batch a, Batch gyAcc, @Nullable ParameterGradient gThetaAcc, @Nullable ToldLayers layers) {
        numbers.slopes();
        timePart[0] = 0;
        ofRest.fill(0);
        ofGiven.fill(0);
        add(code.value(), a, dim + 1, gyAcc, gThetaAcc);
        double whole = 0;
        for (int n = networks.length - 1; n >= 0; n--) {
            if (layers != null) {
                networks[n].tell(numbers.time(), field.firstLayer(n), layers);
            }
            whole += networks[n].back(numbers.time(), gThetaAcc);
            Batch ofTaken = networks[n].ofTaken();
            add(code.networks().get(n).piece(), ofTaken, ofTaken.dim(), gyAcc, gThetaAcc);
        }
        return whole;
    }

    /// @param terms how many of the first rows of `a` are cotangents of the piece's terms
    private void add(Piece piece, Batch a, int terms, Batch gyAcc, @Nullable ParameterGradient gThetaAcc) {
        boolean each = gThetaAcc == null || gThetaAcc.perSample();
        Derivatives.Sums sums = each ? piece.each() : piece.summed();
        int first = code.probe(probes.length);
        int own = code.probe(0);
        take(first, a, terms);
        for (int k = 0; k < sums.rows().length; k++) {
            int row = sums.rows()[k];
            int place = first + terms + k;
            if (row < dim) {
                addTo(place, k, gyAcc.data(), gyAcc.row(row));
            } else if (row < own) {
                addTo(place, k, ofGiven.data(), ofGiven.row(row - dim));
            } else if (gThetaAcc == null || each) {
                addTo(place, k, ofRest.data(), ofRest.row(row - own));
            } else if (row < own + learned) {
                addTo(place, k, gThetaAcc.data(), gThetaAcc.row(0) + row - own);
            } else {
                addTo(place, k, timePart, 0);
            }
        }
        sums.loop().run(numbers.all(), in, inAt, out, outAt, samples);
    }

    private void addTo(int place, int k, double[] array, int at) {
        in[place] = array;
        inAt[place] = at;
        out[k] = array;
        outAt[k] = at;
    }

    /// With networks the trace changes as its gradient says, a sample at a time.
    @Override
    public void along(Direction direction, Batch dfOut) {
        if (code.along().isPresent()) {
            numbers.along(direction);
            take(code.probe(probes.length), direction.y(), dim);
            write(dfOut, code.along().get());
            return;
        }
        Batch x = new Batch(dim, samples, y.data(), y.offset());
        Batch xDot = new Batch(dim, samples, direction.y().data(), direction.y().offset());
        Batch fDot = new Batch(dim, samples, dfOut.data(), dfOut.offset());
        field.jvp(numbers.time(), x, theta, new Direction(xDot, direction.theta(), direction.t()), new Scratch(), fDot);
        FormulaDensity single = new FormulaDensity(field, 1, probes.length);
        single.bind(theta);
        Batch a = new Batch(dim + 1, 1);
        a.set(dim, 0, 1);
        for (int s = 0; s < samples; s++) {
            int sample = s;
            Batch[] own =
                    Arrays.stream(probes).map(probe -> column(probe, sample)).toArray(Batch[]::new);
            single.forward(numbers.time(), column(y, s), theta, own);
            Batch ofState = new Batch(dim + 1, 1);
            ParameterGradient ofTheta = new ParameterGradient(1, direction.theta().length);
            double sum = single.back(a, ofState, ofTheta) * direction.t();
            for (int i = 0; i < dim; i++) {
                sum += ofState.get(i, 0) * xDot.get(i, s);
            }
            for (int j = 0; j < direction.theta().length; j++) {
                sum += ofTheta.data()[j] * direction.theta()[j];
            }
            dfOut.set(dim, s, sum);
        }
        int row = dfOut.row(dim);
        Arrays.fill(dfOut.data(), row + samples, row + dfOut.stride(), dfOut.get(dim, samples - 1));
    }

    private static Batch column(Batch batch, int s) {
        Batch column = new Batch(batch.dim(), 1);
        for (int i = 0; i < batch.dim(); i++) {
            column.set(i, 0, batch.get(i, s));
        }
        column.padState();
        return column;
    }

    /// Each layer once, with the sum of what the probes tell.
    @Override
    public void tell(Batch a, DenseLayer.Listener listener) {
        if (networks.length > 0) {
            told.begin(listener);
            goBack(a, unused, null, told);
        }
    }
}
