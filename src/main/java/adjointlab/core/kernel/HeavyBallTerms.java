package adjointlab.core.kernel;

/// What a heavy ball's equations add to its force: h′ = ±m, m′ = f − γm − ξh.
///
/// @param damping γ
/// @param correction ξ, with the sign that it is subtracted with
/// @param sign of the momentum, 1 or −1
public record HeavyBallTerms(double damping, double correction, double sign) {}
