package adjointlab.ui.figure;

import adjointlab.compose.FigureDocument.AxisChange;
import adjointlab.compose.FigureDocumentJson;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Option;
import adjointlab.ui.form.FieldModel;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The fields of what is changed of an axis. Each end is typed or left to the data; a title is typed, the panel's own,
/// or none.
final class AxisFields {
    private static final String AS_IT_IS = "panel";
    private static final String EVEN = "linear";
    private static final String DECADES = "decades";

    private final String axis;
    private final FieldModel title;
    private final FieldModel untitled;
    private final FieldModel from;
    private final FieldModel to;
    private final FieldModel ticks;
    private final FieldModel scale;
    private final Consumer<String> complain;

    /// @param axis "x" or "y"
    /// @param complain told why ends are none
    AxisFields(String axis, Fields fields, Consumer<String> complain) {
        this.axis = axis;
        this.complain = complain;
        title = fields.text(axis + "Title", "Title of " + axis);
        untitled = fields.field(Key.flag(axis + "Untitled", "No title at " + axis, false), false);
        from = fields.numbers(axis + "From", "Lower end of " + axis, 1).prompting("automatic");
        to = fields.numbers(axis + "To", "Upper end of " + axis, 1).prompting("automatic");
        ticks = fields.numbers(axis + "Ticks", "Numbers at " + axis, FigureDocumentJson.MOST_TICKS);
        scale = fields.choice(
                axis + "Scale",
                "Scale of " + axis,
                List.of(
                        Option.word(AS_IT_IS, "as the panel has it"),
                        Option.word(EVEN, "even"),
                        Option.word(DECADES, "in decades")));
    }

    List<FieldModel> fields() {
        return List.of(title, untitled, from, to, ticks, scale);
    }

    void show(AxisChange change) {
        title.show(Objects.requireNonNullElse(change.label(), ""));
        untitled.show("".equals(change.label()));
        from.show(Fields.optional(change.from()));
        to.show(Fields.optional(change.to()));
        ticks.show(change.ticks());
        Boolean log = change.log();
        scale.show(log == null ? AS_IT_IS : log ? DECADES : EVEN);
    }

    /// What the fields say after one of them has changed; as it was, with the reason, where no file may say it.
    ///
    /// @param changed of this axis or another field
    AxisChange read(FieldModel changed, AxisChange before) {
        AxisChange typed = new AxisChange(
                label(changed),
                Fields.optional(from),
                Fields.optional(to),
                scale.value().equals(AS_IT_IS) ? null : (Boolean) scale.value().equals(DECADES),
                Fields.list(ticks));
        String flaw = flaw(typed);
        if (!flaw.isEmpty()) {
            complain.accept(flaw);
            show(before);
            return before;
        }
        return typed;
    }

    private String flaw(AxisChange typed) {
        if (typed.from() >= typed.to()) {
            return "The lower end of " + axis + " must be less than its upper end.";
        }
        boolean decades = Boolean.TRUE.equals(typed.log());
        return decades && (typed.from() <= 0 || typed.to() <= 0) ? "An axis in decades has positive ends." : "";
    }

    /// The panel's own where nothing is typed, and none where that is said; who types one wants one.
    private @Nullable String label(FieldModel changed) {
        String words = (String) title.value();
        if (changed == title) {
            return words.isEmpty() ? null : words;
        }
        if (Boolean.TRUE.equals(untitled.value())) {
            return "";
        }
        return words.isEmpty() ? null : words;
    }
}
