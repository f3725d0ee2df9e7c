package adjointlab.core.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// A table of numbers in a text file as [TextTable] reads it, all columns alike.
///
/// @param names of the columns; "1", "2", … where the file has none
/// @param rows [rows][columns]
/// @param facts what was understood
public record Csv(List<String> names, double[][] rows, SampleFacts facts) {
    public Csv {
        names = List.copyOf(names);
    }

    /// Reads a file.
    ///
    /// @param mostRows how many rows are taken; of more they are drawn
    /// @throws IOException in one sentence with the place, if it cannot be read or is no table of numbers
    public static Csv read(Path file, int mostRows) throws IOException {
        return read(file, mostRows, TableOptions.USUAL);
    }

    /// The same, as a person chose.
    ///
    /// @param options whose target is not looked at
    public static Csv read(Path file, int mostRows, TableOptions options) throws IOException {
        TextTable read = TextTable.read(file, mostRows, options, false);
        return new Csv(read.names(), read.x(), read.facts());
    }

    /// One column.
    public double[] column(int index) {
        return Arrays.stream(rows).mapToDouble(row -> row[index]).toArray();
    }
}
