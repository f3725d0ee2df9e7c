package adjointlab.core.problem.dynamics;

import adjointlab.core.kernel.Batch;
import adjointlab.core.math.MatrixExponential;
import adjointlab.core.math.RandomStreams;
import adjointlab.core.problem.Problem;
import adjointlab.core.problem.ProblemData;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/// Learn ẋ = A*x from where N(0, σ²I) goes in time t: Okamoto, Takeuchi and Sakemi, equations (2) and (4), in n
/// dimensions.
///
/// @param dim n
/// @param target A* [n×n], row-major
/// @param horizon t, s
/// @param variance σ²
/// @param population how the expectation is taken
public record LinearSystem(int dim, List<Double> target, double horizon, double variance, Population population)
        implements Problem {
    /// How the expectation over the initial states is taken.
    public sealed interface Population permits Moments, Sample {}

    /// Exactly, by n samples σ√n·eᵢ whose mean outer product is σ²I. Exact wherever the terminal state is linear in
    /// the initial one; in one dimension the single sample x₀ = σ.
    public record Moments() implements Population {}

    /// By a seeded sample.
    ///
    /// @param size N
    public record Sample(int size) implements Population {}

    public LinearSystem {
        target = List.copyOf(target);
        if (target.size() != dim * dim) {
            throw new IllegalArgumentException(
                    "a target matrix in " + dim + " dimensions has " + dim * dim + " entries, not " + target.size());
        }
    }

    /// The loss in closed form; one dimension only.
    public Optional<SimplestOde> closedForm() {
        return dim == 1 ? Optional.of(new SimplestOde(target.getFirst(), horizon, variance)) : Optional.empty();
    }

    @Override
    public Optional<Dynamics> dynamics() {
        return Optional.of(new Linear(dim, target));
    }

    /// ẋ = A*x.
    private record Linear(int dim, List<Double> matrix) implements Dynamics {
        @Override
        public void rate(double t, double[] x, double[] rateOut) {
            for (int i = 0; i < dim; i++) {
                rateOut[i] = 0;
                for (int j = 0; j < dim; j++) {
                    rateOut[i] += matrix.get(i * dim + j) * x[j];
                }
            }
        }

        @Override
        public boolean jacobian(double t, double[] x, double[] jacobianOut) {
            Arrays.setAll(jacobianOut, matrix::get);
            return true;
        }
    }

    @Override
    public ProblemData data(long seed) {
        Batch initial = initial(seed);
        ProblemData.Truth truth = (t, xOut) -> {
            flow(t, initial, xOut);
            return true;
        };
        Batch end = new Batch(dim, initial.size());
        flow(horizon, initial, end);
        return new ProblemData(initial, 0, new double[] {horizon}, List.of(end), truth);
    }

    private Batch initial(long seed) {
        double sigma = Math.sqrt(variance);
        return switch (population) {
            case Moments _ -> {
                Batch initial = new Batch(dim, dim);
                for (int i = 0; i < dim; i++) {
                    initial.set(i, i, sigma * Math.sqrt(dim));
                }
                initial.padState();
                yield initial;
            }
            case Sample sample -> {
                RandomGenerator random = RandomStreams.of(seed, "data");
                Batch initial = new Batch(dim, sample.size());
                for (int s = 0; s < sample.size(); s++) {
                    for (int i = 0; i < dim; i++) {
                        initial.set(i, s, sigma * random.nextGaussian());
                    }
                }
                initial.padState();
                yield initial;
            }
        };
    }

    /// x(t) = exp(A*t) x₀.
    private void flow(double t, Batch initial, Batch xOut) {
        DMatrixRMaj exponent = new DMatrixRMaj(dim, dim);
        for (int e = 0; e < dim * dim; e++) {
            exponent.set(e, t * target.get(e));
        }
        DMatrixRMaj flow = MatrixExponential.of(exponent);
        DMatrixRMaj x0 = DMatrixRMaj.wrap(dim, initial.stride(), initial.data());
        DMatrixRMaj x = new DMatrixRMaj(dim, initial.stride());
        CommonOps_DDRM.mult(flow, x0, x);
        System.arraycopy(x.getData(), 0, xOut.data(), xOut.offset(), xOut.length());
    }
}
