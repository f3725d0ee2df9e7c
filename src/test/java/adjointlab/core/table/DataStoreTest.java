package adjointlab.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import adjointlab.core.math.Stop;
import adjointlab.core.train.Trainer;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.run.Experiments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files are read once for each content.
final class DataStoreTest {
    @TempDir
    Path folder;

    private Path table(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void aFileIsReadOnce() throws IOException {
        DataStore store = new DataStore(1 << 20);
        Path file = table("a.csv", "1,2,0\n3,4,1\n");
        LabelledSamples read = store.samples(file, 10);
        assertThat(store.samples(file, 10)).isSameAs(read);
        assertThat(store.samples(table("copy.csv", "1,2,0\n3,4,1\n"), 10))
                .as("a copy of it")
                .isSameAs(read);
        assertThat(store.readings()).isEqualTo(1);
        assertThat(store.bytes()).isEqualTo(8 * 6);
        assertThat(store.samples(file, 1).x()).as("read otherwise").hasNumberOfRows(1);
        assertThat(store.vectors(file, 10, TableOptions.USUAL).rows()).hasNumberOfRows(2);
        assertThat(store.readings()).isEqualTo(3);
    }

    /// Of the same length and, after a moment, with another date.
    @Test
    void aFileThatHasChangedIsReadAgain() throws IOException {
        DataStore store = new DataStore(1 << 20);
        Path file = table("a.csv", "1,2,0\n");
        LabelledSamples before = store.samples(file, 10);
        table("a.csv", "1,3,0\n");
        Files.setLastModifiedTime(
                file, FileTime.fromMillis(Files.getLastModifiedTime(file).toMillis() + 5000));
        LabelledSamples after = store.samples(file, 10);
        assertThat(before.x()[0][1]).isEqualTo(2);
        assertThat(after.x()[0][1]).isEqualTo(3);
    }

    @Test
    void imagesChangeWithTheirLabels() throws IOException {
        DataStore store = new DataStore(1 << 20);
        Path images = folder.resolve("few-images-idx3-ubyte");
        Path labels = folder.resolve("few-labels-idx1-ubyte");
        Files.write(images, new byte[] {0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 2, 5, 6});
        Files.write(labels, new byte[] {0, 0, 8, 1, 0, 0, 0, 1, 3});
        assertThat(store.samples(images, 10).y()[0]).containsExactly(3);
        Files.write(labels, new byte[] {0, 0, 8, 1, 0, 0, 0, 1, 4});
        Files.setLastModifiedTime(
                labels, FileTime.fromMillis(Files.getLastModifiedTime(labels).toMillis() + 5000));
        assertThat(store.samples(images, 10).y()[0]).containsExactly(4);
    }

    @Test
    void whatWasNotAskedForLongestGoes() throws IOException {
        DataStore store = new DataStore(8 * 8);
        Path a = table("a.csv", "1,2,0\n");
        Path b = table("b.csv", "3,4,0\n");
        LabelledSamples first = store.samples(a, 10);
        LabelledSamples second = store.samples(b, 10);
        assertThat(store.samples(a, 10)).isSameAs(first);
        store.samples(table("c.csv", "5,6,0\n"), 10);
        assertThat(store.bytes()).isEqualTo(6 * 8);
        assertThat(store.samples(a, 10)).as("asked for lately").isSameAs(first);
        assertThat(store.samples(b, 10)).as("gone").isNotSameAs(second);
    }

    @Test
    void whoReadsSaysWhatIsWrong() {
        DataStore store = new DataStore(1);
        assertThatThrownBy(() -> store.samples(folder.resolve("none.csv"), 10)).hasMessageEndingWith("does not exist");
        assertThatThrownBy(() -> store.samples(table("odd.csv", "1,x\n"), 10)).hasMessageContaining("no word but 'x'");
        assertThatThrownBy(() -> store.samples(Files.write(folder.resolve("i-images-idx3-ubyte"), new byte[9]), 10))
                .hasMessageContaining("has no labels beside it");
        assertThat(store.bytes()).isZero();
    }

    /// Measured before: each of 30 rates read the file again and kept another copy of it.
    @Test
    void aChangeOfTheLearningRateReadsNothingAndRebuildsNothing() throws IOException {
        Path file = table("rates.csv", "0.5,1,0\n-1,2,1\n0.25,-1,0\n");
        Settings settings = Settings.defaults()
                .with("problem.id", "samples-file")
                .with("problem.file", file.toString())
                .with("field.id", "mlp")
                .with("family.readOut", "linear");
        var first = Experiments.build(settings);
        long readings = DataStore.SHARED.readings();
        for (int k = 1; k <= 30; k++) {
            var changed = Experiments.build(settings.with("optimizer.learningRate", 0.001 * k));
            assertThat(changed.task()).isEqualTo(first.task());
        }
        assertThat(DataStore.SHARED.readings()).isEqualTo(readings);
        Trainer trainer = new Trainer(first, Experiments.startWeights(settings, first));
        assertThat(trainer.parameters().size()).isPositive();
    }

    @Test
    void whatIsNotWantedAnyMoreIsNotReadToItsEnd() throws IOException {
        DataStore store = new DataStore(1 << 20);
        Path file = table("a.csv", "1,2,0\n");
        assertThatThrownBy(
                        () -> ScopedValue.where(Stop.OF_THIS_WORK, () -> true).call(() -> store.contentHash(file)))
                .isInstanceOf(CancellationException.class);
        assertThat(store.contentHash(file)).as("not half a hash").isEqualTo(new DataStore(0).contentHash(file));
    }
}
