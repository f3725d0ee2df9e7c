package adjointlab.lab;

/// What is said when memory does not suffice: how much there is, and which choices need less.
public final class MemoryShortage {
    private MemoryShortage() {}

    /// One sentence.
    public static String sentence() {
        return "the " + (Runtime.getRuntime().maxMemory() >> 20)
                + " MB that this program may use do not suffice; choose fewer samples at once or fewer steps, a gradient"
                + " that keeps less (discrete with checkpoints, or continuous), or give Java more with -Xmx";
    }
}
