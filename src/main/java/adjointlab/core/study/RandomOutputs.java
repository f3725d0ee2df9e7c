package adjointlab.core.study;

import adjointlab.core.ode.Cancellation;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.rollout.Predictor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// What random models predict, a model a trial: Gao et al., ICLR 2025, appendix H.2.
///
/// @param inputs how many of the problem's samples are predicted
public record RandomOutputs(int inputs) implements Study {
    private static final String PREFIX = "output.";

    /// The column of a prediction.
    ///
    /// @param input from 1
    /// @param component from 1
    public static String column(int input, int component) {
        return PREFIX + input + "." + component;
    }

    /// Whether a column holds predictions.
    public static boolean isOutput(String column) {
        return column.startsWith(PREFIX);
    }

    @Override
    public Work prepare(TrialSettings settings) {
        Experiment experiment = settings.experiment(Map.of());
        Predictor predictor = new Predictor(
                experiment, experiment.task().problem().data(experiment.seed()).first(inputs));
        return new Work() {
            @Override
            public List<String> columns() {
                List<String> columns = new ArrayList<>();
                for (int s = 1; s <= predictor.samples(); s++) {
                    for (int c = 1; c <= experiment.model().outputDim(); c++) {
                        columns.add(column(s, c));
                    }
                }
                return columns;
            }

            @Override
            public int draw(int trial) {
                return trial;
            }

            @Override
            public boolean trial(int trial, double[] rowOut, Cancellation cancellation) {
                boolean solved = predictor
                        .at(settings.weights(experiment, trial), cancellation)
                        .ok();
                if (!solved) {
                    Arrays.fill(rowOut, Double.NaN);
                    return !cancellation.requested();
                }
                int column = 0;
                for (int s = 0; s < predictor.samples(); s++) {
                    for (int c = 0; c < experiment.model().outputDim(); c++) {
                        rowOut[column++] = predictor.prediction().get(c, s);
                    }
                }
                return true;
            }
        };
    }
}
