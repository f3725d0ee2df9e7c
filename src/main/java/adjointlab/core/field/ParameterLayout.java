package adjointlab.core.field;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Names and shapes of the parameters in a flat array θ.
///
/// @param blocks in the order in which they lie in θ, without gaps
public record ParameterLayout(List<Block> blocks) {
    /// No parameters.
    public static final ParameterLayout EMPTY = new ParameterLayout(List.of());

    /// @param name for instance `field.W1`, or `a` for the one parameter of the simplest ODE
    /// @param offset of the first entry in θ
    /// @param shape row-major; `[]` for a scalar, `[out, in]` for a matrix
    public record Block(String name, int offset, List<Integer> shape) {
        /// A scalar, vector or matrix.
        public static Block of(String name, int offset, Integer... shape) {
            return new Block(name, offset, List.of(shape));
        }

        /// Number of entries.
        public int size() {
            return shape.stream().mapToInt(Integer::intValue).reduce(1, (a, b) -> a * b);
        }

        /// What one entry is called: `a`, `field.b1[3]`, `field.W1[2,0]`.
        public String entryName(int index) {
            if (shape.isEmpty()) {
                return name;
            }
            int[] position = new int[shape.size()];
            int rest = index;
            for (int axis = position.length - 1; axis >= 0; axis--) {
                position[axis] = rest % shape.get(axis);
                rest /= shape.get(axis);
            }
            return name + Arrays.toString(position).replace(" ", "");
        }
    }

    public ParameterLayout {
        blocks = List.copyOf(blocks);
        int next = 0;
        for (Block block : blocks) {
            if (block.offset() != next) {
                throw new IllegalArgumentException(block.name() + " does not follow the block before it");
            }
            next += block.size();
        }
    }

    /// Number of parameters p.
    public int size() {
        return blocks.isEmpty()
                ? 0
                : blocks.getLast().offset() + blocks.getLast().size();
    }

    /// These blocks, then those of `other` moved behind them.
    public ParameterLayout then(ParameterLayout other) {
        List<Block> all = new ArrayList<>(blocks);
        for (Block block : other.blocks) {
            all.add(new Block(block.name(), size() + block.offset(), block.shape()));
        }
        return new ParameterLayout(all);
    }

    /// The block of that name.
    public Optional<Block> find(String name) {
        return blocks.stream().filter(block -> block.name().equals(name)).findFirst();
    }

    /// The names of all entries, [p].
    public List<String> entryNames() {
        List<String> names = new ArrayList<>();
        for (Block block : blocks) {
            for (int i = 0; i < block.size(); i++) {
                names.add(block.entryName(i));
            }
        }
        return names;
    }
}
