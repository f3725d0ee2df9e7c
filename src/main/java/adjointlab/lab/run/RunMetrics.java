package adjointlab.lab.run;

import adjointlab.core.field.ParameterLayout;
import adjointlab.core.train.Metric;
import adjointlab.core.train.Trainer;
import java.util.ArrayList;
import java.util.List;

/// What is logged of each iteration: every [Metric], seconds, and the parameters themselves where there are few.
public final class RunMetrics {
    /// Column of the training time so far by the clock on the wall, without looks at samples for test and
    /// validation, s.
    public static final String SECONDS = "seconds";

    /// Column of the same in processor time of the thread that trains, s.
    public static final String PROCESSOR = "seconds.processor";

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
        names.add(PROCESSOR);
        if (parameters.size() <= MOST_PARAMETERS) {
            parameters.entryNames().forEach(entry -> names.add(PARAMETER + entry));
        }
        return names;
    }

    /// Fills one row.
    ///
    /// @param trainer just evaluated
    /// @param spent by the training so far
    /// @param rowOut [names], overwritten
    static void read(Trainer trainer, Spent spent, double[] rowOut) {
        int column = 0;
        for (Metric metric : METRICS) {
            rowOut[column++] = metric.of(trainer.evaluation());
        }
        rowOut[column++] = spent.wall();
        rowOut[column++] = spent.processor();
        System.arraycopy(trainer.theta(), 0, rowOut, column, rowOut.length - column);
    }

    private static final Metric[] METRICS = Metric.values();
}
