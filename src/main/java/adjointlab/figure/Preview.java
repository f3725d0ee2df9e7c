package adjointlab.figure;

/// What is seen of a figure before it is done; called by whoever builds it.
@FunctionalInterface
public interface Preview {
    /// Nobody looks.
    Preview NONE = _ -> {};

    /// Takes a coarse figure, to be shown until the figure itself is there.
    void sketch(Figure figure);

    /// How far a long computation is.
    ///
    /// @param fraction of it that is done, from 0 to 1
    /// @param words what is computed and what it costs, a few words
    default void progress(double fraction, String words) {}
}
