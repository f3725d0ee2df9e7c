package adjointlab.panel.kit;

import adjointlab.figure.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Lines that belong together.
public final class Lines {
    private Lines() {}

    /// The lines, of which the one that ends highest bears a label at its end.
    public static List<Layer.Line> labelHighest(List<Layer.Line> lines, String label) {
        return labelHighest(lines, label, _ -> true);
    }

    /// The lines, of which among some the one that ends highest bears a label at its end.
    ///
    /// @param some which may bear it
    static List<Layer.Line> labelHighest(List<Layer.Line> lines, String label, Predicate<Layer.Line> some) {
        List<Layer.Line> labelled = new ArrayList<>(lines);
        int highest = -1;
        double height = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < lines.size(); i++) {
            double[] y = lines.get(i).y();
            if (y.length > 0 && y[y.length - 1] > height && some.test(lines.get(i))) {
                height = y[y.length - 1];
                highest = i;
            }
        }
        if (highest >= 0) {
            labelled.set(highest, lines.get(highest).endingWith(label));
        }
        return labelled;
    }
}
