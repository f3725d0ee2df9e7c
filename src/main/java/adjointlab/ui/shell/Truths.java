package adjointlab.ui.shell;

import adjointlab.handout.TrueCurve;
import adjointlab.lab.lesson.AnswerForm;
import adjointlab.lab.lesson.Lesson;
import adjointlab.ui.lesson.ClassView;
import javafx.application.Platform;

/// Trains the curves that a class sketched, in the background, for as long as somebody looks at the sketches.
final class Truths {
    private final ClassView view;
    private volatile boolean looked = true;

    private Truths(ClassView view) {
        this.view = view;
        view.sceneProperty().addListener((_, _, scene) -> looked = scene != null);
    }

    /// Shows each curve in the view when it is there.
    ///
    /// @param view that is shown
    static void show(Lesson lesson, ClassView view) {
        Truths truths = new Truths(view);
        Thread thread = new Thread(() -> truths.train(lesson), "truths");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY); // whoever looks on goes first
        thread.start();
    }

    private void train(Lesson lesson) {
        for (int i = 0; i < lesson.steps().size() && looked; i++) {
            if (lesson.steps().get(i).question().form() instanceof AnswerForm.Curve curve) {
                int step = i;
                double[] values = TrueCurve.train(lesson, step, curve, () -> !looked);
                if (looked && values.length > 0) {
                    Platform.runLater(() -> view.showTruth(step, values));
                }
            }
        }
    }
}
