package adjointlab.core.table.series;

import adjointlab.core.table.SampleFile;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Bytes that may have been packed: whatever they claim, reading stops where there are more than a file may have.
final class LimitedBytes extends FilterInputStream {
    private final String where;
    private long left = SampleFile.MOST_BYTES;

    /// @param where they come from, for the sentence of an error
    LimitedBytes(InputStream in, String where) {
        super(in);
        this.where = where;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        count(Math.max(0, read));
        return read;
    }

    private void count(int read) throws IOException {
        left -= read;
        if (left < 0) {
            throw new IOException(where + " is larger than " + (SampleFile.MOST_BYTES >> 20) + " MiB when unpacked");
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
