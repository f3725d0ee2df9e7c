package adjointlab.ui;

import adjointlab.lab.preset.PanelLayout.PanelState;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.ui.launch.CrashReports;
import adjointlab.ui.launch.StartMarks;
import adjointlab.ui.session.Session;
import adjointlab.ui.shell.Kiosk;
import adjointlab.ui.shell.LabWindow;
import adjointlab.ui.shell.Neighbours;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.PauseTransition;
import javafx.animation.Timeline;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCombination;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// The open windows of this program, the frontmost last. For the FX thread.
final class LabWindows implements Neighbours.Desktop {
    private static final Logger LOG = System.getLogger(LabWindows.class.getName());
    private static final double WIDTH = 1440;
    private static final double HEIGHT = 900;

    /// Room for a system's title bar, in pixels.
    private static final double FRAME = 48;
    private static final double LEAST_WIDTH = 720;
    private static final List<Integer> ICON_SIZES = List.of(16, 32, 48, 128);

    /// Between two looks at what is open, for reports of crashes.
    private static final Duration NOTED = Duration.seconds(5);

    /// Until the first pictures are drawn, on most machines.
    private static final Duration DRAWN = Duration.seconds(1);

    /// @param window with its content
    /// @param stage that shows it
    record Open(LabWindow window, Stage stage) {}

    private final LabWindow.Setup setup;
    private final CrashReports reports;
    private final Runnable allClosed;
    private final List<Open> open = new ArrayList<>();
    private final List<Image> icons = ICON_SIZES.stream().map(LabWindows::icon).toList();
    private final Timeline noting = new Timeline(new KeyFrame(NOTED, _ -> note()));

    /// @param allClosed is told when the last window is closed
    LabWindows(LabWindow.Setup setup, CrashReports reports, Runnable allClosed) {
        this.setup = setup;
        this.reports = reports;
        this.allClosed = allClosed;
        noting.setCycleCount(Animation.INDEFINITE);
        noting.play();
    }

    /// Opens a window for each file, one where there is none, and says where reports of crashes lie.
    void start(List<Path> files) {
        if (files.isEmpty()) {
            open(files);
        }
        files.forEach(file -> open(List.of(file)));
        tellOfCrashes();
    }

    /// Opens one window for visitors of an exhibition, over the whole screen.
    ///
    /// @param shown built-in preset or lesson by its id, or a file
    /// @param patience without anybody until it starts again
    void exhibit(Path shown, Duration patience) {
        Open made = made(List.of(shown));
        Stage stage = made.stage();
        stage.setFullScreenExitHint("");
        stage.setFullScreenExitKeyCombination(KeyCombination.NO_MATCH);
        stage.setFullScreen(true);
        stage.setOnCloseRequest(WindowEvent::consume);
        new Kiosk(made.window(), stage.getScene(), shown, patience, stage::hide);
    }

    /// Opens files that another program was asked to open, as if they had been dropped on the frontmost window.
    void openInFront(List<Path> files) {
        if (open.isEmpty()) {
            return; // the program is about to end
        }
        Open front = open.getLast();
        front.stage().setIconified(false);
        front.stage().toFront();
        front.stage().requestFocus();
        front.window().dropped(files);
    }

    /// The windows, the frontmost last.
    List<Open> all() {
        return List.copyOf(open);
    }

    @Override
    public void open(List<Path> files) {
        made(files);
    }

    @Override
    public void beside(LabWindow window, Path file) {
        Stage left = open.stream()
                .filter(each -> each.window() == window)
                .findFirst()
                .orElseThrow()
                .stage();
        Rectangle2D screen = screen(left).getVisualBounds();
        double half = Math.max(LEAST_WIDTH, Math.floor(screen.getWidth() / 2));
        left.setMaximized(false);
        left.setFullScreen(false);
        put(left, new Rectangle2D(screen.getMinX(), screen.getMinY(), half, screen.getHeight()));
        Rectangle2D place = new Rectangle2D(screen.getMaxX() - half, screen.getMinY(), half, screen.getHeight());
        window.neighbours().couple(made(List.of(file), place).window());
    }

