package adjointlab.core.net;

import adjointlab.core.field.DenseLayer;
import adjointlab.core.field.ParameterLayout;
import adjointlab.core.field.ParameterLayout.Block;
import java.util.List;

/// A part made of parts, whose parameters stand one after another.
sealed interface Composite extends Part permits Chain, Stack, Sum {
    /// What it is made of, in the order of their parameters.
    List<Part> parts();

    @Override
    default ParameterLayout parameters() {
        return Several.parameters(parts());
    }

    @Override
    default List<DenseLayer> layers() {
        return Several.layers(parts());
    }

    @Override
    default List<Block> outsideLayers() {
        return Several.outsideLayers(parts());
    }
}
