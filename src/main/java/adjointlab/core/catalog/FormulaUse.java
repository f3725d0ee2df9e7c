package adjointlab.core.catalog;

import adjointlab.core.formula.Formula;
import adjointlab.core.formula.FormulaException;
import adjointlab.core.formula.TextbookSystem;
import java.util.List;

/// What a typed formula is for.
public enum FormulaUse {
    /// A system whose trajectories are computed.
    SYSTEM("formula of a system, all its numbers known: x' = …, a = 1, x(0) = 1 ± 0.5; or the id of a textbook's"),
    /// A system that inputs drive.
    DRIVEN("formula of a system that inputs u1, u2, … drive, all its numbers known: x'' = -x + u1"),
    /// A system that is learned.
    FIELD("formula of a system, with parameters that are learned: x' = …, learn a = 1, nn(x), inputs u1, u2, …"),
    /// A function of the plane.
    PLANE("formula of x and y"),
    /// A loss of one prediction and its target.
    LOSS("formula of p, a prediction, and y, its target");

    private static final List<String> PLANE_NAMES = List.of("x", "y");
    private static final List<String> LOSS_NAMES = List.of("p", "y");

    private final String words;

    FormulaUse(String words) {
        this.words = words;
    }

    /// What is allowed, for messages and lists.
    public String describe() {
        return words;
    }

    /// What is meant by a text.
    ///
    /// @throws FormulaException if it is none, saying why and where
    public Formula meant(String text) {
        return switch (this) {
            case SYSTEM -> Formula.known(TextbookSystem.meant(text));
            case DRIVEN -> Formula.driven(text, Formula.INPUTS);
            case FIELD -> Formula.learnable(text);
            case PLANE -> Formula.value(text, PLANE_NAMES);
            case LOSS -> Formula.value(text, LOSS_NAMES);
        };
    }

    /// What is meant by a text.
    ///
    /// @throws InvalidValueException in one sentence, if it is none
    Formula read(String text) {
        try {
            return meant(text);
        } catch (FormulaException e) {
            throw new InvalidValueException(String.valueOf(e.getMessage()));
        }
    }
}
