package adjointlab.core.ode;

import adjointlab.core.kernel.Kernels;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Steps, dense output and cotangent of an explicit or diagonally implicit Runge-Kutta method.
final class RungeKuttaWork implements TapedWork, ErrorNorm.Estimate {
    private static final double[] NOTHING = {};

    private final Tableau tableau;
    private final OdeSystem system;
    private final int length;
    /// How much of a state the stages look at; what follows are integrals, whose stages nobody needs.
    private final int coupled;
    private final int stages;
    private final boolean firstSameAsLast;
    /// Row i of a without its zeros: which stages, and their coefficients; the extra stages' rows follow.
    private final int[][] columns;
    private final double[][] coefficients;
    private final double[] stageTimes;
    /// aᵢᵢ; zero for an explicit stage.
    private final double[] diagonal;
    private final @Nullable ImplicitStage implicitStage;
    private final double[][] k;
    /// Which stages use kᵢ, and their coefficients: column i of a.
    private final int[][] users;
    private final double[][] userCoefficients;
    /// What dense output adds to the cotangents of k, and the cotangents of the stages' states; made when first
    /// needed.
    private double[][] outputBar = new double[0][];
    private double[][] stageBar = new double[0][];
    private final boolean[] outputBarUsed;
    private final boolean[] stageBarUsed;
    private final double[] kBar;
    /// What the stages' evaluations found out on their way, where that is kept.
    private double[][] records = new double[0][];
    /// The slopes' own memory, while `k` points to those on a tape.
    private final double[][] ownSlopes;
    private boolean onTape;
    private final boolean[] recorded;
    private @Nullable DifferentiableSystem recording;
    private @Nullable Tape tape;
    private @Nullable Tape saveTo;
    private final double[] zero;
    /// Where the last step began; whoever began it leaves it alone until it accepts.
    private double[] start;
    private final double[] stage;
    private final double[] startBar;
    private boolean startBarUsed;
    private final double[] next;
    private final double[] error;
    private final double[][] terms;
    private final double[] weights;
    private double t;
    private double h;
    private boolean slopeKnown;
    private boolean errorKnown;
    private int errorTerms;
    private int extraKnown;
    private double startTimeBar;
    private double sizeBar;
    private boolean sizeWanted;
    private Cancellation cancellation = Cancellation.NEVER;

    RungeKuttaWork(Tableau tableau, OdeSystem system) {
        this.tableau = tableau;
        this.system = system;
        this.length = system.layout().length();
        this.stages = tableau.stages();
        this.firstSameAsLast = tableau.firstSameAsLast();
        int all = tableau.dense().weights().length;
        this.columns = new int[all][];
        this.coefficients = new double[all][];
        this.stageTimes = new double[all];
        this.diagonal = new double[all];
        for (int i = 0; i < all; i++) {
            double[] row = row(i);
            stageTimes[i] = Tableau.stageTime(row);
            int stage = i;
            int[] used = java.util.stream.IntStream.range(0, row.length)
                    .filter(j -> row[j] != 0 && j != stage)
                    .toArray();
            diagonal[i] = row.length > i ? row[i] : 0;
            columns[i] = used;
            coefficients[i] = Arrays.stream(used).mapToDouble(j -> row[j]).toArray();
        }
        this.k = new double[all][length];
        this.users = new int[all][];
        this.userCoefficients = new double[all][];
        for (int i = 0; i < all; i++) {
            int used = i;
            users[i] = java.util.stream.IntStream.range(i + 1, all)
                    .filter(m -> Arrays.stream(columns[m]).anyMatch(j -> j == used))
                    .toArray();
            userCoefficients[i] =
                    Arrays.stream(users[i]).mapToDouble(m -> row(m)[used]).toArray();
        }
        this.outputBarUsed = new boolean[all];
        this.stageBarUsed = new boolean[all];
        this.recorded = new boolean[all];
        this.ownSlopes = new double[all][];
        this.kBar = new double[length];
        this.zero = new double[length];
        this.start = zero;
        this.stage = new double[length];
        this.startBar = new double[length];
        this.next = new double[length];
        this.error = new double[length];
        this.implicitStage = Arrays.stream(diagonal).anyMatch(d -> d != 0) ? new ImplicitStage(system) : null;
        this.coupled = implicitStage == null ? system.layout().coupledLength() : length;
        this.terms = new double[all + 1][];
        this.weights = new double[all + 1];
    }

