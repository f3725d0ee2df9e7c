package adjointlab.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import adjointlab.core.data.NdArray;
import adjointlab.core.data.Npz;
import adjointlab.core.field.ParameterLayout;
import adjointlab.core.field.ParameterLayout.Block;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Random;
import java.util.SequencedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What PyTorch's `state_dict` holds goes where its order and shapes say.
final class StateDictTest {
    /// 2 → 3 → 3 → 2, then one number.
    private static final ParameterLayout LAYOUT = layout(
            new String[] {"field.W1", "field.b1", "field.W2", "field.b2", "field.W3", "field.b3", "gamma"},
            new int[][] {{3, 2}, {3}, {3, 3}, {3}, {2, 3}, {2}, {}});

    private final SequencedMap<String, NdArray> found = new LinkedHashMap<>();
    private int next;

    @TempDir
    private Path folder;

    private static ParameterLayout layout(String[] names, int[]... shapes) {
        ParameterLayout layout = ParameterLayout.EMPTY;
        for (int i = 0; i < names.length; i++) {
            Integer[] shape = Arrays.stream(shapes[i]).boxed().toArray(Integer[]::new);
            layout = layout.then(new ParameterLayout(java.util.List.of(Block.of(names[i], 0, shape))));
        }
        return layout;
    }

