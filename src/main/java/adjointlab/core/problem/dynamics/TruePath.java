package adjointlab.core.problem.dynamics;

import adjointlab.core.ode.DenseOutput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// One true trajectory, in pieces that are smooth: it jumps between two where the system does.
final class TruePath {
    private final List<Piece> pieces = new ArrayList<>();
    private final List<Double> jumps = new ArrayList<>();
    private final double[] state;
    private double restsFrom = Double.POSITIVE_INFINITY;
    private double[] rest = {};

    /// A smooth piece.
    ///
    /// @param from s
    /// @param to s
    /// @param states within it
    record Piece(double from, double to, DenseOutput states) {}

    /// What counts as the same.
    ///
    /// @param system that tells how fast states change
    /// @param difference of each component [dim], not copied
    /// @param delay by which one may be later than the other on top of it, s: where a state falls steeply, that is
    /// what two solves differ in
    record Agreed(Dynamics system, double[] difference, double delay) {}

    /// @param dim components of a state
    TruePath(int dim) {
        state = new double[dim];
    }

    void add(Piece piece) {
        pieces.add(piece);
    }

    void addJump(double t) {
        jumps.add(t);
    }

    /// Where its steps begin, s, ascending.
    double[] nodes() {
        return pieces.stream()
                .flatMapToDouble(
                        piece -> IntStream.range(0, piece.states.steps()).mapToDouble(piece.states::start))
                .toArray();
    }

    /// When it jumps, s, ascending.
    List<Double> jumps() {
        return jumps;
    }

    /// From a time on it stays where it is.
    ///
    /// @param t s
    /// @param x [dim], not copied
    void restFrom(double t, double... x) {
        restsFrom = t;
        rest = x;
    }

    /// @param t s; at a jump the state before it
    /// @param xOut [dim], overwritten
    void at(double t, double[] xOut) {
        if (t > restsFrom) {
            System.arraycopy(rest, 0, xOut, 0, rest.length);
            return;
        }
        int low = 0;
        int high = pieces.size() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (pieces.get(middle).to < t) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        pieces.get(low).states.at(t, xOut);
    }

    /// Where this and a path of the same system part by more than a tolerance, s; NaN where they do not. Pieces
    /// are compared with pieces, at the ends and middles of this path's steps, so that two paths that jump a
    /// little apart are not taken for different ones between the jumps.
    ///
    /// @param agreed what counts as the same
    double partsFrom(TruePath other, Agreed agreed) {
        double[] x = new double[state.length];
        double[] rate = new double[state.length];
        for (int p = 0; p < Math.min(pieces.size(), other.pieces.size()); p++) {
            Piece own = pieces.get(p);
            Piece its = other.pieces.get(p);
            double stretch = (its.to - its.from) / (own.to - own.from);
            for (int k = 0; k < 2 * own.states.steps(); k++) {
                double t = Math.min(own.to, own.states.start(k / 2) + (0.5 + 0.5 * (k % 2)) * own.states.size(k / 2));
                own.states.at(t, x);
                its.states.at(its.from + (t - own.from) * stretch, state);
                agreed.system.rate(t, x, rate);
                for (int i = 0; i < x.length; i++) {
                    double tolerance = agreed.difference[i] + agreed.delay * Math.abs(rate[i]);
                    if (!(Math.abs(x[i] - state[i]) <= tolerance)) {
                        return t;
                    }
                }
            }
        }
        return Double.NaN;
    }

    /// From the smallest to the largest value of each component, and at least how far it is from zero [dim].
    double[] extents() {
        double[] low = new double[state.length];
        double[] high = new double[state.length];
        double[] x = new double[state.length];
        for (Piece piece : pieces) {
            for (int k = 0; k < piece.states.steps(); k++) {
                piece.states.at(piece.states.start(k), x);
                for (int i = 0; i < x.length; i++) {
                    low[i] = Math.min(low[i], x[i]);
                    high[i] = Math.max(high[i], x[i]);
                }
            }
        }
        double[] extents = new double[state.length];
        Arrays.setAll(extents, i -> high[i] - low[i]);
        return extents;
    }
}
