package adjointlab.ui.figure;

import adjointlab.compose.FigureDocument;
import adjointlab.compose.FigureDocument.Grid;
import adjointlab.compose.FigureDocument.Headings;
import adjointlab.figure.Composition.Titles;
import adjointlab.ui.form.FieldModel;
import java.util.List;

/// The fields of the titles over, under and beside all panels.
final class TitleFields {
    private final FieldModel top;
    private final FieldModel bottom;
    private final FieldModel left;

    TitleFields(Fields fields) {
        top = fields.text("titleTop", "Title over all");
        bottom = fields.text("titleBottom", "Title under all");
        left = fields.text("titleLeft", "Title beside all");
    }

    List<FieldModel> fields() {
        return List.of(top, bottom, left);
    }

    void show(FigureDocument document) {
        Titles titles = document.grid().headings().titles();
        top.show(titles.top());
        bottom.show(titles.bottom());
        left.show(titles.left());
    }

    /// The grid under the titles that the fields say.
    Grid read(Grid before) {
        return before.with(new Headings(
                new Titles(words(top), words(bottom), words(left)),
                before.headings().spans()));
    }

    private static String words(FieldModel field) {
        return ((String) field.value()).strip();
    }
}
