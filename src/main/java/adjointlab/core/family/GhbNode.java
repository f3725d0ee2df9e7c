package adjointlab.core.family;

import adjointlab.core.family.SecondOrderField.Convention;
import adjointlab.core.field.Activation;
import adjointlab.core.field.FieldTemplate;
import adjointlab.core.field.Shape;

/// The generalised heavy-ball neural ODE: h′ = σ(m), m′ = −γm + f(h, t, θ) − ξh with γ = ε·sigmoid(ω) and ξ =
/// softplus(χ). Xia et al., NeurIPS 2021, equation (15).
///
/// @param parts zero channels, initial velocity, read-out
/// @param damping γ
/// @param correction ξ
/// @param gate σ
/// @param authorsSigns whether the signs are those of the authors' program, h′ = σ(−m), m′ = −γm + f + ξh
public record GhbNode(Parts parts, HbNode.Damping damping, Correction correction, Activation gate, boolean authorsSigns)
        implements FamilyTemplate {
    /// Where the paper's hardtanh gate saturates.
    public static final double GATE_BOUND = 5;

    /// The correction ξ = softplus(χ).
    ///
    /// @param raw χ, or where it starts
    /// @param learned whether χ is a parameter
    public record Correction(double raw, boolean learned) {
        Coefficient coefficient() {
            return Coefficient.correction(raw, learned);
        }
    }

    @Override
    public Model build(FieldTemplate field, Shape data, int outputs) {
        Shape position = parts.position(data);
        return parts.secondOrder(
                new SecondOrderField(
                        field.build(position, position),
                        damping.coefficient(),
                        correction.coefficient(),
                        gate,
                        authorsSigns ? Convention.AUTHORS : Convention.PAPER),
                data,
                outputs);
    }
}
