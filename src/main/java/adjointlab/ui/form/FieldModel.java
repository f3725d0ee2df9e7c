package adjointlab.ui.form;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Type;
import adjointlab.core.math.TypedNumbers;
import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// The value of one parameter in a form. Every value that leaves it was checked by the parameter's type.
public final class FieldModel {
    /// Digits that a slider sets; typed values keep all of theirs.
    private static final int SLIDER_DIGITS = 3;

    private final String path;
    private final Key<?> parameter;
    private final EditListener listener;
    private final boolean sliding;
    private final ReadOnlyObjectWrapper<Object> value;
    private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");
    private final ReadOnlyIntegerWrapper forgotten = new ReadOnlyIntegerWrapper();
    private boolean inGesture;
    private String prompt = "";

    /// @param path settings path, for instance `optimizer.learningRate`
    /// @param parameter says what is allowed
    /// @param value an allowed value
    /// @param listener hears what the person changes, not what [#show] sets
    public FieldModel(String path, Key<?> parameter, Object value, EditListener listener) {
        this(path, parameter, value, listener, true);
    }

    private FieldModel(String path, Key<?> parameter, Object value, EditListener listener, boolean sliding) {
        this.sliding = sliding;
        this.path = path;
        this.parameter = parameter;
        this.listener = listener;
        this.value = new ReadOnlyObjectWrapper<>(parameter.type().check(value));
    }

    /// One whose value is typed: a list that now and then holds one number is none that slides.
    public static FieldModel typed(String path, Key<?> parameter, Object value, EditListener listener) {
        return new FieldModel(path, parameter, value, listener, false);
    }

    /// Says what holds where nothing is typed; for who makes it.
    ///
    /// @return this
    public FieldModel prompting(String words) {
        prompt = words;
        return this;
    }

    /// What holds where nothing is typed; "" where that goes without saying.
    public String prompt() {
        return prompt;
    }

    /// Settings path, for instance `optimizer.learningRate`.
    public String path() {
        return path;
    }

    /// What the value means and what is allowed.
    public Key<?> parameter() {
        return parameter;
    }

    /// The symbol of what it is now.
    public String symbol() {
        return parameter.symbol(value());
    }

    /// The value, in the type's representation.
    public ReadOnlyObjectProperty<Object> valueProperty() {
        return value.getReadOnlyProperty();
    }

    /// The value, in the type's representation.
    public Object value() {
        return value.get();
    }

    /// Why the last typed text was refused, in one sentence; "" when it was taken.
    public ReadOnlyStringProperty errorProperty() {
        return error.getReadOnlyProperty();
    }

    /// Shows a value that was set elsewhere; tells nobody.
    public void show(Object newValue) {
        error.set("");
        value.set(parameter.type().check(newValue));
    }

    /// Forgets what was typed and not taken: who shows the value shows it again.
    public void forget() {
        error.set("");
        forgotten.set(forgotten.get() + 1);
    }

    /// How often what was typed was forgotten.
    public ReadOnlyIntegerProperty forgottenProperty() {
        return forgotten.getReadOnlyProperty();
    }

    /// Begins a gesture.
    public void begin() {
        if (!inGesture) {
            inGesture = true;
            listener.begun(this);
        }
    }

    /// Ends a gesture.
    public void end() {
        if (inGesture) {
            inGesture = false;
            listener.ended(this);
        }
    }

    /// Takes a value from the person.
    public void edit(Object newValue) {
        Object checked;
        try {
            checked = parameter.type().check(newValue);
        } catch (InvalidValueException e) {
            error.set(e.getMessage() + ".");
            return;
        }
        if (checked.equals(value.get())) {
            error.set("");
            return;
        }
        if (isChoice()) {
            String refusal = refusal(checked);
            if (!refusal.isEmpty()) {
                error.set(refusal + ".");
                return;
            }
        }
        error.set("");
        take(checked);
    }

    /// One among few: what is impossible beside the others is refused at once. Numbers that belong together are
    /// typed one after another; a run says what is wrong with them.
    private boolean isChoice() {
        return parameter.type() instanceof Type.Choice<?> || parameter.type() instanceof Type.Flag;
    }

    /// Why a value is impossible beside the present others, in one sentence; "" where it is possible.
    ///
    /// @param candidate an allowed value
    public String refusal(Object candidate) {
        return listener.refusal(this, candidate);
    }

    private void take(Object checked) {
        boolean alone = !inGesture;
        if (alone) {
            begin();
        }
        value.set(checked);
        listener.changed(this, checked);
        if (alone) {
            end();
        }
    }

