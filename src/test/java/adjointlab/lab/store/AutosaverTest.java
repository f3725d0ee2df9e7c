package adjointlab.lab.store;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.core.catalog.InvalidValueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Files hold what there is, when it matters.
@Timeout(Patience.SECONDS)
final class AutosaverTest {
    private static final Duration NEVER = Duration.ofDays(1);
    private static final Autosaver.Form<String> TEXT =
            new Autosaver.Form<>(".txt", Files::writeString, Files::readString);

    @TempDir
    private Path folder;

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".txt")).toList();
        }
    }

    private static Autosaver.Source<String> source(AtomicLong version) {
        return new Autosaver.Source<>(version::get, () -> Optional.of("text " + version), _ -> {});
    }

    @Test
    void whatWasAskedForBeforeTheEndIsNotWrittenAfterIt() throws Exception {
        AtomicLong version = new AtomicLong();
        AtomicReference<Thread> thread = new AtomicReference<>();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Autosaver.Form<String> slow = new Autosaver.Form<>(
                ".txt",
                (file, text) -> {
                    thread.set(Thread.currentThread());
                    begun.countDown();
                    try {
                        goOn.await();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                    Files.writeString(file, text);
                },
                Files::readString);
        Autosaver<String> saver = new Autosaver<>(
                folder,
                NEVER,
                slow,
                new Autosaver.Source<>(version::incrementAndGet, () -> Optional.of("text"), _ -> {}));
        for (int i = 0; i < 1000; i++) {
            saver.look();
        }
        begun.await();
        Thread closing = Thread.ofVirtual().start(saver::close);
        goOn.countDown();
        closing.join();
        Objects.requireNonNull(thread.get()).join();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whoAsksForItIsToldOnceAFileHoldsWhatThereIs() throws Exception {
        AtomicLong version = new AtomicLong(3);
        try (Autosaver<String> saver = new Autosaver<>(folder, NEVER, TEXT, source(version))) {
            CountDownLatch first = new CountDownLatch(1);
            saver.save(first::countDown);
            first.await();
            assertThat(files()).singleElement().satisfies(file -> assertThat(file)
                    .hasContent("text 3"));
            AtomicReference<List<Path>> seen = new AtomicReference<>(List.of());
            Files.delete(files().getFirst());
            CountDownLatch again = new CountDownLatch(1);
            saver.save(() -> {
                try {
                    seen.set(files());
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
                again.countDown();
            });
            again.await();
            assertThat(seen.get()).as("of the same version").hasSize(1);
        }
    }

    /// What was left by another program stays as long as it is in no other file.
    @Test
    void whoAsksForItIsNotToldBeforeItCouldBeWritten() throws Exception {
        AtomicBoolean full = new AtomicBoolean(true);
        CountDownLatch troubled = new CountDownLatch(1);
        CountDownLatch kept = new CountDownLatch(1);
        Autosaver.Form<String> form = new Autosaver.Form<>(
                ".txt",
                (file, text) -> {
                    if (full.get()) {
                        throw new IOException("no space left");
                    }
                    Files.writeString(file, text);
                },
                Files::readString);
        var source = new Autosaver.Source<>(() -> 1, () -> Optional.of("text"), _ -> troubled.countDown());
        try (Autosaver<String> saver = new Autosaver<>(folder, NEVER, form, source)) {
            saver.save(kept::countDown);
            troubled.await();
            assertThat(kept.getCount()).isEqualTo(1);
            full.set(false);
            saver.look();
            kept.await();
            assertThat(files()).hasSize(1);
        }
    }

    @Test
    void anotherIntervalTakesHoldAndLeavesTheFile() throws Exception {
        AtomicLong version = new AtomicLong(1);
        try (Autosaver<String> saver = new Autosaver<>(folder, NEVER, TEXT, source(version))) {
            CountDownLatch kept = new CountDownLatch(1);
            saver.save(kept::countDown);
            kept.await();
            Path file = files().getFirst();
            saver.setInterval(Duration.ofMillis(5));
            assertThat(files()).containsExactly(file);
            version.set(2);
            Patience.until(() -> Files.readString(file).equals("text 2"));
            assertThat(files()).containsExactly(file);
        }
    }

    @Test
    void aFileThatCannotBeReadHidesNoOther() throws IOException {
        for (String name : List.of("damaged", "good", "gone")) {
            Files.writeString(folder.resolve(name + ".txt"), name);
        }
        Autosaver.Form<String> form = new Autosaver.Form<>(".txt", Files::writeString, file -> {
            String text = Files.readString(file);
            return switch (text) {
                case "damaged" -> throw new InvalidValueException("it is damaged");
                case "gone" -> throw new IOException("it is gone");
                default -> text;
            };
        });
        assertThat(Autosaver.left(folder, form))
                .extracting(Autosaver.Left::content)
                .containsExactly("good");
    }
}
