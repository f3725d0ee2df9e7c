package adjointlab.ui.form;

/// Hears the changes that a person makes in a form. What happens between `begun` and `ended` is one step for undo.
public interface EditListener {
    /// A gesture begins, such as the press on a slider.
    void begun(FieldModel field);

    /// Why a value is impossible beside the present others, in one sentence; "" where it is possible.
    ///
    /// @param value checked
    default String refusal(FieldModel field, Object value) {
        return "";
    }

    /// The value was changed by the person; it is checked.
    void changed(FieldModel field, Object value);

    /// The gesture ended.
    void ended(FieldModel field);
}
