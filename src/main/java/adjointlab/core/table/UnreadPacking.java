package adjointlab.core.table;

import io.jhdf.exceptions.HdfFilterException;
import io.jhdf.filter.Filter;

/// A way of packing pieces of HDF5 that the library knows, but only with code that the lab does without.
///
/// @param id the number that HDF5's group has given it
/// @param name for people
record UnreadPacking(int id, String name) implements Filter {
    @Override
    public int getId() {
        return id;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public byte[] decode(byte[] packed, int[] options) {
        throw new Met(name + ", which is not read");
    }

    /// Thrown where a piece is packed so.
    static final class Met extends HdfFilterException {
        private static final long serialVersionUID = 1;

        private final String name;

        Met(String name) {
            super("packed by " + name);
            this.name = name;
        }

        /// For people.
        String name() {
            return name;
        }
    }
}
