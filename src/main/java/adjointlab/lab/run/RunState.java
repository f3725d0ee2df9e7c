package adjointlab.lab.run;

import adjointlab.core.math.Numbers;

/// Where a run stands.
public sealed interface RunState {
    /// Short word for lists.
    String word();

    /// Whether the run goes on by itself.
    default boolean active() {
        return this instanceof Running || this instanceof Queued;
    }

    /// Whether the run has come to an end of its own: it can be branched from, restarted, but not continued.
    default boolean ended() {
        return switch (this) {
            case Finished _, Diverged _, Failed _, Cancelled _ -> true;
            case Queued _, Running _, Paused _ -> false;
        };
    }

    /// Whether the run ended before its last iteration, and not because a person said so.
    default boolean broke() {
        return this instanceof Diverged || this instanceof Failed;
    }

    /// Waits for its first evaluation.
    record Queued() implements RunState {
        @Override
        public String word() {
            return "queued";
        }
    }

    /// Trains.
    record Running() implements RunState {
        @Override
        public String word() {
            return "running";
        }
    }

    /// Can go on when told.
    record Paused() implements RunState {
        @Override
        public String word() {
            return "paused";
        }
    }

    /// Made all its iterations.
    record Finished() implements RunState {
        @Override
        public String word() {
            return "finished";
        }
    }

    /// The numbers left what can be computed; the history up to the last good iteration stays.
    ///
    /// @param iteration that could not be computed
    /// @param reason one sentence with time, state and step
    /// @param advice what to try, one sentence
    record Diverged(int iteration, String reason, String advice) implements RunState {
        @Override
        public String word() {
            return "diverged";
        }

        /// When, what and what to do, in sentences.
        public String story() {
            String when = iteration == 0 ? "At the start: " : "Iteration " + Numbers.count(iteration) + ": ";
            return when
                    + Character.toLowerCase(reason.charAt(0))
                    + reason.substring(1)
                    + (advice.isEmpty() ? "" : " " + advice);
        }
    }

    /// The settings do not fit together or the program failed.
    ///
    /// @param reason one sentence
    record Failed(String reason) implements RunState {
        @Override
        public String word() {
            return "failed";
        }
    }

    /// Stopped by the user.
    record Cancelled() implements RunState {
        @Override
        public String word() {
            return "stopped";
        }
    }
}
