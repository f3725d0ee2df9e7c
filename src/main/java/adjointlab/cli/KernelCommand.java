package adjointlab.cli;

import adjointlab.core.catalog.Activations;
import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.catalog.Values;
import adjointlab.core.data.NdArray;
import adjointlab.core.data.Npz;
import adjointlab.core.field.Activation;
import adjointlab.core.ntk.LimitKernels;
import adjointlab.core.ntk.LimitRecursion;
import adjointlab.core.ntk.WideNetwork;
import adjointlab.core.ode.Cancellation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `adjointlab kernel`: Gaussian-process and tangent kernels of infinite width in a file that NumPy reads.
@Command(
        name = "kernel",
        description = "Compute the Gaussian-process and tangent kernels of an infinitely wide model, as an NPZ file.",
        footer = {
            "  adjointlab kernel --activation relu --depth 10 --inputs x.npz --out kernel.npz",
            "  adjointlab kernel --activation tanh --continuous --horizon 2 --inputs x.npz --out kernel.npz"
        })
final class KernelCommand implements Callable<Integer> {
    /// Beyond this the recursion's tables take more than half a gigabyte.
    private static final int MOST_LAYERS = 4000;

    /// Matrices [N×N] that are there at once: four of the recursion, four that come out of it, five to be written,
    /// less those that are done by then; four more of the coarser depth where depths are extrapolated.
    private static final int MATRICES = 12;

    private static final int MORE_MATRICES = 4;

    /// What the rest of the program needs, bytes.
    private static final long REST = 32L << 20;

    /// An extrapolation that is further off than this has found no limit.
    private static final double FOUND = 0.01;

    @Spec
    CommandSpec spec;

    @Option(
            names = "--activation",
            required = true,
            paramLabel = "ID",
            completionCandidates = Candidates.ActivationIds.class,
            description = "The activation φ; see 'list activations'.")
    String activation = "";

    @Option(names = "--degree", paramLabel = "K", description = "Degree of a polynomial; none: 3.")
    @Nullable
    Integer degree;

    @Option(names = "--sigma-u", paramLabel = "S", defaultValue = "1", description = "Scale of the embedding; none: 1.")
    double sigmaU;

    @Option(names = "--sigma-w", paramLabel = "S", defaultValue = "1", description = "Scale of the field; none: 1.")
    double sigmaW;

    @Option(names = "--sigma-v", paramLabel = "S", defaultValue = "1", description = "Scale of the read-out; none: 1.")
    double sigmaV;

    @Option(names = "--horizon", paramLabel = "T", defaultValue = "1", description = "Horizon in s; none: 1.")
    double horizon;

    @ArgGroup(multiplicity = "1")
    Layers layers = new Layers();

    @Option(
            names = "--inputs",
            required = true,
            paramLabel = "X.npz",
            description = "The file with the inputs x [N×d].")
    Path inputs = Path.of("");

    @Option(
            names = "--out",
            required = true,
            paramLabel = "K.npz",
            description = "The file to write: nngp, ntk and its parts ntk.v, ntk.w, ntk.u, each [N×N].")
    Path out = Path.of("");

    @Option(names = "--json", description = "Print accuracies as JSON.")
    boolean json;

    /// One of the two.
    static final class Layers {
        @Option(names = "--depth", paramLabel = "L", description = "Take a residual network of L Euler steps.")
        @Nullable
        Integer depth;

        @Option(names = "--continuous", description = "Take the neural ODE, by Richardson extrapolation.")
        boolean continuous;
    }

