package adjointlab.ui.gallery;

import adjointlab.core.catalog.Entry;
import adjointlab.figure.Figure;
import adjointlab.figure.Sketch;
import adjointlab.figure.Theme;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.ui.look.Pixels;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.image.Image;

/// What panels would show of the open preset, as small pictures; computed one after another on a thread of the lowest
/// priority, and none for longer than a person waits.
final class PanelPreviews implements AutoCloseable {
    static final int WIDTH = 192;
    static final int HEIGHT = 88;

    private static final Logger LOG = System.getLogger(PanelPreviews.class.getName());
    private static final int SCALE = 2;
    private static final long PATIENCE_NANOS = 1_000_000_000;

    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread made = new Thread(task, "panel-previews");
        made.setDaemon(true);
        made.setPriority(Thread.MIN_PRIORITY);
        return made;
    });
    private final AtomicInteger rounds = new AtomicInteger();

    /// What a panel has to show.
    sealed interface Preview {
        /// Its picture.
        record Picture(Image image) implements Preview {}

        /// Why there is none, in one sentence.
        record Reason(String sentence) implements Preview {}
    }

    /// Forgets what was asked for and is not yet done.
    void begin() {
        rounds.incrementAndGet();
    }

    /// Computes a preview. On the FX thread.
    ///
    /// @param context what is open; read on another thread
    /// @param theme of the picture
    /// @param then hears of it on the FX thread, unless [#begin] came first
    void want(Entry<Panel> entry, PanelContext context, Theme theme, Consumer<Preview> then) {
        int round = rounds.get();
        thread.execute(() -> {
            if (round != rounds.get()) {
                return;
            }
            Preview preview = preview(entry, context, theme, round);
            Platform.runLater(() -> {
                if (round == rounds.get()) {
                    then.accept(preview);
                }
            });
        });
    }

    private Preview preview(Entry<Panel> entry, PanelContext context, Theme theme, int round) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        PanelContext patient = context.with(() -> round != rounds.get() || System.nanoTime() > end);
        try {
            Figure figure = entry.createDefault().figure(patient);
            return figure.emptyText().isEmpty()
                    ? new Preview.Picture(Pixels.image(new Sketch(theme).picture(figure, WIDTH, HEIGHT, SCALE)))
                    : new Preview.Reason(figure.emptyText());
        } catch (RuntimeException e) { // as in the panel itself, which says so
            LOG.log(Level.WARNING, "no preview of the panel " + entry.id(), e);
            return new Preview.Reason("This figure cannot be drawn: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        rounds.incrementAndGet();
        thread.shutdownNow();
    }
}