    /// Row i of a; the extra stages' rows follow.
    private double[] row(int i) {
        return i < stages ? tableau.a()[i] : tableau.dense().extraA()[i - stages];
    }

    @Override
    public void restart() {
        slopeKnown = false;
        saveTo = null;
        if (onTape) {
            System.arraycopy(ownSlopes, 0, k, 0, stages);
            onTape = false;
        }
    }

    @Override
    public double[] slope(double t, double[] y) {
        if (!slopeKnown) {
            evaluate(0, t, y);
            slopeKnown = true;
        }
        return k[0];
    }

    /// Where the slope at the start of the next step may be put by whoever knows it already.
    double[] slopeInto() {
        slopeKnown = true;
        recorded[0] = false;
        return k[0];
    }

    @Override
    public boolean step(double t, double h, double[] y) {
        this.t = t;
        this.h = h;
        slope(t, y);
        start = y;
        extraKnown = 0;
        errorKnown = false;
        for (int i = 1; i < stages; i++) {
            if (cancellation.requested()) {
                return false;
            }
            double[] target = firstSameAsLast && i == stages - 1 ? next : stage;
            if (!evaluateStage(i, target)) {
                System.arraycopy(target, 0, next, 0, length);
                return false;
            }
        }
        if (!firstSameAsLast) {
            combine(tableau.b(), next, start);
        }
        return true;
    }

    private void estimateError() {
        Tableau.ErrorEstimate estimate = tableau.error();
        if (!estimate.exists()) {
            return;
        }
        combine(estimate.fine(), error, zero);
        if (estimate.coarse().length > 0) {
            combine(estimate.coarse(), stage, zero);
            for (int i = 0; i < length; i++) {
                double fine = error[i];
                double size = Math.hypot(fine, 0.1 * stage[i]);
                error[i] = size == 0 ? 0 : fine * (Math.abs(fine) / size);
            }
        }
    }

    /// Yᵢ into `target` and kᵢ; false if an implicit stage found no solution.
    private boolean evaluateStage(int i, double[] target) {
        stageState(i, target, target == next ? length : coupled);
        double time = t + stageTimes[i] * h;
        if (implicitStage != null && diagonal[i] != 0) {
            if (i == 1) {
                implicitStage.begin(t, start);
            }
            return implicitStage.solve(time, h * diagonal[i], k[i - 1], target, k[i]);
        }
        evaluate(i, time, target);
        return true;
    }

    private void evaluate(int i, double time, double[] state) {
        recorded[i] = recording != null;
        if (recording != null) {
            recording.evalAndRecord(time, state, k[i], records[i]);
        } else {
            system.eval(time, state, k[i]);
        }
    }

    /// The first entries of y + h Σⱼ aᵢⱼ kⱼ over the other stages.
    private void stageState(int i, double[] out, int entries) {
        int count = columns[i].length;
        for (int j = 0; j < count; j++) {
            terms[j] = k[columns[i][j]];
            weights[j] = h * coefficients[i][j];
        }
        Kernels.combine(out, start, terms, weights, count, entries);
    }

    /// out = base + h Σᵢ w[i]·kᵢ.
    private void combine(double[] w, double[] out, double[] base) {
        Kernels.combine(out, base, terms, weights, gather(w), length);
    }

    /// The terms h w[i]·kᵢ.
    private int gather(double[] w) {
        int count = 0;
        for (int i = 0; i < w.length; i++) {
            if (w[i] != 0) {
                terms[count] = k[i];
                weights[count++] = h * w[i];
            }
        }
        return count;
    }

    @Override
    public double[] next() {
        return next;
    }

    @Override
    public double[] error() {
        if (!errorKnown) {
            estimateError();
            errorKnown = true;
        }
        return error;
    }

    @Override
    public double errorNorm(ErrorNorm norm, StateLayout layout, double[] y, ErrorNorm.Tolerances tolerances) {
        if (tableau.error().coarse().length > 0) {
            return norm.of(layout, error(), y, next, tolerances);
        }
        errorTerms = gather(tableau.error().fine());
        return norm.of(layout, this, y, next, tolerances);
    }

    @Override
    public double[] values() {
        return error();
    }