    private static void put(Stage stage, Rectangle2D place) {
        stage.setX(place.getMinX());
        stage.setY(place.getMinY());
        stage.setWidth(place.getWidth());
        stage.setHeight(place.getHeight());
    }

    /// Where a window stands on a screen without room for it and the frame that the system puts around it; null where
    /// there is room, and the system may choose.
    ///
    /// @param screen without the system's bars
    static @Nullable Rectangle2D tight(Rectangle2D screen) {
        if (screen.getWidth() >= WIDTH && screen.getHeight() >= HEIGHT + FRAME) {
            return null;
        }
        double width = Math.min(WIDTH, screen.getWidth());
        double height = Math.min(HEIGHT + FRAME, screen.getHeight());
        return new Rectangle2D(screen.getMinX() + (screen.getWidth() - width) / 2, screen.getMinY(), width, height);
    }

    private static Screen screen(Stage stage) {
        return Screen.getScreensForRectangle(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight()).stream()
                .findFirst()
                .orElse(Screen.getPrimary());
    }

    /// Opens a window.
    ///
    /// @param files the first of them is opened in it; only without any is a document to recover offered
    Open made(List<Path> files) {
        return made(files, null);
    }

    /// @param place of the window on the screen; null for wherever the system puts it
    private Open made(List<Path> files, @Nullable Rectangle2D place) {
        LabWindow window = new LabWindow(setup);
        window.neighbours().on(this);
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        Scene scene =
                new Scene(window.root(), Math.min(WIDTH, screen.getWidth()), Math.min(HEIGHT, screen.getHeight()));
        Stage stage = new Stage();
        stage.getIcons().setAll(icons);
        stage.setScene(scene);
        Rectangle2D where = place == null ? tight(screen) : place;
        if (where != null) {
            put(stage, where);
        }
        stage.setMinWidth(LEAST_WIDTH);
        stage.setMinHeight(520);
        window.attach(scene, stage);
        Open made = new Open(window, stage);
        open.add(made);
        stage.focusedProperty().addListener((_, _, focused) -> {
            if (focused && open.remove(made)) {
                open.add(made);
            }
        });
        stage.setOnCloseRequest(event -> {
            event.consume();
            window.askToClose();
        });
        stage.setOnHidden(_ -> {
            window.close();
            open.remove(made);
            if (open.isEmpty()) {
                noting.stop();
                allClosed.run();
            }
        });
        if (!files.isEmpty()) {
            window.start(files); // which is read while the stage opens
        }
        stage.show();
        if (files.isEmpty()) {
            window.start(files);
        }
        if (open.size() == 1) {
            PauseTransition drawn = new PauseTransition(DRAWN);
            drawn.setOnFinished(_ -> KernelWarmth.begin(window.session().preset()));
            drawn.play();
        }
        StartMarks.watch(scene, window.session().transport().cursorProperty());
        return made;
    }

    private static Image icon(int size) {
        String name = "/adjointlab/icons/adjointlab-" + size + ".png";
        try (InputStream in = LabWindows.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the icon " + name + " is missing from the class path");
            }
            return new Image(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the icon " + name + " cannot be read", e);
        }
    }

    private void tellOfCrashes() {
        try {
            List<Path> untold = reports.tell();
            if (!untold.isEmpty() && !open.isEmpty()) {
                open.getFirst()
                        .window()
                        .tell("Adjoint Lab broke the last time. A report without your data is in " + untold.getFirst()
                                + ".");
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "cannot look for reports of crashes: {0}", e.getMessage());
        }
    }

    private void note() {
        reports.note(
                open.stream().map(each -> described(each.window().session())).toList());
    }

    /// What is open in a window, with nothing that a user has named.
    static String described(Session session) {
        Preset preset = session.preset();
        String id = Presets.ids().contains(preset.id()) ? "preset " + preset.id() : "a preset of the user's";
        String panels = preset.layout().panels().stream().map(PanelState::id).collect(Collectors.joining(", "));
        return id + ", " + session.runs().size() + " runs at iteration "
                + session.transport().cursorProperty().get() + ", panels " + panels;
    }
}
