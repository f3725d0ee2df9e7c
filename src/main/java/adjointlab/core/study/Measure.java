package adjointlab.core.study;

import java.util.Optional;

/// What studies measure, under the names that files, axes and expectations use.
public enum Measure {
    /// The setting that is varied.
    VARIED("x", "varied setting"),
    /// ‖f − f*‖/‖f*‖ over the samples.
    OUTPUT_ERROR("error.output", "relative error of the output"),
    /// ‖∇f − ∇f*‖/‖∇f*‖ of the mean output.
    GRADIENT_ERROR("error.gradient", "relative error of the gradient"),
    /// Field evaluations and vector-Jacobian products.
    WORK("work", "evaluations and products"),
    /// Processor time of the calling thread, s.
    SECONDS("seconds", "processor time, s"),
    /// ‖K − K∞‖/‖K∞‖ in the Frobenius norm.
    TANGENT_ERROR("error.ntk", "‖K − K∞‖/‖K∞‖, tangent kernel"),
    /// The same of the Gaussian process's covariance.
    COVARIANCE_ERROR("error.nngp", "‖Σ − Σ*‖/‖Σ*‖, covariance"),
    /// λ_min of the tangent kernel.
    TANGENT_LEAST("least.ntk", "λₘᵢₙ of the tangent kernel"),
    /// λ_min of φ(h_T)ᵀφ(h_T)σ_v²/n.
    COVARIANCE_LEAST("least.nngp", "λₘᵢₙ of the covariance"),
    /// Variance of the output over random weights.
    VARIANCE("variance", "output variance"),
    /// The same at infinite width.
    VARIANCE_LIMIT("variance.limit", "output variance, infinite width");

    private final String id;
    private final String label;

    Measure(String id, String label) {
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

    /// The measure of that name.
    public static Optional<Measure> find(String id) {
        for (Measure measure : values()) {
            if (measure.id.equals(id)) {
                return Optional.of(measure);
            }
        }
        return Optional.empty();
    }
}
