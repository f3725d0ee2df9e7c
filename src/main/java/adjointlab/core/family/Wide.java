package adjointlab.core.family;

import adjointlab.core.field.Activation;
import adjointlab.core.field.FieldTemplate;
import adjointlab.core.field.Shape;
import adjointlab.core.net.Activate;
import adjointlab.core.net.Chain;
import adjointlab.core.net.Dense;
import java.util.List;

/// A wide state between linear maps in tangent-kernel scaling: h₀ = (σ_u/√d) Ux, outputs (σ_v/√n) Vφ(h_T), with
/// standard normal weights at the start. Gao et al., "Global convergence in neural ODEs", ICLR 2025, equations (1) to
/// (3); several outputs have independent rows of V.
///
/// @param width n
/// @param sigmaU σ_u
/// @param sigmaV σ_v
/// @param activation φ of the read-out
public record Wide(int width, double sigmaU, double sigmaV, Activation activation) implements FamilyTemplate {
    @Override
    public Model build(FieldTemplate field, Shape data, int outputs) {
        return Model.of(
                field.build(width, width),
                new Dense(data.size(), width, "embed.U", "", sigmaU / Math.sqrt(data.size())),
                Chain.of(
                        new Activate(Shape.vector(width), activation),
                        new Dense(width, outputs, "readout.V", "", sigmaV / Math.sqrt(width))),
                List.of(new Trait.WideLimit(this)));
    }
}
