package adjointlab.core.ode;

/// A step as [TapedWork] keeps it.
public final class Tape {
    final double[] values;
    /// By stage; none where evaluations are not kept.
    final double[][] records;
    /// Which stages have theirs.
    final boolean[] recorded;

    Tape(int values, int stages, int recordLength) {
        this.values = new double[values];
        this.records = new double[stages][recordLength];
        this.recorded = new boolean[stages];
    }

    /// Doubles that this takes.
    public long length() {
        long sum = values.length;
        for (double[] record : records) {
            sum += record.length;
        }
        return sum;
    }
}
