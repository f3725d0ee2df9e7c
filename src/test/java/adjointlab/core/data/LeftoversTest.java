package adjointlab.core.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which half files are taken for left over, and which may still be written by somebody.
final class LeftoversTest {
    private static final Duration MOMENT = Duration.ofSeconds(5);
    private static final Duration TWO_DAYS = Duration.ofDays(2);

    @TempDir
    Path folder;

    private final String here = Leftovers.name(Path.of("a.txt")).replaceAll("\\.a\\.txt\\.([0-9a-f]{8})-.*", "$1");
    private final String own = Leftovers.name(Path.of("a.txt")).replaceAll(".*-([0-9a-f]{8})-.*", "$1");

    private String half(String name, Duration age) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "half");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
        return name;
    }

    private List<String> left() throws IOException {
        AtomicFile.write(folder.resolve("b.txt"), "whole".getBytes(StandardCharsets.UTF_8));
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> !name.equals("b.txt"))
                    .toList();
        }
    }

    @Test
    void whatNobodyHoldsGoes() throws IOException {
        half(".a.txt." + here + "-0123abcd-1f.tmp", MOMENT);
        half(".c.npz." + here + "-89abcdef-2.tmp", TWO_DAYS);
        assertThat(left()).isEmpty();
    }

    /// A lock tells it, not a number of a process: another container has its own.
    @Test
    void whatSomebodyHoldsStays() throws IOException {
        String held = half(".a.txt." + here + "-0123abcd-1f.tmp", MOMENT);
        String heldForLong = half(".a.txt." + here + "-0123abcd-20.tmp", TWO_DAYS);
        try (FileChannel one = FileChannel.open(folder.resolve(held), StandardOpenOption.WRITE);
                FileLock ofOne = one.lock();
                FileChannel two = FileChannel.open(folder.resolve(heldForLong), StandardOpenOption.WRITE);
                FileLock ofTwo = two.lock()) {
            assertThat(ofOne.isValid() && ofTwo.isValid()).isTrue();
            assertThat(left()).containsExactlyInAnyOrder(held, heldForLong);
        }
    }

    /// Its lock ends before it takes its place.
    @Test
    void whatWasWrittenJustNowStays() throws IOException {
        String moving = half(".a.txt." + here + "-0123abcd-1f.tmp", Duration.ZERO);
        assertThat(left()).containsExactly(moving);
    }

    /// Its locks may not reach this machine.
    @Test
    void whatAnotherMachineWritesStaysForADay() throws IOException {
        String other = here.equals("00000000") ? "00000001" : "00000000";
        String young = half(".a.txt." + other + "-0123abcd-1f.tmp", Duration.ofHours(20));
        half(".a.txt." + other + "-0123abcd-20.tmp", TWO_DAYS);
        assertThat(left()).containsExactly(young);
    }

    @Test
    void whatThisProgramWritesAndWhatIsNotOursStays() throws IOException {
        String mine = half(".a.txt." + here + "-" + own + "-ffff.tmp", TWO_DAYS);
        List<String> others = List.of(".b.tmp", "a.txt." + here + "-0123abcd-1f.tmp", ".a.txt.12-1f.tmp");
        for (String name : others) {
            half(name, TWO_DAYS);
        }
        assertThat(left()).contains(mine).containsAll(others);
    }

    /// A program that writes for long holds its neighbour.
    @Test
    void aNeighbourIsHeldWhileItIsWritten() throws IOException {
        boolean[] held = new boolean[1];
        AtomicFile.write(folder.resolve("c.txt"), out -> {
            out.write(1);
            try (Stream<Path> files = Files.list(folder)) {
                Path neighbour = files.filter(file -> file.toString().endsWith(".tmp"))
                        .findFirst()
                        .orElseThrow();
                try (FileChannel channel = FileChannel.open(neighbour, StandardOpenOption.WRITE)) {
                    channel.tryLock();
                } catch (java.nio.channels.OverlappingFileLockException _) {
                    held[0] = true;
                }
            }
        });
        assertThat(held[0]).isTrue();
        assertThat(folder.resolve("c.txt")).hasBinaryContent(new byte[] {1});
    }
}
