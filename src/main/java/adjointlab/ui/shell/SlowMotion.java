package adjointlab.ui.shell;

import adjointlab.ui.dock.DockPane;
import adjointlab.ui.model.Speeds;
import adjointlab.ui.model.TransportModel;
import adjointlab.ui.panel.PanelHost;
import adjointlab.ui.session.Session;
import java.util.List;

/// At the slowest speed every iteration that is reached is played through its moments, in each panel that shows them;
/// when the training rests, so do they.
final class SlowMotion {
    private final Session session;
    private final DockPane dock;
    private final TransportModel transport;

    SlowMotion(Session session, DockPane dock) {
        this.session = session;
        this.dock = dock;
        transport = session.transport();
        transport.cursorProperty().addListener((_, _, _) -> {
            if (isSlow()
                    && (transport.followingProperty().get()
                            || transport.playingProperty().get())) {
                panels().forEach(PanelHost::playIteration);
            }
        });
        transport.playingProperty().addListener((_, _, playing) -> {
            // the last iteration is played to its end
            if (isSlow() && (playing || canGoOn())) {
                panels().forEach(host -> host.holdIteration(!playing));
            }
        });
    }

    private boolean isSlow() {
        return transport.speedProperty().get() == Speeds.SLOW_MOTION;
    }

    private boolean canGoOn() {
        return session.runs().stream().anyMatch(run -> !run.state().ended());
    }

    private List<PanelHost> panels() {
        return Refresher.hosts(dock.visiblePanels());
    }
}
