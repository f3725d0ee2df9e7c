package adjointlab.core.family;

import adjointlab.core.field.Blocks;
import adjointlab.core.field.FieldTemplate;
import adjointlab.core.field.LayeredField;
import adjointlab.core.field.LogDensity;
import adjointlab.core.field.Shape;
import adjointlab.core.field.Trace;
import adjointlab.core.field.TracedField;
import adjointlab.core.field.VectorField;
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
        return Model.of(
                new LogDensity(inBlocks(field.build(data, data)), trace),
                Stack.of(Take.all(dim), Constant.zeros(dim, 1)),
                new LogNormal(dim),
                List.of(new Trait.Density()));
    }

    private TracedField inBlocks(VectorField field) {
        if (blocks > 1 && field instanceof LayeredField layered) {
            return new Blocks(layered, blocks);
        }
        if (blocks > 1 || !(field instanceof TracedField traced)) {
            throw new IllegalArgumentException(
                    blocks > 1
                            ? "a flow of several blocks needs a field of dense layers; choose the perceptron as field,"
                                    + " or one block"
                            : "a flow needs the trace of its field's Jacobian, which this field does not know; choose"
                                    + " the perceptron as field, or a formula");
        }
        return traced;
    }
}
