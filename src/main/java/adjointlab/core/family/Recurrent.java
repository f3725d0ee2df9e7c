package adjointlab.core.family;

import adjointlab.core.field.FieldTemplate;
import adjointlab.core.field.Shape;
import java.util.List;

/// A family whose models take in observations on the way.
///
/// @param family of what flows between them
/// @param recurrence how states start and jump
/// @param inputs components of an observation
record Recurrent(FamilyTemplate family, Recurrence recurrence, int inputs) implements FamilyTemplate {
    @Override
    public Model build(FieldTemplate field, Shape data, int outputs) {
        Model inner = family.build(field, Shape.vector(recurrence.hidden()), outputs);
        if (inner.logDensity()) {
            throw new IllegalArgumentException("observations move the states of a normalizing flow, but not their"
                    + " densities; choose another family, or a problem without observations on the way");
        }
        if (inner.costDim() > 0) {
            throw new IllegalArgumentException("a cost is put around a recurrent model, not into one");
        }
        // a limit of infinite width is one without jumps
        List<Trait> traits = inner.traits().stream()
                .filter(trait -> !(trait instanceof Trait.WideLimit))
                .toList();
        return Model.of(inner.field(), recurrence.encoder(data.size(), inner.encoder()), inner.decoder(), traits)
                .jumping(recurrence.cell().build(inner.field().dim(), inputs));
    }
}
