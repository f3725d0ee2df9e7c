package adjointlab.core.train;

import java.util.function.ToDoubleFunction;

/// The scalars of an [Evaluation] under the names that files, axes and expectations use.
public enum Metric {
    LOSS("loss", "L", "Loss", Evaluation::loss),
    TEST_LOSS("loss.test", "L", "Test loss", Evaluation::testLoss),
    NFE_FORWARD("nfe.forward", "", "Forward evaluations", e -> e.nfeForward()),
    NFE_BACKWARD("nfe.backward", "", "Backward evaluations", e -> e.nfeBackward()),
    VJPS("vjps", "", "Vector-Jacobian products", e -> e.vjps()),
    ACCEPTED_FORWARD("steps.forward.accepted", "", "Accepted forward steps", e -> e.acceptedForward()),
    REJECTED_FORWARD("steps.forward.rejected", "", "Rejected forward steps", e -> e.rejectedForward()),
    ACCEPTED_BACKWARD("steps.backward.accepted", "", "Accepted backward steps", e -> e.acceptedBackward()),
    REJECTED_BACKWARD("steps.backward.rejected", "", "Rejected backward steps", e -> e.rejectedBackward()),
    ADJOINT_START("adjoint.start", "‖a(0)‖", "Adjoint norm at the start", Evaluation::adjointStart),
    ADJOINT_END("adjoint.end", "‖a(T)‖", "Adjoint norm at the end", Evaluation::adjointEnd),
    ADJOINT_MAX("adjoint.max", "max ‖a(t)‖", "Largest adjoint norm", Evaluation::adjointMax),
    TERMINAL_VARIANCE("variance.terminal", "σ²ₜ", "Terminal variance", Evaluation::terminalVariance),
    GRADIENT_NORM("gradient.norm", "‖∇L‖", "Gradient norm", Evaluation::gradientNorm),
    STEP_NORM("step.norm", "‖Δθ‖", "Step norm", Evaluation::stepNorm),
    EFFECTIVE_STEP("step.effective", "‖Δθ‖/‖∇L‖", "Effective step size", Evaluation::effectiveStep),
    PREDICTED_DECREASE("decrease.predicted", "−∇LᵀΔθ", "Predicted decrease", Evaluation::predictedDecrease),
    ACTUAL_DECREASE("decrease.actual", "−ΔL", "Actual decrease", Evaluation::actualDecrease),
    HORIZON("horizon", "t₁", "Horizon", Evaluation::horizon),
    STIFFNESS("stiffness", "max h|λ|", "Stiffness", Evaluation::stiffness),
    TEST_ACCURACY("accuracy.test", "", "Test accuracy", Evaluation::testAccuracy),
    NFE_TEST("nfe.test", "", "Test evaluations", Evaluation::nfeTest),
    VALIDATION_LOSS("loss.validation", "L", "Validation loss", Evaluation::validationLoss),
    VALIDATION_ACCURACY("accuracy.validation", "", "Validation accuracy", Evaluation::validationAccuracy),
    EPOCH("epoch", "", "Epoch", Evaluation::epoch),
    MISSED("adjoint.missed", "", "State missed, solved back", Evaluation::missed);

    private final String id;
    private final String symbol;
    private final String label;
    private final ToDoubleFunction<Evaluation> reader;

    Metric(String id, String symbol, String label, ToDoubleFunction<Evaluation> reader) {
        this.id = id;
        this.symbol = symbol;
        this.label = label;
        this.reader = reader;
    }

    /// Stable name, for instance `nfe.forward`.
    public String id() {
        return id;
    }

    /// The papers' symbol; "" where there is none.
    public String symbol() {
        return symbol;
    }

    /// What an axis shows.
    public String label() {
        return label;
    }

    /// Whether it is one of test samples, which not every iteration looks at.
    public boolean ofTest() {
        return this == TEST_LOSS || this == TEST_ACCURACY || this == NFE_TEST;
    }

    /// Whether it is one of samples for the validation, which not every iteration looks at.
    public boolean ofValidation() {
        return this == VALIDATION_LOSS || this == VALIDATION_ACCURACY;
    }

    /// The value; NaN where it has no meaning, for instance a step norm at the start.
    public double of(Evaluation evaluation) {
        return reader.applyAsDouble(evaluation);
    }
}
