package adjointlab.handout;

import adjointlab.core.ode.Cancellation;
import adjointlab.lab.lesson.AnswerForm.Curve;
import adjointlab.lab.lesson.Lesson;
import adjointlab.lab.lesson.Patch;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.RunSpec;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.TrainingService;
import java.util.List;
import java.util.Optional;

/// The curve that sketches of a lesson are compared with, trained for itself.
public final class TrueCurve {
    private TrueCurve() {}

    /// Trains the run of which a step asks for a sketch, in the thread of the caller, as far as the sketch goes.
    ///
    /// @param step its number, from 0
    /// @param cancellation asked between slices of the training
    /// @return the values from iteration 0 on; none if there is no such run
    public static double[] train(Lesson lesson, int step, Curve curve, Cancellation cancellation) {
        Patch patch = lesson.patchAt(step);
        Preset opened = patch.open();
        Optional<RunSpec> spec = patch.specs(opened).stream()
                .filter(each -> curve.truth().runs().matches(each.name()))
                .findFirst();
        if (spec.isEmpty()) {
            return new double[0];
        }
        try (TrainingService service = new TrainingService(0)) {
            Run run = service.open(opened.withRuns(List.of(spec.get()))).getFirst();
            service.advance(run, (int) curve.iterations().to());
            service.drain(cancellation);
            return curve.truth().values(List.of(run));
        }
    }
}
