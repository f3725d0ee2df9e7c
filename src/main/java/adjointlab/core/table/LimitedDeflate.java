package adjointlab.core.table;

import io.jhdf.exceptions.HdfFilterException;
import io.jhdf.filter.Filter;
import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// The filter of HDF5 that unpacks a piece of an array, in place of the library's own: that one unpacks whatever a
/// piece claims, all of memory too. The library makes it once for all files; several threads may use it.
final class LimitedDeflate implements Filter {
    private static final int ID = 1;
    private static final int BUFFER = 1 << 16;

    /// A piece of HDF5 is below 4 GiB, those of MATLAB and NumPy are below a few MiB.
    private static final int MOST = 256 << 20;

    @Override
    public int getId() {
        return ID;
    }

    @Override
    public String getName() {
        return "deflate";
    }

    @Override
    public byte[] decode(byte[] packed, int[] options) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            ByteArrayOutputStream out = new ByteArrayOutputStream(Math.max(BUFFER, packed.length));
            byte[] buffer = new byte[BUFFER];
            while (!inflater.finished()) {
                int read = inflater.inflate(buffer);
                if (read == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw new HdfFilterException("a piece is cut off");
                }
                if (out.size() + read > MOST) {
                    throw new HdfFilterException("a piece is larger than " + (MOST >> 20) + " MiB");
                }
                out.write(buffer, 0, read);
            }
            return out.toByteArray();
        } catch (DataFormatException e) {
            throw new HdfFilterException("a piece is damaged", e);
        } finally {
            inflater.end();
        }
    }
}
