package adjointlab.core.problem;

/// Where states of trajectories start afresh on their way.
///
/// @param count of nodes of a trajectory
/// @param samples trajectories n
/// @param dim components d of the data, of which each node has a guess
/// @param penalty ρ, by which the mean square of the gaps at the nodes is multiplied
public record Nodes(int count, int samples, int dim, double penalty) {}
