package adjointlab.core.adjoint;

import adjointlab.core.field.Context;
import adjointlab.core.field.ParameterLayout;
import adjointlab.core.field.VectorField;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolveStats;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.ode.SolverSettings;
import adjointlab.core.ode.StepListener;

/// A way to get the gradient of a loss at chosen times with respect to y₀, θ, t₀ and t₁; an immutable description.
public interface AdjointMethod {
    /// Working memory for one thread, reused from gradient to gradient.
    ///
    /// @throws IllegalArgumentException if the method cannot work with that setup, saying why
    Work prepare(Setup setup);

    /// Whether listeners are shown state and adjoint at times of their choice.
    default boolean samples() {
        return false;
    }

    /// What a method works on.
    ///
    /// @param field the dynamics
    /// @param samples n
    /// @param solver how to integrate forward, and backward where the method integrates backward
    /// @param times whether dL/dt₀ and dL/dt₁ are wanted too
    /// @param context what random numbers of its solves belong to; its owner moves it between them
    record Setup(VectorField field, int samples, SolverSettings solver, boolean times, Context context) {
        /// All gradients.
        public Setup(VectorField field, int samples, SolverSettings solver) {
            this(field, samples, solver, true, new Context(0));
        }

        /// The same without dL/dt₀ and dL/dt₁, which cost a pass through each stage.
        public Setup withoutTimes() {
            return new Setup(field, samples, solver, false, context);
        }

        /// The same with random numbers of another context.
        public Setup within(Context other) {
            return new Setup(field, samples, solver, times, other);
        }

        /// Names and shapes of the field's parameters.
        public ParameterLayout parameters() {
            return field.parameters();
        }
    }

    /// The times of a solve.
    ///
    /// @param start t₀, s
    /// @param times where losses look, s, strictly monotone away from `start`; the last one is t₁; not copied
    record Times(double start, double... times) {
        /// t₁, s.
        public double end() {
            return times[times.length - 1];
        }
    }

    /// A method bound to its memory. Call [#forward], look at the states, then [#backward].
    interface Work {
        /// Solves forward.
        ///
        /// @param theta [≥p], not modified; must stay as it is until [#backward] is done
        /// @param y0 [dim×n], padding as a state's, not modified
        /// @param times when losses look
        /// @param listener watches accepted and rejected steps
        /// @param cancellation asked between steps
        SolveStatus forward(double[] theta, Batch y0, Times times, StepListener listener, Cancellation cancellation);

        /// y at the `index`-th time, [dim×n]; owned by this.
        Batch state(int index);

        /// Propagates the losses' cotangents back.
        ///
        /// @param cotangents ∂L/∂y at each time, [times][dim×n], padding zero, not modified
        /// @param listener watches a(t)
        /// @param cancellation asked between steps
        SolveStatus backward(Batch[] cotangents, AdjointListener listener, Cancellation cancellation);

        /// dL/dθ [p] of the field's parameters; owned by this.
        double[] gradTheta();

        /// dL/dy₀ [dim×n]; owned by this.
        Batch gradInitial();

        /// dL/dt₀; without meaning where it was not wanted.
        double gradStart();

        /// dL/dt₁; without meaning where it was not wanted.
        double gradEnd();

        /// Whether [#backward] wants to know nothing of [#forward] but its states, so that [#resume] can bring
        /// them back: then one work goes through many solves one after another, and back through them.
        default boolean resumes() {
            return false;
        }

        /// Stands where a [#forward] with these went well.
        ///
        /// @param theta [≥p], not modified; must stay as it is until [#backward] is done
        /// @param times when losses look
        /// @param initial y₀ [dim×n], copied
        /// @param states y at each of the times [dim×n], copied
        /// @throws UnsupportedOperationException unless it [#resumes]
        default void resume(double[] theta, Times times, Batch initial, Batch[] states) {
            throw new UnsupportedOperationException("this work keeps more than states");
        }

        /// Memory in which the field works, free while listeners are told; of interest to those that evaluate
        /// it too.
        default Scratch scratch() {
            return new Scratch();
        }

        /// Cost of the last [#forward].
        SolveStats forwardStats();

        /// Cost of the last [#backward].
        SolveStats backwardStats();
    }
}
