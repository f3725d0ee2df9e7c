package adjointlab.ui.chart;

import adjointlab.core.math.Stop;
import adjointlab.figure.Figure;
import adjointlab.figure.FigureLayout;
import adjointlab.figure.Owner;
import adjointlab.figure.Page;
import adjointlab.figure.Painter;
import adjointlab.figure.PlotArea;
import adjointlab.figure.Preview;
import adjointlab.figure.Theme;
import adjointlab.figure.Tile;
import adjointlab.figure.Viewpoint;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import javafx.animation.Animation;
import javafx.animation.PauseTransition;
import javafx.animation.TranslateTransition;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// Shows a figure as a picture that background threads build and draw. The FX thread never builds, draws or waits.
///
/// While a picture is being made, further requests replace one another, so a view that is asked too often drops frames
/// and always ends at the newest. A picture that somebody waits for overtakes one that nobody does. The old picture
/// stays; when the new one takes long it is dimmed under a thin line.
public final class ChartView extends Region {
    private static final Logger LOG = System.getLogger(ChartView.class.getName());
    private static final Duration PATIENCE = Duration.millis(300);

    /// Until words stand over an old picture.
    private static final Duration LONG_PATIENCE = Duration.seconds(1.5);
    private static final double DIMMED = 0.55;
    private static final double LINE_SHARE = 0.25;
    private static final double AIR = 8;

    /// A picture of whole pixels may lack so much of a view of its own size.
    private static final double ROUNDED = 1.5;

    /// A picture under way is given up for a newer one only while the shown one is younger than this, so that a
    /// long drag shows something now and then even where building takes long.
    private static final long FRESH_NANOS = 400_000_000;

    /// A picture under way.
    ///
    /// @param frame how it is drawn
    /// @param stop set when it shall end
    /// @param useless set when nobody wants what is done by then
    private record Job(
            Request request, SharedPixels target, Request.Frame frame, AtomicBoolean stop, AtomicBoolean useless) {
        void giveUp() {
            useless.set(true);
            stop.set(true);
        }
    }

    /// What is shown.
    ///
    /// @param figure as built
    /// @param layout where its parts are, in units of the figure
    /// @param zoom pixels of the scene to a unit of the figure
    /// @param words what it says
    public record Shown(Figure figure, FigureLayout layout, double zoom, Words words) {
        /// @param told whether its sentence stands under it, and so is found at once, on this thread
        static Shown of(Figure figure, FigureLayout layout, double zoom, boolean told) {
            Words words = new Words(figure);
            if (told) {
                words.finding();
            }
            return new Shown(figure, layout, zoom, words);
        }

        /// What it shows, in one sentence.
        public String finding() {
            return words.finding();
        }

        /// The plot under a place of the view, if there is one.
        public Optional<PlotArea> at(double x, double y) {
            return layout.at(x / zoom, y / zoom);
        }

        /// The picture among tiles under a place of the view.
        public Optional<Tile> tileAt(double x, double y) {
            return layout.tileAt(x / zoom, y / zoom);
        }

        /// All that the cut text under a place of the view says; "" where none is.
        public String wholeAt(double x, double y) {
            return layout.wholeAt(x / zoom, y / zoom);
        }

        /// The run whose row or column of a table, or whose picture, is under a place of the view.
        Owner besideAxes(double x, double y) {
            return layout.ownerBesideAxes(x / zoom, y / zoom);
        }
    }

    private final DrawingWorker worker;
    private final ImageView view = new ImageView();
    private final Overlay overlay = new Overlay();
    private final Region line = new Region();

    /// Around the picture while the view has the keys: a border of the view itself would lie under the picture.
    private final Region frame = new Region();

    /// Whether the picture is one of a view of another form, in which nothing stands where the pointer is.
    private boolean ofAnotherForm;

    private final WaitingChip waiting = new WaitingChip(this::stop);
    private final PauseTransition patience = new PauseTransition(PATIENCE);
    private final PauseTransition longPatience = new PauseTransition(LONG_PATIENCE);
    private final TranslateTransition sweep = new TranslateTransition(Duration.seconds(1.2), line);
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Shown> shown = new ReadOnlyObjectWrapper<>();
    private final Pointing pointing = new Pointing(this, overlay);
    private final TableScroll tables = new TableScroll(this);
    private final Turning turning;
    private boolean still;
    private volatile boolean told;
    private boolean takesLong;
    private long finished;
    private @Nullable Request last;
    private @Nullable Request pending;
    private @Nullable Job awaited;

