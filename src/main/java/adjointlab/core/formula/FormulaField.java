package adjointlab.core.formula;

import adjointlab.core.field.Activation;
import adjointlab.core.field.Context;
import adjointlab.core.field.DenseLayer;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.ParameterLayout;
import adjointlab.core.field.ParameterLayout.Block;
import adjointlab.core.field.Signal;
import adjointlab.core.field.VectorField;
import adjointlab.core.formula.Formula.Constant;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import adjointlab.core.math.Notation;
import adjointlab.core.net.Activate;
import adjointlab.core.net.Chain;
import adjointlab.core.net.Dense;
import adjointlab.core.net.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A field that a person typed: ẋ = f(t, x, u(t); θ) with inputs u that drive it, parameters that have names, and
/// perceptrons within, a universal differential equation. Rackauckas et al., arXiv:2001.04385, section 2. Its
/// parameters are those with names, then the weights of its networks: `field.W1`, `field.b1`, …; `field.n2.W1`, … of a
/// second one.
public sealed class FormulaField implements VectorField permits TracedFormulaField {
    private final Equations equations;
    private final Inside inside;
    private final List<Signal> drivers;
    private final FormulaCode code;
    private final ParameterLayout layout;
    /// Networks in the order in which they can be computed.
    private final List<Part> parts = new ArrayList<>();
    /// Where their weights start in θ.
    private final List<Integer> places = new ArrayList<>();
    private final List<Integer> firstLayers = new ArrayList<>();
    private final List<DenseLayer> layers = new ArrayList<>();

    /// What networks within are like.
    ///
    /// @param widths of their hidden layers
    /// @param activation behind each of these
    public record Inside(List<Integer> widths, Activation activation) {
        public Inside {
            widths = List.copyOf(widths);
        }
    }

    /// One that nothing drives.
    ///
    /// @param formula a system that names no inputs
    /// @param inside what its networks are like
    /// @param inputDim components of the state
    /// @param dim components of the field
    /// @return one that knows the trace of its Jacobian, where it has one
    /// @throws IllegalArgumentException in one sentence, if the formula has another size
    public static FormulaField of(Formula formula, Inside inside, int inputDim, int dim) {
        return of(formula, inside, List.of(), inputDim, dim);
    }

    /// @param formula a system
    /// @param inside what its networks are like
    /// @param drivers inputs over time, at least those that the formula names: u1 is the first
    /// @param inputDim components of the state
    /// @param dim components of the field
    /// @return one that knows the trace of its Jacobian, where it has one
    /// @throws IllegalArgumentException in one sentence, if the formula has another size, or names an input that is
    ///     not there
    public static FormulaField of(Formula formula, Inside inside, List<Signal> drivers, int inputDim, int dim) {
        formula.checkInputs(drivers.size());
        return inputDim == dim
                ? new TracedFormulaField(formula, inside, drivers, dim)
                : new FormulaField(formula, inside, drivers, inputDim, dim);
    }

    FormulaField(Formula formula, Inside inside, List<Signal> drivers, int inputDim, int dim) {
        this.drivers = List.copyOf(drivers);
        this.equations = Equations.of(formula, inputDim, dim);
        this.inside = inside;
        code = FormulaCode.of(equations);
        List<Block> named = new ArrayList<>();
        for (Constant constant : formula.learned()) {
            named.add(Block.of(constant.name(), named.size()));
        }
        ParameterLayout all = new ParameterLayout(named);
        for (FormulaCode.Network network : code.networks()) {
            Part part = perceptron(network, prefix(network.index()));
            parts.add(part);
            places.add(all.size());
            firstLayers.add(layers.size());
            layers.addAll(DenseLayer.moved(part.layers(), all.size()));
            all = all.then(part.parameters());
        }
        layout = all;
    }

    /// What the names of a network's weights begin with.
    ///
    /// @param network from 0
    static String prefix(int network) {
        return network == 0 ? "field." : "field.n" + (network + 1) + ".";
    }

