package adjointlab.ui.figure;

import adjointlab.compose.FigureDocument.AxisChange;
import adjointlab.compose.FigureDocumentJson;
import adjointlab.core.catalog.Option;
import adjointlab.ui.form.FieldModel;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The fields of what is changed of an axis.
final class AxisFields {
    private static final String AS_IT_IS = "panel";
    private static final String EVEN = "linear";
    private static final String DECADES = "decades";

    private final FieldModel title;
    private final FieldModel limits;
    private final FieldModel ticks;
    private final FieldModel scale;
    private final Consumer<String> complain;

    /// @param axis "x" or "y"
    /// @param complain told why ends are none
    AxisFields(String axis, Fields fields, Consumer<String> complain) {
        this.complain = complain;
        title = fields.text(axis + "Title", "Title of " + axis);
        limits = fields.numbers(axis + "Limits", "Ends of " + axis, 2);
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
        return List.of(title, limits, ticks, scale);
    }

    void show(AxisChange change) {
        title.show(Objects.requireNonNullElse(change.label(), ""));
        limits.show(ends(change));
        ticks.show(change.ticks());
        Boolean log = change.log();
        scale.show(log == null ? AS_IT_IS : log ? DECADES : EVEN);
    }

    private static List<Double> ends(AxisChange change) {
        return isWhole(change) ? List.of(change.from(), change.to()) : List.of();
    }

    private static boolean isWhole(AxisChange change) {
        return !Double.isNaN(change.from()) && !Double.isNaN(change.to());
    }

    /// What the fields say. One end alone, as a file may have it, stays until both are typed; where one is typed, both
    /// stay as they were, with the reason.
    AxisChange read(AxisChange before) {
        List<Double> ends = Fields.list(limits);
        if (ends.size() == 1) {
            complain.accept("An axis has two ends: give both numbers, or none.");
            ends = ends(before);
            limits.show(ends);
        }
        boolean typed = ends.size() == 2;
        boolean kept = !typed && !isWhole(before);
        return new AxisChange(
                label(before),
                typed ? ends.getFirst() : kept ? before.from() : Double.NaN,
                typed ? ends.getLast() : kept ? before.to() : Double.NaN,
                scale.value().equals(AS_IT_IS) ? null : (Boolean) scale.value().equals(DECADES),
                Fields.list(ticks));
    }

    /// The panel's own where nothing is typed, or none where a file says that there is none.
    private @Nullable String label(AxisChange before) {
        String words = (String) title.value();
        boolean none = before.label() != null && before.label().isEmpty();
        return words.isEmpty() && !none ? null : words;
    }
}
