package adjointlab.lab.probe;

import adjointlab.core.ode.Cancellation;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.stat.Distance;
import adjointlab.core.train.Checkpoint;
import adjointlab.lab.run.Experiments;
import adjointlab.lab.run.Run;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A training's tangent kernel over its iterations, from stored checkpoints: Gao et al., ICLR 2025, Fig. 2 (a, b).
public final class KernelTrace {
    /// What is traced.
    public enum Quantity {
        /// λ_min of H_k.
        LEAST("kernel.least", "λₘᵢₙ(Hₖ)"),
        /// λ_max/λ_min of H_k.
        CONDITION("kernel.condition", "λₘₐₓ/λₘᵢₙ(Hₖ)"),
        /// ‖H_k − H_0‖/‖H_0‖ in the Frobenius norm.
        DRIFT("kernel.drift", "‖Hₖ − H₀‖/‖H₀‖"),
        /// ‖θ_k − θ_0‖.
        DISTANCE("weights.distance", "‖θₖ − θ₀‖");

        private final String id;
        private final String label;

        Quantity(String id, String label) {
            this.id = id;
            this.label = label;
        }

        /// Stable name.
        public String id() {
            return id;
        }

        /// What an axis shows.
        public String label() {
            return label;
        }

        /// The quantity of that name.
        public static Optional<Quantity> find(String id) {
            return Arrays.stream(values()).filter(q -> q.id.equals(id)).findFirst();
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Gives kernels that may be known already.
    @FunctionalInterface
    public interface Source {
        /// The kernel at a checkpoint.
        ///
        /// @return nothing if cancelled
        Optional<TangentProbe> at(Checkpoint checkpoint);
    }

    private final int[] iterations;
    private final double[][] values;

    private KernelTrace(int[] iterations, double[][] values) {
        this.iterations = iterations;
        this.values = values;
    }

    /// Traces a run as far as it has come.
    ///
    /// @param most iterations that are looked at; the first and the newest are among them
    /// @param source of kernels
    /// @param cancellation asked between iterations; what is done then is returned
    public static KernelTrace of(Run run, int most, Source source, Cancellation cancellation) {
        List<Checkpoint> all = chosen(run.history().all(), most);
        List<double[]> rows = new ArrayList<>();
        List<Integer> iterations = new ArrayList<>();
        double[][] first = new double[0][];
        for (Checkpoint checkpoint : all) {
            Optional<TangentProbe> probe = cancellation.requested() ? Optional.empty() : source.at(checkpoint);
            if (probe.isEmpty() || !probe.get().refusal().isEmpty()) {
                break;
            }
            TangentProbe now = probe.get();
            first = rows.isEmpty() ? now.kernel() : first;
            rows.add(new double[] {
                now.spectrum().least(),
                now.spectrum().condition(),
                Distance.relative(now.kernel(), first),
                Distance.euclidean(checkpoint.theta(), all.getFirst().theta())
            });
            iterations.add(Math.toIntExact(checkpoint.iteration()));
        }
        return new KernelTrace(
                iterations.stream().mapToInt(Integer::intValue).toArray(), rows.toArray(double[][]::new));
    }

    /// Traces a finished run on its own data, without remembering anything.
    ///
    /// @param samples how many the kernels are about
    public static KernelTrace of(Run run, int most, int samples, Cancellation cancellation) {
        Experiment experiment = Experiments.build(run.settings());
        return of(
                run,
                most,
                checkpoint -> TangentProbe.of(experiment, checkpoint.theta(), samples, cancellation),
                cancellation);
    }

    private static List<Checkpoint> chosen(List<Checkpoint> all, int most) {
        if (all.size() <= most) {
            return all;
        }
        List<Checkpoint> chosen = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            chosen.add(all.get((int) Math.round(i * (all.size() - 1.0) / (most - 1))));
        }
        return chosen;
    }

    /// The iterations, ascending; a copy.
    public double[] iterations() {
        return Arrays.stream(iterations).asDoubleStream().toArray();
    }

    /// A quantity at each of them.
    public double[] values(Quantity quantity) {
        return Arrays.stream(values).mapToDouble(row -> row[quantity.ordinal()]).toArray();
    }
}
