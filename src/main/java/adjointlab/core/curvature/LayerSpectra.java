package adjointlab.core.curvature;

import adjointlab.core.adjoint.ContinuousAdjoint;
import adjointlab.core.field.DenseLayer;
import adjointlab.core.math.Stop;
import adjointlab.core.math.UnconvergedException;
import adjointlab.core.matrix.Eigen;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.ErrorNorms;
import adjointlab.core.ode.StepListener;
import adjointlab.core.optim.LayerFactors;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.rollout.Pipeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.ejml.data.DMatrixRMaj;

/// The spectra of the Kronecker factors Ā_n and B̄_n of a model's dense layers and convolutions, integrals over time as
/// in Liu, Chen and Theodorou, NeurIPS 2021, equation (13). Ā_n of a convolution is the sum over its locations and B̄_n
/// the mean, as in Grosse and Martens, ICML 2016.
///
/// @param layers in the field's order
public record LayerSpectra(List<Layer> layers) {
    /// @param inputs eigenvalues of Ā_n, largest first
    /// @param cotangents eigenvalues of B̄_n, largest first
    public record Layer(double[] inputs, double[] cotangents) {
        /// The largest eigenvalue of Ā_n ⊗ B̄_n over the smallest, with what is added to every one of them.
        public double condition(double damping) {
            double largest = inputs[0] * cotangents[0] + damping;
            return largest / (inputs[inputs.length - 1] * cotangents[cotangents.length - 1] + damping);
        }
    }

    /// At these weights.
    ///
    /// @param theta [p], not modified
    /// @param gridStep Δt of the time grid, s
    /// @return nothing if the solve fails or is cancelled
    /// @throws IllegalArgumentException if the model has no dense layers or convolutions
    public static Optional<LayerSpectra> of(
            Experiment experiment, double[] theta, double gridStep, Cancellation cancellation) {
        Experiment sampled = experiment.numerics().gradient().samples()
                ? experiment
                : new Experiment(
                        experiment.task(),
                        experiment.model(),
                        new Experiment.Numerics(
                                experiment.numerics().solver(), new ContinuousAdjoint(ErrorNorms.BLOCKS)),
                        experiment.training(),
                        experiment.seed());
        Pipeline pipeline = new Pipeline(sampled);
        LayerGatherer gatherer =
                new LayerGatherer(experiment.model(), pipeline, new LayerFactors.Sampling(gridStep, 1));
        if (!pipeline.forward(theta, StepListener.NONE, cancellation).ok()) {
            return Optional.empty();
        }
        gatherer.begin(theta, true);
        if (!pipeline.backward(theta, gatherer, cancellation).ok()) {
            return Optional.empty();
        }
        gatherer.gatherEnds(pipeline);
        LayerFactors factors = gatherer.factors();
        List<DenseLayer> layers = factors.layers();
        List<Layer> spectra = new ArrayList<>();
        try {
            for (int l = 0; l < layers.size(); l++) {
                spectra.add(new Layer(
                        eigenvalues(
                                factors.inputs(l),
                                factors.step(l) * layers.get(l).locations(),
                                cancellation),
                        eigenvalues(factors.cotangents(l), factors.step(l), cancellation)));
            }
        } catch (CancellationException _) {
            return Optional.empty();
        }
        return Optional.of(new LayerSpectra(List.copyOf(spectra)));
    }

    private static double[] eigenvalues(DMatrixRMaj sum, double factor, Stop stop) {
        int n = sum.numRows;
        Eigen decomposition = new Eigen(false);
        if (!decomposition.of(sum, stop)) {
            throw new UnconvergedException("the eigenvalues of a layer's factor did not converge");
        }
        double[] ascending = new double[n];
        Arrays.setAll(ascending, i -> Math.max(0, factor * decomposition.values()[i]));
        Arrays.sort(ascending);
        double[] descending = new double[n];
        Arrays.setAll(descending, i -> ascending[n - 1 - i]);
        return descending;
    }
}
