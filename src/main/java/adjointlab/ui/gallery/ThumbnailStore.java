package adjointlab.ui.gallery;

import adjointlab.core.data.AtomicFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/// Small pictures kept between starts as PNG files. What cannot be read is as good as not there; when they become too
/// many, those that were not looked at for the longest time go.
final class ThumbnailStore {
    private static final Logger LOG = System.getLogger(ThumbnailStore.class.getName());

    /// A thumbnail is some ten kilobytes; a larger file is none of ours.
    private static final long MOST_BYTES = 1 << 20;

    private static final String ENDING = ".png";

    private final Path folder;
    private final long mostBytes;

    /// @param folder need not exist
    /// @param mostBytes of all pictures together
    ThumbnailStore(Path folder, long mostBytes) {
        this.folder = folder;
        this.mostBytes = mostBytes;
    }

    /// A picture that was kept; empty where there is none that can be read.
    ///
    /// @param key of hexadecimal digits and hyphens
    Optional<BufferedImage> load(String key) {
        Path file = file(key);
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
                return Optional.empty();
            }
            BufferedImage picture = ImageIO.read(file.toFile());
            if (picture != null) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            }
            return Optional.ofNullable(picture);
        } catch (IOException | RuntimeException broken) { // its decoder throws both
            LOG.log(Level.DEBUG, "the thumbnail " + file + " cannot be read and is drawn again", broken);
            return Optional.empty();
        }
    }

    /// Keeps a picture. Without room on the disk it is drawn again at the next start.
    void save(String key, BufferedImage picture) {
        try {
            AtomicFile.write(file(key), out -> ImageIO.write(picture, "png", out));
            prune();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the thumbnail " + key + " cannot be kept", e);
        }
    }

    private Path file(String key) {
        return folder.resolve(key + ENDING);
    }

    private record Kept(Path file, long bytes, FileTime used) {}

    private void prune() throws IOException {
        List<Kept> kept = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(ENDING)).toList()) {
                kept.add(new Kept(file, Files.size(file), Files.getLastModifiedTime(file)));
            }
        }
        long all = kept.stream().mapToLong(Kept::bytes).sum();
        kept.sort(Comparator.comparing(Kept::used));
        for (Kept oldest : kept) {
            if (all <= mostBytes) {
                return;
            }
            Files.deleteIfExists(oldest.file);
            all -= oldest.bytes;
        }
    }
}
