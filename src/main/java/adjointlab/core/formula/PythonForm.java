package adjointlab.core.formula;

import java.util.regex.Pattern;

/// Which library's arrays a program of Python computes with.
public enum PythonForm {
    /// NumPy.
    NUMPY("np"),
    /// PyTorch, whose functions take tensors alone, and numbers only beside them.
    TORCH("torch");

    private static final Pattern FUNCTION = Pattern.compile("\\bnp\\.\\w+");

    private final String library;

    PythonForm(String library) {
        this.library = library;
    }

    /// A function of NumPy's as this library calls it, or a helper as it is.
    ///
    /// @param numpy `np.exp`, or the name of a helper
    public String function(String numpy) {
        if (!numpy.startsWith("np.")) {
            return numpy;
        }
        return switch (this) {
            case NUMPY -> numpy;
            case TORCH ->
                switch (numpy) {
                    case "np.concatenate" -> "torch.cat";
                    case "np.power" -> "torch.pow";
                    default -> library + numpy.substring("np".length());
                };
        };
    }

    /// Text with functions of NumPy's as this library calls them.
    public String text(String numpy) {
        return FUNCTION.matcher(numpy).replaceAll(found -> function(found.group()));
    }

    /// A keyword that gives a new array the kind of another one.
    ///
    /// @param like the other one's name
    public String kindOf(String like) {
        return this == NUMPY ? "" : ", dtype=" + like + ".dtype";
    }

    /// What may be a bare number, so that a function takes it.
    ///
    /// @param like the name of an array of the same kind
    public String number(String expression, String like) {
        return switch (this) {
            case NUMPY -> expression;
            case TORCH -> "number(" + expression + ", " + like + ")";
        };
    }

    /// What may be one number, once for each row of `y`.
    public String rows(String expression) {
        return switch (this) {
            case NUMPY -> "np.broadcast_to(" + expression + ", len(y))";
            case TORCH -> "torch.broadcast_to(" + number(expression, "y") + ", (len(y),))";
        };
    }
}
