package adjointlab.ui.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SingleInstanceTest {
    private final BlockingQueue<List<Path>> opened = new LinkedBlockingQueue<>();
    private Path folder = Path.of("");

    /// Names of sockets must be short, those of JUnit's own folders may be long.
    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory("al");
    }

    @AfterEach
    void removeFolder() throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private SingleInstance first() {
        return SingleInstance.start(folder, ":0", List.of(), opened::add).orElseThrow();
    }

    private Path socket() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".socket"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void laterProgramsHandTheirFilesToTheFirst() throws Exception {
        try (SingleInstance first = first()) {
            assertThat(first.isFound()).isTrue();
            assertThat(SingleInstance.start(
                            folder, ":0", List.of(Path.of("ä b.lab"), Path.of("/tmp/c.json")), opened::add))
                    .isEmpty();
            assertThat(opened.poll(10, TimeUnit.SECONDS))
                    .as("as the other process would name them")
                    .containsExactly(Path.of("ä b.lab").toAbsolutePath(), Path.of("/tmp/c.json"));
            assertThat(SingleInstance.start(folder, ":0", List.of(), opened::add))
                    .isEmpty();
            assertThat(opened.poll(10, TimeUnit.SECONDS))
                    .as("no file: only the window is asked for")
                    .isEmpty();
        }
    }

    @Test
    void anotherDisplayHasWindowsOfItsOwn() {
        try (SingleInstance first = first();
                SingleInstance other = SingleInstance.start(folder, ":1", List.of(), opened::add)
                        .orElseThrow()) {
            assertThat(first.isFound()).isTrue();
            assertThat(other.isFound()).isTrue();
        }
    }

    @Test
    void whoComesAfterTheFirstHasEndedIsFirst() throws IOException {
        first().close();
        try (var left = Files.list(folder)) {
            assertThat(left.filter(file -> file.toString().endsWith(".socket"))).isEmpty();
        }
        try (SingleInstance next = first()) {
            assertThat(next.isFound()).isTrue();
        }
    }

    @Test
    void aSocketThatADeadProgramLeftIsReplaced() throws Exception {
        Path name;
        try (SingleInstance _ = first()) {
            name = socket();
        }
        Files.writeString(name, "left over");
        try (SingleInstance next = first()) {
            assertThat(next.isFound()).isTrue();
            assertThat(SingleInstance.start(folder, ":0", List.of(Path.of("/a.lab")), opened::add))
                    .isEmpty();
            assertThat(opened.poll(10, TimeUnit.SECONDS)).containsExactly(Path.of("/a.lab"));
        }
    }

    @Test
    void onlyThisUserCanEnterTheFolder() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        try (SingleInstance _ = first()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void whatIsNoRequestOpensNothingAndEndsNothing() throws Exception {
        try (SingleInstance _ = first()) {
            send("relative.lab\0");
            send("x".repeat(SingleInstance.MOST_BYTES + 2));
            assertThat(SingleInstance.start(folder, ":0", List.of(Path.of("/a.lab")), opened::add))
                    .isEmpty();
            assertThat(opened.poll(10, TimeUnit.SECONDS))
                    .as("the first that was understood")
                    .containsExactly(Path.of("/a.lab"));
        }
    }

    private void send(String request) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket()))) {
            ByteBuffer bytes = ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.shutdownOutput();
            channel.read(ByteBuffer.allocate(1));
        } catch (IOException refused) {
            assertThat(request.length()).as(refused.getMessage()).isGreaterThan(SingleInstance.MOST_BYTES);
        }
    }

    @Test
    void whereNoSocketCanBeAWindowOpensAllTheSame() throws IOException {
        Path blocked = folder.resolve("file");
        Files.createFile(blocked);
        Path tooLong = folder.resolve("a".repeat(120));
        for (Path place : List.of(blocked, tooLong)) {
            try (SingleInstance alone =
                    SingleInstance.start(place, ":0", List.of(), opened::add).orElseThrow()) {
                assertThat(alone.isFound()).as("%s", place).isFalse();
            }
        }
    }
}
