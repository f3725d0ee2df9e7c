package adjointlab.ui.shell;

import adjointlab.core.catalog.Type;
import adjointlab.lab.preset.Effects;
import adjointlab.lab.preset.RunLabels;
import adjointlab.lab.preset.SettingPath;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slot;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.run.Experiments;
import adjointlab.lab.run.Run;
import adjointlab.ui.form.EditListener;
import adjointlab.ui.form.FieldModel;
import adjointlab.ui.form.FieldView;
import adjointlab.ui.session.Session;
import java.util.List;
import javafx.scene.layout.VBox;

/// What a new run differs in from the run in focus: its optimizer and its start, or the model where nothing is trained.
final class AddRunForm extends VBox implements EditListener {
    private static final List<Slot<?>> OF_TRAINING = List.of(Slots.OPTIMIZER, Slots.INIT);
    private static final List<Slot<?>> OF_STUDY = List.of(Slots.FAMILY, Slots.FIELD, Slots.INIT);

    private final Session session;
    private final String named;
    private final Settings from;
    private Settings settings;

    AddRunForm(Session session) {
        this.session = session;
        Run focus = session.focus();
        named = focus == null ? "" : focus.label();
        from = focus == null ? session.preset().settings() : focus.settings();
        settings = from;
        setId("add-run-form");
        getStyleClass().add("field-group");
        setPrefWidth(380);
        build();
    }

    /// Adds the run.
    void add() {
        session.addRun(settings, label());
    }

    private boolean trains() {
        return Slots.trains(settings);
    }

    private String label() {
        Slot<?> what = trains() ? Slots.OPTIMIZER : Slots.FAMILY;
        return RunLabels.made(named, from, settings, what);
    }

    private void build() {
        getChildren().clear();
        List<Slot<?>> offered = trains() ? OF_TRAINING : OF_STUDY;
        for (SettingPath path : Effects.paths(settings)) {
            if (offered.stream().anyMatch(slot -> slot.holds(path.path()))) {
                getChildren().add(new FieldView(new FieldModel(path.path(), path.parameter(), path.value(), this)));
            }
        }
    }

    @Override
    public String refusal(FieldModel field, Object value) {
        return Experiments.newRefusalSoFar(settings, settings.with(field.path(), value))
                .orElse("");
    }

    @Override
    public void begun(FieldModel field) {
        // only the finished run is a step of undo
    }

    @Override
    public void changed(FieldModel field, Object value) {
        settings = settings.with(field.path(), value);
    }

    @Override
    public void ended(FieldModel field) {
        if (settings.parameter(field.path()).type() instanceof Type.Choice<?>) {
            build(); // another entry has other parameters
        }
    }
}
