package adjointlab.lab.sweep;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.data.Quoted;
import adjointlab.core.math.RandomStreams;
import java.util.random.RandomGenerator;
import org.hipparchus.random.SobolSequenceGenerator;

/// Which points of a sweep's ranges are tried.
///
/// @param kind how they are chosen
/// @param count how many; 0 for a grid, which needs no points
/// @param seed of random ones
public record Sampling(Kind kind, int count, int seed) {
    /// Every combination of listed values.
    public static final Sampling GRID = new Sampling(Kind.GRID, 0, 0);

    private static final int MOST_POINTS = 100_000;
    private static final String STREAM = "sweep";

    /// How points are chosen.
    public enum Kind {
        /// None: all values are listed.
        GRID,
        /// Independently and evenly, which needs no guess of what matters: Bergstra and Bengio, JMLR 13 (2012) 281.
        RANDOM,
        /// By a Sobol sequence, which leaves no large gaps: Sobol, USSR Comput. Math. Math. Phys. 7 (1967) 86; with
        /// the direction numbers of Joe and Kuo, SIAM J. Sci. Comput. 30 (2008) 2635.
        SOBOL
    }

    /// Reads `sobol:N`, `random:N` or `random:N:seed`.
    ///
    /// @throws InvalidValueException if it is none of them
    public static Sampling parse(String text) {
        String[] parts = text.strip().split(":", -1);
        boolean random = parts[0].equals("random");
        boolean numbers = (parts.length == 2 || random && parts.length == 3)
                && parts[1].matches("[1-9][0-9]{0,5}")
                && (parts.length == 2 || parts[2].matches("[0-9]{1,9}"));
        if (!numbers || !random && !parts[0].equals("sobol") || Integer.parseInt(parts[1]) > MOST_POINTS) {
            throw new InvalidValueException("'" + Quoted.brief(text)
                    + "' chooses no points; allowed: sobol:N, random:N or random:N:seed with N up to " + MOST_POINTS);
        }
        return new Sampling(
                random ? Kind.RANDOM : Kind.SOBOL,
                Integer.parseInt(parts[1]),
                parts.length == 3 ? Integer.parseInt(parts[2]) : 0);
    }

    /// The form that [#parse] reads; "" for a grid.
    public String text() {
        return switch (kind) {
            case GRID -> "";
            case RANDOM -> "random:" + count + (seed == 0 ? "" : ":" + seed);
            case SOBOL -> "sobol:" + count;
        };
    }

    /// The points, one a line, each coordinate from 0 up to but not including 1; the same every time. More points
    /// begin with the same ones.
    ///
    /// @param dimension coordinates of each
    /// @return [count×dimension]
    double[][] points(int dimension) {
        double[][] points = new double[count][];
        if (kind == Kind.SOBOL) {
            SobolSequenceGenerator sequence = new SobolSequenceGenerator(dimension);
            sequence.nextVector(); // the corner of zeros, where all ranges are at their ends
            for (int i = 0; i < count; i++) {
                points[i] = sequence.nextVector();
            }
            return points;
        }
        RandomGenerator random = RandomStreams.of(seed, STREAM);
        for (int i = 0; i < count; i++) {
            points[i] = random.doubles(dimension).toArray();
        }
        return points;
    }
}
