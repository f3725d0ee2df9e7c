package adjointlab.lab.run;

import adjointlab.core.field.ParameterLayout;
import adjointlab.core.train.Metric;
import adjointlab.core.train.Trainer;
import java.util.ArrayList;
import java.util.List;

/// What is logged of each iteration: every [Metric], seconds, and the parameters themselves where there are few.
public final class RunMetrics {
    /// Column of the training time so far, s.
    public static final String SECONDS = "seconds";

    /// Columns of parameters begin so.
    public static final String PARAMETER = "param.";

    /// Models with more parameters than this log none of them.
    private static final int MOST_PARAMETERS = 16;

    private RunMetrics() {}

    static List<String> names(ParameterLayout parameters) {
        List<String> names = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            names.add(metric.id());
        }
        names.add(SECONDS);
        if (parameters.size() <= MOST_PARAMETERS) {
            parameters.entryNames().forEach(entry -> names.add(PARAMETER + entry));
        }
        return names;
    }

    /// Fills one row.
    ///
    /// @param trainer just evaluated
    /// @param seconds of training so far
    /// @param rowOut [names], overwritten
    static void read(Trainer trainer, double seconds, double[] rowOut) {
        int column = 0;
        for (Metric metric : METRICS) {
            rowOut[column++] = metric.of(trainer.evaluation());
        }
        rowOut[column++] = seconds;
        System.arraycopy(trainer.theta(), 0, rowOut, column, rowOut.length - column);
    }

    private static final Metric[] METRICS = Metric.values();
}