    @Override
    public double scaledSquares(double[] u, double[] w, int from, int count, ErrorNorm.Tolerances tolerances) {
        return Kernels.scaledSquares(
                terms, weights, errorTerms, u, w, from, count, tolerances.relative(), tolerances.absolute());
    }

    @Override
    public void accept() {
        if (saveTo != null) {
            handOver(saveTo);
            saveTo = null;
        }
        if (firstSameAsLast) {
            swapFirst(stages - 1);
        } else if (extraKnown > 0 && stageTimes[stages] == 1) {
            // the slope at the end, which dense output needed, is the next step's first
            swapFirst(stages);
        } else {
            slopeKnown = false;
        }
    }

    private void swapFirst(int other) {
        double[] last = k[other];
        k[other] = k[0];
        k[0] = last;
        recorded[0] = recorded[other];
        recorded[other] = false;
        if (records.length > 0) {
            double[] record = records[other];
            records[other] = records[0];
            records[0] = record;
        }
    }

    @Override
    public void interpolate(double fraction, double[] yOut) {
        evaluateExtraStages();
        int count = 0;
        for (int i = 0; i < k.length; i++) {
            double w = tableau.dense().weight(i, fraction);
            if (w != 0) {
                terms[count] = k[i];
                weights[count++] = h * w;
            }
        }
        Kernels.combine(yOut, start, terms, weights, count, length);
    }

    private void evaluateExtraStages() {
        for (; extraKnown < k.length - stages; extraKnown++) {
            evaluateStage(stages + extraKnown, stage);
        }
    }

    /// |kₛ − kₛ₋₁| / |Yₛ − Yₛ₋₁| of the last two stages where both are at the end of the step: Hairer and Wanner
    /// II, section IV.2, equation (2.25), as in their code dopri5.
    @Override
    public double stiffness() {
        int last = stages - 1;
        if (!firstSameAsLast || implicitStage != null || stageTimes[last - 1] != 1) {
            return Double.NaN;
        }
        stageState(last - 1, stage, coupled);
        double slopes = Kernels.squaredDistance(k[last], k[last - 1], coupled);
        double states = Kernels.squaredDistance(next, stage, coupled);
        return states > 0 ? Math.abs(h) * Math.sqrt(slopes / states) : 0;
    }

    @Override
    public void keepEvaluations() {
        if (system instanceof DifferentiableSystem differentiable && differentiable.recordLength() > 0) {
            recording = differentiable;
            records = new double[k.length][differentiable.recordLength()];
        }
    }

    @Override
    public void heed(Cancellation newCancellation) {
        cancellation = newCancellation;
        if (implicitStage != null) {
            implicitStage.heed(newCancellation);
        }
    }

    @Override
    public Tape newTape(boolean evaluations) {
        return new Tape(length, stages, recordLength(evaluations));
    }

    @Override
    public long tapeLength(boolean evaluations) {
        return length + (long) stages * (length + recordLength(evaluations));
    }

    private int recordLength(boolean evaluations) {
        return evaluations && recording != null ? recording.recordLength() : 0;
    }

    @Override
    public void save(Tape tape) {
        System.arraycopy(start, 0, tape.start, 0, length);
        saveTo = tape;
    }

    /// Slopes and records change hands instead of being copied; what the next step begins with stays.
    private void handOver(Tape tape) {
        int kept = firstSameAsLast ? stages - 1 : stages;
        for (int i = 0; i < stages; i++) {
            if (i < kept) {
                double[] slope = k[i];
                k[i] = tape.slopes[i];
                tape.slopes[i] = slope;
            } else {
                System.arraycopy(k[i], 0, tape.slopes[i], 0, length);
            }
            tape.recorded[i] = i < kept && recorded[i] && tape.records[i].length > 0;
            if (tape.recorded[i]) {
                double[] record = records[i];
                records[i] = tape.records[i];
                tape.records[i] = record;
                recorded[i] = false;
            }
        }
    }

    @Override
    public void load(double t, double h, Tape tape) {
        this.t = t;
        this.h = h;
        this.tape = tape;
        if (stageBar.length == 0) {
            stageBar = new double[k.length][length];
            outputBar = new double[k.length][length];
        }
        start = tape.start;
        if (!onTape) {
            System.arraycopy(k, 0, ownSlopes, 0, stages);
            onTape = true;
        }
        System.arraycopy(tape.slopes, 0, k, 0, stages);
        slopeKnown = false;
        extraKnown = 0;
        Arrays.fill(outputBarUsed, false);
        startBarUsed = false;
        startTimeBar = 0;
        sizeBar = 0;
    }

