package adjointlab.core.family;

import adjointlab.core.net.Cell;
import adjointlab.core.net.Chain;
import adjointlab.core.net.Constant;
import adjointlab.core.net.Dense;
import adjointlab.core.net.Part;

/// How a model of any family takes in what is observed on the way: it has a state of a size of its own, which starts
/// from the data, flows between observations and jumps at each. Rubanova, Chen and Duvenaud, "Latent ordinary
/// differential equations for irregularly-sampled time series", NeurIPS 2019, Algorithm 1.
///
/// @param hidden components that the family takes for its data; it appends zeros and a velocity as usual
/// @param start how they begin
/// @param cell how the whole state jumps
public record Recurrence(int hidden, Start start, Cell cell) {
    /// How states begin.
    public enum Start {
        /// At zero.
        ZERO,
        /// A learned linear function of the data.
        LINEAR,
        /// The whole state, zeros and velocity of the family too, a learned linear function of the data.
        WHOLE
    }

    /// From the data to what the family takes for them.
    Part entry(int data) {
        return switch (start) {
            case ZERO -> Constant.zeros(data, hidden);
            case LINEAR, WHOLE -> new Dense(data, hidden, "start.W", "start.b");
        };
    }

    /// From the data to the state.
    ///
    /// @param inner a family's encoder
    Part encoder(int data, Part inner) {
        return start == Start.WHOLE
                ? new Dense(data, inner.out().size(), "start.W", "start.b")
                : Chain.of(entry(data), inner);
    }
}
