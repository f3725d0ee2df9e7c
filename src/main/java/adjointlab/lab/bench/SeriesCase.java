package adjointlab.lab.bench;

import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.StepListener;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.rollout.Pipeline;
import adjointlab.core.train.Evaluation;
import adjointlab.core.train.Trainer;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.run.Experiments;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The first batch of a recurrent model of Xia et al., NeurIPS 2021, table 4, for plane vibration: 64 windows of 64
/// irregular observations of five channels, their gaps as factors, a forecast of eight, at a tolerance of 1e-7. The
/// series are made here; at the authors' weights, a hundredth of PyTorch's, the solver's steps hardly depend on them.
///
/// @param family id
/// @param state components of h
/// @param widths of the field's hidden layers
public record SeriesCase(String family, int state, List<Double> widths) {
    private static final int BATCH = 64;
    private static final int WINDOW = 64;
    private static final int FORECAST = 8;

    /// Of one training iteration at the start, on one core.
    ///
    /// @param forward s of all solves of a batch
    /// @param gradient s of them with their gradient
    /// @param nfeForward evaluations forward
    /// @param nfeBackward evaluations backward
    /// @param parameters of the model
    public record Result(double forward, double gradient, long nfeForward, long nfeBackward, int parameters) {}

    /// First order and heavy ball.
    public static List<SeriesCase> all() {
        return List.of(
                new SeriesCase("node", 21, List.of(63.0, 84.0)), new SeriesCase("hbnode", 20, List.of(20.0, 20.0)));
    }

    /// @param gradient id of the gradient method
    Settings settings(String gradient) {
        Map<String, Object> changes = new LinkedHashMap<>();
        changes.put("problem.id", "vibration");
        changes.put("problem.samples", BATCH);
        changes.put("problem.length", 2 * (WINDOW + FORECAST));
        changes.put("problem.window", WINDOW);
        changes.put("problem.stride", 2 * (WINDOW + FORECAST));
        changes.put("problem.spacing", 1.0);
        changes.put("problem.dropped", 0.1);
        changes.put("problem.forecast", FORECAST);
        changes.put("problem.nextWeight", 0.1);
        changes.put("problem.ownWeight", 0.1);
        changes.put("problem.start", "window");
        changes.put("problem.gaps", "factor");
        changes.put("family.id", family);
        changes.put("family.readOut", "linear");
        if (family.equals("hbnode")) {
            changes.put("family.velocity", "zero");
            changes.put("family.gammaRaw", -0.03);
        }
        changes.put("field.id", "mlp");
        changes.put("field.activation", "relu");
        changes.put("field.widths", widths);
        changes.put("jump.id", "linear");
        changes.put("jump.hidden", state);
        changes.put("jump.start", "whole");
        changes.put("init.id", "pytorch");
        changes.put("init.scale", 0.01);
        changes.put("solver.id", "dopri5");
        changes.put("solver.rtol", 1e-7);
        changes.put("solver.atol", 1e-7);
        changes.put("gradient.id", gradient);
        changes.put("loss.id", "mse");
        changes.put("optimizer.learningRate", 1e-3);
        return Settings.defaults().withAll(changes);
    }

    /// Measures one solve and one gradient from the starting weights.
    ///
    /// @param gradient id of the gradient method
    public Result measure(CpuTimer timer, String gradient) {
        Settings settings = settings(gradient);
        Experiment experiment = Experiments.build(settings);
        double[] theta = Experiments.startWeights(settings, experiment);
        Pipeline pipeline = new Pipeline(experiment);
        Trainer trainer = new Trainer(experiment, theta);
        double forward = timer.seconds(() -> pipeline.forward(theta, StepListener.NONE, Cancellation.NEVER));
        double both = timer.seconds(() -> trainer.evaluate(Cancellation.NEVER));
        Evaluation evaluation = trainer.evaluation();
        return new Result(forward, both, evaluation.nfeForward(), evaluation.nfeBackward(), theta.length);
    }
}
