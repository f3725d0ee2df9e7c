package adjointlab.core.problem.sequence;

import adjointlab.core.problem.dynamics.ClassicSteps;
import adjointlab.core.problem.samples.Samples.Counts;
import adjointlab.core.problem.sequence.Sequences.Series;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// A figure that walks in a plane: hips, knees and ankles of two legs swing as coupled phase oscillators, and a torso
/// on springs reacts to them. What is observed are height and pitch of the torso, the six angles, and the velocities of
/// all, as of Brockman et al.'s planar walker (OpenAI Gym, 2016); it stands for recordings of that one where none are
/// at hand.
///
/// The phases follow φ̇ᵢ = ωᵢ + K Σⱼ sin(φⱼ + ψⱼ − φᵢ − ψᵢ) (Kuramoto, "Chemical Oscillations, Waves, and Turbulence",
/// Springer 1984, section 5.4) with lags ψ that make a gait: legs half a turn apart, each knee behind its hip, each
/// ankle behind its knee. A recording has a gait frequency, a coupling and phases of its own, and its pace wanders.
///
/// @param counts how many recordings are trained on, and how many are not
/// @param length observations of a recording
/// @param spacing between observations, s
/// @param noise standard deviation of what is added to each value
public record WalkingFigure(Counts counts, int length, double spacing, double noise) implements MadeSeries {
    /// Classic Runge-Kutta steps between observations; their length is at most this, s.
    private static final double LONGEST_STEP = 0.005;

    /// Seconds before the first observation, in which the legs fall into step, though not quite.
    private static final double SETTLING = 3;

    private static final List<String> CHANNELS = List.of(
            "torso height",
            "torso pitch",
            "right hip",
            "right knee",
            "right ankle",
            "left hip",
            "left knee",
            "left ankle",
            "forward velocity",
            "vertical velocity",
            "pitch rate",
            "right hip rate",
            "right knee rate",
            "right ankle rate",
            "left hip rate",
            "left knee rate",
            "left ankle rate");

    @Override
    public List<String> channels() {
        return CHANNELS;
    }

    @Override
    public Series series(int index, RandomGenerator random) {
        Gait gait = Gait.draw(random);
        ClassicSteps classic = new ClassicSteps(Gait.STATE, gait::rate);
        double[] x = gait.start(random);
        classic.advance(-SETTLING, SETTLING, LONGEST_STEP, x);
        double[] times = new double[length];
        double[][] values = new double[length][];
        for (int k = 0; k < length; k++) {
            times[k] = k * spacing;
            double[] seen = gait.observe(times[k], x);
            Arrays.setAll(seen, c -> seen[c] + noise * random.nextGaussian());
            values[k] = seen;
            classic.advance(times[k], spacing, LONGEST_STEP, x);
        }
        return new Series(times, values, -1);
    }
}
