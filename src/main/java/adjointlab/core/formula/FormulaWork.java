package adjointlab.core.formula;

import adjointlab.core.field.DenseLayer;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.VectorField.Direction;
import adjointlab.core.formula.FormulaCode.Network;
import adjointlab.core.formula.FormulaCode.Piece;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import adjointlab.core.net.Part;
import adjointlab.core.net.Trail;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A formula's field at work for whoever uses one scratch. Networks come before what needs them.
final class FormulaWork {
    private final FormulaField field;
    private final FormulaCode code;
    private final List<Network> networks;
    private final int values;
    private final int learned;
    private final FormulaNumbers numbers;
    /// Where the rows that code reads stand, and those that it writes.
    private final double[] timePart = new double[1];
    private final Batch none = new Batch(0, 1);
    private final double[][] in;
    private final int[] inAt;
    private final double[][] out;
    private final int[] outAt;
    private final FormulaWires wires;
    private final Part.Work[] works;
    private final Trail[] trails;
    private final Batch[] taken;
    private final Batch[] takenDots;
    private final Part.Tangent[] tangents;
    private Batch given = new Batch(0, 1);
    private final Batch[] views;
    private int samples;
    private double[] bound = new double[0];
    private Batch y = given;
    private Scratch scratch = new Scratch();

    FormulaWork(FormulaField field) {
        this.field = field;
        code = field.code();
        networks = code.networks();
        values = code.values();
        learned = code.learned();
        numbers = new FormulaNumbers(field.formula(), field.drivers());
        int most = field.dim();
        for (Network network : networks) {
            most = Math.max(most, network.inputs());
        }
        int rows = Math.max(2 * values, values + most + values + learned + 1);
        in = new double[rows][];
        inAt = new int[rows];
        out = new double[rows][];
        outAt = new int[rows];
        wires = new FormulaWires(values, field.dim(), learned, timePart);
        works = new Part.Work[networks.size()];
        trails = new Trail[works.length];
        taken = new Batch[works.length];
        takenDots = new Batch[works.length];
        tangents = new Part.Tangent[works.length];
        views = new Batch[works.length];
    }

    /// Takes weights.
    void bind(double[] theta) {
        bound = theta;
        for (int n = 0; n < works.length && samples > 0; n++) {
            works[n].bind(theta, field.place(n));
        }
    }

    /// Goes to a state and evaluates the networks there.
    ///
    /// @param scratch whose memory is used until the next call
    /// @return this
    FormulaWork at(double t, Batch y, double[] theta, Scratch scratch) {
        this.y = y;
        this.scratch = scratch;
        if (samples != y.size()) {
            prepare(y.size());
            bind(theta);
        } else if (bound != theta) {
            bind(theta);
        }
        numbers.at(t, theta);
        takeValues();
        for (int n = 0; n < works.length; n++) { // each needs what those before it give
            Network network = networks.get(n);
            write(taken[n], network.piece().up());
            trails[n].at(scratch.array(works[n].trailLength()), 0);
            works[n].up(t, taken[n], trails[n], view(n, given));
        }
        return this;
    }

    private void prepare(int size) {
        samples = size;
        given = new Batch(values - code.inputs(), size);
        for (int n = 0; n < works.length; n++) {
            works[n] = field.parts().get(n).prepare(size);
            trails[n] = new Trail();
            taken[n] = new Batch(networks.get(n).inputs(), size);
            takenDots[n] = new Batch(networks.get(n).inputs(), size);
            tangents[n] = Part.Tangent.of(takenDots[n]);
            views[n] = new Batch(networks.get(n).outputs(), size);
        }
    }

    private Batch view(int n, Batch whole) {
        return views[n].repoint(whole.data(), whole.row(networks.get(n).row() - code.inputs()));
    }

    private void takeValues() {
        take(0, y);
        take(code.inputs(), given);
    }

    private void take(int first, Batch rows) {
        for (int i = 0; i < rows.dim(); i++) {
            in[first + i] = rows.data();
            inAt[first + i] = rows.row(i);
        }
    }

    /// Padding follows from the padding of the state.
    private void write(Batch rows, Loop loop) {
        for (int i = 0; i < rows.dim(); i++) {
            out[i] = rows.data();
            outAt[i] = rows.row(i);
        }
        loop.run(numbers.all(), in, inAt, out, outAt, rows.stride());
    }

    /// f.
    void up(Batch dyOut) {
        write(dyOut, code.value().up());
    }

