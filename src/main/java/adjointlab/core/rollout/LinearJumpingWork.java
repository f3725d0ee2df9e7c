package adjointlab.core.rollout;

import adjointlab.core.adjoint.AdjointListener;
import adjointlab.core.adjoint.AdjointMethod.Setup;
import adjointlab.core.adjoint.LinearWork;
import adjointlab.core.adjoint.Linearized;
import adjointlab.core.family.Model;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.kernel.Batch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolveStats;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.problem.ProblemData;
import java.util.Arrays;

/// A course with jumps as a linear map: that of each stretch, and the derivative of each jump.
final class LinearJumpingWork extends JumpingWork implements LinearWork {
    private final LinearWork[] linear;
    private final Batch[][] changes;
    private final Batch yDot;

    /// @param setup of the whole
    /// @param model with a jump
    /// @param data with observations
    /// @throws IllegalArgumentException if the solver has no discrete adjoint
    LinearJumpingWork(Setup setup, Model model, ProblemData data) {
        super(new Linearized(), setup, model, data);
        linear = Arrays.copyOf(works, works.length, LinearWork[].class);
        changes = new Batch[works.length][];
        yDot = new Batch(setup.field().dim(), setup.samples());
        for (int k = 0; k < changes.length; k++) {
            changes[k] = new Batch[stretches.get(k).times().length];
            Arrays.setAll(changes[k], _ -> new Batch(yDot.dim(), yDot.size()));
        }
    }

    @Override
    public void product(Batch y0Dot, double[] thetaDot, Batch[] yDotOut) {
        yDot.copyFrom(y0Dot);
        if (startObserved) {
            jumps[0].along(thetaDot, yDot);
        }
        if (lossAtStart != Stretch.NONE) {
            yDotOut[lossAtStart].copyFrom(yDot);
        }
        for (int k = 0; k < linear.length; k++) {
            Stretch stretch = stretches.get(k);
            linear[k].product(yDot, thetaDot, changes[k]);
            for (int i = 0; i < stretch.losses().length; i++) {
                if (stretch.losses()[i] != Stretch.NONE) {
                    yDotOut[stretch.losses()[i]].copyFrom(changes[k][i]);
                }
            }
            yDot.copyFrom(changes[k][changes[k].length - 1]);
            if (stretch.observation() != Stretch.NONE) {
                jumps[stretch.observation()].along(thetaDot, yDot);
            }
            if (stretch.lossBehind() != Stretch.NONE) {
                yDotOut[stretch.lossBehind()].copyFrom(yDot);
            }
        }
        forwardStats.clear();
        for (LinearWork work : linear) {
            forwardStats.add(work.forwardStats());
        }
    }

    @Override
    public SolveStatus transposedProduct(Batch[] cotangents, ParameterGradient gThetaAcc, Cancellation cancellation) {
        return backward(cotangents, gThetaAcc, AdjointListener.NONE, cancellation);
    }

    @Override
    SolveStatus stretchBack(
            int k,
            Batch[] cotangents,
            ParameterGradient gThetaAcc,
            AdjointListener listener,
            Cancellation cancellation) {
        return linear[k].transposedProduct(cotangents, gThetaAcc, cancellation);
    }

    /// Of all that was asked for since the last [#forward].
    @Override
    public SolveStats backwardStats() {
        backwardStats.clear();
        for (LinearWork work : linear) {
            backwardStats.add(work.backwardStats());
        }
        return backwardStats;
    }
}
