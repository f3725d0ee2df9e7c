package adjointlab.panel.sweep;

import adjointlab.core.catalog.Option;
import adjointlab.figure.Owner;
import adjointlab.figure.SeriesStyle;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.sweep.Contrast;
import adjointlab.lab.sweep.SweepCurve;
import adjointlab.lab.sweep.Trial;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// One training among many: a visible run at the cursor, or a sweep's result.
///
/// @param who it is
/// @param reached what came of it
/// @param spent of what was planned
/// @param curve how it came there; nothing where that is not known
record Cell(Who who, Reached reached, Trial.Spent spent, Supplier<Optional<SweepCurve>> curve) {
    /// @param name of the run, or of that of the preset whose settings these are
    /// @param settings complete
    /// @param style of the run; null for one of a sweep, which has that of its group
    /// @param owner the run that it is; nobody for one of a sweep
    record Who(String name, Settings settings, @Nullable SeriesStyle style, Owner owner) {}

    Settings settings() {
        return who.settings;
    }

    @Nullable
    SeriesStyle style() {
        return who.style;
    }

    Owner owner() {
        return who.owner;
    }

    /// @param loss at the end; not a number for one that broke
    /// @param testLoss on samples that it did not see; not a number where there are none
    /// @param testAccuracy share of them that is told right; not a number likewise
    /// @param evaluations forward and backward from the start
    record Reached(double loss, double testLoss, double testAccuracy, double evaluations) {}

    /// What can be looked at of all of them.
    enum Measure {
        LOSS("loss", "Loss L", Reached::loss),
        TEST_LOSS("loss.test", "Test loss L", Reached::testLoss),
        TEST_ACCURACY("accuracy.test", "Test accuracy", Reached::testAccuracy),
        EVALUATIONS("evaluations", "Evaluations", Reached::evaluations);

        private final String id;
        private final String title;
        private final ToDoubleFunction<Reached> reader;

        Measure(String id, String title, ToDoubleFunction<Reached> reader) {
            this.id = id;
            this.title = title;
            this.reader = reader;
        }

        static List<Option<Measure>> options() {
            return Arrays.stream(values())
                    .map(measure -> new Option<>(measure.id, measure.title, measure))
                    .toList();
        }

        /// Of an axis.
        String title() {
            return title;
        }

        /// Whether its values lie apart by factors.
        boolean isInDecades() {
            return this != TEST_ACCURACY;
        }

        boolean isLowestBest() {
            return this != TEST_ACCURACY;
        }

        /// The best ones first, those without a number last.
        Comparator<Cell> bestFirst() {
            return Comparator.comparingDouble(cell -> {
                double value = of(cell);
                return Double.isNaN(value) ? Double.POSITIVE_INFINITY : isLowestBest() ? value : -value;
            });
        }

        double of(Cell cell) {
            return reader.applyAsDouble(cell.reached);
        }
    }

    Trial trial(Contrast contrast) {
        return trial(contrast, reached.loss);
    }

    /// The same with another loss.
    Trial trial(Contrast contrast, double loss) {
        return new Trial(contrast, who.settings, loss, spent);
    }
}