    /// What is shown as it was built.
    private @Nullable Figure whole;
    private @Nullable SharedPixels front;
    private @Nullable SharedPixels back;

    /// One for each thread that paints, which alone uses it.
    private @Nullable Painter painter;

    private @Nullable Painter urgentPainter;

    /// @param worker builds and draws
    public ChartView(DrawingWorker worker) {
        this.worker = worker;
        turning = new Turning(worker, this::showTurned, () -> told);
        getStyleClass().add("chart");
        setMinSize(0, 0);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setFocusTraversable(true); // so that its words are reached, and its menu
        line.getStyleClass().add("chart-progress");
        line.setManaged(false);
        line.setVisible(false);
        view.setManaged(false);
        view.setSmooth(true);
        frame.getStyleClass().add("chart-frame");
        frame.setManaged(false);
        frame.setMouseTransparent(true);
        frame.visibleProperty().bind(focusedProperty());
        getChildren().addAll(view, overlay, line, frame, waiting);
        patience.setOnFinished(_ -> showWaiting());
        longPatience.setOnFinished(_ -> showWords());
        sweep.setCycleCount(Animation.INDEFINITE);
        layoutBoundsProperty().addListener((_, _, _) -> {
            pointing.nowhere(); // what was at the pointer is elsewhere now
            again();
        });
        sceneProperty().addListener((_, _, scene) -> {
            if (scene != null) {
                again();
            }
        });
    }

    /// Asks for a picture.
    ///
    /// @param what it is in a few words, with its iteration, for who waits
    /// @param source builds the figure
    /// @param theme draws it
    /// @param zoom pixels of the scene to a unit of the figure
    /// @param supersedes whether what is being built now is of no more use, rather than a frame that may still be
    /// shown
    public void draw(String what, FigureSource source, Theme theme, double zoom, boolean supersedes) {
        draw(new Request(what, source, new Request.Look(theme, zoom, null), supersedes));
    }

    /// Asks for the picture of a page in place of all before: it is drawn as large as the page is, although the view
    /// may get its size only with the next layout.
    ///
    /// @param what it is in a few words
    /// @param zoom pixels of the scene to a point of the page
    public void drawPage(String what, Figure figure, Page page, double zoom) {
        draw(new Request(what, (_, _) -> figure, new Request.Look(Theme.PRINT, zoom, page), true));
    }

    private void draw(Request request) {
        boolean supersedes = request.urgent();
        last = request;
        pending = last;
        Job slower = awaited;
        if (supersedes && slower != null) {
            if (!slower.request.urgent()) {
                slower.giveUp();
                await(null);
            } else if (System.nanoTime() - finished < FRESH_NANOS) {
                slower.giveUp();
            }
        }
        next();
    }

    /// Whether a picture is being made.
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /// What is shown; null before the first picture.
    public ReadOnlyObjectProperty<@Nullable Shown> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /// What the pointer is at; null when it is outside the axes.
    public ObjectProperty<@Nullable Hover> pointedProperty() {
        return pointing.hoverProperty();
    }

    /// The runs whose line, band, marker or row of a table the pointer is at; nobody where it is at none.
    public ReadOnlyObjectProperty<Owner> pointedOwnerProperty() {
        return pointing.ownerProperty();
    }

    /// Whether what is shown is said in a sentence, which is then found with each picture.
    public void setTold(boolean told) {
        this.told = told;
    }

    /// Whether nothing moves by itself.
    public void setStill(boolean still) {
        this.still = still;
    }

    /// Whether its figures may take seconds; other views do not wait for them.
    public void setTakesLong(boolean takesLong) {
        this.takesLong = takesLong;
    }

    /// From where surfaces are looked at, whatever the figures say; null: as they say. The next picture shows it.
    public void setViewpoint(@Nullable Viewpoint viewpoint) {
        turning.setViewpoint(viewpoint);
    }

    /// The same, and shows it at once.
    public void turn(Viewpoint viewpoint) {
        turning.setViewpoint(viewpoint);
        drawTurned();
    }

    /// Whether something is held with the pointer: then it reads out nothing.
    public void setHeld(boolean held) {
        pointing.setHeld(held);
    }

    private void drawTurned() {
        Figure figure = whole;
        Request request = last;
        if (figure != null && request != null && getScene() != null && getWidth() >= 8 && getHeight() >= 8) {
            turning.draw(figure, frame(request));
        }
    }

