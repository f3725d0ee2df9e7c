package adjointlab.lab.run;

import java.util.List;
import java.util.concurrent.TimeUnit;

/// Whose turn it is and when: how fast runs go on, and whether they wait for one another. All under the service's lock.
final class Turns {
    private final List<Run> runs;
    private double pace = TrainingService.UNLIMITED;
    private boolean lockstep = true;
    private int generation = -1;
    private long generationTime;

    /// @param runs of the service; a view
    Turns(List<Run> runs) {
        this.runs = runs;
    }

    /// @param now ns, when the first iteration at that pace is due
    void pace(double iterationsPerSecond, long now) {
        pace = iterationsPerSecond;
        for (Run run : runs) {
            run.nextTime = now;
        }
        generationTime = now;
    }

    /// After a rest the first iteration is due at once, however slow they are to follow each other.
    ///
    /// @param now ns
    void wake(long now) {
        if (pace != TrainingService.UNLIMITED) {
            pace(pace, now);
            generationTime = now - period();
        }
    }

    private long period() {
        return (long) (1e9 / pace);
    }

    boolean lockstep() {
        return lockstep;
    }

    void lockstep(boolean together) {
        lockstep = together;
    }

    /// What somebody asked for comes before iterations, and the run furthest behind before the others: else runs that
    /// have started over would keep the rest from it.
    static boolean goesBefore(Run run, Run other) {
        boolean asked = !run.mail.isEmpty();
        return asked == !other.mail.isEmpty() ? run.iteration() < other.iteration() : asked;
    }

    static boolean wantsIteration(Run run) {
        return !run.state().ended() && run.iteration() < Math.min(run.goal, run.iterations());
    }

    /// Whether a resting run shows what was measured under settings of before; one that goes on measures anyway.
    static boolean wantsReview(Run run) {
        boolean rests = run.state() instanceof RunState.Paused || run.state() instanceof RunState.Finished;
        return rests && run.mail.isEmpty() && !wantsIteration(run) && run.activity != null && run.isOutdated();
    }

    /// Whether there is anything to do for a run, now or later.
    static boolean hasWork(Run run) {
        return !run.mail.isEmpty() || wantsIteration(run) || wantsReview(run);
    }

    /// Whether a run makes one iteration at a time.
    boolean single(Run run) {
        if (pace != TrainingService.UNLIMITED) {
            return true;
        }
        for (int i = 0; lockstep && i < runs.size(); i++) {
            if (runs.get(i) != run && wantsIteration(runs.get(i))) {
                return true;
            }
        }
        return false;
    }

    /// Whether a run may begin an iteration.
    boolean isDue(Run run, long now) {
        if (!wantsIteration(run) || run.looks.size() >= TrainingService.MOST_LOOKS) {
            return false;
        }
        if (!lockstep) {
            return now >= run.nextTime;
        }
        int behind = Integer.MAX_VALUE;
        for (Run other : runs) {
            if (wantsIteration(other)) {
                behind = Math.min(behind, other.iteration());
            }
        }
        if (behind != generation) {
            generation = behind;
            generationTime = nextTick(generationTime, now);
        }
        return run.iteration() == behind && now >= generationTime;
    }

    /// When the next iteration is due, one period after the last; time lost by more than a period is not made up
    /// for.
    long nextTick(long last, long now) {
        return pace == TrainingService.UNLIMITED ? now : Math.max(last + period(), now - period());
    }

    long nanosToNextTick(long now) {
        long next = Long.MAX_VALUE;
        for (Run run : runs) {
            boolean waits = run.looks.size() >= TrainingService.MOST_LOOKS || lockstep && run.iteration() != generation;
            if (!run.busy && !waits && wantsIteration(run)) {
                next = Math.min(next, lockstep ? generationTime : run.nextTime);
            }
        }
        return next == Long.MAX_VALUE ? TimeUnit.SECONDS.toNanos(1) : Math.max(next - now, 100_000);
    }
}
