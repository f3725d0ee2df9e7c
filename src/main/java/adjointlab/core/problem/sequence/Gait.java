package adjointlab.core.problem.sequence;

import java.util.random.RandomGenerator;

/// How one figure walks: the phases of its joints, from which their angles follow, and a torso of which height, pitch
/// and speed are on springs that the legs pull at.
///
/// @param own angular frequency of each joint when alone, rad/s
/// @param coupling K, 1/s
/// @param reach by which all angles are larger or smaller than usual
/// @param pace phases by which the pace wanders, rad
record Gait(double[] own, double coupling, double reach, double[] pace) {
    /// Right hip, knee and ankle, then left ones.
    private static final int JOINTS = 6;

    private static final int OF_LEG = 3;

    /// Where in the state what follows the phases stands.
    private static final int HEIGHT = JOINTS;

    private static final int RISE = HEIGHT + 1;
    private static final int PITCH = RISE + 1;
    private static final int PITCH_RATE = PITCH + 1;
    private static final int SPEED = PITCH_RATE + 1;

    /// Components of the state: six phases, rad, then height, m, its velocity, pitch, rad, its velocity, and speed,
    /// m/s.
    static final int STATE = SPEED + 1;

    /// Means and amplitudes of the angles of hip, knee and ankle, rad, and by how much each lags, rad.
    private static final double[] MEAN = {0.1, -0.55, 0.05};

    private static final double[] AMPLITUDE = {0.45, 0.4, 0.25};
    private static final double[] LAG = {0, 1.2, 2.1};

    /// Share of the second harmonic in the angles: a knee bends faster than it stretches.
    private static final double[] SECOND = {0.1, 0.35, 0.3};

    private static final double SLOWEST = 0.8;
    private static final double FASTEST = 1.4;

    /// By how much joints differ from their figure's frequency.
    private static final double DETUNED = 0.06;

    private static final double LEAST_COUPLING = 0.15;
    private static final double MOST_COUPLING = 0.6;

    /// Share and angular frequencies, rad/s, by which the pace wanders.
    private static final double WANDERS = 0.06;

    private static final double[] WANDERS_AT = {0.31, 0.83};

    /// Of the torso: lengths of thigh and shank, m; angular frequencies of its springs, rad/s; shares of the
    /// critical damping.
    private static final double THIGH = 0.45;

    private static final double SHANK = 0.5;
    private static final double HEIGHT_SPRING = 18;
    private static final double PITCH_SPRING = 6;
    private static final double HEIGHT_DAMPING = 0.4;
    private static final double PITCH_DAMPING = 0.3;

    /// Pitch that the sum of the hips' angles asks for.
    private static final double LEANS = -0.15;

    /// Seconds after which the speed follows the legs.
    private static final double SPEED_LAGS = 0.25;

    static Gait draw(RandomGenerator random) {
        double frequency = 2 * Math.PI * (SLOWEST + (FASTEST - SLOWEST) * random.nextDouble());
        double[] own = new double[JOINTS];
        for (int j = 0; j < JOINTS; j++) {
            own[j] = frequency * (1 + DETUNED * (2 * random.nextDouble() - 1));
        }
        double coupling = LEAST_COUPLING + (MOST_COUPLING - LEAST_COUPLING) * random.nextDouble();
        double reach = 0.85 + 0.3 * random.nextDouble();
        return new Gait(own, coupling, reach, new double[] {turn(random), turn(random)});
    }

    private static double turn(RandomGenerator random) {
        return 2 * Math.PI * random.nextDouble();
    }

    /// Near the gait at any phase of it, the torso at rest.
    double[] start(RandomGenerator random) {
        double[] x = new double[STATE];
        double phase = turn(random);
        for (int j = 0; j < JOINTS; j++) {
            x[j] = phase - lag(j) + 0.8 * random.nextGaussian();
        }
        x[HEIGHT] = THIGH + SHANK;
        return x;
    }

    private static double lag(int joint) {
        return LAG[joint % OF_LEG] + (joint < OF_LEG ? 0 : Math.PI);
    }

    /// How fast a joint's phase moves, rad/s.
    private double phaseRate(double t, double[] x, int joint) {
        double pull = 0;
        for (int k = 0; k < JOINTS; k++) {
            pull += Math.sin(x[k] + lag(k) - x[joint] - lag(joint));
        }
        double wanders = Math.sin(WANDERS_AT[0] * t + pace[0]) + Math.sin(WANDERS_AT[1] * t + pace[1]);
        return own[joint] * (1 + WANDERS * wanders) + coupling * pull;
    }

    private double angle(int joint, double phase) {
        int j = joint % OF_LEG;
        return MEAN[j] + reach * AMPLITUDE[j] * (Math.sin(phase) + SECOND[j] * Math.sin(2 * phase));
    }

    private double angleRate(int joint, double phase, double phaseRate) {
        int j = joint % OF_LEG;
        return reach * AMPLITUDE[j] * (Math.cos(phase) + 2 * SECOND[j] * Math.cos(2 * phase)) * phaseRate;
    }

    /// How high the hips stand on the leg that reaches further down, m; smooth where they take turns.
    private double stance(double[] x) {
        double sharp = 20;
        double right = legLength(x, 0);
        double left = legLength(x, OF_LEG);
        double higher = Math.max(right, left);
        return higher + Math.log1p(Math.exp(-sharp * Math.abs(right - left))) / sharp;
    }

    private double legLength(double[] x, int hip) {
        double thigh = angle(hip, x[hip]);
        double shank = thigh + angle(hip + 1, x[hip + 1]);
        return THIGH * Math.cos(thigh) + SHANK * Math.cos(shank);
    }

    void rate(double t, double[] x, double[] rateOut) {
        double[] hips = new double[2];
        for (int j = 0; j < JOINTS; j++) {
            rateOut[j] = phaseRate(t, x, j);
            if (j % OF_LEG == 0) {
                hips[j / OF_LEG] = angleRate(j, x[j], rateOut[j]);
            }
        }
        double lean = LEANS * (angle(0, x[0]) + angle(OF_LEG, x[OF_LEG]));
        rateOut[HEIGHT] = x[RISE];
        rateOut[RISE] = spring(HEIGHT_SPRING, HEIGHT_DAMPING, stance(x) - x[HEIGHT], x[RISE]);
        rateOut[PITCH] = x[PITCH_RATE];
        rateOut[PITCH_RATE] = spring(PITCH_SPRING, PITCH_DAMPING, lean - x[PITCH], x[PITCH_RATE]);
        double wanted = (THIGH + SHANK) * (Math.abs(hips[0]) + Math.abs(hips[1])) / 2;
        rateOut[SPEED] = (wanted - x[SPEED]) / SPEED_LAGS;
    }

    private static double spring(double frequency, double damping, double away, double velocity) {
        return frequency * frequency * away - 2 * damping * frequency * velocity;
    }

    /// What is seen of a state: height, pitch and the six angles, then speed and the velocities of all of those.
    double[] observe(double t, double[] x) {
        double[] seen = new double[2 + JOINTS + 3 + JOINTS];
        seen[0] = x[HEIGHT];
        seen[1] = x[PITCH];
        int rates = 2 + JOINTS;
        seen[rates] = x[SPEED];
        seen[rates + 1] = x[RISE];
        seen[rates + 2] = x[PITCH_RATE];
        for (int j = 0; j < JOINTS; j++) {
            seen[2 + j] = angle(j, x[j]);
            seen[rates + 3 + j] = angleRate(j, x[j], phaseRate(t, x, j));
        }
        return seen;
    }
}
