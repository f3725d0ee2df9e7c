package adjointlab.lab.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import adjointlab.core.formula.PythonForm;
import adjointlab.core.rollout.Experiment;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.run.Experiments;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/// Exports models into a folder and runs what is there.
///
/// @param folder of the program
public record PythonRuns(Path folder) {
    /// Settings of a preset's run.
    ///
    /// @param run its name; "" for the first
    public static Settings settings(String preset, String run, List<String> changes) {
        Preset changed = Overrides.apply(Presets.get(preset), changes);
        return changed.runs().stream()
                .filter(each -> run.isEmpty() || each.name().equals(run))
                .findFirst()
                .orElseThrow()
                .settings(changed.settings());
    }

    /// Away from the start, so that no weight is one that the program could have by itself.
    ///
    /// @return the loss
    double export(PythonForm form, Settings settings) throws IOException {
        Experiment experiment = Experiments.build(settings);
        return PythonExport.write(form, "A test", experiment, moved(settings, experiment), folder);
    }

    /// The weights of [#export].
    public static double[] moved(Settings settings, Experiment experiment) {
        double[] theta = Experiments.startWeights(settings, experiment);
        Random random = new Random(3);
        for (int j = 0; j < theta.length; j++) {
            theta[j] += 0.05 * random.nextGaussian();
        }
        return theta;
    }

    /// Ends the test where there is no Python with NumPy.
    void assumePython() throws IOException, InterruptedException {
        assumeTrue(
                python("-c", "import numpy; print('here')").contains("here"),
                "skipped: Python with NumPy is not on this machine");
    }

    /// What Python prints, or why it cannot be started.
    public String python(String... arguments) throws IOException, InterruptedException {
        Path out = folder.resolve("out.txt");
        ProcessBuilder builder = new ProcessBuilder();
        builder.command().add("python3");
        builder.command().addAll(List.of(arguments));
        builder.redirectErrorStream(true).redirectOutput(out.toFile()).directory(folder.toFile());
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return String.valueOf(e.getMessage()); // there is no Python
        }
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("Python ends").isTrue();
        return Files.readString(out, StandardCharsets.UTF_8);
    }

    /// The number behind a label.
    static double number(String printed, String label) {
        return printed.lines()
                .filter(line -> line.startsWith(label))
                .findFirst()
                .map(line -> Double.parseDouble(line.substring(label.length()).strip()))
                .orElseThrow(() -> new AssertionError("Python printed: " + printed));
    }
}
