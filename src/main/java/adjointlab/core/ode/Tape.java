package adjointlab.core.ode;

/// A step as [TapedWork] keeps it.
public final class Tape {
    final double[] start;
    /// By stage.
    final double[][] slopes;
    /// What the stages' evaluations found out, by stage; empty where evaluations are not kept.
    final double[][] records;
    /// Which stages have theirs.
    final boolean[] recorded;

    Tape(int length, int stages, int recordLength) {
        this.start = new double[length];
        this.slopes = new double[stages][length];
        this.records = new double[stages][recordLength];
        this.recorded = new boolean[stages];
    }
}
