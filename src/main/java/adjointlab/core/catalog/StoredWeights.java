package adjointlab.core.catalog;

import adjointlab.core.data.NdArray;
import adjointlab.core.data.Npz;
import adjointlab.core.field.Initializer;
import adjointlab.core.field.ParameterLayout;
import adjointlab.core.field.StandardInitializers;
import adjointlab.core.net.Afresh;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;

/// Start weights that a NumPy archive has, an array for each parameter under its name, as training writes them. Where
/// the archive has those of several runs, a run's name and a colon stand in front; without a name those of the first
/// run are taken. An archive with another program's names, such as PyTorch's `state_dict`, goes in by order and
/// shape. States at nodes of multiple shooting belong to the training that they come from and start anew.
///
/// @param file the archive; until there is one, PyTorch's distribution
/// @param run whose weights; "" for the first one
public record StoredWeights(String file, String run) implements Initializer {
    private static final long MOST_BYTES = 1L << 28;

    @Override
    public void fill(ParameterLayout layout, RandomGenerator random, double[] thetaOut) {
        if (file.isBlank()) {
            new StandardInitializers.PyTorch(1).fill(layout, random, thetaOut);
            return;
        }
        SequencedMap<String, NdArray> arrays = arrays();
        Optional<StateDict> foreign = foreign(arrays, layout);
        if (foreign.isPresent()) {
            foreign.get().copy(layout, thetaOut);
            return;
        }
        String prefix = prefix(layout, List.copyOf(arrays.keySet()));
        for (ParameterLayout.Block block : layout.blocks()) {
            if (block.name().equals(Afresh.NAME)) {
                continue;
            }
            NdArray array = arrays.get(prefix + block.name());
            int[] shape = block.shape().stream().mapToInt(Integer::intValue).toArray();
            if (array == null || !Arrays.equals(array.shape(), shape)) {
                throw new InvalidValueException(file + " has "
                        + (array == null
                                ? "no array " + prefix + block.name()
                                : prefix + block.name() + " of shape " + Arrays.toString(array.shape()))
                        + "; this model's has shape " + Arrays.toString(shape));
            }
            System.arraycopy(array.values(), 0, thetaOut, block.offset(), block.size());
        }
    }

    @Override
    public boolean knowsAll() {
        return !file.isBlank();
    }

    /// Which array is which parameter, where the archive has another program's names.
    ///
    /// @throws InvalidValueException in one sentence, if they do not fit
    public Optional<StateDict> foreign(ParameterLayout layout) {
        return file.isBlank() ? Optional.empty() : foreign(arrays(), layout);
    }

    private Optional<StateDict> foreign(SequencedMap<String, NdArray> arrays, ParameterLayout layout) {
        return run.isBlank() ? StateDict.foreign(file, arrays, layout) : Optional.empty();
    }

    private SequencedMap<String, NdArray> arrays() {
        try {
            return Npz.read(Path.of(file), MOST_BYTES);
        } catch (IOException | InvalidPathException e) {
            throw new InvalidValueException(String.valueOf(e.getMessage()));
        }
    }

    /// What stands in front of the parameters' names.
    private String prefix(ParameterLayout layout, List<String> names) {
        if (!run.isBlank()) {
            return run.strip().replace('/', ':') + ":";
        }
        String first =
                layout.blocks().isEmpty() ? "" : layout.blocks().getFirst().name();
        return names.stream()
                .filter(name -> name.equals(first) || name.endsWith(":" + first))
                .findFirst()
                .map(name -> name.substring(0, name.length() - first.length()))
                .orElse("");
    }
}
