package adjointlab.core.formula;

/// Terms computed for many samples.
@FunctionalInterface
interface Loop {
    /// @param numbers variables that are the same for all samples
    /// @param in arrays that hold the variables that each sample has
    /// @param inAt where sample 0's stands in each of them
    /// @param out arrays that take the terms; none is among `in` at the same place
    /// @param outAt where sample 0's goes in each of them
    /// @param count samples
    void run(double[] numbers, double[][] in, int[] inAt, double[][] out, int[] outAt, int count);
}
