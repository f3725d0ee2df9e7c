package adjointlab.core.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Loops over whole vectors of floats.
final class FloatLoops {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private FloatLoops() {}

    /// See [Kernels#rectify].
    static void rectify(float[] z, int at, int length, float leak) {
        for (int i = at; i < at + length; i += LANES) {
            FloatVector given = FloatVector.fromArray(SPECIES, z, i);
            given.max(given.mul(leak)).intoArray(z, i);
        }
    }

    /// See [Kernels#timesRectifiedSlope].
    static void timesRectifiedSlope(float[] h, float[] g, int at, int length, float leak) {
        for (int i = at; i < at + length; i += LANES) {
            FloatVector given = FloatVector.fromArray(SPECIES, g, i);
            given.mul(leak)
                    .blend(given, FloatVector.fromArray(SPECIES, h, i).compare(VectorOperators.GT, 0))
                    .intoArray(g, i);
        }
    }
}
