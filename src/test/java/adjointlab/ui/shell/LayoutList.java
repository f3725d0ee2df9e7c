package adjointlab.ui.shell;

import adjointlab.Patience;
import adjointlab.figure.Theme;
import adjointlab.lab.preset.Presets;
import adjointlab.ui.look.Look;
import adjointlab.ui.panel.PanelHost;
import java.nio.file.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.scene.Scene;

/// tmp
final class LayoutList {
    static <T> T fx(Callable<T> work) throws Exception {
        CompletableFuture<T> r = new CompletableFuture<>();
        Platform.runLater(() -> { try { r.complete(work.call()); } catch (Throwable e) { r.completeExceptionally(e); } });
        return r.get(300, TimeUnit.SECONDS);
    }
    static boolean until(double seconds, BooleanSupplier c) throws Exception {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        while (System.nanoTime() < end) { if (fx(c::getAsBoolean)) return true; Thread.sleep(20); }
        return false;
    }
    public static void main(String[] a) throws Exception {
        CountDownLatch l = new CountDownLatch(1); Platform.startup(l::countDown); l.await();
        Set<String> only = new HashSet<>(Arrays.asList(a));
        for (int[] size : new int[][] {{1440, 900}, {1024, 768}, {900, 600}}) {
            LabWindow w = fx(() -> new LabWindow(new LabWindow.Setup(1, Files.createTempDirectory("ll"))));
            Scene scene = fx(() -> { Scene s = new Scene(w.root(), size[0], size[1]); w.attach(s, null); return s; });
            for (String id : Presets.ids()) {
                if (!only.isEmpty() && !only.contains(id)) continue;
                long t0 = System.nanoTime();
                fx(() -> { w.session().setSpeed(0); w.openPreset(id); return 0; });
                fx(() -> { w.session().togglePlay(); return 0; });
                until(2, () -> w.session().transport().reachedProperty().get() >= Math.min(20, w.session().transport().endProperty().get()));
                fx(() -> { if (w.session().transport().playingProperty().get()) w.session().togglePlay(); return 0; });
                until(20, () -> !w.session().transport().playingProperty().get());
                for (boolean present : new boolean[] {false, true}) {
                    fx(() -> { w.setPresenting(present); return 0; });
                    int n = fx(() -> w.session().preset().layout().panels().size());
                    for (int p = 0; p < (present ? n : 1); p++) {
                        if (p > 0) fx(() -> { w.presenter().go(1); w.presentationChanged(); return 0; });
                        boolean done = until(20, () -> { w.root().applyCss(); w.root().layout(); return Refresher.hosts(w.dock().visiblePanels()).stream().allMatch(PanelHost::isUpToDate); });
                        String where = id + " " + size[0] + (present ? " present " + p : "");
                        if (!done) System.out.println(where + ": slow");
                        Theme theme = present ? Theme.PRESENTATION_LIGHT : Theme.LIGHT;
                        for (String f : fx(() -> { w.root().layout(); return Legibility.faults(w, theme); })) System.out.println(where + ": " + f);
                    }
                    if (present) fx(() -> { w.presenter().go(1); return 0; });
                }
                fx(() -> { w.setPresenting(false); return 0; });
                System.out.printf("# %s %d %.1f s%n", id, size[0], (System.nanoTime() - t0) / 1e9);
            }
            fx(() -> { w.close(); return 0; });
        }
        System.exit(0);
    }
}
