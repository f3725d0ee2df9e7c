package adjointlab.core.field;

/// A field that knows the trace of its Jacobian along given probes, with the derivatives of both, so that a density can
/// be carried along its flow.
public interface TracedField extends VectorField {
    /// What a thread needs to work with f and its trace.
    ///
    /// @param samples n
    /// @param probes how many there are
    /// @throws IllegalArgumentException if the field's Jacobian has no trace, in one sentence
    DensityWork prepareDensity(int samples, int probes);
}
