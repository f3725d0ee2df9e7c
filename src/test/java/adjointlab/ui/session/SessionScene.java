package adjointlab.ui.session;

import adjointlab.core.ode.Cancellation;
import adjointlab.lab.preset.PanelLayout;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.TrainingService;
import adjointlab.ui.form.FieldModel;
import adjointlab.ui.model.RunItem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A session without a window: the training service works in the test's own thread.
abstract class SessionScene {
    static final String RATE = "optimizer.learningRate";

    final TrainingService service = new TrainingService(0);
    final List<PanelLayout> shown = new ArrayList<>();
    Session session;
    long now = 1;

    @BeforeEach
    void open() {
        session = new Session(service, Presets.get("simplest-fig-2"), shown::add, () -> now);
        session.open(Presets.get("simplest-fig-2"));
        session.setSpeed(0);
        settle();
    }

    @AfterEach
    void close() {
        session.close();
    }

    /// Lets the service do what it was asked, then half a second pass.
    void settle() {
        service.drain(Cancellation.NEVER);
        now += 500_000_000L;
        session.refresh();
    }

    void steps(int count) {
        for (int i = 0; i < count; i++) {
            session.step();
            settle();
        }
    }

    FieldModel field(String path) {
        return session.inspector().groups().stream()
                .flatMap(group -> group.fields().stream())
                .filter(field -> field.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    Run run(String name) {
        return session.runs().stream()
                .filter(run -> run.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    RunItem item(String name) {
        return session.runList().runs().stream()
                .filter(item -> item.id().equals(name))
                .findFirst()
                .orElseThrow();
    }

    String readout(String label) {
        return session.inspector().readouts().stream()
                .filter(readout -> readout.label().startsWith(label))
                .findFirst()
                .orElseThrow()
                .value();
    }
}
