package adjointlab.lab.bench;

import adjointlab.core.field.Activation;
import adjointlab.core.field.Mlp;
import adjointlab.core.field.StandardActivations;
import adjointlab.core.field.StandardInitializers;
import adjointlab.core.kernel.Batch;
import adjointlab.core.math.RandomStreams;
import java.util.List;
import java.util.random.RandomGenerator;

/// A perceptron with seeded weights, start states and targets.
///
/// @param name for reports
/// @param field of the state
/// @param theta its weights [p]
/// @param start [d×n]
/// @param target [d×n]
public record FieldCase(String name, Mlp field, double[] theta, Batch start, Batch target) {
    /// The perceptron of the point-cloud experiments: 2-20-20-2, ELU, 120 samples.
    public static FieldCase small() {
        return of("2-20-20-2 ELU, batch 120", List.of(2, 20, 20, 2), StandardActivations.ELU, 120);
    }

    /// A wider one: 64-64-64, tanh, 256 samples.
    public static FieldCase wide() {
        return of("64-64-64 tanh, batch 256", List.of(64, 64, 64), StandardActivations.TANH, 256);
    }

    private static FieldCase of(String name, List<Integer> widths, Activation hidden, int samples) {
        Mlp field = Mlp.of(widths, hidden, false);
        double[] theta = new double[field.parameters().size()];
        new StandardInitializers.PyTorch(1).fill(field.parameters(), RandomStreams.of(1, "weights"), theta);
        RandomGenerator random = RandomStreams.of(1, "data");
        return new FieldCase(
                name, field, theta, normal(field.dim(), samples, random), normal(field.dim(), samples, random));
    }

    private static Batch normal(int dim, int samples, RandomGenerator random) {
        Batch batch = new Batch(dim, samples);
        for (int s = 0; s < samples; s++) {
            for (int i = 0; i < dim; i++) {
                batch.set(i, s, random.nextGaussian());
            }
        }
        batch.padState();
        return batch;
    }

    /// Floating-point operations in the matrix products of one evaluation; the products with the state's and the
    /// weights' cotangents take as many each.
    public double productFlops() {
        double flops = 0;
        for (int l = 1; l < field.widths().size(); l++) {
            flops += 2.0 * field.widths().get(l) * field.widths().get(l - 1) * start.size();
        }
        return flops;
    }
}
