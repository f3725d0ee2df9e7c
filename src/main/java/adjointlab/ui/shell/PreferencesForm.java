package adjointlab.ui.shell;

import adjointlab.core.catalog.Parameter;
import adjointlab.ui.form.EditListener;
import adjointlab.ui.form.FieldModel;
import adjointlab.ui.form.FieldView;
import adjointlab.ui.model.Preferences;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.layout.VBox;

/// The form of the preferences; changes act at once.
final class PreferencesForm extends VBox implements EditListener {
    private final Consumer<Preferences> apply;
    private Preferences preferences;

    PreferencesForm(Preferences preferences, Consumer<Preferences> apply) {
        this.preferences = preferences;
        this.apply = apply;
        setId("preferences");
        setSpacing(8);
        setPrefWidth(340);
        add(
                Parameter.choice(
                        "appearance",
                        "Appearance",
                        "system",
                        new Parameter.Option("system", "as the system"),
                        new Parameter.Option("light", "light"),
                        new Parameter.Option("dark", "dark")),
                preferences.appearance().name().toLowerCase(Locale.ROOT));
        add(
                Parameter.choice(
                        "motion",
                        "Motion",
                        "system",
                        new Parameter.Option("system", "as the system"),
                        new Parameter.Option("full", "full"),
                        new Parameter.Option("reduced", "reduced")),
                preferences.motion().name().toLowerCase(Locale.ROOT));
        add(
                Parameter.real(
                        "fontSize",
                        "",
                        "Text size, px",
                        Preferences.DEFAULT.fontSize(),
                        new Parameter.Real(10, 24, 10, 24, Parameter.Scale.LINEAR),
                        true),
                preferences.fontSize());
        add(
                Parameter.whole(
                        "autosave",
                        "",
                        "Autosave every, s",
                        Preferences.DEFAULT.autosaveSeconds(),
                        new Parameter.Int(1, 600, 1, 60)),
                preferences.autosaveSeconds());
    }

    private void add(Parameter parameter, Object value) {
        Parameter live = new Parameter(
                parameter.name(),
                parameter.symbol(),
                parameter.label(),
                parameter.unit(),
                parameter.type(),
                parameter.defaultValue(),
                true);
        getChildren().add(new FieldView(new FieldModel("preferences." + parameter.name(), live, value, this)));
    }

    @Override
    public void begun(FieldModel field) {
        // preferences are not part of the document
    }

    @Override
    public void changed(FieldModel field, Object value) {
        preferences = switch (field.parameter().name()) {
            case "appearance" ->
                preferences.with(Preferences.Appearance.valueOf(value.toString().toUpperCase(Locale.ROOT)));
            case "motion" ->
                preferences.with(Preferences.Motion.valueOf(value.toString().toUpperCase(Locale.ROOT)));
            case "fontSize" -> preferences.withFontSize((Double) value);
            case "autosave" -> preferences.withAutosave((Integer) value);
            default -> throw new IllegalStateException(field.path());
        };
        apply.accept(preferences);
    }

    @Override
    public void ended(FieldModel field) {
        // see begun
    }
}
