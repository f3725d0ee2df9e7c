package adjointlab.core.problem.sequence;

import adjointlab.core.math.Numbers;
import adjointlab.core.problem.samples.Samples.Counts;
import adjointlab.core.problem.sequence.PenStrokes.Stroke;
import adjointlab.core.problem.sequence.Sequences.Series;
import java.util.List;
import java.util.random.RandomGenerator;

/// Letters drawn with one stroke of a pen: its velocities and its pressure, of which it is to be told what letter it
/// was. They stand for those that people wrote (Williams, Toussaint and Storkey, "Extracting motion primitives from
/// natural handwriting data", ICANN 2006; CharacterTrajectories of the UEA archive) where these are not at hand.
///
/// The pen rests at both ends, and its path is smooth in time. Long ways between two points are made faster than short
/// ones, the more so the longer they are, as hands do (Viviani and McCollum, Neuroscience 10 (1983) 211). Slant, size,
/// speed and the points themselves differ from one letter to the next.
///
/// @param counts how many letters are trained on, and how many are not; the classes take turns
/// @param letters how many classes there are, from 2 to 20
/// @param spacing between observations, s
/// @param noise standard deviation of what is added to the points, in heights of a small letter, and to the pressure;
///     five times as much, in heights a second, is added to the velocities
public record Letters(Counts counts, int letters, double spacing, double noise) implements MadeSeries {
    /// The shortest and the longest time that a letter takes, s.
    static final double SHORTEST = 0.6;

    static final double LONGEST = 1.79;

    /// Seconds that a way of one small letter's height takes; a longer one takes its length to this power of it.
    private static final double A_HEIGHT = 0.235;

    private static final double ISOCHRONY = 0.6;

    private static final double SLANT = 0.15;
    private static final double SIZE = 0.15;
    private static final double SPEED = 0.15;

    /// Of the velocities, 1/s.
    private static final double SHAKE = 5;

    /// Observations of a letter.
    private static final int MOST = 100_000;

    /// Seconds in which the pressure comes and goes.
    private static final double TOUCH = 0.08;

    public Letters {
        if (letters < 2 || letters > PenStrokes.LETTERS.size()) {
            throw new IllegalArgumentException(
                    "there are strokes of " + PenStrokes.LETTERS.size() + " letters; choose 2 of them or more");
        }
        if (!(LONGEST / spacing < MOST)) {
            throw new IllegalArgumentException("a letter takes up to " + LONGEST + " s, which at a spacing of "
                    + Numbers.brief(spacing, 3) + " s are more than " + Numbers.count(MOST)
                    + " observations; choose a larger spacing");
        }
    }

    @Override
    public List<String> channels() {
        return List.of("x velocity", "y velocity", "pen pressure");
    }

    @Override
    public List<String> classes() {
        return PenStrokes.LETTERS.subList(0, letters).stream().map(Stroke::name).toList();
    }

    @Override
    public Series series(int index, RandomGenerator random) {
        int label = index % letters;
        Stroke stroke = PenStrokes.LETTERS.get(label);
        int points = stroke.count();
        double slant = SLANT * random.nextGaussian();
        double size = Math.exp(SIZE * random.nextGaussian());
        double[] x = new double[points];
        double[] y = new double[points];
        for (int k = 0; k < points; k++) {
            double high = stroke.points()[2 * k + 1] + noise * random.nextGaussian();
            double across = stroke.points()[2 * k] + noise * random.nextGaussian();
            x[k] = size * (across + slant * high);
            y[k] = size * high;
        }
        double[] knots = knots(x, y, Math.exp(SPEED * random.nextGaussian()) * size);
        return observe(knots, new ClampedSpline(knots, x), new ClampedSpline(knots, y), label, random);
    }

    /// When the pen passes its points, s.
    private static double[] knots(double[] x, double[] y, double speed) {
        double[] knots = new double[x.length];
        for (int k = 1; k < knots.length; k++) {
            double way = Math.hypot(x[k] - x[k - 1], y[k] - y[k - 1]);
            knots[k] = knots[k - 1] + A_HEIGHT * Math.pow(way / speed, ISOCHRONY);
        }
        double all = knots[knots.length - 1];
        double stretched = Math.clamp(all, SHORTEST, LONGEST) / all;
        for (int k = 1; k < knots.length; k++) {
            knots[k] *= stretched;
        }
        return knots;
    }

    private Series observe(double[] knots, ClampedSpline x, ClampedSpline y, int label, RandomGenerator random) {
        double end = knots[knots.length - 1];
        int length = 1 + (int) Math.floor(end / spacing);
        double press = 1 + 0.2 * random.nextGaussian();
        double[] times = new double[length];
        double[][] values = new double[length][];
        for (int k = 0; k < length; k++) {
            double t = k * spacing;
            double up = y.slope(t);
            double touch = (1 - Math.exp(-t / TOUCH)) * (1 - Math.exp(-(end - t) / TOUCH));
            times[k] = t;
            values[k] = new double[] {
                x.slope(t) + SHAKE * noise * random.nextGaussian(),
                up + SHAKE * noise * random.nextGaussian(),
                press * touch * (1 - 0.3 * Math.tanh(up / 4)) + noise * random.nextGaussian()
            };
        }
        return new Series(times, values, label);
    }
}
