package adjointlab.core.catalog;

/// What a change of a setting touches, and so what has to be made anew.
public enum Touches {
    /// Nothing by itself; in a slot, what the slot touches.
    NOTHING(true),
    /// What pictures call something: nothing is computed with it, and nothing made anew.
    NAMES(true),
    /// Which data there are: a run from the start.
    DATA(false),
    /// Which weights there are, or where they start: a run from the start.
    MODEL(false),
    /// What is asked of the same weights, such as the horizon or what trajectories cost: data and solves are made
    /// anew, the weights stay.
    TASK(true),
    /// How equations are solved and gradients taken: the solves are set up anew, data and weights stay.
    NUMERICS(true),
    /// How weights are updated, and how often: only the optimizer is made anew.
    UPDATE(true),
    /// What a run is there to show, such as an optimizer among others or a study: another run.
    STUDY(false);

    private final boolean live;

    Touches(boolean live) {
        this.live = live;
    }

    /// Whether a running training takes the change at its next iteration; otherwise it needs a run from the start.
    public boolean live() {
        return live;
    }
}
