package adjointlab.ui.shell;

import static adjointlab.Patience.fx;

import adjointlab.Patience;
import adjointlab.lab.run.RunState;
import adjointlab.ui.Pointer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.geometry.Point2D;
import javafx.scene.Group;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javax.imageio.ImageIO;

/// Takes pictures of the window in every mode and size, for people to look at: `target/screenshots`.
///
/// Scenes without a stage, because the headless screen is smaller than the pictures.
final class Screenshots {
    static final Path FOLDER = Path.of("target", "screenshots");

    private Screenshots() {}

    /// @param args ids of presets; none: the default one
    public static void main(String[] args) throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        started.await();
        Files.createDirectories(FOLDER);
        for (String preset : args.length == 0 ? new String[] {"simplest-fig-2"} : args) {
            for (int[] size : new int[][] {{1440, 900}, {1024, 768}}) {
                take(preset, size[0], size[1]);
            }
        }
        System.exit(0);
    }

    private static void take(String preset, int width, int height) throws Exception {
        Path home = Files.createTempDirectory("adjointlab-screenshots");
        LabWindow window = fx(() -> new LabWindow(new LabWindow.Setup(1, home)));
        Scene scene = fx(() -> {
            Scene made = new Scene(window.root(), width, height);
            window.attach(made, null);
            window.openPreset(preset);
            made.getRoot().applyCss();
            made.getRoot().layout();
            return made;
        });
        fx(() -> {
            window.session().setSpeed(0);
            window.session().togglePlay();
            return null;
        });
        await(() -> window.session().transport().reachedProperty().get()
                        >= Math.min(
                                100, window.session().transport().endProperty().get())
                || window.session().runs().stream().allMatch(run -> run.state() instanceof RunState.Finished));
        fx(() -> {
            if (window.session().transport().playingProperty().get()) {
                window.session().togglePlay();
            }
            window.session()
                    .scrub(Math.min(
                            64, window.session().transport().endProperty().get()));
            return null;
        });
        await(() -> !window.session().transport().playingProperty().get());
        for (String mode : new String[] {"light", "dark", "presentation"}) {
            fx(() -> {
                if (!mode.equals("light")) {
                    press(scene, mode.equals("dark") ? KeyCode.D : KeyCode.P);
                }
                return null;
            });
            settle(scene);
            save(picture(scene), FOLDER.resolve(preset + "-" + mode + "-" + width + "x" + height + ".png"));
            if (mode.equals("dark")) {
                fx(() -> {
                    press(scene, KeyCode.D);
                    return null;
                });
            }
        }
        if (width > 1200) {
            sheets(window, scene, preset);
        }
        fx(() -> {
            window.close();
            return null;
        });
    }

    /// What can be called over the window.
    private static void sheets(LabWindow window, Scene scene, String preset) throws Exception {
        fx(() -> {
            press(scene, KeyCode.P);
            window.session().runList().expandedProperty().set(true);
            press(scene, KeyCode.C);
            return null;
        });
        settle(scene);
        save(picture(scene), FOLDER.resolve(preset + "-compare.png"));
        fx(() -> {
            press(scene, KeyCode.C);
            var chart = scene.getRoot().lookup("#panel-loss-curves .chart");
            if (chart == null) {
                return null;
            }
            Pointer.fire(chart, MouseEvent.MOUSE_MOVED, new Point2D(150, 140));
            return null;
        });
        settle(scene);
        save(fx(() -> scene.snapshot(null)), FOLDER.resolve(preset + "-hover.png"));
        fx(() -> {
            press(scene, KeyCode.E);
            return null;
        });
        settle(scene);
        save(picture(scene), FOLDER.resolve(preset + "-sentences.png"));
        fx(() -> {
            press(scene, KeyCode.E);
            return null;
        });
        for (KeyCode key : new KeyCode[] {KeyCode.SLASH, KeyCode.F1, KeyCode.A, KeyCode.E, KeyCode.COMMA}) {
            fx(() -> {
                boolean control = key == KeyCode.E || key == KeyCode.COMMA;
                KeyEvent.fireEvent(
                        scene.getRoot(),
                        new KeyEvent(
                                KeyEvent.KEY_PRESSED,
                                "",
                                key.getName(),
                                key,
                                key == KeyCode.SLASH,
                                control,
                                false,
                                false));
                return null;
            });
            settle(scene);
            save(picture(scene), FOLDER.resolve(preset + "-sheet-" + key + ".png"));
            fx(() -> {
                window.sheets().close();
                return null;
            });
        }
    }

    /// A scene without a stage forgets to draw an image view anew whose image was replaced by one of the same size;
    /// with its root set anew it draws everything.
    private static WritableImage picture(Scene scene) throws Exception {
        return fx(() -> {
            Parent root = scene.getRoot();
            scene.setRoot(new Group());
            scene.snapshot(null);
            scene.setRoot(root);
            return scene.snapshot(null);
        });
    }

    /// Waits a while for pictures and thumbnails, laying out as a stage would.
    private static void settle(Scene scene) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        await(() -> {
            Platform.runLater(() -> scene.snapshot(null));
            return System.nanoTime() > end;
        });
    }

    static void press(Scene scene, KeyCode code) {
        KeyEvent.fireEvent(
                scene.getRoot(),
                new KeyEvent(KeyEvent.KEY_PRESSED, code.getName(), code.getName(), code, false, false, false, false));
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Patience.SECONDS);
        while (System.nanoTime() < end) {
            CompletableFuture<Boolean> answer = new CompletableFuture<>();
            Platform.runLater(() -> answer.complete(condition.getAsBoolean()));
            if (answer.join()) {
                return;
            }
            LockSupport.parkNanos(50_000_000);
        }
        throw new IllegalStateException("waited in vain");
    }

    static void save(WritableImage image, Path file) throws IOException {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        int[] pixels = new int[width * height];
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        picture.setRGB(0, 0, width, height, pixels, 0, width);
        ImageIO.write(picture, "png", file.toFile());
    }
}
