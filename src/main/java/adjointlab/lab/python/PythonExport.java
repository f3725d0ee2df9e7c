package adjointlab.lab.python;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.catalog.NamedArrays;
import adjointlab.core.data.AtomicFile;
import adjointlab.core.data.NdArray;
import adjointlab.core.data.Npz;
import adjointlab.core.field.Signal;
import adjointlab.core.formula.PythonForm;
import adjointlab.core.kernel.Batch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.rollout.Pipeline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A folder with a model as a program of Python: `model.py`, its weights by name, the data, inputs that drive it, and
/// the steps that the lab's solver takes with these weights. The program needs NumPy alone, or PyTorch with
/// torchdiffeq, whose solver is its own then; it says how far its loss is from the lab's.
public final class PythonExport {
    private PythonExport() {}

    /// Writes the folder.
    ///
    /// @param form what the program computes with
    /// @param title what the model is
    /// @param experiment what is exported
    /// @param theta weights [p], not modified
    /// @param folder made if it is not there
    /// @return the loss with these weights
    /// @throws InvalidValueException in one sentence, if something in it has no form in Python, or the solve fails
    /// @throws IOException if a file cannot be written
    public static double write(PythonForm form, String title, Experiment experiment, double[] theta, Path folder)
            throws IOException {
        String program = PythonProgram.of(form, title, experiment);
        List<double[]> steps = new ArrayList<>();
        Pipeline pipeline = new Pipeline(experiment);
        SolveStatus status = pipeline.forward(
                theta,
                (step, accepted) -> {
                    if (accepted) {
                        steps.add(new double[] {step.t(), step.h()});
                    }
                },
                Cancellation.NEVER);
        if (!status.ok()) {
            throw new InvalidValueException(status.sentence() + " " + status.advice(false));
        }
        Files.createDirectories(folder);
        Npz.write(
                folder.resolve("weights.npz"),
                NamedArrays.of("", experiment.model().parameters(), theta));
        Npz.write(folder.resolve("data.npz"), data(pipeline.data(), pipeline.loss()));
        Map<String, Signal> inputs = PythonInputs.of(experiment.model().field());
        if (!inputs.isEmpty()) {
            Npz.write(folder.resolve(PythonInputs.FILE), PythonInputs.arrays(inputs));
        }
        if (form == PythonForm.NUMPY) {
            Npz.write(folder.resolve("steps.npz"), Map.of("steps", NdArray.matrix(steps.toArray(double[][]::new))));
        }
        AtomicFile.write(folder.resolve("model.py"), program.getBytes(StandardCharsets.UTF_8));
        return pipeline.loss();
    }

    private static Map<String, NdArray> data(ProblemData data, double loss) {
        Map<String, NdArray> arrays = new LinkedHashMap<>();
        arrays.put("x0", NdArray.matrix(data.initial().toRows()));
        arrays.put("start", NdArray.scalar(data.start()));
        arrays.put("times", NdArray.vector(data.times()));
        Batch first = data.targets().getFirst();
        double[] all = new double[data.times().length * first.size() * first.dim()];
        int at = 0;
        for (Batch target : data.targets()) {
            for (double[] row : target.toRows()) {
                for (double value : row) {
                    all[at++] = value;
                }
            }
        }
        arrays.put("target", new NdArray(new int[] {data.times().length, first.size(), first.dim()}, all));
        data.goals().shares().ifPresent(shares -> arrays.put("shares", NdArray.matrix(shares)));
        arrays.put("loss", NdArray.scalar(loss));
        return arrays;
    }
}
