package adjointlab.lab.python;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.family.Coefficient;
import adjointlab.core.family.SecondOrderField;
import adjointlab.core.field.Activation;
import adjointlab.core.field.Driven;
import adjointlab.core.field.LinearField;
import adjointlab.core.field.Mlp;
import adjointlab.core.field.PreActivation;
import adjointlab.core.field.VectorField;
import adjointlab.core.formula.FormulaField;
import adjointlab.core.formula.PythonForm;
import adjointlab.core.formula.PythonFormula;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A field as functions of Python: `field(t, y, w)` gives ẏ, with a row for each sample.
final class PythonField {
    private final List<String> lines = new ArrayList<>();

    private final PythonForm form;

    private PythonField(PythonForm form) {
        this.form = form;
    }

    static List<String> of(PythonForm form, VectorField field) {
        PythonField python = new PythonField(form);
        python.lines.addAll(PythonInputs.lines(PythonInputs.of(field)));
        if (field instanceof SecondOrderField second) {
            python.secondOrder(second);
        } else {
            python.function("field", field);
        }
        return python.lines;
    }

    private void function(String name, VectorField field) {
        switch (field) {
            case Mlp mlp -> perceptron(name, mlp);
            case Driven driven -> driven(name, driven);
            case LinearField linear -> linear(name, linear);
            case PreActivation pre -> {
                begin(name);
                lines.add("    n = y.shape[1]");
                lines.add("    z = y");
                lines.add("    h = " + PythonActivation.of(form, pre.activation()));
                lines.add("    return " + pre.sigma() + " / math.sqrt(n) * (h @ w['"
                        + pre.parameters().blocks().getFirst().name() + "'].T)");
            }
            case FormulaField formula -> formula(name, formula);
            default ->
                throw new InvalidValueException(
                        "this field has no form in Python; choose a perceptron, also a driven one, a linear field or a"
                                + " formula");
        }
        lines.add("");
        lines.add("");
    }

    private void begin(String name) {
        lines.add("def " + name + "(t, y, w):");
    }

    private void perceptron(String name, Mlp mlp) {
        begin(name);
        String rows = form == PythonForm.NUMPY ? "np.full((len(y), 1), float(t))" : "number(t, y).expand(len(y), 1)";
        lines.add(mlp.time() ? "    h = " + form.function("np.concatenate") + "([y, " + rows + "], 1)" : "    h = y");
        layers(mlp);
    }

    /// The inputs stand below the state.
    private void driven(String name, Driven driven) {
        begin(name);
        String columns = PythonInputs.of(driven).keySet().stream()
                .map(input -> form.rows(PythonFormula.DRIVING + "(t, '" + input + "')") + "[:, None]")
                .collect(Collectors.joining(", "));
        lines.add("    h = " + form.function("np.concatenate") + "([y, " + columns + "], 1)");
        layers(driven.net());
    }

    private void layers(Mlp mlp) {
        for (int l = 0; l < mlp.activations().size(); l++) {
            lines.add("    z = h @ w['field.W" + (l + 1) + "'].T + w['field.b" + (l + 1) + "']");
            lines.add("    h = " + PythonActivation.of(form, mlp.activations().get(l)));
        }
        lines.add("    return h");
    }

    /// The matrix entry by entry, from parameters that stand alone or in a matrix.
    private void linear(String name, LinearField field) {
        begin(name);
        String first = field.parameters().blocks().getFirst().name();
        int n = field.dim();
        String matrix =
                switch (field.coupling()) {
                    case FREE -> "w['" + first + "'].reshape(" + n + ", " + n + ")";
                    case SCALAR -> "w['" + first + "'] * " + form.function("np.eye") + "(" + n + form.kindOf("y") + ")";
                    case DIAGONAL -> form.function("np.diag") + "(w['" + first + "'].reshape(-1))";
                    case ROTATION -> form.text("np.stack([np.stack([w['a'], -w['b']]), np.stack([w['b'], w['a']])])");
                };
        lines.add("    return y @ (" + matrix + ").T");
    }

    private void formula(String name, FormulaField field) {
        if (!field.formula().networks().isEmpty()) {
            lines.add("def perceptron(x, w, prefix):");
            lines.add("    h = x");
            int hidden = field.inside().widths().size();
            for (int l = 0; l <= hidden; l++) {
                lines.add("    z = h @ w[prefix + 'W" + (l + 1) + "'].T + w[prefix + 'b" + (l + 1) + "']");
                Activation activation = field.inside().activation();
                lines.add("    h = " + (l < hidden ? PythonActivation.of(form, activation) : "z"));
            }
            lines.add("    return h");
            lines.add("");
            lines.add("");
        }
        begin(name);
        field.formula().text().strip().lines().forEach(line -> lines.add("    # " + line));
        PythonFormula.lines(form, field).forEach(line -> lines.add("    " + line));
        lines.add("    return rates");
    }

    /// (h, m)′ = (σ(m), −γm + f − ξh), with the signs of the paper or of the authors' program.
    private void secondOrder(SecondOrderField field) {
        function("force", field.force());
        boolean paper = field.convention() == SecondOrderField.Convention.PAPER;
        begin("field");
        lines.add("    d = y.shape[1] // 2");
        lines.add("    h, m = y[:, :d], y[:, d:]");
        lines.add("    force_ = force(t, "
                + (field.force().inputDim() == field.force().dim() ? "h" : "y") + ", w)");
        lines.add("    gamma = " + coefficient(field.damping()));
        lines.add("    xi = " + coefficient(field.correction()));
        lines.add("    z = " + (paper ? "m" : "-m"));
        lines.add("    dh = " + PythonActivation.of(form, field.gate()));
        lines.add("    dm = -gamma * m + force_ " + (paper ? "-" : "+") + " xi * h");
        lines.add("    return " + form.function("np.concatenate") + "([dh, dm], 1)");
    }

    private String coefficient(Coefficient coefficient) {
        String raw = coefficient.learned()
                ? "w['" + coefficient.name() + "']"
                : form.number(Double.toString(coefficient.raw()), "y");
        if (coefficient.scale() == 0) {
            return "0.0";
        }
        String link = coefficient.link() == Coefficient.Link.SIGMOID ? "sigmoid" : "softplus";
        return coefficient.scale() + " * " + link + "(" + raw + ")";
    }
}