    /// Takes a text from the person, with a decimal comma or a point; a text that is not allowed sets the error and
    /// changes nothing.
    public void type(String text) {
        try {
            edit(parameter.type().parse(plain(text)));
        } catch (IllegalArgumentException e) { // of the type, or of two readings
            error.set(e.getMessage() + ".");
        }
    }

    /// Where the value stands on its slider, 0 at the left end and 1 at the right end; values beyond stand at the
    /// ends.
    public double position() {
        return switch (parameter.type()) {
            case Type.Real real -> clamp(position((Double) value(), real));
            case Type.Int whole ->
                clamp(((Integer) value() - whole.sliderMin()) / (double) (whole.sliderMax() - whole.sliderMin()));
            case Type.Reals reals -> {
                Double only = single();
                yield only == null ? 0 : clamp(position(only, reals.each()));
            }
            case Type.Flag _, Type.Choice<?> _, Type.Text _, Type.Typed _ -> 0;
        };
    }

    /// Whether there is one number that a slider can set: a list of several has none.
    public boolean hasSlider() {
        return switch (parameter.type()) {
            case Type.Real _, Type.Int _ -> sliding;
            case Type.Reals _ -> sliding && single() != null;
            case Type.Flag _, Type.Choice<?> _, Type.Text _, Type.Typed _ -> false;
        };
    }

    private @Nullable Double single() {
        return value() instanceof List<?> list && list.size() == 1 ? (Double) list.getFirst() : null;
    }

    /// Takes a slider's position in [0, 1], rounded to few digits.
    public void slide(double position) {
        switch (parameter.type()) {
            case Type.Real real -> edit(at(clamp(position), real));
            case Type.Int whole ->
                edit((int) Math.rint(whole.sliderMin() + clamp(position) * (whole.sliderMax() - whole.sliderMin())));
            case Type.Reals reals -> edit(List.of(at(clamp(position), reals.each())));
            case Type.Flag _, Type.Choice<?> _, Type.Text _, Type.Typed _ ->
                throw new IllegalStateException(path + " has no slider");
        }
    }

    /// The value as an editable text, which [#type] reads back to the same value.
    public String text() {
        return switch (value()) {
            case Double x -> text(x);
            case List<?> list -> list.stream().map(x -> text((Double) x)).collect(Collectors.joining(", "));
            case Object other -> other.toString();
        };
    }

    private static String text(double x) {
        String shortest = x == Math.rint(x) && Math.abs(x) < 1e6 ? Long.toString((long) x) : Double.toString(x);
        return shortest.replace(".0E", "e").replace('E', 'e').replace('-', '−');
    }

    /// The text in the form that the parameter's type reads.
    ///
    /// @throws IllegalArgumentException with a sentence, if it may mean two numbers
    private String plain(String text) {
        return switch (parameter.type()) {
            case Type.Real _, Type.Int _ -> TypedNumbers.one(text);
            case Type.Reals reals ->
                String.join(
                        " ",
                        TypedNumbers.several(text, count -> count >= reals.minLength() && count <= reals.maxLength()));
            case Type.Flag _, Type.Choice<?> _, Type.Text _, Type.Typed _ -> text;
        };
    }

    private static double position(double x, Type.Real real) {
        return switch (real.scale()) {
            case LINEAR -> (x - real.sliderMin()) / (real.sliderMax() - real.sliderMin());
            case LOG -> x <= 0 ? 0 : Math.log(x / real.sliderMin()) / Math.log(real.sliderMax() / real.sliderMin());
        };
    }

    private static double at(double position, Type.Real real) {
        return switch (real.scale()) {
            case LINEAR -> {
                double range = real.sliderMax() - real.sliderMin();
                double step = Math.pow(10, Math.floor(Math.log10(range)) - SLIDER_DIGITS + 1);
                yield inside(round(real.sliderMin() + position * range, step), real);
            }
            case LOG -> {
                double x = real.sliderMin() * Math.pow(real.sliderMax() / real.sliderMin(), position);
                double step = Math.pow(10, Math.floor(Math.log10(x)) - SLIDER_DIGITS + 1);
                yield inside(round(x, step), real);
            }
        };
    }

    /// The multiple of a power of ten nearest to x, without the rounding noise of a product with 0.001.
    private static double round(double x, double step) {
        return step < 1 ? Math.rint(x * Math.rint(1 / step)) / Math.rint(1 / step) : Math.rint(x / step) * step;
    }

    private static double inside(double x, Type.Real real) {
        return Math.clamp(x, real.sliderMin(), real.sliderMax());
    }

    private static double clamp(double position) {
        return Math.clamp(position, 0.0, 1.0);
    }
}
