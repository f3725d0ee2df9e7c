package adjointlab.panel;

import adjointlab.core.family.Model;
import adjointlab.core.field.Shape;
import adjointlab.core.problem.Problem;
import adjointlab.core.problem.function.Descent;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import adjointlab.panel.kit.Looks;
import java.util.List;

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

    /// Ten optimizers on a large model take long.
    boolean takesLong(String panel) {
        return panel.equals("microscope") && parameters() > 150;
    }

    /// Whether a panel may say that it has nothing to show.
    ///
    /// @param said what it says, "" where it shows something
    boolean haveNothingFor(String panel, String said) {
        List<String> ofWeights = List.of(
                "loss-surface",
                "microscope",
                "gradient-truth",
                "curvature",
                "ntk-spectrum",
                "kernel",
                "ntk-drift",
                "ntk-modes",
                "distribution");
        boolean none = ofWeights.contains(panel) && parameters() == 0;
        boolean elsewhere = panel.equals("descent") && !descends();
        boolean unsuited = panel.equals("ntk-modes") && said.startsWith("Modes need a squared loss")
                || panel.equals("distribution") && said.startsWith("A distribution needs two")
                || panel.equals("gradient-truth") && said.startsWith("Single precision")
                || ofWeights.contains(panel) && said.startsWith("A way that jumps at a surface")
                || !trains() && !said.isEmpty();
        boolean tooLarge = List.of("adjoint-eigenvalues", "stability").contains(panel) && components() > 16;
        boolean noSeries = List.of("sequence", "memory", "gap-evaluations", "forecast-error")
                                .contains(panel)
                        && !observes()
                || panel.equals("forecast-error") && tellsClasses()
                || panel.equals("error-over-time") && !isRecorded();
        boolean noImages = List.of("images", "filters").contains(panel) && !hasImages()
                || panel.equals("image-flow") && !movesImages();
        boolean noClasses = List.of("images", "confusion").contains(panel) && !tellsClasses();
        boolean noInput = panel.equals("input") && !isDriven();
        boolean noFlow = panel.equals("flow") && said.startsWith("A density is learned by");
        boolean alike = List.of("parallel-settings", "sweep-map").contains(panel);
        return none
                || elsewhere
                || unsuited
                || tooLarge
                || noFlow
                || noInput
                || noSeries
                || noImages
                || noClasses
                || alike && !said.isEmpty();
    }
}
