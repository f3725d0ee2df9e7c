package adjointlab.lab.python;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.field.Activation;
import adjointlab.core.field.HardTanh;
import adjointlab.core.field.LeakyRelu;
import adjointlab.core.field.Polynomial;
import adjointlab.core.field.StandardActivations;
import adjointlab.core.formula.PythonForm;

/// Activations as expressions of Python.
final class PythonActivation {
    private static final int SQUARE = 2;

    private PythonActivation() {}

    /// What an activation makes of `z`.
    static String of(PythonForm form, Activation activation) {
        if (form == PythonForm.TORCH && activation == StandardActivations.ELU) {
            return "torch.where(z > 0, z, torch.expm1(torch.clip(z, max=0)))";
        }
        if (form == PythonForm.TORCH && activation == StandardActivations.GELU) {
            return "z * torch.erfc(-z / math.sqrt(2)) / 2";
        }
        return form.text(of(activation));
    }

    private static String of(Activation activation) {
        return switch (activation) {
            case StandardActivations standard -> of(standard);
            case HardTanh(double bound) -> "np.clip(z, " + -bound + ", " + bound + ")";
            case LeakyRelu(double share) -> "np.where(z > 0, z, " + share + " * z)";
            case Polynomial(int exponent) -> "z ** " + exponent + " / " + Math.sqrt(oddFactorial(exponent));
            default ->
                throw new InvalidValueException(
                        "the model's activation has no form in Python; choose one of the usual ones");
        };
    }

    private static String of(StandardActivations activation) {
        return switch (activation) {
            case TANH -> "np.tanh(z)";
            case SIGMOID -> "sigmoid(z)";
            case SOFTPLUS -> "softplus(z)";
            case SHIFTED_SOFTPLUS -> "softplus(z) - math.log(2)";
            case RELU -> "relu(z)";
            case LEAKY_RELU -> "np.where(z > 0, z, z / 100)";
            case ELU -> "np.where(z > 0, z, np.expm1(np.minimum(z, 0)))";
            case GELU -> "z * np.vectorize(math.erfc)(-z / math.sqrt(2)) / 2";
            case SILU -> "z * sigmoid(z)";
            case HARDTANH -> "np.clip(z, -1.0, 1.0)";
            case SINE -> "np.sin(z)";
            case QUADRATIC -> "z ** " + SQUARE;
            case IDENTITY -> "z";
        };
    }

    /// (2k − 1)!!.
    private static double oddFactorial(int k) {
        double product = 1;
        for (int factor = 1; factor < 2 * k; factor += 2) {
            product *= factor;
        }
        return product;
    }
}
