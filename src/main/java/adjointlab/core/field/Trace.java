package adjointlab.core.field;

/// How the trace of a Jacobian is had from products of it with vectors.
public sealed interface Trace permits Trace.Exact, Trace.Estimate {
    /// Products per evaluation.
    ///
    /// @param dim rows of the Jacobian
    int products(int dim);

    /// Σ eᵢᵀJeᵢ over the unit vectors.
    record Exact() implements Trace {
        @Override
        public int products(int dim) {
            return dim;
        }
    }

    /// The mean of εᵀJε over random ε with E[εεᵀ] = I, which are drawn for each sample and solve and stay the same
    /// within a solve. Hutchinson, Commun. Stat. Simul. Comput. 18 (1989) 1059; Grathwohl et al., ICLR 2019,
    /// equation (8).
    ///
    /// @param noise what ε is drawn from
    /// @param draws how many ε
    record Estimate(Noise noise, int draws) implements Trace {
        @Override
        public int products(int dim) {
            return draws;
        }
    }

    /// What ε's components are drawn from.
    enum Noise {
        /// ±1, each with probability ½; the one with the least variance.
        RADEMACHER,
        /// N(0, 1).
        GAUSSIAN
    }
}
