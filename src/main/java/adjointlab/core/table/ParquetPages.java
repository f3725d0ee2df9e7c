package adjointlab.core.table;

import dev.hardwood.metadata.ColumnChunk;
import dev.hardwood.metadata.CompressionCodec;
import dev.hardwood.metadata.FileMetaData;
import dev.hardwood.metadata.RowGroup;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumSet;
import java.util.Set;

/// Looks over a Parquet file before its library reads it: a page that leaves its column would keep the library waiting
/// without end, and a number of rows or a page that is a lie would take all time or memory. Names of fields are those
/// of `parquet.thrift` in Apache Parquet's format.
final class ParquetPages {
    /// Cells that a table may have, and bytes that they may take unpacked.
    private static final long MOST_CELLS = 200_000_000;

    private static final long MOST_UNPACKED = 1L << 30;

    private static final Set<CompressionCodec> READ = EnumSet.of(
            CompressionCodec.UNCOMPRESSED, CompressionCodec.SNAPPY, CompressionCodec.GZIP, CompressionCodec.ZSTD);

    private static final int TAIL = 8;
    private static final int UNCOMPRESSED_PAGE_SIZE = 2;
    private static final int COMPRESSED_PAGE_SIZE = 3;
    private static final int DATA_PAGE_HEADER = 5;
    private static final int DATA_PAGE_HEADER_V2 = 8;
    private static final int NUM_VALUES = 1;

    private final ByteBuffer bytes;
    private long unpacked;
    private long packed;
    private long values;

    private ParquetPages(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /// @param file all its bytes
    /// @throws IllegalArgumentException if what stands at its end is no struct, or longer than it may be
    static void checkEnd(byte[] file) {
        int last = file.length - TAIL;
        int length = last < 0
                ? -1
                : ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(last);
        if (length < 0 || length > last) {
            throw new IllegalArgumentException("the file's end does not say where its columns are");
        }
        new ThriftStruct(ByteBuffer.wrap(file, last - length, length), (_, _, _) -> {}).walk();
    }

    /// @param where the file, for the sentence of an error
    /// @param file all its bytes
    /// @param data what its end says
    /// @throws IOException in one sentence, if there is more than is read, or packed in a way that is not
    /// @throws IllegalArgumentException if a page leaves its column, or has other rows than the file says
    static void check(String where, byte[] file, FileMetaData data) throws IOException {
        checkSize(where, data);
        long left = MOST_UNPACKED;
        long rows = 0;
        for (RowGroup group : data.rowGroups()) {
            rows += group.numRows();
            for (ColumnChunk chunk : group.columns()) {
                long start = chunk.chunkStartOffset();
                long size = chunk.metaData().totalCompressedSize();
                if (start < 0 || size < 0 || start > file.length || size > file.length - start) {
                    throw new IllegalArgumentException("a column leaves the file");
                }
                long named = chunk.metaData().numValues();
                if (named < group.numRows() || named > MOST_CELLS) {
                    throw new IllegalArgumentException("a column has other values than the file has rows");
                }
                left -= new ParquetPages(ByteBuffer.wrap(file, (int) start, (int) size)).walk(named, left);
            }
        }
        if (rows != data.numRows()) {
            throw new IllegalArgumentException("the file has other rows than it says");
        }
    }

    private static void checkSize(String where, FileMetaData data) throws IOException {
        long cells = 0;
        long unpacked = 0;
        for (RowGroup group : data.rowGroups()) {
            if (group.numRows() < 0 || group.columns().isEmpty()) {
                throw new IllegalArgumentException("a part has no rows or no columns");
            }
            for (ColumnChunk chunk : group.columns()) {
                cells += Math.min(MOST_CELLS, group.numRows());
                unpacked += Math.clamp(chunk.metaData().totalUncompressedSize(), 0, MOST_UNPACKED);
                if (!READ.contains(chunk.metaData().codec())) {
                    throw new IOException(where + " is packed by "
                            + chunk.metaData().codec() + ", which is not read; write it with compression='zstd'");
                }
                if (cells > MOST_CELLS || unpacked > MOST_UNPACKED) {
                    throw new IOException(where + " has more than " + MOST_CELLS + " cells or " + (MOST_UNPACKED >> 20)
                            + " MiB; write fewer rows or columns");
                }
            }
        }
    }

    /// @param named how many values the column should have
    /// @return bytes that the pages take unpacked
    private long walk(long named, long most) {
        long allUnpacked = 0;
        long allValues = 0;
        while (bytes.hasRemaining()) {
            unpacked = -1;
            packed = -1;
            values = 0;
            new ThriftStruct(bytes, this::hear).walk();
            allUnpacked += unpacked;
            allValues += values;
            if (packed < 0 || packed > bytes.remaining() || unpacked < 0 || allUnpacked > most) {
                throw new IllegalArgumentException("a page leaves its column, or is too large");
            }
            if (values < 0 || allValues > named) {
                throw new IllegalArgumentException("pages have more values than their column");
            }
            bytes.position(bytes.position() + (int) packed);
        }
        if (allValues != named) {
            throw new IllegalArgumentException("pages have fewer values than their column");
        }
        return allUnpacked;
    }

    /// Words of a dictionary are no values of a row.
    private void hear(int outer, int field, long number) {
        if (outer == 0 && field == UNCOMPRESSED_PAGE_SIZE) {
            unpacked = number;
        } else if (outer == 0 && field == COMPRESSED_PAGE_SIZE) {
            packed = number;
        } else if ((outer == DATA_PAGE_HEADER || outer == DATA_PAGE_HEADER_V2) && field == NUM_VALUES) {
            values = number;
        }
    }
}
