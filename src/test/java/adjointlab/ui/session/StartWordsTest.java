package adjointlab.ui.session;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.math.Stop;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.run.StartFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import javafx.beans.property.SimpleStringProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Files of start weights are read one after the other, only for whom it is still wanted, and once.
@Timeout(Patience.SECONDS)
final class StartWordsTest {
    private final SimpleStringProperty shown = new SimpleStringProperty("");
    private final LinkedBlockingQueue<Runnable> later = new LinkedBlockingQueue<>();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final List<String> stopped = Collections.synchronizedList(new ArrayList<>());
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final StartWords words = new StartWords(shown, this::read, later::add);

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        words.close();
    }

    private List<String> read(Settings settings) {
        String name = String.valueOf(Path.of(StartFiles.file(settings)).getFileName());
        asked.add(name);
        threads.add(Thread.currentThread());
        begun.countDown();
        try {
            while (name.equals("long")) {
                Stop.heedOfThisWork();
                Thread.onSpinWait();
            }
        } catch (CancellationException e) {
            stopped.add(name);
            throw e;
        }
        return switch (name) {
            case "own" -> List.of();
            case "odd" -> throw new InvalidValueException("it does not fit");
            case "broken" -> throw new UncheckedIOException(new IOException("no permission"));
            default -> List.of(name + ": a is b");
        };
    }

    private Settings start(String name) {
        return Overrides.apply(
                        Presets.get("learn-spiral"), List.of("init.id=stored", "init.file=" + folder.resolve(name)))
                .settings();
    }

    private String told(String name) throws InterruptedException {
        words.show(start(name));
        while (!words.isOf(start(name))) {
            later.take().run();
        }
        return shown.get();
    }

    @Test
    void whatNobodyWaitsForIsLeft() throws InterruptedException {
        words.show(start("long"));
        begun.await();
        for (String name : List.of("a", "b", "c")) {
            words.show(start(name));
        }
        assertThat(told("d")).isEqualTo("Start weights from d: a is b.");
        assertThat(stopped).containsExactly("long");
        assertThat(asked.getLast()).isEqualTo("d");
        assertThat(threads).hasSize(1);
        assertThat(later).isEmpty();
    }

    @Test
    void theEndOfTheSessionStopsReading() throws InterruptedException {
        words.show(start("long"));
        begun.await();
        words.close();
        threads.iterator().next().join();
        assertThat(stopped).containsExactly("long");
    }

    @Test
    void aFileIsReadOnceWhileItStaysAsItIs() throws Exception {
        Path file = Files.writeString(folder.resolve("a"), "weights");
        for (int i = 0; i < 3; i++) {
            assertThat(told("a")).isEqualTo("Start weights from a: a is b.");
            assertThat(told("own")).isEmpty();
        }
        assertThat(asked).containsExactly("a", "own");
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));
        told("a");
        assertThat(asked).containsExactly("a", "own", "a");
    }

    @Test
    void whatCannotBeReadIsSaidAndWhatDoesNotFitIsSaidByTheRun() throws InterruptedException {
        assertThat(told("broken")).isEqualTo("The file of the start weights cannot be read: no permission.");
        assertThat(told("odd")).isEmpty();
        assertThat(told("a")).isNotEmpty();
        words.show(Presets.get("learn-spiral").settings());
        assertThat(shown.get()).isEmpty();
        assertThat(words.isOf(Presets.get("learn-spiral").settings())).isTrue();
    }
}
