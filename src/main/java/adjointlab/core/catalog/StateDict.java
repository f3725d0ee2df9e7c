package adjointlab.core.catalog;

import adjointlab.core.data.NdArray;
import adjointlab.core.field.ParameterLayout;
import adjointlab.core.field.ParameterLayout.Block;
import adjointlab.core.net.Afresh;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Weights under another program's names, such as PyTorch's `net.0.weight` and `net.0.bias`, each beside the parameter
/// of a model that it is. Both come layer by layer, and a weight is [out×in] in both, so that the first array is the
/// first parameter, and so on; where an archive has another order, shapes decide, if each of them is there once. Layers
/// of one list that have numbers are taken in the order of these, and a layer's weight before its bias, however an
/// archive sorts its names.
///
/// @param arrays the array of each parameter by the parameter's name, in the model's order
/// @param names the array's name by the parameter's
public record StateDict(SequencedMap<String, NdArray> arrays, Map<String, String> names) {
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    /// A layer's weight or bias as the lab calls it, be it none of this model's.
    private static final Pattern OURS = Pattern.compile("(.*[.:])?[Wb]\\d+");

    /// What layers call their parts.
    private static final Pattern PART = Pattern.compile("[._]?(weight|bias)$");

    private static final int MOST_SAID = 8;

    /// An array with its name.
    private record Named(String name, NdArray array) {
        String words() {
            return name + " of shape " + Arrays.toString(array.shape());
        }

        boolean fits(Block block) {
            // one number may have the shape [] or [1]
            return block.size() == 1 && array.values().length == 1 || Arrays.equals(array.shape(), shape(block));
        }

        /// What stands in front of "weight" and "bias"; of another name all of it.
        String layer() {
            return PART.matcher(name).replaceFirst("");
        }

        /// Its layer's name without its numbers.
        String list() {
            return NUMBER.matcher(layer()).replaceAll("#");
        }

        int withinLayer() {
            return name.endsWith("weight") ? 0 : name.endsWith("bias") ? 1 : 2;
        }
    }

    /// Which array is which parameter, where some array of an archive is a weight or a bias by its name, and none has
    /// a name as the lab gives it, alone or behind a run's.
    ///
    /// @param file where they come from, for what is said
    /// @param found by name, in the archive's order
    /// @throws InvalidValueException in one sentence that names both shapes, if they do not fit or may fit
    /// otherwise
    public static Optional<StateDict> foreign(
            String file, SequencedMap<String, NdArray> found, ParameterLayout layout) {
        List<Block> wanted = wanted(layout);
        boolean ours = wanted.isEmpty()
                || found.keySet().stream().anyMatch(name -> OURS.matcher(name).matches())
                || wanted.stream().anyMatch(block -> found.keySet().stream()
                        .anyMatch(name -> name.equals(block.name()) || name.endsWith(":" + block.name())));
        boolean theirs =
                found.keySet().stream().anyMatch(name -> PART.matcher(name).find());
        return ours || !theirs ? Optional.empty() : Optional.of(of(file, found, wanted));
    }

    private static StateDict of(String file, SequencedMap<String, NdArray> found, List<Block> wanted) {
        List<Named> given = sorted(found);
        for (int i = 0; i < Math.max(given.size(), wanted.size()); i++) {
            if (i >= wanted.size()) {
                throw new InvalidValueException(file + " has " + given.get(i).words() + " behind its first " + i
                        + " arrays; this model has " + i + " parameters, the last of them " + words(wanted.get(i - 1)));
            }
            if (i >= given.size()) {
                throw new InvalidValueException(file + " has " + i + " arrays, the last of them "
                        + given.get(i - 1).words() + "; this model has " + words(wanted.get(i))
                        + " behind its first " + i + " parameters");
            }
            if (!given.get(i).fits(wanted.get(i))) {
                return byShape(file, given, wanted, i);
            }
        }
        return matched(given, wanted);
    }