    Equations equations() {
        return equations;
    }

    private Part perceptron(FormulaCode.Network network, String prefix) {
        List<Part> chain = new ArrayList<>();
        int inputs = network.inputs();
        for (int l = 0; l <= inside.widths.size(); l++) {
            boolean last = l == inside.widths.size();
            int outputs = last ? network.outputs() : inside.widths.get(l);
            Dense dense = new Dense(inputs, outputs, prefix + "W" + (l + 1), prefix + "b" + (l + 1));
            chain.add(dense);
            if (!last) {
                chain.add(new Activate(dense.out(), inside.activation));
            }
            inputs = outputs;
        }
        return new Chain(chain);
    }

    /// What was typed.
    public Formula formula() {
        return equations.formula();
    }

    /// What the components of its state are called [inputDim].
    public List<String> componentNames() {
        return equations.inputs().stream().map(Notation::state).toList();
    }

    /// Inputs over time, at least those that it names.
    public List<Signal> drivers() {
        return drivers;
    }

    /// What its networks are like.
    public Inside inside() {
        return inside;
    }

    @Override
    public int dim() {
        return equations.outputs().size();
    }

    @Override
    public int inputDim() {
        return equations.inputs().size();
    }

    @Override
    public ParameterLayout parameters() {
        return layout;
    }

    /// Where the parameters that have names start.
    @Override
    public List<Start> starts() {
        List<Start> starts = new ArrayList<>();
        for (Constant constant : formula().learned()) {
            starts.add(new Start(starts.size(), constant.value()));
        }
        return starts;
    }

    FormulaCode code() {
        return code;
    }

    List<Part> parts() {
        return parts;
    }

    int place(int n) {
        return places.get(n);
    }

    private FormulaWork work(Scratch scratch) {
        return scratch.memory(this, FormulaWork::new);
    }

    @Override
    public void bind(double[] theta, Context context, Scratch scratch) {
        work(scratch).bind(theta);
    }

    @Override
    public void eval(double t, Batch y, double[] theta, Scratch scratch, Batch dyOut) {
        long mark = scratch.mark();
        work(scratch).at(t, y, theta, scratch).up(dyOut);
        scratch.release(mark);
    }

    @Override
    public double vjp(
            double t, Batch y, double[] theta, Batch a, Scratch scratch, Batch gyAcc, ParameterGradient gThetaAcc) {
        long mark = scratch.mark();
        double timePart = work(scratch).at(t, y, theta, scratch).back(a, gyAcc, gThetaAcc);
        scratch.release(mark);
        return timePart;
    }

    @Override
    public double evalAndVjp(
            double t,
            Batch y,
            double[] theta,
            Batch a,
            Scratch scratch,
            Batch dyOut,
            Batch gyAcc,
            ParameterGradient gThetaAcc) {
        long mark = scratch.mark();
        FormulaWork work = work(scratch).at(t, y, theta, scratch);
        work.up(dyOut);
        double timePart = work.back(a, gyAcc, gThetaAcc);
        scratch.release(mark);
        return timePart;
    }

    @Override
    public void jvp(double t, Batch y, double[] theta, Direction direction, Scratch scratch, Batch dfOut) {
        long mark = scratch.mark();
        work(scratch).at(t, y, theta, scratch).along(direction, dfOut);
        scratch.release(mark);
    }

    @Override
    public List<DenseLayer> denseLayers() {
        return layers;
    }

    @Override
    public void layerCotangents(
            double t, Batch y, double[] theta, Batch a, Scratch scratch, DenseLayer.Listener listener) {
        long mark = scratch.mark();
        work(scratch).at(t, y, theta, scratch).tell(a, listener);
        scratch.release(mark);
    }

    int firstLayer(int n) {
        return firstLayers.get(n);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FormulaField field
                && field.equations.equals(equations)
                && field.inside.equals(inside)
                && field.drivers.equals(drivers);
    }

    @Override
    public int hashCode() {
        return Objects.hash(equations, inside, drivers);
    }
}
