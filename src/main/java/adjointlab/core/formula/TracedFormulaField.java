package adjointlab.core.formula;

import adjointlab.core.field.DensityWork;
import adjointlab.core.field.Signal;
import adjointlab.core.field.TracedField;
import java.util.List;

/// A formula's field with as many components as its state, the trace of whose Jacobian is known by its own derivatives
/// and those of its networks, so that a density flows along it.
public final class TracedFormulaField extends FormulaField implements TracedField {
    TracedFormulaField(Formula formula, Inside inside, List<Signal> drivers, int dim) {
        super(formula, inside, drivers, dim, dim);
    }

    @Override
    public DensityWork prepareDensity(int samples, int probes) {
        return new FormulaDensity(this, samples, probes);
    }
}
