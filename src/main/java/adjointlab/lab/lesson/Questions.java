package adjointlab.lab.lesson;

import adjointlab.core.catalog.Catalog;
import java.util.List;

/// The kinds of questions.
public final class Questions {
    /// In display order.
    public static final Catalog<Question.Kind> CATALOG = new Catalog<>(
            "question", List.of(Look.ENTRY, Drag.ENTRY, Choose.ENTRY, Estimate.ENTRY, Sketch.ENTRY, Explain.ENTRY));

    private Questions() {}
}
