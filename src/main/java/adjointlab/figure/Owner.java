package adjointlab.figure;

/// Whose data a layer shows. Names that are read, such as labels, may be equal, shortened or worded otherwise; this
/// one is unique and is never shown.
///
/// @param name unique among the runs of a figure; "" for nobody
public record Owner(String name) {
    /// Of what belongs to no run: data, truth, targets, minima, cursors.
    public static final Owner NOBODY = new Owner("");

    /// Whether it is nobody.
    public boolean isNobody() {
        return name.isEmpty();
    }
}
