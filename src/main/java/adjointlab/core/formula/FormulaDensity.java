package adjointlab.core.formula;

import adjointlab.core.field.DenseLayer;
import adjointlab.core.field.DensityWork;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.VectorField.Direction;
import adjointlab.core.kernel.Batch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A formula's field at work with the trace of its Jacobian along probes, δ̇ = −Σ εᵢᵀJεᵢ, whose terms are derived as
/// exactly as the formula's own. Chen, Rubanova, Bettencourt and Duvenaud, NeurIPS 2018, Theorem 1.
final class FormulaDensity implements DensityWork {
    private final int dim;
    private final int learned;
    private final int samples;
    private final Loop up;
    private final Loop along;
    private final Sums summed;
    private final Sums each;
    /// Time and parameters, then their tangents.
    private final double[] numbers;
    /// Rows that code reads: x, the probes, cotangents or tangents, and what is added to.
    private final double[][] in;
    private final int[] inAt;
    private final double[][] out;
    private final int[] outAt;
    private final double[] timePart = new double[1];
    private final Batch ofRest;
    private final int given;

    /// Code that adds to rows of x, parameters and time.
    ///
    /// @param rows which of them
    private record Sums(Loop loop, int[] rows) {}

    /// @param equations without networks, as many outputs as inputs
    FormulaDensity(Equations equations, int samples, int probes) {
        dim = equations.inputs().size();
        learned = equations.formula().learned().size();
        this.samples = samples;
        given = dim + probes * dim;
        Graph graph = new Graph();
        Lowering lowering = new Lowering(equations.formula(), equations.inputs(), graph);
        int[] terms = Arrays.copyOf(
                equations.outputs().stream().mapToInt(lowering::lower).toArray(), dim + 1);
        terms[dim] = graph.negate(trace(graph, Arrays.copyOf(terms, dim), probes));
        up = Compiler.compile(graph, terms);
        along = Compiler.compile(graph, graph.along(terms, tangents(graph)));
        summed = back(graph, terms, true);
        each = back(graph, terms, false);
        numbers = new double[2 + 2 * learned];
        int rows = given + dim + 1 + dim + learned + 1;
        in = new double[rows][];
        inAt = new int[rows];
        out = new double[rows][];
        outAt = new int[rows];
        ofRest = new Batch(learned + 1, samples);
    }

    /// Σ εᵢᵀJεᵢ.
    private int trace(Graph graph, int[] terms, int probes) {
        int trace = graph.number(0);
        for (int i = 0; i < probes; i++) {
            Map<Integer, Integer> dots = new HashMap<>();
            for (int j = 0; j < dim; j++) {
                dots.put(graph.variable(Compiler.ROWS, j), graph.variable(Compiler.ROWS, dim + i * dim + j));
            }
            int[] product = graph.along(terms, dots);
            for (int c = 0; c < dim; c++) {
                int probe = graph.variable(Compiler.ROWS, dim + i * dim + c);
                trace = graph.add(trace, graph.multiply(probe, product[c]));
            }
        }
        return trace;
    }

    /// Tangents of x stand behind the probes; those of parameters behind these, time's last.
    private Map<Integer, Integer> tangents(Graph graph) {
        Map<Integer, Integer> dots = new HashMap<>();
        for (int j = 0; j < dim; j++) {
            dots.put(graph.variable(Compiler.ROWS, j), graph.variable(Compiler.ROWS, given + j));
        }
        for (int p = 0; p < learned; p++) {
            dots.put(graph.variable(Compiler.NUMBERS, 1 + p), graph.variable(Compiler.NUMBERS, 1 + learned + p));
        }
        dots.put(graph.variable(Compiler.NUMBERS, Lowering.TIME), graph.variable(Compiler.NUMBERS, 1 + 2 * learned));
        return dots;
    }

    /// Cotangents of x are added row by row; those of parameters and of time are summed over the samples, or added row
    /// by row as well.
    private Sums back(Graph graph, int[] terms, boolean sum) {
        int[] cotangents = new int[dim + 1];
        Arrays.setAll(cotangents, k -> graph.variable(Compiler.ROWS, given + k));
        int[] by = new int[dim + learned + 1];
        for (int x = 0; x < by.length; x++) {
            int number = x == dim + learned ? Lowering.TIME : x - dim + 1;
            by[x] = x < dim ? graph.variable(Compiler.ROWS, x) : graph.variable(Compiler.NUMBERS, number);
        }
        int[] sums = graph.back(terms, cotangents, by);
        List<Integer> touched = new ArrayList<>();
        List<Integer> outputs = new ArrayList<>();
        int ofRows = 0;
        for (int x = 0; x < by.length; x++) {
            if (sums[x] != graph.number(0)) {
                boolean row = x < dim || !sum;
                int before = graph.variable(Compiler.ROWS, given + dim + 1 + touched.size());
                touched.add(x);
                outputs.add(row ? graph.add(before, sums[x]) : sums[x]);
                ofRows += row ? 1 : 0;
            }
        }
        int[] all = outputs.stream().mapToInt(term -> term).toArray();
        return new Sums(
                all.length == 0 ? (_, _, _, _, _, _) -> {} : Compiler.compile(graph, all, ofRows),
                touched.stream().mapToInt(row -> row).toArray());
    }

    @Override
    public void forward(double t, Batch y, double[] theta, Batch[] probes) {
        numbers[Lowering.TIME] = t;
        System.arraycopy(theta, 0, numbers, 1, learned);
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
        loop.run(numbers, in, inAt, out, outAt, rows.stride());
    }

    @Override
    public void write(Batch dyOut) {
        write(dyOut, up);
    }

    @Override
    public double back(Batch a, Batch gyAcc, ParameterGradient gThetaAcc) {
        boolean perSample = gThetaAcc.perSample();
        Sums sums = perSample ? each : summed;
        take(given, a, dim + 1);
        timePart[0] = 0;
        ofRest.fill(0);
        for (int k = 0; k < sums.rows.length; k++) {
            int row = sums.rows[k];
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
        sums.loop.run(numbers, in, inAt, out, outAt, samples);
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
        System.arraycopy(direction.theta(), 0, numbers, 1 + learned, learned);
        numbers[1 + 2 * learned] = direction.t();
        take(given, direction.y(), dim);
        write(dfOut, along);
    }

    /// A formula without networks has no layers.
    @Override
    public void tell(Batch a, DenseLayer.Listener listener) {
        // none
    }
}
