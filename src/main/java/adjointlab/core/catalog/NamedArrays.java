package adjointlab.core.catalog;

import adjointlab.core.data.NdArray;
import adjointlab.core.field.ParameterLayout;
import adjointlab.core.field.ParameterLayout.Block;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// What lies in one array as arrays by name, as archives have them.
public final class NamedArrays {
    private NamedArrays() {}

    /// Each parameter's part of some values, a copy.
    ///
    /// @param prefix before each name
    /// @param layout of the values
    /// @param values of all parameters [p]
    /// @return in the layout's order
    public static SequencedMap<String, NdArray> of(String prefix, ParameterLayout layout, double[] values) {
        SequencedMap<String, NdArray> arrays = new LinkedHashMap<>();
        for (Block block : layout.blocks()) {
            arrays.put(
                    prefix + block.name(),
                    new NdArray(
                            shape(block), Arrays.copyOfRange(values, block.offset(), block.offset() + block.size())));
        }
        return arrays;
    }

    /// The lengths of a parameter.
    public static int[] shape(Block block) {
        return block.shape().stream().mapToInt(Integer::intValue).toArray();
    }
}
