package adjointlab.core.ode;

import adjointlab.core.math.Kernels;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Steps, dense output and cotangent of an explicit or diagonally implicit Runge-Kutta method.
final class RungeKuttaWork implements TapedWork {
    private final Tableau tableau;
    private final OdeSystem system;
    private final int length;
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
    /// Cotangents of k; allocated when first needed.
    private double[][] kBar = new double[0][];
    private final boolean[] kBarUsed;
    private final double[] zero;
    private final double[] start;
    private final double[] stage;
    private final double[] stageBar;
    private final double[] startBar;
    private final double[] next;
    private final double[] error;
    private final double[][] terms;
    private final double[] weights;
    private double t;
    private double h;
    private boolean slopeKnown;
    private int extraKnown;
    private double startTimeBar;
    private double sizeBar;

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
            double[] row = i < stages ? tableau.a()[i] : tableau.dense().extraA()[i - stages];
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
        this.kBarUsed = new boolean[all];
        this.zero = new double[length];
        this.start = new double[length];
        this.stage = new double[length];
        this.stageBar = new double[length];
        this.startBar = new double[length];
        this.next = new double[length];
        this.error = new double[length];
        this.implicitStage =
                Arrays.stream(diagonal).anyMatch(d -> d != 0) ? new ImplicitStage(system) : null;
        this.terms = new double[all][];
        this.weights = new double[all];
    }

    @Override
    public void restart() {
        slopeKnown = false;
    }

    @Override
    public double[] slope(double t, double[] y) {
        if (!slopeKnown) {
            system.eval(t, y, k[0]);
            slopeKnown = true;
        }
        return k[0];
    }

    /// Where the slope at the start of the next step may be put by whoever knows it already.
    double[] slopeInto() {
        slopeKnown = true;
        return k[0];
    }

    @Override
    public boolean step(double t, double h, double[] y) {
        this.t = t;
        this.h = h;
        slope(t, y);
        System.arraycopy(y, 0, start, 0, length);
        extraKnown = 0;
        for (int i = 1; i < stages; i++) {
            double[] target = firstSameAsLast && i == stages - 1 ? next : stage;
            if (!evaluateStage(i, target)) {
                System.arraycopy(target, 0, next, 0, length);
                return false;
            }
        }
        if (!firstSameAsLast) {
            combine(tableau.b(), next, start);
        }
        estimateError();
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
        stageState(i, target);
        double time = t + stageTimes[i] * h;
        if (implicitStage != null && diagonal[i] != 0) {
            if (i == 1) {
                implicitStage.begin(t, start);
            }
            return implicitStage.solve(time, h * diagonal[i], k[i - 1], target, k[i]);
        }
        system.eval(time, target, k[i]);
        return true;
    }

    /// y + h Σⱼ aᵢⱼ kⱼ over the other stages.
    private void stageState(int i, double[] out) {
        int count = columns[i].length;
        for (int j = 0; j < count; j++) {
            terms[j] = k[columns[i][j]];
            weights[j] = h * coefficients[i][j];
        }
        Kernels.combine(out, start, terms, weights, count, length);
    }

    /// out = base + h Σᵢ w[i]·kᵢ.
    private void combine(double[] w, double[] out, double[] base) {
        int count = 0;
        for (int i = 0; i < w.length; i++) {
            if (w[i] != 0) {
                terms[count] = k[i];
                weights[count++] = h * w[i];
            }
        }
        Kernels.combine(out, base, terms, weights, count, length);
    }

    @Override
    public double[] next() {
        return next;
    }

    @Override
    public double[] error() {
        return error;
    }

    @Override
    public void accept() {
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

    /// |kₛ − kₛ₋₁| / |Yₛ − Yₛ₋₁| of the last two stages where both are at the end of the step: Hairer and Wanner II, section
    /// IV.2, equation (2.25), as in their code dopri5.
    @Override
    public double stiffness() {
        int last = stages - 1;
        if (!firstSameAsLast || implicitStage != null || stageTimes[last - 1] != 1) {
            return Double.NaN;
        }
        stageState(last - 1, stage);
        double slopes = 0;
        double states = 0;
        for (int i = 0; i < length; i++) {
            double slope = k[last][i] - k[last - 1][i];
            double state = next[i] - stage[i];
            slopes += slope * slope;
            states += state * state;
        }
        return states > 0 ? Math.abs(h) * Math.sqrt(slopes / states) : 0;
    }

    @Override
    public int tapeLength() {
        return (stages + 1) * length;
    }

    @Override
    public void save(double[] tape) {
        System.arraycopy(start, 0, tape, 0, length);
        for (int i = 0; i < stages; i++) {
            System.arraycopy(k[i], 0, tape, (i + 1) * length, length);
        }
    }

    @Override
    public void load(double t, double h, double[] tape) {
        this.t = t;
        this.h = h;
        if (kBar.length == 0) {
            kBar = new double[k.length][length];
        }
        System.arraycopy(tape, 0, start, 0, length);
        for (int i = 0; i < stages; i++) {
            System.arraycopy(tape, (i + 1) * length, k[i], 0, length);
        }
        slopeKnown = false;
        extraKnown = 0;
        Arrays.fill(kBarUsed, false);
        Arrays.fill(startBar, 0);
        startTimeBar = 0;
        sizeBar = 0;
    }

    @Override
    public double addOutput(double fraction, double[] g) {
        evaluateExtraStages();
        double change = 0;
        double slope = 0;
        for (int i = 0; i < k.length; i++) {
            double projected = Kernels.dot(k[i], g, length);
            change += tableau.dense().weight(i, fraction) * projected;
            slope += tableau.dense().slope(i, fraction) * projected;
            addToStage(i, h * tableau.dense().weight(i, fraction), g);
        }
        Kernels.axpy(startBar, 1, g, length);
        // y(θ) = y + hΣwᵢ(θ)kᵢ at θ = (t_out − t)/h
        sizeBar += change - fraction * slope;
        startTimeBar -= slope;
        return slope;
    }

    @Override
    public void cotangent(DifferentiableSystem differentiable, double[] a, TimeCotangent times) {
        Kernels.axpy(startBar, 1, a, length);
        for (int i = 0; i < stages; i++) {
            if (tableau.b()[i] != 0) {
                sizeBar += tableau.b()[i] * Kernels.dot(k[i], a, length);
                addToStage(i, h * tableau.b()[i], a);
            }
        }
        for (int i = k.length - 1; i >= 0; i--) {
            if (kBarUsed[i]) {
                stageCotangent(differentiable, i);
            }
        }
        System.arraycopy(startBar, 0, a, 0, length);
        times.set(startTimeBar, sizeBar);
    }

    /// From the cotangent of kᵢ = f(t + cᵢh, Yᵢ) to those of Yᵢ's summands.
    private void stageCotangent(DifferentiableSystem differentiable, int i) {
        stageState(i, stage);
        double time = t + stageTimes[i] * h;
        if (implicitStage != null && diagonal[i] != 0) {
            Kernels.axpy(stage, h * diagonal[i], k[i], length);
            // kᵢ stands on both sides of its equation: (I − haᵢᵢJ)ᵀ w = cotangent of kᵢ
            implicitStage.transpose(time, h * diagonal[i], stage, kBar[i]);
        }
        Arrays.fill(stageBar, 0);
        double timeBar = differentiable.vjp(time, stage, kBar[i], stageBar);
        sizeBar += diagonal[i] * Kernels.dot(k[i], stageBar, length);
        startTimeBar += timeBar;
        sizeBar += stageTimes[i] * timeBar;
        Kernels.axpy(startBar, 1, stageBar, length);
        for (int j = 0; j < columns[i].length; j++) {
            int column = columns[i][j];
            sizeBar += coefficients[i][j] * Kernels.dot(k[column], stageBar, length);
            addToStage(column, h * coefficients[i][j], stageBar);
        }
    }

    private void addToStage(int i, double weight, double[] g) {
        if (weight == 0) {
            return;
        }
        if (!kBarUsed[i]) {
            Arrays.fill(kBar[i], 0);
            kBarUsed[i] = true;
        }
        Kernels.axpy(kBar[i], weight, g, length);
    }
}
