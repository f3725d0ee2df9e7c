package adjointlab.core.table;

import adjointlab.core.data.InputFile;
import dev.hardwood.metadata.PhysicalType;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.schema.ColumnSchema;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;

/// A column of a table of Parquet, for which no more of the file is read than its end.
///
/// @param name above the column
/// @param words whether it has texts
record ParquetColumns(String name, boolean words) {
    private static final int TAIL = 8;
    private static final int LONGEST_END = 64 << 20;

    /// All columns of a file.
    ///
    /// @throws IOException in one sentence, if it is no such table
    static List<ParquetColumns> of(Path file) throws IOException {
        InputFile.check(file, SampleFile.MOST_BYTES);
        try (FileChannel channel = FileChannel.open(file)) {
            ParquetPages.checkEnd(end(channel));
            try (ParquetFileReader reader = ParquetFileReader.open(new Ranges(file, channel))) {
                return reader.getFileSchema().getColumns().stream()
                        .map(ParquetColumns::of)
                        .toList();
            }
        } catch (RuntimeException | OutOfMemoryError e) {
            throw ParquetRows.damaged(file.toString(), e); // the library throws what it comes across
        }
    }

    private static ParquetColumns of(ColumnSchema column) {
        return new ParquetColumns(
                column.fieldPath().topLevelName(),
                column.type() == PhysicalType.BYTE_ARRAY && column.maxRepetitionLevel() == 0);
    }

    /// The last bytes, which say where the columns are.
    private static byte[] end(FileChannel channel) throws IOException {
        long size = channel.size();
        int known = (int) Math.min(TAIL, size);
        ByteBuffer tail = read(channel, size - known, known).order(ByteOrder.LITTLE_ENDIAN);
        int length = known < TAIL ? -1 : tail.getInt(0);
        if (length < 0 || length > LONGEST_END || length > size - TAIL) {
            throw new IllegalArgumentException("the file's end does not say where its columns are");
        }
        return read(channel, size - TAIL - length, length + TAIL).array();
    }

    private static ByteBuffer read(FileChannel channel, long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        int read = 0;
        while (read >= 0 && bytes.hasRemaining()) {
            read = channel.read(bytes, from + bytes.position());
        }
        return bytes.flip();
    }

    /// Parts of a file, read when the library asks for them.
    private record Ranges(Path file, FileChannel channel) implements dev.hardwood.InputFile {
        @Override
        public void open() {
            // it is open
        }

        @Override
        public ByteBuffer readRange(long offset, int length) throws IOException {
            return read(channel, offset, length);
        }

        @Override
        public long length() throws IOException {
            return channel.size();
        }

        @Override
        public String name() {
            return file.toString();
        }

        @Override
        public void close() {
            // by who opened it
        }
    }
}
