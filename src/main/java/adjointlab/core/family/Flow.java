package adjointlab.core.family;

import adjointlab.core.field.Blocks;
import adjointlab.core.field.FieldTemplate;
import adjointlab.core.field.LayeredField;
import adjointlab.core.field.LogDensity;
import adjointlab.core.field.Shape;
import adjointlab.core.field.Trace;
import adjointlab.core.net.Constant;
import adjointlab.core.net.LogNormal;
import adjointlab.core.net.Stack;
import adjointlab.core.net.Take;
import java.util.List;

/// A continuous normalizing flow: data x are carried to z, whose density is standard normal, and the change of volume δ
/// on the way gives log p(x) = log N(z; 0, I) − δ. A prediction is (z, log p(x)). Chen, Rubanova, Bettencourt and
/// Duvenaud, NeurIPS 2018, section 4; Grathwohl et al., "FFJORD", ICLR 2019.
///
/// @param trace how the trace of the Jacobian is had
/// @param blocks flows one after another, each with weights of its own
public record Flow(Trace trace, int blocks) implements FamilyTemplate {
    @Override
    public Model build(FieldTemplate field, Shape data, int outputs) {
        int dim = data.size();
        if (outputs > dim + 1) {
            throw new IllegalArgumentException("a flow of " + dim + " components predicts " + (dim + 1)
                    + " numbers, where it goes and the log-density; the problem wants " + outputs);
        }
        if (!(field.build(data, data) instanceof LayeredField layered)) {
            throw new IllegalArgumentException(
                    "a flow needs the trace of its field's Jacobian, which is known for fields made of dense layers"
                            + " only; choose the perceptron as field");
        }
        LayeredField whole = blocks == 1 ? layered : new Blocks(layered, blocks);
        return Model.of(
                new LogDensity(whole, trace),
                Stack.of(Take.all(dim), Constant.zeros(dim, 1)),
                new LogNormal(dim),
                List.of(new Trait.Density()));
    }
}
