package adjointlab.core.adjoint;

import adjointlab.core.ode.StepListener;
import java.util.Arrays;

/// The accepted steps of a solve: where each began and its size.
final class Steps {
    private double[] starts = new double[64];
    private double[] sizes = new double[64];
    private int count;

    void clear() {
        count = 0;
    }

    void add(StepListener.Step step) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            sizes = Arrays.copyOf(sizes, 2 * count);
        }
        starts[count] = step.t();
        sizes[count++] = step.h();
    }

    int count() {
        return count;
    }

    /// The number of the last step; −1 without steps.
    int last() {
        return count - 1;
    }

    /// Where step n began, s.
    double start(int n) {
        return starts[n];
    }

    /// The size of step n, s; negative backward in time.
    double size(int n) {
        return sizes[n];
    }

    /// Where step n ended, s.
    double end(int n) {
        return starts[n] + sizes[n];
    }
}
