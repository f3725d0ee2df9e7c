package adjointlab;

import adjointlab.lab.glossary.Glossary;
import java.util.Set;
import java.util.regex.Pattern;

/// Labels that need no card: words that mean what they mean everywhere.
public final class Everyday {
    private static final Set<String> WORDS = Set.of(
            "Width of the brush",
            "Angle",
            "Broke",
            "Curves of other programs",
            "Channel by name",
            "Channel by name or number",
            "Channels told",
            "Class column",
            "Columns read",
            "Dimension",
            "Distortion",
            "Drawn points",
            "Extent",
            "File",
            "File instead: PNG",
            "File of a series",
            "File of texts",
            "File of the test",
            "Formula of the field's function",
            "Formula of the function",
            "Formula of the system",
            "Folder of a sweep; none: the visible runs",
            "From",
            "Horizontal axis",
            "Image",
            "image",
            "Images",
            "Images made smaller by",
            "In plane",
            "Inputs",
            "Inputs along the axis",
            "Iterations to compare",
            "Letters",
            "Made series",
            "Made trajectories",
            "Made test series",
            "Mean over iterations",
            "Median",
            "MiB kept",
            "Models a value",
            "ms an iteration",
            "Noise",
            "Unit of time",
            "Norm",
            "Missing values",
            "Number of values",
            "Numbers of which each has its best",
            "Of the run",
            "One scale of colours for all runs",
            "Only of the class",
            "Only the settings that differ",
            "Output",
            "Pixels of a side",
            "Pixels of a side of drawn digits",
            "Points",
            "Precision inside",
            "Preference",
            "processor time",
            "Quantity",
            "quantity",
            "Quartiles apart",
            "Claim",
            "Between samples of each",
            "Columns of several inputs",
            "Encoding",
            "How many inputs",
            "Claims",
            "Claimed",
            "Ours",
            "Run",
            "Said by",
            "To try",
            "Verdict",
            "Runs",
            "Sample",
            "Series",
            "Series column",
            "Series of",
            "Series without a file",
            "Setting that is divided by it",
            "Show",
            "Start",
            "State",
            "Study",
            "Target column",
            "Separator",
            "Decimal mark",
            "First line",
            "Targets",
            "Test file",
            "The start is told",
            "The velocity is seen too",
            "Time and memory",
            "Time column",
            "Times",
            "To",
            "Told is",
            "training time",
            "training time by the clock",
            "processor time of training",
            "Trajectories without a file",
            "value",
            "Varied setting",
            "Vertical axis",
            "View",
            "Vocabulary",
            "Words of a text",
            "x",
            "y",
            "µs an evaluation");

    /// Letters that several settings share; in a table of runs the settings beside them tell which it is.
    private static final Set<String> SHARED = Set.of("N", "n", "ε", "λ", "α", "s", "d", "p", "h", "c", "x₀");

    /// Channels that a problem's data bring along.
    private static final Set<String> CHANNELS = Set.of("torso height", "hares", "lynxes", "angle");

    /// Single weights, "W₁(1, 2)" and "A₁₁"; columns that compare with a run, "× Adam"; what stands at 1, 2, …; single
    /// outputs, a class that is told, and a channel of the data.
    private static final Pattern NAMED = Pattern.compile(".+\\(\\d+(, \\d+)?\\)|[AaθbW][₀-₉]+|× .*|\\d+ .*"
            + "|output \\d+ of input \\d+|(probability|score) of .*|.*, in standard deviations");

    private Everyday() {}

    /// All of them.
    public static Set<String> words() {
        return WORDS;
    }

    /// Whether a label has a card, or needs none; a derivative is as clear as what it is of.
    public static boolean isClear(String label) {
        return label.isBlank()
                || label.endsWith("′") && isClear(label.substring(0, label.length() - 1))
                || NAMED.matcher(label).matches()
                || Glossary.builtIn().of(label).isPresent()
                || SHARED.contains(label)
                || CHANNELS.contains(label.split(", ")[0])
                || WORDS.contains(label.split(", ")[0]);
    }
}
