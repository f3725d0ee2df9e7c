package adjointlab.core.kernel;

import static adjointlab.core.kernel.VectorTiles.LANES;

/// The sum of a vector's lanes in one fixed order. `reduceLanes` leaves the order open, and interpreted and compiled
/// code do choose different ones, so that the same training would not give the same bits twice.
///
/// It takes stored lanes and no vector: a method that takes vectors makes objects of them whenever the compiler decides
/// not to inline it, and shuffles of lanes cost more than memory does.
final class LaneSum {
    private LaneSum() {}

    /// Halves are added to halves until one number holds the sum.
    ///
    /// @param lanes where a vector was stored, not modified
    /// @param at its first lane
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
}
