package adjointlab.ui.shell;

import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Option;
import adjointlab.core.catalog.Type;
import adjointlab.ui.form.EditListener;
import adjointlab.ui.form.FieldModel;
import adjointlab.ui.form.FieldView;
import adjointlab.ui.model.Preferences;
import java.util.function.Consumer;
import javafx.scene.layout.VBox;

/// The form of the preferences; changes act at once.
final class PreferencesForm extends VBox implements EditListener {
    private static final Key<Preferences.Appearance> APPEARANCE = Key.choice(
            "appearance",
            "Appearance",
            new Option<>("system", "as the system", Preferences.Appearance.SYSTEM),
            new Option<>("light", "light", Preferences.Appearance.LIGHT),
            new Option<>("dark", "dark", Preferences.Appearance.DARK));
    private static final Key<Preferences.Motion> MOTION = Key.choice(
            "motion",
            "Motion",
            new Option<>("system", "as the system", Preferences.Motion.SYSTEM),
            new Option<>("full", "full", Preferences.Motion.FULL),
            new Option<>("reduced", "reduced", Preferences.Motion.REDUCED));
    private static final Key<Double> FONT_SIZE = Key.real(
            "fontSize",
            "Text size, px",
            Preferences.DEFAULT.fontSize(),
            new Type.Real(
                    Preferences.SMALLEST,
                    Preferences.LARGEST,
                    Preferences.SMALLEST,
                    Preferences.LARGEST,
                    Type.Scale.LINEAR));
    private static final Key<Integer> AUTOSAVE = Key.whole(
            "autosave", "Autosave every, s", Preferences.DEFAULT.autosaveSeconds(), new Type.Int(1, 600, 1, 60));

    private final Consumer<Preferences> apply;
    private Preferences preferences;

    PreferencesForm(Preferences preferences, Consumer<Preferences> apply) {
        this.preferences = preferences;
        this.apply = apply;
        setId("preferences");
        setSpacing(8);
        setPrefWidth(340);
        add(APPEARANCE, preferences.appearance());
        add(MOTION, preferences.motion());
        add(FONT_SIZE, preferences.fontSize());
        add(AUTOSAVE, preferences.autosaveSeconds());
    }

    private <T> void add(Key<T> key, T value) {
        getChildren()
                .add(new FieldView(new FieldModel(
                        "preferences." + key.name(), key, key.type().stored(value), this)));
    }

    @Override
    public void begun(FieldModel field) {
        // preferences are not part of the document
    }

    @Override
    public void changed(FieldModel field, Object value) {
        Key<?> key = field.parameter();
        if (key.equals(APPEARANCE)) {
            preferences = preferences.with(APPEARANCE.type().value(value));
        } else if (key.equals(MOTION)) {
            preferences = preferences.with(MOTION.type().value(value));
        } else if (key.equals(FONT_SIZE)) {
            preferences = preferences.withFontSize(FONT_SIZE.type().value(value));
        } else {
            preferences = preferences.withAutosave(AUTOSAVE.type().value(value));
        }
        apply.accept(preferences);
    }

    @Override
    public void ended(FieldModel field) {
        // see begun
    }
}
