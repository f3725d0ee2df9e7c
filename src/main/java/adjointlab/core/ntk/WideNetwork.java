package adjointlab.core.ntk;

import adjointlab.core.field.Activation;

/// The model of Gao et al., equations (1) to (3), whose width tends to infinity:
/// f(x) = (σ_v/√n) vᵀφ(h_T), ḣ = (σ_w/√n) Wφ(h), h₀ = (σ_u/√d) Ux, all entries of v, W and U standard normal.
///
/// @param activation φ
/// @param sigmaU scale of the embedding, positive
/// @param sigmaW scale of the field, not negative
/// @param sigmaV scale of the read-out, positive
/// @param horizon T, s
public record WideNetwork(Activation activation, double sigmaU, double sigmaW, double sigmaV, double horizon) {
    public WideNetwork {
        if (!(sigmaU > 0 && sigmaW >= 0 && sigmaV > 0 && horizon > 0)) {
            throw new IllegalArgumentException("scales and horizon must be positive");
        }
    }
}
