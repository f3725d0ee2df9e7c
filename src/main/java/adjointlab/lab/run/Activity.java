package adjointlab.lab.run;

import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.train.Checkpoint;
import adjointlab.lab.preset.Settings;
import java.util.List;

/// What a run does, iteration by iteration: it trains, or it studies models that do not train. For one thread at a
/// time.
sealed interface Activity permits Training, Trials {
    /// What these settings ask for, before its first iteration.
    ///
    /// @throws IllegalArgumentException if choices do not fit together, in one sentence
    static Activity of(Settings settings) {
        return Experiments.study(settings)
                .<Activity>map(study -> new Trials(study, settings))
                .orElseGet(() -> new Training(settings));
    }

    /// Names of what is logged of each iteration.
    List<String> columns();

    /// Does iteration 0.
    SolveStatus first(Cancellation cancellation);

    /// Does the next iteration. After a failure everything is as it was.
    SolveStatus next(Cancellation cancellation);

    /// Measures the newest iteration again, under the settings of now; what [#read] fills in is of this measurement
    /// then, and all else stays.
    SolveStatus again(Cancellation cancellation);

    /// Looks at samples for test and validation at the iteration that has just been measured, where that is not done
    /// aside. It is no part of the training.
    default void score(Cancellation cancellation) {}

    /// The iteration that was done or tried last.
    int iteration();

    /// One sentence about what makes the last gradient wrong, or how the iteration might have been cheaper; ""
    /// where there is nothing to say.
    default String hint() {
        return "";
    }

    /// How far the states of the last gradient missed where they had come from, as a share of their size, where that
    /// is so far that the gradient is wrong; else NaN.
    default double missed() {
        return Double.NaN;
    }

    /// Those iterations of a recorded past whose gradients were wrong.
    default Misled misled(MetricLog log) {
        return Misled.NONE;
    }

    /// Fills a row of the log.
    ///
    /// @param spent so far
    /// @param rowOut [columns], overwritten
    void read(Spent spent, double[] rowOut);

    /// Whether an iteration has samples for test or validation to be looked at aside, by [#look].
    default boolean asksForLook(int iteration) {
        return false;
    }

    /// That look.
    ///
    /// @param weights of that iteration
    /// @param log that has the iteration's row
    default TestLook look(int iteration, TestLook.Weights weights, MetricLog log) {
        throw new IllegalStateException("nothing to look at");
    }

    /// The weights of the iteration done last [p]; a copy.
    ///
    /// @throws IllegalStateException where nothing is trained
    default double[] weights() {
        throw new IllegalStateException("nothing is trained");
    }

    /// Enough to go on from here.
    Checkpoint checkpoint();

    /// Goes back to a checkpoint.
    void restore(Checkpoint checkpoint);

    /// Goes on under other settings.
    ///
    /// @param path that changed, for messages
    /// @throws IllegalArgumentException if that takes a restart
    void reconfigure(String path, Settings changed);

    /// Numbers in a checkpoint.
    long checkpointSize();
}
