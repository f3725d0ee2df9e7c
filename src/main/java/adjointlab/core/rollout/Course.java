package adjointlab.core.rollout;

import adjointlab.core.ode.SolverSettings;
import adjointlab.core.problem.ProblemData;
import java.util.ArrayList;
import java.util.List;

/// How a solve is cut by observations: stretches between them, and at which of their times a loss looks: in front
/// of the jump or behind it, as its goal says.
final class Course {
    /// In the order of time, each of positive length; none where start and end are all there is.
    private final List<Stretch> stretches = new ArrayList<>();
    private final boolean startObserved;
    private final int lossAtStart;

    Course(ProblemData data) {
        double[] losses = data.times();
        boolean[] before = data.goals().before();
        double[] observed = data.observations().orElseThrow().times();
        startObserved = observed[0] == data.start();
        int next = startObserved ? 1 : 0;
        lossAtStart = losses[0] == data.start() ? 0 : Stretch.NONE;
        int loss = lossAtStart == Stretch.NONE ? 0 : 1;
        double from = data.start();
        while (from != data.end()) {
            double until = next < observed.length ? observed[next] : data.end();
            boolean jumps = next < observed.length;
            List<Double> times = new ArrayList<>();
            List<Integer> looking = new ArrayList<>();
            double direction = Math.signum(until - from);
            while (loss < losses.length && (until - losses[loss]) * direction > 0) {
                times.add(losses[loss]);
                looking.add(loss++);
            }
            times.add(until);
            boolean inFront = loss < losses.length && losses[loss] == until && (!jumps || before[loss]);
            looking.add(inFront ? loss++ : Stretch.NONE);
            int behind = loss < losses.length && losses[loss] == until ? loss++ : Stretch.NONE;
            stretches.add(new Stretch(
                    from,
                    times.stream().mapToDouble(t -> t).toArray(),
                    looking.stream().mapToInt(l -> l).toArray(),
                    jumps ? next : Stretch.NONE,
                    behind));
            from = until;
            next++;
        }
    }

    List<Stretch> stretches() {
        return stretches;
    }

    /// Which loss looks at the start, behind the jump where there is one, or [Stretch#NONE].
    int lossAtStart() {
        return lossAtStart;
    }

    /// Whether the first observation is at the start.
    boolean startObserved() {
        return startObserved;
    }

    /// A solver for a stretch: equal steps are shared by length.
    static SolverSettings share(SolverSettings solver, Stretch stretch, double whole) {
        if (!(solver.stepping() instanceof SolverSettings.Fixed(int steps))) {
            return solver;
        }
        double share = Math.abs((stretch.end() - stretch.start()) / whole);
        int own = Math.max(1, (int) Math.rint(steps * share));
        return new SolverSettings(solver.stepper(), new SolverSettings.Fixed(own), solver.maxSteps());
    }
}
