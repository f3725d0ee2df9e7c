package adjointlab.panel.kit;

import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Option;
import adjointlab.core.math.Notation;
import adjointlab.core.train.Metric;
import adjointlab.figure.Axis;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.RunMetrics;
import adjointlab.panel.kit.PanelContext.Shown;
import java.util.ArrayList;
import java.util.List;

/// What can be read from runs' logs: names for people, horizontal coordinates, parameters.
public final class RunMeasures {
    /// Choice that stands for the parameters themselves.
    public static final String PARAMETERS = "parameters";

    private RunMeasures() {}

    /// Every metric, and the parameters.
    public static List<Option<String>> options() {
        List<Option<String>> options = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            options.add(Options.option(metric.id(), metric.label()));
        }
        options.add(Options.option(PARAMETERS, "Parameters"));
        return options;
    }

    /// The metric of that id.
    public static Metric metric(String id) {
        for (Metric metric : Metric.values()) {
            if (metric.id().equals(id)) {
                return metric;
            }
        }
        throw new IllegalArgumentException("no metric " + id);
    }

    /// Title of an axis that shows a metric: "Loss L".
    public static String title(Metric metric) {
        return metric.symbol().isEmpty() ? metric.label() : metric.label() + " " + metric.symbol();
    }

    /// The columns of a run's parameters; none where it has too many to log.
    public static List<String> parameterColumns(Run run) {
        return run.log().names().stream()
                .filter(name -> name.startsWith(RunMetrics.PARAMETER))
                .toList();
    }

    /// What people call a parameter whose column this is.
    public static String parameterName(String column) {
        return Notation.entry(column.substring(RunMetrics.PARAMETER.length()));
    }

    /// What a loss can be drawn over.
    public enum Along {
        ITERATION("iteration", "iteration k", Axis.Quantity.ITERATION),
        EPOCHS("epochs", "epoch", Axis.Quantity.EPOCHS),
        EVALUATIONS("evaluations", "function evaluations", Axis.Quantity.EVALUATIONS),
        SECONDS("seconds", "training time by the clock, s", Axis.Quantity.SECONDS),
        PROCESSOR("processor", "processor time of training, s", Axis.Quantity.SECONDS);

        private static final int SHORT_TRAINING = 1000;

        private final String id;
        private final String title;
        private final Axis.Quantity quantity;

        Along(String id, String title, Axis.Quantity quantity) {
            this.id = id;
            this.title = title;
            this.quantity = quantity;
        }

        public static Key<Along> option() {
            List<Option<Along>> options = new ArrayList<>();
            for (Along along : values()) {
                options.add(new Option<>(along.id, along.title, along));
            }
            return Options.choice("along", "Horizontal axis", ITERATION.id, options);
        }

        public Axis axis() {
            return Axis.of(title, Axis.Scale.LINEAR, quantity);
        }

        /// The axis for runs that are under way: iterations reach to the runs' end from the start, so that
        /// nothing moves while they train. Long trainings show what there is, to the next round number.
        public Axis axis(List<Shown> shown) {
            if (this != ITERATION || shown.isEmpty()) {
                return axis();
            }
            int planned = 1;
            int made = 1;
            for (Shown one : shown) {
                planned = Math.max(
                        planned, Math.max(one.run().iterations(), one.run().iteration()));
                made = Math.max(made, one.run().iteration());
            }
            return axis().within(0, planned <= SHORT_TRAINING ? planned : Math.min(planned, roundUp(made)));
        }

        /// The next number above of the form 1, 2 or 5 times a power of ten, at least [#SHORT_TRAINING].
        private static int roundUp(int made) {
            int decade = SHORT_TRAINING;
            while (true) {
                for (int factor : new int[] {1, 2, 5}) {
                    if (made <= (long) factor * decade) {
                        return factor * decade;
                    }
                }
                decade *= 10;
            }
        }

        /// The coordinates of a run's first rows: iterations, epochs, evaluations forward and backward so far,
        /// seconds so far without looks at samples for test and validation, see [RunMetrics].
        ///
        /// @param end number of rows
        public double[] of(Run run, int end) {
            return switch (this) {
                case ITERATION -> {
                    double[] x = new double[end];
                    for (int k = 0; k < end; k++) {
                        x[k] = k;
                    }
                    yield x;
                }
                case EPOCHS -> run.log().values(Metric.EPOCH.id(), end);
                case EVALUATIONS -> {
                    double[] x = run.log().values(Metric.NFE_FORWARD.id(), end);
                    double[] backward = run.log().values(Metric.NFE_BACKWARD.id(), end);
                    double sum = 0;
                    for (int k = 0; k < x.length; k++) {
                        sum += x[k] + backward[k];
                        x[k] = sum;
                    }
                    yield x;
                }
                case SECONDS -> run.log().values(RunMetrics.SECONDS, end);
                case PROCESSOR -> run.log().values(RunMetrics.PROCESSOR, end);
            };
        }

        /// Whether it is time that a run takes on this machine.
        public boolean isTimed() {
            return quantity == Axis.Quantity.SECONDS;
        }

        /// Which runs' times say little because their code was still being compiled, a sentence with a separator
        /// before it; "" where there are none.
        public String doubt(List<Shown> shown) {
            List<String> cold = shown.stream()
                    .filter(one -> isTimed() && one.run().isCold())
                    .map(Groups::name)
                    .toList();
            if (cold.isEmpty()) {
                return "";
            }
            String who = cold.size() < 3 ? String.join(", ", cold) : cold.size() + " runs";
            return " · " + who + ": timed while code was being compiled, train anew to compare";
        }
    }
}
