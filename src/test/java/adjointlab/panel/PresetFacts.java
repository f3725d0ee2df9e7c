package adjointlab.panel;

import adjointlab.core.family.Model;
import adjointlab.core.field.Shape;
import adjointlab.core.problem.Problem;
import adjointlab.core.problem.function.Descent;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import adjointlab.panel.kit.Looks;

/// What decides which panels have something to show of a run.
///
/// @param settings of the run at its start
record PresetFacts(Settings settings) {
    private Problem problem() {
        return Looks.experiment(settings).task().problem();
    }

    private Model model() {
        return Looks.experiment(settings).model();
    }

    int components() {
        return model().field().dim();
    }

    int parameters() {
        return model().parameters().size();
    }

    boolean descends() {
        return problem() instanceof Descent;
    }

    boolean hasImages() {
        return problem().shape().height() > 1;
    }

    /// Whether states are channels of images, as large as the data's or those that a stem makes of them.
    boolean movesImages() {
        Shape shape = problem().shape();
        boolean stem = settings.has("family.stem") && "convolutions".equals(settings.get("family.stem"));
        return hasImages() && (stem || components() % (shape.height() * shape.width()) == 0);
    }

    boolean tellsClasses() {
        return problem().tellsClasses();
    }

    boolean observes() {
        return Looks.sequences(settings).isPresent();
    }

    boolean isRecorded() {
        return Looks.outlook(settings).isPresent();
    }

    boolean isDriven() {
        return settings.id(Slots.FIELD).equals("driven");
    }

    boolean trains() {
        return settings.id(Slots.STUDY).equals("none");
    }
}