    @Override
    public double addOutput(double fraction, double[] g) {
        evaluateExtraStages();
        double slope = 0;
        for (int i = 0; i < k.length; i++) {
            slope += tableau.dense().slope(i, fraction) * Kernels.dot(k[i], g, length);
            double weight = tableau.dense().weight(i, fraction);
            if (weight != 0) {
                if (!outputBarUsed[i]) {
                    Arrays.fill(outputBar[i], 0);
                    outputBarUsed[i] = true;
                }
                Kernels.axpy(outputBar[i], h * weight, g, length);
            }
        }
        if (!startBarUsed) {
            Arrays.fill(startBar, 0);
            startBarUsed = true;
        }
        Kernels.axpy(startBar, 1, g, length);
        // y(θ) = y + hΣwᵢ(θ)kᵢ at θ = (t_out − t)/h; how it changes with h at fixed θ is part of the cotangents
        // of k
        sizeBar -= fraction * slope;
        startTimeBar -= slope;
        return slope;
    }

    @Override
    public void cotangent(DifferentiableSystem differentiable, double[] a, TimeCotangent times) {
        sizeWanted = times.sizeWanted();
        for (int i = k.length - 1; i >= 0; i--) {
            stageBarUsed[i] = gatherSlopeCotangent(i, a);
            if (stageBarUsed[i] && !cancellation.requested()) {
                stageCotangent(differentiable, i);
            }
        }
        int count = 0;
        for (int i = 0; i < k.length; i++) {
            if (stageBarUsed[i]) {
                terms[count] = stageBar[i];
                weights[count++] = 1;
            }
        }
        Kernels.combine(a, a, terms, weights, count, length);
        if (startBarUsed) {
            Kernels.axpy(a, 1, startBar, length);
        }
        times.set(startTimeBar, sizeBar);
    }

    /// The cotangent of kᵢ = that of y(t + h)·hbᵢ + Σ over the stages that use it of theirs·haₘᵢ, in one pass.
    ///
    /// @return false if it is zero
    private boolean gatherSlopeCotangent(int i, double[] a) {
        int count = 0;
        if (i < stages && tableau.b()[i] != 0) {
            terms[count] = a;
            weights[count++] = h * tableau.b()[i];
        }
        for (int j = 0; j < users[i].length; j++) {
            if (stageBarUsed[users[i][j]]) {
                terms[count] = stageBar[users[i][j]];
                weights[count++] = h * userCoefficients[i][j];
            }
        }
        Kernels.combine(kBar, outputBarUsed[i] ? outputBar[i] : zero, terms, weights, count, length);
        return count > 0 || outputBarUsed[i];
    }

    /// From the cotangent of kᵢ = f(t + cᵢh, Yᵢ) to that of Yᵢ.
    private void stageCotangent(DifferentiableSystem differentiable, int i) {
        double time = t + stageTimes[i] * h;
        // computed again: cheaper than fetching it from where it would have been kept
        stageState(i, stage, length);
        if (implicitStage != null && diagonal[i] != 0) {
            Kernels.axpy(stage, h * diagonal[i], k[i], length);
            // kᵢ stands on both sides of its equation: (I − haᵢᵢJ)ᵀ w = cotangent of kᵢ
            implicitStage.transpose(time, h * diagonal[i], stage, kBar);
        }
        Arrays.fill(stageBar[i], 0);
        double[] record = record(differentiable, i);
        double timeBar = record.length > 0
                ? differentiable.vjpFromRecord(time, stage, kBar, record, stageBar[i])
                : differentiable.vjp(time, stage, kBar, stageBar[i]);
        if (sizeWanted) {
            // wherever kᵢ enters, it enters as h·kᵢ
            sizeBar += Kernels.dot(k[i], kBar, length) / h;
        }
        sizeBar += stageTimes[i] * timeBar;
        startTimeBar += timeBar;
    }

    /// What is known of the i-th evaluation; empty where nothing is.
    private double[] record(DifferentiableSystem differentiable, int i) {
        if (differentiable.slopeIsRecord()) {
            return k[i];
        }
        return tape != null && i < stages && tape.recorded[i] ? tape.records[i] : NOTHING;
    }
}
