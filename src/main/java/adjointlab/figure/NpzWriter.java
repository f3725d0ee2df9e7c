package adjointlab.figure;

import adjointlab.core.data.NdArray;
import adjointlab.core.data.Npz;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// NPZ of the undecimated data. Arrays are named `<plot>.<layer>.<name>.<column>`, plot and layer counted from 0.
final class NpzWriter implements FigureWriter {
    /// A layer, and its column.
    private static final Pattern NAME = Pattern.compile("(\\d+\\.\\d+\\..+)\\.([^.]+)", Pattern.DOTALL);

    /// Whether a file's arrays are called as those that are written here, of which some layer has the columns that its
    /// kind has. A table alone has titles that others may have as well.
    static boolean isWritten(Path file) {
        Map<String, Set<String>> layers = new HashMap<>();
        for (String name : names(file)) {
            Matcher parts = NAME.matcher(name);
            if (!parts.matches()) {
                return false;
            }
            layers.computeIfAbsent(parts.group(1), _ -> new HashSet<>()).add(parts.group(2));
        }
        return layers.values().stream().anyMatch(LayerData.COLUMNS::contains);
    }

    /// Whether a file's arrays are the columns of a figure that is a table.
    ///
    /// @param titles of the table
    static boolean isWritten(Path file, List<String> titles) {
        List<String> names = names(file);
        return !names.isEmpty()
                && names.stream()
                        .allMatch(name -> NAME.matcher(name).matches()
                                && titles.stream().anyMatch(title -> name.endsWith("." + title)));
    }

    private static List<String> names(Path file) {
        try {
            return Npz.names(file);
        } catch (IOException _) {
            return List.of(); // whoever reads it as data says what is wrong with it
        }
    }

    @Override
    public String id() {
        return "npz";
    }

    @Override
    public boolean draws() {
        return false;
    }

    @Override
    public String label() {
        return "NPZ data";
    }

    @Override
    public void write(Figure figure, Page page, String manifest, OutputStream out) throws IOException {
        SequencedMap<String, NdArray> arrays = new LinkedHashMap<>();
        for (int p = 0; p < figure.plots().size(); p++) {
            List<Layer> layers = figure.plots().get(p).layers();
            for (int l = 0; l < layers.size(); l++) {
                Layer layer = layers.get(l);
                // a slash would be a folder in the archive
                String name = layer.name().replaceAll("[/\\\\\\p{Cntrl}]", "_");
                String prefix = p + "." + l + "." + (name.isEmpty() ? LayerData.kind(layer) : name) + ".";
                LayerData.arrays(layer).forEach((column, array) -> arrays.put(prefix + column, array));
            }
        }
        Npz.write(out, arrays);
    }
}
