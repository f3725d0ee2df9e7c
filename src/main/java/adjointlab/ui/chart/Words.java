package adjointlab.ui.chart;

import adjointlab.figure.Figure;
import adjointlab.figure.Finding;
import adjointlab.figure.Spoken;
import org.jspecify.annotations.Nullable;

/// What a figure says, found when somebody wants it, and then kept: pictures follow each other faster than anybody
/// reads.
final class Words {
    private final Figure figure;
    private @Nullable String finding;
    private @Nullable String spoken;

    Words(Figure figure) {
        this.figure = figure;
    }

    /// What it shows, in one sentence.
    synchronized String finding() {
        if (finding == null) {
            finding = Finding.of(figure);
        }
        return finding;
    }

    /// The same with what its axes measure, for who does not see it.
    synchronized String spoken() {
        if (spoken == null) {
            spoken = Spoken.of(figure);
        }
        return spoken;
    }
}
