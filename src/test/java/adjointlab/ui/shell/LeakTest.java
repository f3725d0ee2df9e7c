package adjointlab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.ui.dock.DockPanel;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/// What is closed is forgotten: windows with their threads, panels with their pictures.
@ExtendWith(ApplicationExtension.class)
final class LeakTest {
    private static final List<String> OWN = List.of("trainer-", "autosave", "document-files", "drawing", "thumbnails");

    @TempDir
    private Path folder;

    /// Nothing holds it any more, as soon as the collector has looked.
    private static boolean forgotten(WeakReference<?> reference) {
        System.gc();
        return reference.get() == null;
    }

    private static void waitUntilForgotten(List<? extends WeakReference<?>> references) throws Exception {
        Patience.until(() -> {
            WaitForAsyncUtils.waitForFxEvents();
            return references.stream().allMatch(LeakTest::forgotten);
        });
    }

    private WeakReference<LabWindow> openAndClose(String preset) {
        return Patience.fx(() -> {
            LabWindow window = new LabWindow(new LabWindow.Setup(1, folder));
            Scene scene = new Scene(window.root(), 900, 600);
            window.attach(scene, null);
            window.openPreset(preset);
            scene.getRoot().applyCss();
            scene.getRoot().layout();
            window.session().togglePlay();
            window.close();
            scene.setRoot(new Group());
            return new WeakReference<>(window);
        });
    }

    /// Threads that a window has beside those that all windows share.
    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> OWN.stream().anyMatch(thread.getName()::startsWith))
                .collect(Collectors.toSet());
    }

    @Test
    void closedWindowsAreForgottenAndTheirThreadsEnd() throws Exception {
        waitUntilForgotten(List.of(openAndClose("simplest-fig-2")));
        Set<Thread> before = threads();
        List<WeakReference<LabWindow>> windows = new ArrayList<>();
        for (String preset :
                List.of("simplest-fig-2", "learn-spiral", "sequence-circuit", "flow-moons", "heavy-ball-mnist")) {
            windows.add(openAndClose(preset));
        }
        waitUntilForgotten(windows);
        Patience.until(() -> before.containsAll(threads()));
    }

    /// A panel lives as long as its document: closed and opened again it is the same one.
    @Test
    void panelsAreForgottenWithTheirDocument() throws Exception {
        LabWindow window = Patience.fx(() -> {
            LabWindow made = new LabWindow(new LabWindow.Setup(1, folder));
            Stage stage = new Stage();
            stage.setScene(new Scene(made.root(), 900, 600));
            made.attach(stage.getScene(), stage);
            made.openPreset("simplest-fig-2");
            stage.show();
            return made;
        });
        try {
            List<WeakReference<DockPanel>> panels = Patience.fx(() -> {
                List<WeakReference<DockPanel>> references = new ArrayList<>();
                window.dock().knownPanels().forEach(panel -> references.add(new WeakReference<>(panel)));
                window.openPreset("learn-spiral");
                return references;
            });
            assertThat(panels).isNotEmpty();
            waitUntilForgotten(panels);
        } finally {
            Patience.fx(() -> {
                window.root().getScene().getWindow().hide();
                window.close();
                return null;
            });
        }
    }
}
