package adjointlab.core.catalog;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Columns of a table that could drive.
///
/// @param possible by their numbers from 1, each as settings may name it; at least one
/// @param leftOut the others but that of times, each with the reason, a line for people
public record InputColumns(SequencedMap<Integer, String> possible, List<String> leftOut) {
    public InputColumns {
        possible = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(possible));
        leftOut = List.copyOf(leftOut);
    }
}
