package adjointlab.core.ode;

import adjointlab.core.kernel.Batch;
import java.util.ArrayList;
import java.util.List;

/// What lies where in a flat state, so that error norms can tell blocks apart and leave padding out.
///
/// @param blocks in the order in which they lie in the state, without gaps
public record StateLayout(List<Block> blocks) {
    /// A matrix block.
    ///
    /// @param name for messages
    /// @param offset of its first entry
    /// @param rows components
    /// @param columns samples, without padding
    /// @param stride distance between rows
    /// @param quadrature whether it is a pure integral that feeds nothing back (seminorms leave such blocks out)
    public record Block(String name, int offset, int rows, int columns, int stride, boolean quadrature) {
        /// Entries with padding.
        public int length() {
            return rows * stride;
        }
    }

    public StateLayout {
        blocks = List.copyOf(blocks);
        int next = 0;
        for (Block block : blocks) {
            if (block.offset() != next) {
                throw new IllegalArgumentException(block.name() + " does not follow the block before it");
            }
            next += block.length();
        }
    }

    /// The layout of a single batch.
    public static StateLayout ofBatch(String name, int dim, int size) {
        return new StateLayout(List.of(new Block(name, 0, dim, size, Batch.stride(size), false)));
    }

    /// This layout followed by a batch.
    public StateLayout withBatch(String name, int dim, int size) {
        return with(name, dim, size, Batch.stride(size), false);
    }

    /// This layout followed by batches of one size.
    public StateLayout withBatches(List<String> names, int dim, int size) {
        List<Block> all = new ArrayList<>(blocks);
        int stride = Batch.stride(size);
        int offset = length();
        for (String name : names) {
            all.add(new Block(name, offset, dim, size, stride, false));
            offset += all.getLast().length();
        }
        return new StateLayout(all);
    }

    /// This layout followed by a vector of integrals.
    public StateLayout withQuadrature(String name, int length) {
        return with(name, 1, length, length, true);
    }

    private StateLayout with(String name, int rows, int columns, int stride, boolean quadrature) {
        List<Block> all = new ArrayList<>(blocks);
        all.add(new Block(name, length(), rows, columns, stride, quadrature));
        return new StateLayout(all);
    }

    /// Entries of the whole state, with padding.
    public int length() {
        return blocks.isEmpty()
                ? 0
                : blocks.getLast().offset() + blocks.getLast().length();
    }

    /// Entries that slopes depend on: all but the integrals at the end.
    public int coupledLength() {
        int length = length();
        for (int b = blocks.size() - 1; b >= 0 && blocks.get(b).quadrature(); b--) {
            length = blocks.get(b).offset();
        }
        return length;
    }
}
