package adjointlab.core.formula;

/// A formula that cannot be understood, in one sentence, and where.
public final class FormulaException extends IllegalArgumentException {
    private final int position;
    private final String problem;

    /// @param position of the first character that is wrong, from 0; the text's length where something is missing at
    ///     its end
    /// @param problem what is wrong with it
    FormulaException(int position, String problem) {
        super("character " + (position + 1) + " of the formula: " + problem);
        this.position = position;
        this.problem = problem;
    }

    /// Where, from 0.
    public int position() {
        return position;
    }

    /// What is wrong, without where.
    public String problem() {
        return problem;
    }
}