    /// Adds aᵀ∂f/∂y and aᵀ∂f/∂θ.
    ///
    /// @return aᵀ∂f/∂t, summed over the batch
    double back(Batch a, Batch gyAcc, ParameterGradient gThetaAcc) {
        boolean each = gThetaAcc.perSample();
        numbers.slopes();
        if (works.length == 0 && !each) {
            timePart[0] = 0;
            wires.run(code.value().back(), numbers.all(), y, a, gyAcc, gThetaAcc);
            return timePart[0];
        }
        Batch ofNetworks = cleared(given.dim());
        Batch ofRest = cleared(each ? learned + 1 : 0);
        timePart[0] = 0;
        add(code.value(), a, gyAcc, ofNetworks, ofRest, gThetaAcc);
        double whole = 0;
        for (int n = works.length - 1; n >= 0; n--) {
            Batch ofTaken = cleared(taken[n].dim());
            Batch own = view(n, ofNetworks);
            whole += works[n].back(numbers.time(), taken[n], trails[n], own, ofTaken, gThetaAcc);
            add(networks.get(n).piece(), ofTaken, gyAcc, ofNetworks, ofRest, gThetaAcc);
        }
        for (int s = 0; s < samples && each; s++) {
            for (int p = 0; p < learned; p++) {
                gThetaAcc.add(s, p, ofRest.get(p, s));
            }
            whole += ofRest.get(learned, s);
        }
        return whole + timePart[0];
    }

    private Batch cleared(int dim) {
        if (dim == 0) {
            return none;
        }
        Batch batch = scratch.batch(dim, samples);
        batch.fill(0);
        return batch;
    }

    private void add(
            Piece piece, Batch a, Batch gyAcc, Batch ofNetworks, Batch ofRest, @Nullable ParameterGradient gThetaAcc) {
        Derivatives.Sums sums = gThetaAcc == null || gThetaAcc.perSample() ? piece.backEach() : piece.back();
        takeValues();
        take(values, a);
        int[] rows = sums.rows();
        for (int k = 0; k < rows.length; k++) {
            int row = rows[k];
            if (row < code.inputs()) {
                addTo(a.dim(), k, gyAcc.data(), gyAcc.row(row));
            } else if (row < values) {
                addTo(a.dim(), k, ofNetworks.data(), ofNetworks.row(row - code.inputs()));
            } else if (gThetaAcc == null || gThetaAcc.perSample()) {
                addTo(a.dim(), k, ofRest.data(), ofRest.row(row - values));
            } else if (row < values + learned) {
                addTo(a.dim(), k, gThetaAcc.data(), gThetaAcc.row(0) + row - values);
            } else {
                addTo(a.dim(), k, timePart, 0);
            }
        }
        sums.loop().run(numbers.all(), in, inAt, out, outAt, samples);
    }

    private void addTo(int terms, int k, double[] array, int place) {
        in[values + terms + k] = array;
        inAt[values + terms + k] = place;
        out[k] = array;
        outAt[k] = place;
    }

    /// (∂f/∂y) ẏ + (∂f/∂θ) θ̇ + (∂f/∂t) ṫ.
    void along(Direction direction, Batch dfOut) {
        numbers.along(direction);
        Batch dots = cleared(given.dim());
        takeValues();
        take(values, direction.y());
        take(values + code.inputs(), dots);
        for (int n = 0; n < works.length; n++) {
            write(takenDots[n], networks.get(n).piece().along());
            works[n].along(numbers.time(), taken[n], trails[n], tangent(n, direction), view(n, dots));
        }
        write(dfOut, code.value().along());
    }

    /// The last one, where weights and time go as then.
    private Part.Tangent tangent(int n, Direction direction) {
        Part.Tangent tangent = tangents[n];
        if (tangent.x() != takenDots[n] || tangent.theta() != direction.theta() || tangent.t() != direction.t()) {
            tangent = new Part.Tangent(takenDots[n], direction.theta(), direction.t());
            tangents[n] = tangent;
        }
        return tangent;
    }

    /// Tells what goes into the networks' layers, and the cotangents of what comes out.
    void tell(Batch a, DenseLayer.Listener listener) {
        Batch ofNetworks = cleared(given.dim());
        Batch ofRest = cleared(learned + 1);
        Batch ofState = cleared(y.dim());
        add(code.value(), a, ofState, ofNetworks, ofRest, null);
        for (int n = works.length - 1; n >= 0; n--) {
            Batch own = view(n, ofNetworks);
            works[n].tell(numbers.time(), taken[n], trails[n], own, field.firstLayer(n), listener);
            Batch ofTaken = cleared(taken[n].dim());
            works[n].back(numbers.time(), taken[n], trails[n], own, ofTaken, null);
            add(networks.get(n).piece(), ofTaken, ofState, ofNetworks, ofRest, null);
        }
    }
}