    @Override
    public Integer call() throws IOException {
        WideNetwork network = new WideNetwork(
                activation(),
                positive("--sigma-u", sigmaU),
                sigmaW == 0 ? 0 : positive("--sigma-w", sigmaW),
                positive("--sigma-v", sigmaV),
                positive("--horizon", horizon));
        double[][] x = inputs();
        LimitRecursion recursion = new LimitRecursion(network, Cancellation.NEVER);
        LimitKernels kernels =
                layers.depth == null ? recursion.continuous(x) : recursion.discrete(x, depth(layers.depth));
        LimitKernels.Accuracy accuracy = kernels.accuracy();
        if (!kernels.finite() || accuracy.extrapolation() > FOUND) {
            throw new InvalidValueException("the kernel grows without bound before the horizon, or changes by "
                    + percent(accuracy.extrapolation()) + " at " + accuracy.depth()
                    + " layers; try a smaller --sigma-w or --horizon");
        }
        Map<String, NdArray> arrays = new LinkedHashMap<>();
        arrays.put("nngp", NdArray.matrix(kernels.nngp()));
        arrays.put("ntk", NdArray.matrix(kernels.ntk()));
        arrays.put("ntk.v", NdArray.matrix(kernels.v()));
        arrays.put("ntk.w", NdArray.matrix(kernels.w()));
        arrays.put("ntk.u", NdArray.matrix(kernels.u()));
        Npz.write(out, arrays);
        if (json) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("file", out.toString());
            tree.put("inputs", x.length);
            tree.put("layers", accuracy.depth());
            tree.put("expectationError", accuracy.expectation());
            if (layers.continuous) {
                tree.put("extrapolationError", accuracy.extrapolation());
            }
            Told.json(spec, tree);
            return 0;
        }
        PrintWriter console = spec.commandLine().getOut();
        console.printf(
                Locale.ROOT,
                "%d inputs, %d layers; Gaussian expectations to %.1e%s%n",
                x.length,
                accuracy.depth(),
                accuracy.expectation(),
                layers.continuous
                        ? String.format(
                                Locale.ROOT, "; extrapolation to %.1e of the largest entry", accuracy.extrapolation())
                        : "");
        console.flush();
        return 0;
    }

    private Activation activation() {
        Entry<Activation> entry = Activations.CATALOG.get(activation);
        if (degree == null) {
            return entry.createDefault();
        }
        try {
            return entry.create(Values.EMPTY.with(Activations.DEGREE, degree).complete(entry.parameters()));
        } catch (InvalidValueException e) {
            throw new InvalidValueException("--degree with --activation " + activation + ": " + e.getMessage());
        }
    }

    private static String percent(double part) {
        return Double.isFinite(part) ? String.format(Locale.ROOT, "%.3g %%", 100 * part) : "more than any number";
    }

    private static double positive(String option, double value) {
        if (!(value > 0 && Double.isFinite(value))) {
            throw new InvalidValueException(option + " " + value + " is not allowed; allowed: real above 0");
        }
        return value;
    }

    private static int depth(int depth) {
        if (depth < 1 || depth > MOST_LAYERS) {
            throw new InvalidValueException(
                    "--depth " + depth + " is not allowed; allowed: whole number in [1, " + MOST_LAYERS + "]");
        }
        return depth;
    }

    /// Kernels are forecast before they are computed.
    private void refuseLarge(int inputs) {
        long each = (long) Double.BYTES * (layers.continuous ? MATRICES + MORE_MATRICES : MATRICES);
        long free = Runtime.getRuntime().maxMemory() - REST;
        long bytes = each * inputs * inputs;
        if (bytes > free) {
            throw new InvalidValueException("kernels of " + inputs + " inputs take " + (bytes >> 20) + " MiB; at most "
                    + (free >> 20) + " are free here: give at most " + (long) Math.sqrt((double) free / each)
                    + " inputs at once, or give Java more with -Xmx");
        }
    }

    private double[][] inputs() throws IOException {
        Map<String, NdArray> arrays = Npz.read(inputs);
        NdArray x = arrays.get("x");
        if (x == null) {
            throw new InvalidValueException(inputs + ": no array 'x'; there are " + String.join(", ", arrays.keySet()));
        }
        int[] shape = x.shape();
        if (shape.length != 2 || shape[0] == 0 || shape[1] == 0) {
            throw new InvalidValueException(
                    inputs + ": x has shape " + Arrays.toString(shape) + "; allowed: [N, d], both at least 1");
        }
        refuseLarge(shape[0]);
        double[][] rows = new double[shape[0]][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Arrays.copyOfRange(x.values(), i * shape[1], (i + 1) * shape[1]);
            if (!Arrays.stream(rows[i]).allMatch(Double::isFinite)) {
                throw new InvalidValueException(inputs + ": input " + i + " is not finite");
            }
        }
        return rows;
    }
}
