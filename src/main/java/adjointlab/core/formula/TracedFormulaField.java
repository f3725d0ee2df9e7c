package adjointlab.core.formula;

import adjointlab.core.field.DensityWork;
import adjointlab.core.field.Signal;
import adjointlab.core.field.TracedField;
import java.util.List;

/// A formula's field without networks within, the trace of whose Jacobian is known by its own derivatives, so that a
/// density flows along it.
public final class TracedFormulaField extends FormulaField implements TracedField {
    TracedFormulaField(Formula formula, Inside inside, List<Signal> drivers, int dim) {
        super(formula, inside, drivers, dim, dim);
    }

    @Override
    public DensityWork prepareDensity(int samples, int probes) {
        return new FormulaDensity(equations(), drivers(), samples, probes);
    }
}
