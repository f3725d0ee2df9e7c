package adjointlab.ui.shell;

import adjointlab.ui.model.TransportModel;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The other windows: files open in windows of their own, and one of them stands beside this one, where both show the
/// same iteration as long as that is wanted. For the FX thread.
public final class Neighbours {
    private final LabWindow window;
    private Desktop desktop = new NoDesktop();
    private @Nullable LabWindow beside;
    private boolean together = true;

    /// Whether this window is being moved to where the one beside it stands, and need not tell it so.
    private boolean moved;

    Neighbours(LabWindow window) {
        this.window = window;
        window.session().transport().askedProperty().addListener((_, _, _) -> tell());
    }

    /// Where windows are.
    public interface Desktop {
        /// Opens a window.
        ///
        /// @param files opened in it; none for the default preset
        void open(List<Path> files);

        /// Opens a file in a window beside another, and couples them.
        void beside(LabWindow window, Path file);
    }

    /// That of a window which stands alone.
    private record NoDesktop() implements Desktop {
        @Override
        public void open(List<Path> files) {}

        @Override
        public void beside(LabWindow window, Path file) {}
    }

    /// Says where windows are.
    public void on(Desktop newDesktop) {
        desktop = newDesktop;
    }

    /// Opens a file in a window of its own.
    void open(Path file) {
        desktop.open(List.of(file));
    }

    /// Opens a window with the default preset.
    void openAnother() {
        desktop.open(List.of());
    }

    /// Asks for a file, which opens in a window beside this one.
    void askBeside() {
        window.actions()
                .questions()
                .open("Open beside", FileKinds.OPENED)
                .ifPresent(file -> desktop.beside(window, file));
    }

    /// Lets this and another window show the same iteration, and no other with them.
    public void couple(LabWindow other) {
        leave();
        other.neighbours().leave();
        beside = other;
        other.neighbours().beside = window;
        together = true;
        other.neighbours().together = true;
    }

    /// Ends what [#couple] began.
    void leave() {
        LabWindow other = beside;
        if (other != null) {
            beside = null;
            other.neighbours().beside = null;
        }
    }

    /// Lets the windows go their own ways, or show the same iteration again.
    void toggleTogether() {
        LabWindow other = beside;
        if (other == null) {
            window.tell("No window stands beside this one. Open beside… in the menu File makes one.");
            return;
        }
        together = !together;
        other.neighbours().together = together;
        tell();
        window.tell(
                together
                        ? "Both windows show the same iteration, as far as each has come."
                        : "Each window shows an iteration of its own.");
    }

    /// Of what a person asked for; while they train, each window follows its own training.
    private void tell() {
        LabWindow other = beside;
        if (other == null || !together || moved) {
            return;
        }
        TransportModel transport = window.session().transport();
        int iteration = transport.cursorProperty().get();
        boolean newest = transport.followingProperty().get();
        Consumer<LabWindow> step = newest
                ? each -> each.session().showNewest()
                : each -> each.session().scrub(iteration);
        other.neighbours().move(step);
    }

    private void move(Consumer<LabWindow> step) {
        moved = true;
        try {
            step.accept(window);
        } finally {
            moved = false;
        }
    }
}
