package adjointlab.core.family;

import adjointlab.core.family.SecondOrderField.Convention;
import adjointlab.core.field.FieldTemplate;
import adjointlab.core.field.Shape;
import adjointlab.core.field.StandardActivations;

/// The heavy-ball neural ODE: h′ = m, m′ = −γm + f(h, t, θ) with γ = ε·sigmoid(ω). Xia, Suliafu, Ji, Nguyen, Bertozzi,
/// Osher and Wang, "Heavy ball neural ordinary differential equations", NeurIPS 2021, equations (9) and (10).
///
/// @param parts zero channels, initial velocity, read-out
/// @param damping γ
/// @param authorsSigns whether the momentum has the sign of the authors' program, h′ = −m
public record HbNode(Parts parts, Damping damping, boolean authorsSigns) implements FamilyTemplate {
    /// Where ω starts in all of the paper's experiments; γ = 0.047.
    public static final double GAMMA_RAW = -3;

    /// The damping γ = ε·sigmoid(ω).
    ///
    /// @param epsilon ε
    /// @param raw ω, or where it starts
    /// @param learned whether ω is a parameter
    public record Damping(double epsilon, double raw, boolean learned) {
        Coefficient coefficient() {
            return Coefficient.damping(epsilon, raw, learned);
        }
    }

    @Override
    public Model build(FieldTemplate field, Shape data, int outputs) {
        Shape position = parts.position(data);
        return parts.secondOrder(
                new SecondOrderField(
                        field.build(position, position),
                        damping.coefficient(),
                        Coefficient.NONE,
                        StandardActivations.IDENTITY,
                        authorsSigns ? Convention.AUTHORS : Convention.PAPER),
                data,
                outputs);
    }
}