    /// A picture of an older figure is not shown in place of a newer one.
    private void showTurned(Image image, Shown newShown, Figure figure) {
        if (figure == whole) {
            place(image);
            show(newShown);
        } else {
            drawTurned();
        }
    }

    /// What is shown in words, made only when somebody listens.
    @Override
    public @Nullable Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        Shown now = shown.get();
        return attribute == AccessibleAttribute.TEXT && now != null
                ? now.words.spoken()
                : super.queryAccessibleAttribute(attribute, parameters);
    }

    /// Draws the same again, because it is looked at otherwise.
    void again() {
        if (last != null) {
            pending = last;
            next();
        }
    }

    private void next() {
        Request request = pending;
        if (awaited != null || request == null || getWidth() < 8 || getHeight() < 8 || getScene() == null) {
            return;
        }
        pending = null;
        patience.playFromStart();
        longPatience.playFromStart();
        Request.Frame frame = frame(request);
        SharedPixels target = back != null && back.fits(frame.width(), frame.height())
                ? back
                : new SharedPixels(frame.width(), frame.height());
        back = null;
        Job job = new Job(request, target, frame, new AtomicBoolean(), new AtomicBoolean());
        await(job);
        worker.build(() -> build(job), request.urgent(), takesLong);
    }

    private Request.Frame frame(Request request) {
        double output =
                getScene().getWindow() == null ? 1 : getScene().getWindow().getOutputScaleX();
        return request.frame(getWidth(), getHeight(), output);
    }

    private void await(@Nullable Job job) {
        awaited = job;
        busy.set(job != null);
    }

    /// On a building thread. What a stopped builder returns is no whole figure, but all that a person who stopped
    /// it has.
    private void build(Job job) {
        Sight sight = new Sight(job);
        Optional<Figure> built = built(job.request.source(), job.stop, sight);
        if (job.useless.get() || built.isEmpty() && sight.sketched) {
            Platform.runLater(() -> giveUp(job));
        } else {
            Figure figure = tables.look().of(built.orElseGet(() -> Figure.empty("", "Stopped.")));
            worker.paint(() -> paint(job, figure), job.request.urgent());
        }
    }

    /// On a painting thread.
    private void paint(Job job, Figure figure) {
        Figure turned = turning.of(figure);
        FigureLayout layout = drawn(painterOf(job.request), turned, job.target, job.frame);
        Shown made = Shown.of(turned, layout, job.request.look().zoom(), told);
        Platform.runLater(() -> finish(job, figure, made));
    }

    private Painter painterOf(Request request) {
        if (request.urgent()) {
            urgentPainter = painter(urgentPainter, request.look().theme());
            return urgentPainter;
        }
        painter = painter(painter, request.look().theme());
        return painter;
    }

    /// On a painting thread: a coarse figure into a picture of its own, since the job's is not done.
    private void sketch(Job job, Figure figure) {
        if (job.stop.get()) {
            return;
        }
        SharedPixels coarse = job.target.another();
        Figure turned = turning.of(figure);
        FigureLayout layout = drawn(painterOf(job.request), turned, coarse, job.frame);
        Shown made = Shown.of(turned, layout, job.request.look().zoom(), told);
        Platform.runLater(() -> {
            if (job == awaited) {
                front = null;
                whole = figure;
                place(coarse.refreshed());
                view.setOpacity(1);
                show(made);
            }
        });
    }

    /// What the FX thread hears of a picture while it is built.
    private final class Sight implements Preview {
        private static final long PAUSE_NANOS = 100_000_000;

        private final Job job;
        private boolean sketched;
        private long told = System.nanoTime() - PAUSE_NANOS;

        Sight(Job job) {
            this.job = job;
        }

        @Override
        public void sketch(Figure figure) {
            sketched = true;
            worker.paint(() -> ChartView.this.sketch(job, figure), job.request.urgent());
        }

        @Override
        public void progress(double fraction, String text) {
            long now = System.nanoTime();
            if (now - told >= PAUSE_NANOS) {
                told = now;
                Platform.runLater(() -> tell(job, fraction, text));
            }
        }
    }

    private void tell(Job job, double fraction, String text) {
        if (job == awaited) {
            waiting.say(text + " · " + Math.round(100 * fraction) + " %");
            requestLayout();
        }
    }

    /// Ends what is being computed; what is done by then is shown.
    private void stop() {
        if (awaited != null) {
            pending = null;
            awaited.stop.set(true);
        }
    }

    private void waitNoMore() {
        patience.stop();
        longPatience.stop();
        sweep.stop();
        line.setVisible(false);
        waiting.setVisible(false);
        view.setOpacity(1);
    }

    /// A figure that cannot be drawn is a fault of the program; it is logged, and a sentence stands in its place.
    static FigureLayout drawn(Painter painter, Figure figure, SharedPixels target, Request.Frame frame) {
        try {
            return target.draw(painter, figure, frame);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a figure could not be drawn", e);
            return target.draw(painter, Figure.empty("", "This figure cannot be drawn: " + e.getMessage()), frame);
        }
    }

    /// The painter of a theme, which remembers its pictures of heat maps.
    static Painter painter(@Nullable Painter known, Theme theme) {
        return known != null && known.theme().equals(theme) ? known : new Painter(theme);
    }

    /// A builder's failure is shown in place of the figure and logged; the window goes on. Who stops it stops the
    /// making of its data, too: nothing is built then.
    private static Optional<Figure> built(FigureSource source, AtomicBoolean stop, Preview preview) {
        AtomicReference<@Nullable Figure> built = new AtomicReference<>();
        try {
            Stop.within(stop::get, () -> built.set(source.build(stop::get, preview)));
            return Optional.ofNullable(built.get());
        } catch (CancellationException _) {
            return Optional.empty();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a figure could not be built", e);
            return Optional.of(Figure.empty("", "This figure cannot be drawn: " + e.getMessage()));
        }
    }

    private void finish(Job job, Figure figure, Shown newShown) {
        if (job != awaited) {
            giveUp(job);
            return;
        }
        back = front;
        front = job.target;
        whole = figure;
        place(job.target.refreshed());
        finished = System.nanoTime();
        waitNoMore();
        await(null);
        show(newShown);
        notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
        next();
    }

    /// The newer request that stopped this one comes next, or has overtaken it.
    private void giveUp(Job job) {
        if (back == null) {
            back = job.target;
        }
        if (job == awaited) {
            waitNoMore();
            await(null);
            next();
        }
    }

    /// What is being made, unless a builder has said more.
    private void showWords() {
        Job job = awaited;
        if (job != null && !waiting.isVisible()) {
            waiting.say("Drawing " + job.request.what());
            requestLayout();
        }
    }

    private void showWaiting() {
        if (busy.get()) {
            if (shown.get() == null) {
                showWords();
            }
            view.setOpacity(DIMMED);
            line.setVisible(true);
            if (!still) {
                sweep.setFromX(0);
                sweep.setToX(getWidth() * (1 - LINE_SHARE));
                sweep.setAutoReverse(true);
                sweep.playFromStart();
            }
        }
    }

    /// Reads out what a place of the view is called by somebody who knows more than the figure.
    ///
    /// @param names takes a place in pixels; "" where it knows nothing
    public void nameBy(BiFunction<Double, Double, String> names) {
        pointing.nameBy(names);
    }

    /// Whether nothing of the picture stands where the pointer is.
    boolean isOfAnotherForm() {
        return ofAnotherForm;
    }

    /// What is at a pointer that rests is read out of the new picture.
    private void show(Shown newShown) {
        shown.set(newShown);
        pointing.renew();
    }

    /// A picture of another size stands in the middle, as large as the view has room for: no letter is distorted.
    private void place(@Nullable Image picture) {
        view.setImage(picture);
        if (picture != null) {
            double scale = Math.min(getWidth() / picture.getWidth(), getHeight() / picture.getHeight());
            double wide = getWidth() - scale * picture.getWidth();
            double high = getHeight() - scale * picture.getHeight();
            ofAnotherForm = Math.max(wide, high) > ROUNDED;
            view.setFitWidth(getWidth() - wide);
            view.setFitHeight(getHeight() - high);
            view.relocate(snapPositionX(wide / 2), snapPositionY(high / 2));
        }
    }

    @Override
    protected void layoutChildren() {
        place(view.getImage());
        overlay.resizeRelocate(0, 0, getWidth(), getHeight());
        frame.resizeRelocate(0, 0, getWidth(), getHeight());
        double width = Math.min(waiting.prefWidth(-1), Math.max(0, getWidth() - 2 * AIR));
        double height = Math.min(waiting.prefHeight(width), getHeight());
        double top = shown.get() == null ? (getHeight() - height) / 2 : getHeight() - height - AIR;
        waiting.resizeRelocate(snapPositionX((getWidth() - width) / 2), snapPositionY(Math.max(0, top)), width, height);
        line.resizeRelocate(0, 0, still ? getWidth() : getWidth() * LINE_SHARE, 2);
    }
}
