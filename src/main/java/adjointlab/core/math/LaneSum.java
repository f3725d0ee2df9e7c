package adjointlab.core.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// The sum of a vector's lanes in one fixed order. `reduceLanes` leaves the order open, and interpreted and compiled code
/// do choose different ones, so that the same training would not give the same bits twice.
final class LaneSum {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final VectorShuffle<Double> BY_4 = rotation(4);
    private static final VectorShuffle<Double> BY_2 = rotation(2);
    private static final VectorShuffle<Double> BY_1 = rotation(1);

    private LaneSum() {}

    /// Halves are added to halves until one lane holds the sum.
    ///
    /// @param v of the preferred species
    static double of(DoubleVector v) {
        DoubleVector sum = v;
        if (LANES >= 8) {
            sum = sum.add(sum.rearrange(BY_4));
        }
        if (LANES >= 4) {
            sum = sum.add(sum.rearrange(BY_2));
        }
        if (LANES >= 2) {
            sum = sum.add(sum.rearrange(BY_1));
        }
        return sum.lane(0);
    }

    /// The sum of a stored vector's lanes, the same bits as before it was stored.
    ///
    /// @param lanes not modified
    /// @param at first lane
    static double of(double[] lanes, int at) {
        if (LANES == 8) {
            return ((lanes[at] + lanes[at + 4]) + (lanes[at + 2] + lanes[at + 6]))
                    + ((lanes[at + 1] + lanes[at + 5]) + (lanes[at + 3] + lanes[at + 7]));
        }
        if (LANES == 4) {
            return (lanes[at] + lanes[at + 2]) + (lanes[at + 1] + lanes[at + 3]);
        }
        return LANES == 2 ? lanes[at] + lanes[at + 1] : lanes[at];
    }

    private static VectorShuffle<Double> rotation(int by) {
        return VectorShuffle.fromOp(SPECIES, lane -> (lane + by) % LANES);
    }
}
