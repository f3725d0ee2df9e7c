package adjointlab.ui.gallery;

import adjointlab.core.catalog.Values;
import adjointlab.core.data.Sha256;
import adjointlab.figure.Figure;
import adjointlab.figure.Sketch;
import adjointlab.figure.Theme;
import adjointlab.lab.Environment;
import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.preset.PanelLayout.PanelState;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.PresetJson;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.TrainingService;
import adjointlab.panel.Panels;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.RunStyles;
import adjointlab.ui.look.Pixels;
import java.awt.image.BufferedImage;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import org.jspecify.annotations.Nullable;

/// Small pictures of presets: the first panel after a short training, its data without axes and words. Only those that
/// somebody looks at are made, on a thread of the lowest priority, in light and dark at once, and kept between starts.
public final class Thumbnails implements AutoCloseable {
    static final int WIDTH = 192;
    static final int HEIGHT = 88;

    private static final Logger LOG = System.getLogger(Thumbnails.class.getName());

    /// Counts the ways in which thumbnails have been drawn, so that those of older versions are drawn again.
    private static final int DRAWING = 2;

    private static final int SCALE = 2;
    private static final int ITERATIONS = 80;

    /// Of data sets so many tell enough: all of 50,000 images are half a gigabyte.
    private static final Map<String, Integer> MOST = Map.of("problem.samples", 512, "problem.test", 64);

    private static final long KEPT_BYTES = 16 << 20;

    /// A preset that trains slowly is shown as far as it came.
    private static final long PATIENCE_NANOS = 1_000_000_000;

    private final ThumbnailStore store;
    private final Map<String, ObjectProperty<@Nullable Image>> images = new HashMap<>();
    private final Map<String, Preset> wanted = new HashMap<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread made = new Thread(task, "thumbnails");
        made.setDaemon(true);
        made.setPriority(Thread.MIN_PRIORITY);
        return made;
    });

    private volatile boolean dark;
    private volatile boolean closed;

    /// @param folder where pictures are kept; need not exist
    public Thumbnails(Path folder) {
        this(new ThumbnailStore(folder, KEPT_BYTES));
    }

    Thumbnails(ThumbnailStore store) {
        this.store = store;
    }

    /// A place for a preset's picture, blank until it is made, which begins at once. On the FX thread.
    ///
    /// @param width of the place, in pixels of the scene
    ImageView view(Preset preset, double width) {
        ImageView view = new ImageView();
        view.setFitWidth(width);
        view.setFitHeight(width * HEIGHT / WIDTH);
        view.setSmooth(true);
        view.imageProperty().bind(image(preset));
        return view;
    }

    /// The picture of a preset in the present mode; null until it is made. On the FX thread.
    ObjectProperty<@Nullable Image> image(Preset preset) {
        return images.computeIfAbsent(preset.id(), _ -> {
            wanted.put(preset.id(), preset);
            want(preset);
            return new SimpleObjectProperty<>();
        });
    }

    /// Shows all pictures on dark ground, or on light. On the FX thread.
    public void setDark(boolean newDark) {
        if (dark != newDark) {
            dark = newDark;
            wanted.values().forEach(this::want);
        }
    }

    private void want(Preset preset) {
        boolean mode = dark;
        thread.execute(() -> {
            if (closed || mode != dark) {
                return; // whoever changed the mode has asked again
            }
            Image image = Pixels.image(picture(preset, mode));
            Platform.runLater(() -> {
                ObjectProperty<@Nullable Image> place = images.get(preset.id());
                if (place != null && mode == dark) {
                    place.set(image);
                }
            });
        });
    }

    private BufferedImage picture(Preset preset, boolean mode) {
        String key = key(preset);
        Optional<BufferedImage> kept = store.load(key(key, mode))
                .filter(picture -> picture.getWidth() == WIDTH * SCALE && picture.getHeight() == HEIGHT * SCALE);
        if (kept.isPresent()) {
            return kept.get();
        }
        Figure figure = figure(preset);
        BufferedImage other = draw(figure, !mode);
        BufferedImage picture = draw(figure, mode);
        if (!closed) { // else it was not trained as far as it should be
            store.save(key(key, !mode), other);
            store.save(key(key, mode), picture);
        }
        return picture;
    }

    /// All that a picture depends on.
    private static String key(Preset preset) {
        return Sha256.of(DRAWING + "\n" + Environment.version() + "\n" + JsonObject.write(PresetJson.tree(preset)));
    }

    private static String key(String content, boolean mode) {
        return content + (mode ? "-d" : "-a"); // hexadecimal like the rest
    }

    private static BufferedImage draw(Figure figure, boolean mode) {
        return new Sketch(mode ? Theme.DARK : Theme.LIGHT).picture(figure, WIDTH, HEIGHT, SCALE);
    }

    private Figure figure(Preset preset) {
        List<PanelState> panels = preset.layout().panels();
        if (panels.isEmpty()) {
            return Figure.empty("", "");
        }
        try (TrainingService service = new TrainingService(0)) {
            List<Run> runs = service.open(preset.with(shortened(preset.settings())));
            service.play();
            long end = System.nanoTime() + PATIENCE_NANOS;
            service.drain(() -> closed || System.nanoTime() > end);
            var entry = Panels.CATALOG.get(panels.getFirst().id());
            return entry.create(new Values(panels.getFirst().options()).complete(entry.parameters()))
                    .figure(new PanelContext(
                            preset,
                            runs.stream()
                                    .map(run -> new PanelContext.Shown(run, RunStyles.of(run)))
                                    .toList(),
                            Math.min(
                                    ITERATIONS / 4,
                                    runs.stream().mapToInt(Run::iteration).max().orElse(0)),
                            "",
                            false,
                            () -> closed));
        } catch (CancellationException _) {
            return Figure.empty("", "");
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "no thumbnail for the preset " + preset.id(), e);
            return Figure.empty("", "");
        }
    }

    /// The same with fewer iterations and samples.
    static Settings shortened(Settings settings) {
        Settings shortened = settings.with(Slots.ITERATIONS, Math.min(ITERATIONS, settings.get(Slots.ITERATIONS)));
        for (var most : MOST.entrySet()) {
            if (shortened.has(most.getKey())
                    && shortened.get(most.getKey()) instanceof Integer many
                    && many > most.getValue()) {
                shortened = shortened.with(most.getKey(), most.getValue());
            }
        }
        return shortened;
    }

    @Override
    public void close() {
        closed = true;
        thread.shutdownNow();
    }
}
