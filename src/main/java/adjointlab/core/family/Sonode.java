package adjointlab.core.family;

import adjointlab.core.family.SecondOrderField.Convention;
import adjointlab.core.field.FieldTemplate;
import adjointlab.core.field.Shape;
import adjointlab.core.field.StandardActivations;

/// The second-order neural ODE: h′ = v, v′ = f(h, v, t, θ). Norcliffe, Bodnar, Day, Simidjievski and Liò, "On second
/// order behaviour in augmented neural ODEs", NeurIPS 2020; Xia et al., NeurIPS 2021, equation (45).
///
/// @param parts zero channels, initial velocity, read-out
/// @param idleDamping whether θ holds a `family.gammaRaw` that is multiplied by zero, as the authors' program does:
///     Xia et al. count it among the 528 parameters of their point cloud
public record Sonode(Parts parts, boolean idleDamping) implements FamilyTemplate {
    @Override
    public Model build(FieldTemplate field, Shape data, int outputs) {
        Shape position = parts.position(data);
        Coefficient damping = idleDamping ? Coefficient.damping(0, HbNode.GAMMA_RAW, true) : Coefficient.NONE;
        return parts.secondOrder(
                new SecondOrderField(
                        field.build(position.with(position.channels()), position),
                        damping,
                        Coefficient.NONE,
                        StandardActivations.IDENTITY,
                        Convention.PAPER),
                data,
                outputs);
    }
}
