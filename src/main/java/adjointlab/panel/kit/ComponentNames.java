package adjointlab.panel.kit;

import adjointlab.core.family.Model;
import adjointlab.core.family.SecondOrderField;
import adjointlab.core.field.VectorField;
import adjointlab.core.formula.FormulaField;
import adjointlab.core.math.Notation;
import adjointlab.core.net.Part;
import adjointlab.core.net.Stack;
import adjointlab.core.net.Take;
import adjointlab.core.problem.Outlook;
import adjointlab.core.problem.Problem;
import adjointlab.core.problem.Standardised;
import adjointlab.core.rollout.Experiment;
import adjointlab.lab.preset.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What panels call the components of predictions and of states: as whoever typed a formula or brought a file calls
/// them, else x₁, x₂, … of a prediction and h₁, h₂, … of a state, whose velocities are m₁, m₂, …
public final class ComponentNames {
    /// Names that an axis holds.
    private static final int MOST = 4;

    private final List<String> predicted;
    private final List<String> state;
    private final int outputs;

    private ComponentNames(List<String> predicted, List<String> state, int outputs) {
        this.predicted = List.copyOf(predicted);
        this.state = List.copyOf(state);
        this.outputs = outputs;
    }

    /// Those of what settings describe.
    public static ComponentNames of(Settings settings) {
        Experiment experiment = Looks.experiment(settings);
        Model model = experiment.model();
        Problem problem = experiment.task().problem();
        List<String> brought = problem.componentNames();
        List<String> typed = typed(model.field());
        List<String> given = brought.isEmpty() ? typed : brought;
        int outputs = model.outputDim();
        List<String> told = brought.isEmpty() ? typed : problem.targetNames();
        boolean predicts = !problem.tellsClasses() && told.size() >= outputs;
        List<String> predicted = predicted(settings, outputs).orElseGet(() -> predicts ? told : List.of());
        return new ComponentNames(predicted, states(model, inside(given, settings)), outputs);
    }

    /// Names of what a person observed, in whose units predictions are shown.
    private static Optional<List<String>> predicted(Settings settings, int outputs) {
        return Looks.outlook(settings).map(known -> known.units().names()).filter(names -> names.size() >= outputs);
    }

    /// A formula's own names of the data's components.
    private static List<String> typed(VectorField field) {
        return switch (field) {
            case FormulaField formula -> formula.componentNames();
            case SecondOrderField second
            when second.force() instanceof FormulaField formula ->
                formula.componentNames().subList(0, formula.dim());
            default -> List.of();
        };
    }

    /// Names of what a model has inside, which is not in a person's units where those were scaled.
    private static List<String> inside(List<String> given, Settings settings) {
        boolean scaled = Looks.outlook(settings).map(Outlook::units).stream()
                .anyMatch(units -> IntStream.range(0, units.scale().length)
                        .anyMatch(i -> units.scale()[i] != 1 || units.offset()[i] != 0));
        return scaled ? given.stream().map(Standardised::scaled).toList() : given;
    }

    /// Of all components of the state, of which the data may be the first.
    private static List<String> states(Model model, List<String> given) {
        int data = model.costDim() == 0 ? Math.min(ofData(model.encoder()), given.size()) : 0;
        int all = model.field().dim();
        int velocities = model.velocityDim();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < all; i++) {
            boolean position = i < all - velocities;
            int number = position ? i : i - (all - velocities);
            int alike = position ? all - velocities : velocities;
            String letter = position ? "h" : "m";
            names.add(
                    position && i < data ? given.get(i) : alike == 1 ? letter : Notation.numbered(letter, number + 1));
        }
        return names;
    }

    /// How many components a state begins with that are the data's as they are.
    private static int ofData(Part encoder) {
        return switch (encoder) {
            case Take take when take.from() == 0 -> take.count();
            case Stack stack -> ofData(stack.parts().getFirst());
            default -> 0;
        };
    }

    /// A component of a prediction.
    ///
    /// @param i from 0
    public String predicted(int i) {
        return i < predicted.size() ? predicted.get(i) : Notation.numbered("x", i + 1);
    }

    /// All components of a prediction, as an axis over time has them.
    public String allPredicted() {
        if (predicted.isEmpty()) {
            return outputs == 1 ? "x(t)" : "xᵢ(t)";
        }
        int shown = Math.min(MOST, outputs);
        return String.join(", ", predicted.subList(0, shown)) + (outputs > shown ? ", …" : "");
    }

    /// A component of a state.
    ///
    /// @param i from 0
    public String state(int i) {
        return state.get(i);
    }

    /// How fast a component of a state changes: "dh₁/dt", "prey′". A dot above an h is lost on its stem in small type.
    ///
    /// @param i from 0
    public String rate(int i) {
        String name = state.get(i);
        boolean own = name.matches("[hm][₀-₉]*");
        return own ? "d" + name + "/dt" : name + "′";
    }
}