    private void put(String name, int... shape) {
        double[] values = new double[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        Arrays.setAll(values, i -> next + i);
        next += values.length;
        found.put(name, new NdArray(shape, values));
    }

    @BeforeEach
    void asPyTorchWritesThem() {
        put("net.0.weight", 3, 2);
        put("net.0.bias", 3);
        put("net.2.weight", 3, 3);
        put("net.2.bias", 3);
        put("net.10.weight", 2, 3);
        put("net.10.bias", 2);
        put("gamma", 1);
    }

    private double[] start(ParameterLayout layout) throws IOException {
        Path file = folder.resolve("net.npz");
        Npz.write(file, found);
        double[] theta = new double[layout.size()];
        new StoredWeights(file.toString(), "").fill(layout, new Random(1), theta);
        return theta;
    }

    private static double[] ascending() {
        double[] all = new double[LAYOUT.size()];
        Arrays.setAll(all, i -> i);
        return all;
    }

    private ParameterLayout renamed() {
        return layout(
                new String[] {"field.W1", "field.b1", "field.W2", "field.b2", "field.W3", "field.b3", "damping"},
                new int[][] {{3, 2}, {3}, {3, 3}, {3}, {2, 3}, {2}, {}});
    }

    @Test
    void orderAndShapeSayWhere() throws IOException {
        assertThat(start(renamed())).containsExactly(ascending());
        assertThat(new StoredWeights(folder.resolve("net.npz").toString(), "")
                        .foreign(renamed())
                        .orElseThrow()
                        .words())
                .isEqualTo("net.0.weight is field.W1, net.0.bias is field.b1, net.2.weight is field.W2, net.2.bias is"
                        + " field.b2, net.10.weight is field.W3, net.10.bias is field.b3, gamma is damping");
    }

    /// Sorted by name, biases come first and net.10 before net.2.
    @Test
    void numbersOfLayersDecideWhateverTheArchivesOrder() throws IOException {
        SequencedMap<String, NdArray> sorted = new LinkedHashMap<>();
        found.keySet().stream()
                .sorted((one, other) -> one.equals("gamma") ? 1 : other.equals("gamma") ? -1 : one.compareTo(other))
                .forEach(name -> sorted.put(name, found.get(name)));
        found.clear();
        found.putAll(sorted);
        assertThat(start(renamed())).containsExactly(ascending());
    }

    @Test
    void shapesDecideWhereTheOrderIsAnother() throws IOException {
        found.clear();
        next = 0;
        put("bias", 2);
        put("matrix", 2, 3);
        ParameterLayout two = layout(new String[] {"field.W1", "field.b1"}, new int[] {2, 3}, new int[] {2});
        assertThat(start(two)).containsExactly(2, 3, 4, 5, 6, 7, 0, 1);
    }

    @Test
    void whatMayBeTwoIsSaidWithBothShapes() {
        found.clear();
        put("bias", 3);
        put("one", 3, 3);
        put("two", 3, 3);
        ParameterLayout three = layout(
                new String[] {"field.A", "field.B", "field.b"}, new int[] {3, 3}, new int[] {3, 3}, new int[] {3});
        assertThatThrownBy(() -> start(three))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageEndingWith(
                        "net.npz does not say which of one of shape [3, 3] and two of shape [3, 3] is this model's"
                                + " field.A of shape [3, 3]; keep the order in which the model has its parameters");
    }

    @Test
    void whatDoesNotFitIsSaidWithBothShapes() {
        found.put("net.2.weight", new NdArray(new int[] {3, 4}, new double[12]));
        assertThatThrownBy(() -> start(renamed()))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageEndingWith(
                        "net.npz has net.2.weight of shape [3, 4] where this model has field.W2 of shape [3, 3]");
    }

    @Test
    void tooFewAndTooManyAreSaid() {
        put("net.12.weight", 2, 2);
        assertThatThrownBy(() -> start(renamed()))
                .hasMessageEndingWith(
                        "net.npz has net.12.weight of shape [2, 2] behind its first 7 arrays; this model has 7"
                                + " parameters, the last of them damping of shape []");
        found.remove("net.12.weight");
        found.remove("gamma");
        assertThatThrownBy(() -> start(renamed()))
                .hasMessageEndingWith("net.npz has 6 arrays, the last of them net.10.bias of shape [2]; this model has"
                        + " damping of shape [] behind its first 6 parameters");
    }

    @Test
    void anArrayIsNotTakenTwiceAndNoneIsLeftOver() {
        found.clear();
        put("one.weight", 3, 3);
        put("two.weight", 2, 2);
        ParameterLayout two = layout(new String[] {"field.A", "field.B"}, new int[] {3, 3}, new int[] {3, 3});
        assertThatThrownBy(() -> start(two))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageEndingWith(
                        "net.npz has two.weight of shape [2, 2] where this model has field.B of shape [3, 3]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fc%d_", "fc%d.", "fc%d"})
    void layersAreToldWithoutADot(String layer) throws IOException {
        found.clear();
        next = 0;
        for (int l = 1; l <= 2; l++) {
            put(layer.formatted(l) + "weight", 2, 2);
            put(layer.formatted(l) + "bias", 2);
        }
        ParameterLayout two = layout(
                new String[] {"field.W1", "field.b1", "field.W2", "field.b2"}, new int[][] {{2, 2}, {2}, {2, 2}, {2}});
        double[] ascending = new double[12];
        Arrays.setAll(ascending, i -> i);
        assertThat(start(two)).containsExactly(ascending);
    }

    /// Names that are parts of no layer stay where they are.
    @Test
    void othersKeepTheirPlaces() throws IOException {
        found.clear();
        next = 0;
        put("a");
        put("net.weight", 1, 1);
        put("b");
        ParameterLayout three =
                layout(new String[] {"field.p", "field.q", "field.r"}, new int[] {}, new int[] {1, 1}, new int[] {});
        assertThat(start(three)).containsExactly(0, 1, 2);
    }

    /// Numbers of another formula of the lab's.
    @Test
    void theLabsOwnOfAnotherModelAreNotTakenByTheirOrder() throws IOException {
        found.clear();
        put("a");
        put("run:b");
        ParameterLayout other = layout(new String[] {"c", "d"}, new int[] {}, new int[] {});
        assertThat(StateDict.foreign("net.npz", found, other)).isEmpty();
        assertThatThrownBy(() -> start(other)).isInstanceOf(InvalidValueException.class);
    }
}
