package adjointlab.panel.flow;

import adjointlab.core.problem.Goals;
import adjointlab.core.problem.Observations;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.problem.sequence.SequenceLearning;
import adjointlab.core.problem.sequence.SequenceLearning.Label;
import adjointlab.core.problem.sequence.SequenceLearning.Next;
import adjointlab.figure.Layer;
import adjointlab.figure.SeriesStyle;
import adjointlab.figure.SeriesStyle.Dash;
import adjointlab.figure.SeriesStyle.Emphasis;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.figure.SeriesStyle.Marker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// What is known of one series and one of its channels.
///
/// @param problem that it belongs to
/// @param data all series that are looked at
/// @param s which one
/// @param channel which of the source's channels
/// @param output which of what is told: the channel's, or the true class; −1 where the channel is not told
record SeriesLook(SequenceLearning problem, ProblemData data, int s, int channel, int output) {
    private static final SeriesStyle SEEN = new SeriesStyle(Hue.TRUTH, Dash.NONE, Marker.CIRCLE, Emphasis.NORMAL);
    private static final SeriesStyle BEHIND = new SeriesStyle(Hue.TRUTH, Dash.NONE, Marker.PLUS, Emphasis.STRONG);
    private static final SeriesStyle GAP = SeriesStyle.line(Hue.TRUTH);

    /// Times the usual distance of observations, from which on a gap is marked.
    private static final double WIDE = 1.5;

    /// The class of each sample where classes are told, from its last target that counts; −1 where it has none.
    static int classOf(ProblemData data, int s) {
        Goals goals = data.goals();
        for (int i = goals.times().length - 1; i >= 0; i--) {
            if (goals.counts(i, s)) {
                double[] target = column(goals, i, s);
                return IntStream.range(0, target.length)
                        .filter(c -> target[c] == 1)
                        .findFirst()
                        .orElse(-1);
            }
        }
        return -1;
    }

    private static double[] column(Goals goals, int i, int s) {
        double[] target = new double[goals.targets().get(i).dim()];
        Arrays.setAll(target, c -> goals.targets().get(i).get(c, s));
        return target;
    }

    boolean tellsClasses() {
        return problem.aim() instanceof Label;
    }

    String channelName() {
        return problem.source().channels().get(channel);
    }

    /// ", in standard deviations" where channels are standardised.
    String unit() {
        return problem.view().standardised() ? ", in standard deviations" : "";
    }

    /// What has passed for the series at times of the way, s.
    double[] own(double... times) {
        return Arrays.stream(times).map(t -> observations().ownTime(s, t)).toArray();
    }

    /// The last time of the way at which something is known of the series; others may go on.
    double end() {
        Goals goals = data.goals();
        int last = goals.times().length - 1;
        while (last > 0 && !goals.counts(last, s)) {
            last--;
        }
        return Math.max(goals.times()[last], lastSeen());
    }

    private Observations observations() {
        return data.observations().orElseThrow();
    }

    private double lastSeen() {
        double[] times = observations().times();
        return times[
                IntStream.range(0, times.length)
                        .filter(i -> observations().observed()[i][s])
                        .max()
                        .orElse(0)];
    }

    /// Which observations know the channel. Where a value was missing, a model sees the last one known again, which
    /// is told from a value that came twice where it is a target.
    int[] seen() {
        Observations observations = observations();
        List<Integer> seen = new ArrayList<>();
        double before = Double.NaN;
        boolean untold = output < 0 || tellsClasses() || !tellsObservations();
        for (int i = 0; i < observations.times().length; i++) {
            if (observations.observed()[i][s]) {
                double value = observations.inputs().get(i).get(channel, s);
                if (untold || value != before || isTold(observations.times()[i])) {
                    seen.add(i);
                }
                before = value;
            }
        }
        return seen.stream().mapToInt(i -> i).toArray();
    }

    /// Whether observations are targets, the next ones or those of the moment.
    private boolean tellsObservations() {
        return problem.aim() instanceof Next next
                && next.weights().next() + next.weights().own() > 0;
    }

    /// Whether a target counts at a time.
    private boolean isTold(double t) {
        Goals goals = data.goals();
        return IntStream.range(0, goals.times().length).anyMatch(i -> goals.times()[i] == t && goals.counts(i, s));
    }

    /// What a model sees, and gaps that are wider than usual.
    List<Layer> observed() {
        List<Layer> layers = new ArrayList<>();
        int[] seen = seen();
        double[] times = times(seen);
        layers.addAll(gaps(times));
        layers.add(new Layer.Points(
                "observed",
                SEEN,
                times,
                Arrays.stream(seen)
                        .mapToDouble(i -> observations().inputs().get(i).get(channel, s))
                        .toArray()));
        return layers;
    }

    /// Whether any gap is wider than usual.
    boolean hasGaps() {
        return !gaps(times(seen())).isEmpty();
    }

    /// When the series was observed, in its own time.
    private double[] times(int... observed) {
        return own(Arrays.stream(observed)
                .mapToDouble(i -> observations().times()[i])
                .toArray());
    }

    private static List<Layer> gaps(double... times) {
        double[] lengths = new double[Math.max(0, times.length - 1)];
        Arrays.setAll(lengths, k -> times[k + 1] - times[k]);
        double usual = lengths.length == 0
                ? Double.POSITIVE_INFINITY
                : Arrays.stream(lengths).sorted().toArray()[lengths.length / 2];
        double widest = Arrays.stream(lengths).max().orElse(0);
        List<Layer> gaps = new ArrayList<>();
        for (int k = 0; k < lengths.length; k++) {
            if (lengths[k] > WIDE * usual) {
                String name = lengths[k] == widest ? "gap" : "";
                gaps.add(new Layer.Region(
                        name, GAP, times[k], times[k + 1], Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
                widest = name.isEmpty() ? widest : Double.NaN;
            }
        }
        return gaps;
    }

    /// What a model does not see but is to tell, and where that begins; nothing where there is no forecast.
    List<Layer> toCome() {
        Goals goals = data.goals();
        double last = lastSeen();
        int[] behind = IntStream.range(0, goals.times().length)
                .filter(i -> goals.times()[i] > last && goals.counts(i, s))
                .toArray();
        if (behind.length == 0 || output < 0 || tellsClasses()) {
            return List.of();
        }
        return List.of(
                new Layer.Points(
                        "to be forecast",
                        BEHIND,
                        own(Arrays.stream(behind)
                                .mapToDouble(i -> goals.times()[i])
                                .toArray()),
                        Arrays.stream(behind)
                                .mapToDouble(i -> goals.targets().get(i).get(output, s))
                                .toArray()),
                new Layer.Rule(
                        (hasGaps() ? "● seen, gaps shaded" : "● seen") + "   + to come",
                        SeriesStyle.line(Hue.MUTED).with(Dash.DASHED),
                        true,
                        own(last)[0]));
    }
}
