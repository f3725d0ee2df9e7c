package adjointlab.cli;

import adjointlab.lab.preset.InputFiles;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.RunSpec;
import adjointlab.lab.preset.SeriesFiles;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.VectorFiles;
import adjointlab.lab.run.StartFiles;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Says before a training what was made of files of series, of vectors, of inputs and of weights, so that a person can
/// see whether it is what was meant.
final class DataWords {
    private DataWords() {}

    /// Few lines for each way in which the runs of a preset read files.
    static void say(Preset preset, PrintWriter err) {
        Set<List<String>> ways = new LinkedHashSet<>();
        for (RunSpec run : preset.runs()) {
            ways.add(lines(run.settings(preset.settings())));
        }
        ways.stream().flatMap(List::stream).forEach(err::println);
    }

    /// At most three lines of each file.
    static void say(Settings settings, PrintWriter err) {
        lines(settings).forEach(err::println);
    }

    private static List<String> lines(Settings settings) {
        List<String> series = SeriesFiles.lines(settings);
        List<String> lines = new ArrayList<>(series.isEmpty() ? VectorFiles.lines(settings) : series);
        lines.addAll(InputFiles.lines(settings));
        lines.addAll(StartFiles.lines(settings));
        return lines;
    }
}
