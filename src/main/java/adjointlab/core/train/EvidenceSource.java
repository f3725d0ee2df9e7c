package adjointlab.core.train;

import adjointlab.core.adjoint.AdjointListener;
import adjointlab.core.curvature.CostCurvature;
import adjointlab.core.curvature.LayerGatherer;
import adjointlab.core.curvature.ModelJacobian;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.ode.StepListener;
import adjointlab.core.optim.CurvatureForm;
import adjointlab.core.optim.Evidence;
import adjointlab.core.optim.LayerFactors;
import adjointlab.core.optim.Objective;
import adjointlab.core.optim.Optimizer;
import adjointlab.core.optim.Optimizer.Need;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.rollout.Pipeline;
import java.util.Optional;
import java.util.Set;

/// Finds out what an optimizer asks for beside the gradient, and counts what that costs.
final class EvidenceSource {
    private final Pipeline pipeline;
    private final Set<Need> needs;
    private final Optional<ModelJacobian> jacobian;
    private final Optional<LayerGatherer> gatherer;
    private final Optional<LayerFactors.Sampling> sampling;
    private final int factored;
    private final Optional<CurvatureForm> form;
    private final Optional<CostCurvature> curvature;
    private final Objective objective = new PipelineObjective();
    private Cancellation cancellation = Cancellation.NEVER;
    private long forward;
    private long backward;

    /// @param experiment whose optimizer asks
    /// @param pipeline of the same experiment; its last evaluation is overwritten when losses elsewhere are asked
    /// for
    /// @throws IllegalArgumentException if the experiment cannot answer, saying why
    EvidenceSource(Experiment experiment, Pipeline pipeline) {
        this.pipeline = pipeline;
        this.needs = experiment.training().optimizer().needs();
        this.jacobian = needs.contains(Need.OUTPUT_JACOBIAN)
                ? Optional.of(new ModelJacobian(experiment, pipeline.data(), pipeline.context()))
                : Optional.empty();
        this.form = experiment.training().optimizer().curvatureForm();
        this.curvature = form.map(each -> new CostCurvature(experiment, pipeline.data(), pipeline.context(), each));
        this.sampling = experiment.training().optimizer().layerSampling();
        if (sampling.isPresent() && !experiment.numerics().gradient().samples()) {
            throw new IllegalArgumentException(
                    "this optimizer samples the adjoint's dense output; choose a continuous adjoint as gradient");
        }
        this.factored = experiment
                .training()
                .optimizer()
                .factored(experiment.model().denseLayers())
                .size();
        this.gatherer = sampling.map(each -> new LayerGatherer(
                experiment.model(),
                pipeline,
                each,
                experiment.training().optimizer().factored(experiment.model().denseLayers())));
    }

    /// The listener that the backward solve for the gradient has to tell, before an update of that number.
    ///
    /// @param theta [p], not copied
    /// @param updates made so far by the optimizer
    AdjointListener listener(double[] theta, long updates) {
        if (gatherer.isEmpty()) {
            return AdjointListener.NONE;
        }
        gatherer.get().begin(theta, updates % sampling.orElseThrow().every() == 0);
        return gatherer.get();
    }

    /// Whether it answers the needs of that experiment's optimizer as well, for the same data.
    boolean serves(Experiment experiment) {
        Optimizer optimizer = experiment.training().optimizer();
        return needs.equals(optimizer.needs())
                && sampling.equals(optimizer.layerSampling())
                && factored
                        == optimizer.factored(experiment.model().denseLayers()).size()
                && form.equals(optimizer.curvatureForm());
    }

    /// Fills in what was asked for.
    ///
    /// @param theta [p], not copied; stays as it is until the optimizer has its direction
    SolveStatus fill(double[] theta, Evidence evidence, Cancellation cancellation) {
        this.cancellation = cancellation;
        forward = 0;
        backward = 0;
        if (needs.contains(Need.OBJECTIVE)) {
            evidence.with(objective);
        }
        if (gatherer.isPresent()) {
            if (!gatherer.get().asleep()) {
                gatherer.get().gatherEnds(pipeline);
            }
            evidence.with(gatherer.get().factors());
        }
        if (curvature.isPresent()) {
            evidence.with(curvature.get().matrix());
            return curvature.get().at(theta, cancellation);
        }
        if (jacobian.isPresent()) {
            evidence.with(jacobian.get());
            return jacobian.get().at(theta, cancellation);
        }
        return SolveStatus.OK;
    }

    /// Field evaluations forward since [#fill].
    long forwardEvaluations() {
        return forward
                + jacobian.map(ModelJacobian::evaluations).orElse(0L)
                + curvature.map(CostCurvature::evaluations).orElse(0L);
    }

    /// Field evaluations backward since [#fill]; a discrete adjoint's are its vector-Jacobian products.
    long backwardEvaluations() {
        return backward
                + jacobian.map(ModelJacobian::vjps).orElse(0L)
                + curvature.map(CostCurvature::vjps).orElse(0L);
    }

    private final class PipelineObjective implements Objective {
        @Override
        public double value(double[] theta) {
            SolveStatus status = pipeline.forward(theta, StepListener.NONE, cancellation);
            forward += pipeline.work().forwardStats().evaluations();
            return status.ok() ? pipeline.loss() : Double.NaN;
        }

        @Override
        public double valueAndGradient(double[] theta, double[] gradientOut) {
            double loss = value(theta);
            if (Double.isNaN(loss)) {
                return Double.NaN;
            }
            SolveStatus status = pipeline.backward(theta, AdjointListener.NONE, cancellation);
            backward += pipeline.work().backwardStats().evaluations();
            System.arraycopy(pipeline.gradient(), 0, gradientOut, 0, gradientOut.length);
            return status.ok() ? loss : Double.NaN;
        }
    }
}