    /// The same in another order, where each shape is there once.
    ///
    /// @param first the first that does not fit where it stands
    private static StateDict byShape(String file, List<Named> given, List<Block> wanted, int first) {
        boolean fit = given.size() == wanted.size()
                && wanted.stream().allMatch(block -> given.stream().anyMatch(each -> each.fits(block)))
                && given.stream().allMatch(each -> wanted.stream().anyMatch(each::fits));
        if (!fit) {
            throw new InvalidValueException(
                    file + " has " + given.get(first).words() + " where this model has " + words(wanted.get(first)));
        }
        List<Named> ordered = new ArrayList<>();
        for (Block block : wanted) {
            List<Named> fitting =
                    given.stream().filter(each -> each.fits(block)).toList();
            if (fitting.size() > 1) {
                throw new InvalidValueException(file + " does not say which of "
                        + fitting.get(0).words() + " and " + fitting.get(1).words() + " is this model's "
                        + words(block) + "; keep the order in which the model has its parameters");
            }
            ordered.add(fitting.getFirst());
        }
        return matched(ordered, wanted);
    }

    private static StateDict matched(List<Named> given, List<Block> wanted) {
        SequencedMap<String, NdArray> arrays = new LinkedHashMap<>();
        Map<String, String> names = new LinkedHashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            arrays.put(wanted.get(i).name(), given.get(i).array);
            names.put(wanted.get(i).name(), given.get(i).name);
        }
        return new StateDict(arrays, names);
    }

    /// Layers that differ by their numbers alone in the order of these, at the places that they have together.
    private static List<Named> sorted(SequencedMap<String, NdArray> found) {
        SequencedMap<String, List<Named>> layers = new LinkedHashMap<>();
        found.forEach((name, array) -> {
            Named named = new Named(name, array);
            layers.computeIfAbsent(named.layer(), _ -> new ArrayList<>()).add(named);
        });
        Map<String, List<List<Named>>> lists = new HashMap<>();
        for (List<Named> layer : layers.values()) {
            layer.sort(Comparator.comparingInt(Named::withinLayer));
            lists.computeIfAbsent(layer.getFirst().list(), _ -> new ArrayList<>())
                    .add(layer);
        }
        lists.values().forEach(list -> list.sort((one, other) -> Arrays.compare(numbers(one), numbers(other))));
        List<Named> sorted = new ArrayList<>();
        for (List<Named> layer : layers.values()) {
            List<List<Named>> list = lists.getOrDefault(layer.getFirst().list(), List.of());
            sorted.addAll(list.removeFirst());
        }
        return sorted;
    }

    private static int[] numbers(List<Named> layer) {
        Matcher numbers = NUMBER.matcher(layer.getFirst().layer());
        return numbers.results()
                .mapToInt(each -> each.group().length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(each.group()))
                .toArray();
    }

    /// States at nodes belong to the training that they come from.
    private static List<Block> wanted(ParameterLayout layout) {
        return layout.blocks().stream()
                .filter(block -> !block.name().equals(Afresh.NAME))
                .toList();
    }

    private static int[] shape(Block block) {
        return block.shape().stream().mapToInt(Integer::intValue).toArray();
    }

    private static String words(Block block) {
        return block.name() + " of shape " + Arrays.toString(shape(block));
    }

    /// Puts each array where its parameter is; others keep what they have.
    ///
    /// @param thetaOut [p], overwritten where parameters are known
    public void copy(ParameterLayout layout, double[] thetaOut) {
        for (Block block : wanted(layout)) {
            System.arraycopy(array(block), 0, thetaOut, block.offset(), block.size());
        }
    }

    private double[] array(Block block) {
        NdArray array = arrays.get(block.name());
        if (array == null) {
            throw new IllegalArgumentException(block.name() + " is a parameter of another model");
        }
        return array.values();
    }

    /// "net.0.weight is field.W1, net.0.bias is field.b1".
    public String words() {
        return names.entrySet().stream()
                        .limit(MOST_SAID)
                        .map(each -> each.getValue() + " is " + each.getKey())
                        .collect(Collectors.joining(", "))
                + (names.size() > MOST_SAID ? ", …" : "");
    }
}
