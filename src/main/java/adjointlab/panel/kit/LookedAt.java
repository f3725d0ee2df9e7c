package adjointlab.panel.kit;

import adjointlab.core.catalog.Key;
import adjointlab.core.math.Numbers;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.problem.Problem;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.rollout.Predictor;
import adjointlab.core.rollout.Verdicts;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.run.RunState;
import adjointlab.panel.kit.PanelContext.Shown;
import java.util.Optional;

/// The samples that a person looks at one by one: the test set, where there is one, else those that are trained on; of
/// many the first ones.
///
/// @param data of them
/// @param test whether they are not trained on
/// @param all how many there would be
public record LookedAt(ProblemData data, boolean test, int all) {
    /// Which of them a panel speaks of, where they are images: who points at one in a panel points at it in all.
    /// Panels of training's own solves number the samples that are trained on, which are others.
    public static final Key<Integer> IMAGE = Options.whole("image", "Image", 1, 1, 10_000_000);

    private static final int MOST = 512;

    private static final Memo<Experiment, LookedAt> KNOWN = new Memo<>(64);
    private static final Measured<Verdicts> VERDICTS = new Measured<>(LookedAt::tell);

    /// Those of the settings' problem.
    public static LookedAt of(Settings settings) {
        return of(Looks.experiment(settings));
    }

    /// Those of an experiment.
    public static LookedAt of(Experiment experiment) {
        return KNOWN.get(experiment, () -> Optional.of(find(experiment))).orElseThrow();
    }

    private static LookedAt find(Experiment experiment) {
        Problem problem = experiment.task().problem();
        Optional<ProblemData> test = problem.test(experiment.seed());
        if (test.isPresent()) {
            return new LookedAt(test.get().first(MOST), true, test.get().samples());
        }
        ProblemData data = problem.data(experiment.seed());
        return new LookedAt(data.first(MOST), false, problem.whole().samples(experiment.seed()));
    }

    /// "300 test images", "512 training samples (the first of 10 000)".
    ///
    /// @param each what one is
    public String words(String each) {
        String kind = (test ? " test " : " training ") + each + (all == 1 ? "" : "s");
        int n = data.samples();
        return Numbers.count(n) + kind + (n < all ? " (the first of " + Numbers.count(all) + ")" : "");
    }

    /// The index of a sample, the last one where there are fewer.
    ///
    /// @param number from 1
    public int index(int number) {
        return Math.min(number, data.samples()) - 1;
    }

    /// The iteration of a run that is looked at: the cursor's, while a run goes on the last one at which training
    /// itself looked at the test samples, so that looking takes no more of the machine than that.
    public static int iteration(Shown shown, int cursor) {
        int k = shown.at(cursor);
        boolean goesOn = shown.asked() != null && shown.run().state() instanceof RunState.Running;
        if (!goesOn) {
            return k;
        }
        int every = Looks.experiment(shown.run().settingsAt(k)).task().problem().testEvery();
        return k - k % every;
    }

    /// What a run says of them at one of its iterations.
    ///
    /// @return nothing if the run has no such iteration or it was cancelled
    public static Optional<Measured.Outcome<Verdicts>> verdicts(Shown shown, int iteration, Cancellation cancellation) {
        return VERDICTS.at(shown, iteration, cancellation);
    }

    private static Optional<Verdicts> tell(Experiment experiment, double[] theta, Cancellation cancellation) {
        if (!experiment.task().problem().tellsClasses()) {
            throw new IllegalArgumentException("this problem has no classes; choose one that tells classes apart");
        }
        Predictor predictor = new Predictor(experiment, of(experiment).data());
        return predictor.at(theta, cancellation).ok() ? Optional.of(predictor.verdicts(theta)) : Optional.empty();
    }
}
