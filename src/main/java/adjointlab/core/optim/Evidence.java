package adjointlab.core.optim;

import adjointlab.core.kernel.Scratch;
import adjointlab.core.math.Stop;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/// What an optimizer may know beside the gradient; filled by the trainer and reused.
public final class Evidence {
    private final Scratch scratch = new Scratch();
    private double rateFactor = 1;
    private double horizon = Double.NaN;
    private double terminalVariance = Double.NaN;
    private double loss = Double.NaN;
    private Stop stop = Stop.NEVER;
    private @Nullable OutputJacobian outputs;
    private @Nullable Objective objective;
    private @Nullable LayerFactors layers;
    private @Nullable DMatrixRMaj costCurvature;

    /// Memory of the thread that updates.
    public Scratch scratch() {
        return scratch;
    }

    /// Asked in the middle of an update that takes long.
    public Stop stop() {
        return stop;
    }

    /// By what the schedule multiplies the learning rate.
    public double rateFactor() {
        return rateFactor;
    }

    /// T = t₁ − t₀, s.
    public double horizon() {
        return horizon;
    }

    /// σ_t², mean square of the terminal state; NaN unless asked for by [Optimizer.Need#TERMINAL_VARIANCE].
    public double terminalVariance() {
        return terminalVariance;
    }

    /// The loss at the weights.
    public double loss() {
        return loss;
    }

    /// How predictions change with the weights, at the weights.
    ///
    /// @throws IllegalStateException unless asked for by [Optimizer.Need#OUTPUT_JACOBIAN]
    public OutputJacobian outputs() {
        return asked(outputs, Optimizer.Need.OUTPUT_JACOBIAN);
    }

    /// The loss at other weights.
    ///
    /// @throws IllegalStateException unless asked for by [Optimizer.Need#OBJECTIVE]
    public Objective objective() {
        return asked(objective, Optimizer.Need.OBJECTIVE);
    }

    /// The model's dense layers and convolutions and, where gathered at these weights, their factors.
    ///
    /// @throws IllegalStateException unless asked for by [Optimizer.Need#LAYER_FACTORS]
    public LayerFactors layers() {
        return asked(layers, Optimizer.Need.LAYER_FACTORS);
    }

    /// Q_uu(t₀) [p×p], the second derivative of the loss by the weights as differential programming has it; not a
    /// copy, not to be modified.
    ///
    /// @throws IllegalStateException unless asked for by [Optimizer.Need#COST_CURVATURE]
    public DMatrixRMaj costCurvature() {
        return asked(costCurvature, Optimizer.Need.COST_CURVATURE);
    }

    private static <T> T asked(@Nullable T evidence, Optimizer.Need need) {
        if (evidence == null) {
            throw new IllegalStateException("an optimizer uses " + need + " without having asked for it");
        }
        return evidence;
    }

    /// Fills in the numbers.
    ///
    /// @return this
    public Evidence with(double rateFactor, double horizon, double terminalVariance) {
        this.rateFactor = rateFactor;
        this.horizon = horizon;
        this.terminalVariance = terminalVariance;
        return this;
    }

    /// Fills in whom an update that takes long asks whether it is still wanted.
    ///
    /// @return this
    public Evidence with(Stop stop) {
        this.stop = stop;
        return this;
    }

    /// Fills in the loss at the weights.
    ///
    /// @return this
    public Evidence with(double loss) {
        this.loss = loss;
        return this;
    }

    /// Fills in the Jacobian of the predictions.
    ///
    /// @return this
    public Evidence with(OutputJacobian outputs) {
        this.outputs = outputs;
        return this;
    }

    /// Fills in the layers' factors.
    ///
    /// @return this
    public Evidence with(LayerFactors layers) {
        this.layers = layers;
        return this;
    }

    /// Fills in the curvature of the loss.
    ///
    /// @return this
    public Evidence with(DMatrixRMaj costCurvature) {
        this.costCurvature = costCurvature;
        return this;
    }

    /// Fills in the loss elsewhere.
    ///
    /// @return this
    public Evidence with(Objective objective) {
        this.objective = objective;
        return this;
    }
}
