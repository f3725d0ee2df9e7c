package adjointlab.core.table;

import io.jhdf.exceptions.HdfFilterException;
import io.jhdf.filter.LzfFilter;

/// LZF, in which h5py packs, with a limit: the library's own filter makes room for whatever a piece claims to be.
final class LimitedLzf extends LzfFilter {
    /// Three bytes stand for 264 at most.
    private static final int MOST_PACKED = 88;

    /// Where a piece's filter says how many bytes it unpacks to.
    private static final int SIZE = 2;

    @Override
    public byte[] decode(byte[] packed, int[] options) {
        if (options.length <= SIZE || options[SIZE] < 0 || options[SIZE] > (long) MOST_PACKED * packed.length) {
            throw new HdfFilterException("a piece is larger than its bytes can be");
        }
        return super.decode(packed, options);
    }
}
