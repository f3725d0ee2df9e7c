package adjointlab.fuzz;

import java.nio.file.Path;
import java.util.List;

/// Something that reads what others wrote.
///
/// @param name of it
/// @param text whether it reads text
/// @param seeds that it can read
/// @param reader of it
record Target(String name, boolean text, List<byte[]> seeds, Reader reader) {
    /// Reads bytes.
    @FunctionalInterface
    interface Reader {
        /// @param folder where it may write files
        /// @throws Exception one that is declared for this, or a find
        void read(byte[] bytes, Path folder) throws Exception;
    }
}
