package adjointlab.core.optim;

/// How the second derivative Q_uu of a loss by the parameters is got from a backward solve. Liu, Chen and Theodorou,
/// NeurIPS 2021.
public enum CurvatureForm {
    /// The coupled matrix equations (9) of Theorem 1.
    MATRICES,
    /// The vectors of Proposition 2, as many as the loss's second derivative has rank.
    VECTORS,
    /// One vector a sample: the loss's second derivative replaced by ∇Φ∇Φᵀ/(t₁ − t₀), as in the paper's
    /// experiments.
    OUTER_PRODUCT;

    /// Weights above which a curvature matrix is refused.
    public static final int MOST_WEIGHTS = 4000;
}
