package adjointlab.ui.launch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Makes the first program of a display the one that opens files: later ones hand their files to it and end.
///
/// The first one holds the lock of a file as long as it runs, so that a socket whose lock is free is left over from a
/// program that died and is replaced. A request is the absolute paths in UTF-8, each ended by a zero; none asks only
/// for the window to come to the front. The answer is one byte. Where anything of this fails, each program opens a
/// window of its own.
public final class SingleInstance implements AutoCloseable {
    private static final Logger LOG = System.getLogger(SingleInstance.class.getName());

    /// Longer requests are refused.
    static final int MOST_BYTES = 1 << 20;

    /// Names of sockets are at most so long on every system: 104 bytes with the zero at the end on macOS.
    private static final int LONGEST_NAME = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int ATTEMPTS = 40;
    private static final long PAUSE_MILLIS = 50;
    private static final byte TAKEN = 1;

    private final @Nullable FileChannel lock;
    private final @Nullable ServerSocketChannel server;
    private final Path socket;

    private SingleInstance(@Nullable FileChannel lock, @Nullable ServerSocketChannel server, Path socket) {
        this.lock = lock;
        this.server = server;
        this.socket = socket;
    }

    /// Hands the files to the program that is there already, or becomes that program.
    ///
    /// @param folder that only this user can enter; made if missing
    /// @param display on which windows open; programs of other displays are not asked
    /// @param files to open, relative to this process
    /// @param opened takes what later programs hand over, on a thread of its own
    /// @return nothing where another program has taken the files
    public static Optional<SingleInstance> start(
            Path folder, String display, List<Path> files, Consumer<List<Path>> opened) {
        Path socket = folder.resolve("window-" + Integer.toHexString(display.hashCode()) + ".socket");
        SingleInstance alone = new SingleInstance(null, null, socket);
        if (socket.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            return Optional.of(alone);
        }
        try {
            makePrivate(folder);
            Path lockFile = folder.resolve(socket.getFileName() + ".lock");
            FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isFirst(channel)) {
                return Optional.of(listening(channel, socket, opened));
            }
            channel.close();
            return handOver(socket, request(files)) ? Optional.empty() : Optional.of(alone);
        } catch (IOException | UnsupportedOperationException e) {
            LOG.log(Level.DEBUG, "windows are not shared: {0}", e.getMessage());
            return Optional.of(alone);
        }
    }

    /// Whether later programs find this one.
    public boolean isFound() {
        return server != null;
    }

    private static void makePrivate(Path folder) throws IOException {
        Files.createDirectories(folder);
        PosixFileAttributeView view =
                Files.getFileAttributeView(folder, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (Files.isSymbolicLink(folder)) {
            throw new IOException(folder + " is a link");
        }
        if (view != null) {
            view.setPermissions(PosixFilePermissions.fromString("rwx------")); // fails for a folder of someone else
        }
    }

    private static boolean isFirst(FileChannel channel) throws IOException {
        try {
            FileLock got = channel.tryLock();
            return got != null;
        } catch (OverlappingFileLockException e) {
            return false; // this very process has it
        }
    }

    private static SingleInstance listening(FileChannel lock, Path socket, Consumer<List<Path>> opened)
            throws IOException {
        Files.deleteIfExists(socket); // of a program that died
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        Thread.ofPlatform().daemon().name("open-files").start(() -> accept(server, opened));
        return new SingleInstance(lock, server, socket);
    }

    private static void accept(ServerSocketChannel server, Consumer<List<Path>> opened) {
        while (server.isOpen()) {
            try {
                SocketChannel client = server.accept();
                Thread.ofPlatform().daemon().name("open-files-of-one").start(() -> serve(client, opened));
            } catch (ClosedChannelException e) {
                return; // in order
            } catch (IOException e) {
                LOG.log(Level.WARNING, "no more files are taken from other programs", e);
                return;
            }
        }
    }

    private static void serve(SocketChannel client, Consumer<List<Path>> opened) {
        try (client) {
            List<Path> files = files(read(client));
            client.write(ByteBuffer.wrap(new byte[] {TAKEN}));
            opened.accept(files);
        } catch (IOException | IllegalArgumentException e) {
            LOG.log(Level.DEBUG, "a request to open files was not understood: {0}", e.getMessage());
        }
    }

    private static byte[] request(List<Path> files) {
        StringBuilder text = new StringBuilder();
        files.forEach(file -> text.append(file.toAbsolutePath()).append('\0'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// @throws IllegalArgumentException if a path is none, or none that is absolute
    private static List<Path> files(byte[] request) {
        List<Path> files = Arrays.stream(new String(request, StandardCharsets.UTF_8).split("\0"))
                .filter(path -> !path.isEmpty())
                .map(Path::of)
                .toList();
        if (!files.stream().allMatch(Path::isAbsolute)) {
            throw new IllegalArgumentException("a path is not absolute");
        }
        return files;
    }

    private static byte[] read(SocketChannel client) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(8192);
        while (client.read(buffer) >= 0) {
            bytes.write(buffer.array(), 0, buffer.position());
            buffer.clear();
            if (bytes.size() > MOST_BYTES) {
                throw new IOException("the request is longer than " + MOST_BYTES + " bytes");
            }
        }
        return bytes.toByteArray();
    }

    /// The other program may have its lock and not yet its socket, or hang.
    private static boolean handOver(Path socket, byte[] request) {
        CompletableFuture<Boolean> taken = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("hand-over-files").start(() -> taken.complete(isTaken(socket, request)));
        try {
            return taken.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.log(Level.DEBUG, "the open window does not answer");
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean isTaken(Path socket, byte[] request) {
        for (int i = 0; i < ATTEMPTS; i++) {
            try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
                ByteBuffer bytes = ByteBuffer.wrap(request);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.shutdownOutput();
                ByteBuffer answer = ByteBuffer.allocate(1);
                return channel.read(answer) == 1 && answer.get(0) == TAKEN;
            } catch (IOException e) {
                LOG.log(Level.TRACE, "the open window has no socket yet: {0}", e.getMessage());
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                return false;
            }
        }
        return false;
    }

    /// Takes nothing any more.
    @Override
    public void close() {
        try {
            if (server != null) {
                server.close();
                Files.deleteIfExists(socket);
            }
            if (lock != null) {
                lock.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
