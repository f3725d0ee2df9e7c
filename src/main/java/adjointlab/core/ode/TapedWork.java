package adjointlab.core.ode;

/// Work of a stepper whose steps can be differentiated exactly: a step is saved on a tape, and later its cotangent is
/// taken in three calls: [#load], any number of [#addOutput], [#cotangent].
public interface TapedWork extends Stepper.Work {
    /// Keeps, from now on, what evaluations find out on their way, so that cotangents need not evaluate again.
    void keepEvaluations();

    /// An empty tape for one step.
    ///
    /// @param evaluations whether it has room for what [#keepEvaluations] keeps
    Tape newTape(boolean evaluations);

    /// Doubles in such a tape.
    long tapeLength(boolean evaluations);

    /// Saves the last step, before it is accepted.
    ///
    /// @param tape overwritten, at the latest by [#accept], which has to follow
    void save(Tape tape);

    /// Takes a step from the tape and begins its cotangent.
    ///
    /// @param t where it began, s
    /// @param h its size, s
    /// @param tape as saved; must stay as it is until [#cotangent] is done
    void load(double t, double h, Tape tape);

    /// Adds the cotangent of dense output at a fixed time within the loaded step.
    ///
    /// @param fraction of the step
    /// @param g cotangent of y at that time [length], padding zero, not modified
    /// @return gᵀ dy/dt there, by which the loss changes when that time does
    double addOutput(double fraction, double[] g);

    /// Finishes the cotangent; parameter parts go wherever `system` keeps them.
    ///
    /// @param system the same right-hand side that was stepped
    /// @param a cotangent of the step's end [length]; becomes that of its start
    /// @param times becomes how the loss changes with the step's beginning and size
    void cotangent(DifferentiableSystem system, double[] a, TimeCotangent times);

    /// How a loss changes with where a step begins and with its size.
    final class TimeCotangent {
        private double start;
        private double size;
        private boolean sizeWanted = true;

        /// Whether [#size] is wanted of the next cotangent; it costs a pass through each stage.
        public void wantSize(boolean wanted) {
            sizeWanted = wanted;
        }

        boolean sizeWanted() {
            return sizeWanted;
        }

        /// ∂L/∂t at fixed h.
        public double start() {
            return start;
        }

        /// ∂L/∂h at fixed t; without meaning where it was not wanted.
        public double size() {
            return size;
        }

        void set(double start, double size) {
            this.start = start;
            this.size = size;
        }
    }
}
