package adjointlab.core.ode;

import adjointlab.core.kernel.Kernels;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;

/// The predictor of Adams and Bashforth with the corrector of Adams and Moulton, four steps, order 4, two evaluations a
/// step (PECE); started by the classic Runge-Kutta method. Hairer, Nørsett and Wanner I, section III.1, equations (1.5)
/// and (1.9). For equal steps: a step of another size starts anew.
public record AdamsBashforthMoulton() implements Stepper {
    private static final double[] PREDICTOR = {55.0 / 24, -59.0 / 24, 37.0 / 24, -9.0 / 24};
    private static final double[] CORRECTOR = {9.0 / 24, 19.0 / 24, -5.0 / 24, 1.0 / 24};

    @Override
    public int order() {
        return 4;
    }

    @Override
    public int errorOrder() {
        return 0;
    }

    /// The largest root of ζ⁴ = ζ³ + z(c₀ζᵖ + c₁ζ³ + c₂ζ² + c₃ζ), where ζᵖ = ζ³ + z(p₀ζ³ + p₁ζ² + p₂ζ + p₃): an
    /// eigenvalue of the companion matrix, which is written as a real one of twice the size.
    @Override
    public double growth(double re, double im) {
        int n = PREDICTOR.length;
        DMatrixRMaj companion = new DMatrixRMaj(2 * n, 2 * n);
        double squareRe = re * re - im * im;
        double squareIm = 2 * re * im;
        for (int j = 0; j < n; j++) {
            double corrected = (j + 1 < n ? CORRECTOR[j + 1] : 0) + (j == 0 ? CORRECTOR[0] : 0);
            double cRe = (j == 0 ? 1 : 0) + corrected * re + CORRECTOR[0] * PREDICTOR[j] * squareRe;
            double cIm = corrected * im + CORRECTOR[0] * PREDICTOR[j] * squareIm;
            companion.set(0, 2 * j, cRe);
            companion.set(0, 2 * j + 1, -cIm);
            companion.set(1, 2 * j, cIm);
            companion.set(1, 2 * j + 1, cRe);
            if (j > 0) {
                companion.set(2 * j, 2 * j - 2, 1);
                companion.set(2 * j + 1, 2 * j - 1, 1);
            }
        }
        var roots = DecompositionFactory_DDRM.eig(2 * n, false);
        if (!roots.decompose(companion)) {
            return Double.NaN;
        }
        double largest = 0;
        for (int i = 0; i < roots.getNumberOfEigenvalues(); i++) {
            largest = Math.max(largest, roots.getEigenvalue(i).getMagnitude());
        }
        return largest;
    }

    @Override
    public Work prepare(OdeSystem system) {
        return new AdamsWork(system);
    }

    private static final class AdamsWork implements Work {
        private final OdeSystem system;
        private final int length;
        private final RungeKuttaWork starter;
        /// f at the start of this step, then at those of the steps before.
        private final double[][] slopes;
        private final double[][] terms = new double[4][];
        private final double[] weights = new double[4];
        private final double[] start;
        private final double[] next;
        private final double[] endSlope;
        private int known;
        private boolean slopeKnown;
        private boolean endKnown;
        private double t;
        private double h;
        private double lastSize;

        AdamsWork(OdeSystem system) {
            this.system = system;
            this.length = system.layout().length();
            this.starter = new RungeKuttaWork(Tableaus.rk4(), system);
            this.slopes = new double[4][length];
            this.start = new double[length];
            this.next = new double[length];
            this.endSlope = new double[length];
        }

        @Override
        public void restart() {
            known = 0;
            slopeKnown = false;
            endKnown = false;
        }

        @Override
        public double[] slope(double t, double[] y) {
            if (!slopeKnown) {
                starter.restart();
                System.arraycopy(starter.slope(t, y), 0, slopes[0], 0, length);
                slopeKnown = true;
            }
            return slopes[0];
        }

        @Override
        public boolean step(double t, double h, double[] y) {
            this.t = t;
            this.h = h;
            slope(t, y);
            System.arraycopy(y, 0, start, 0, length);
            endKnown = false;
            if (known > 0 && Math.abs(h - lastSize) > 1e-9 * Math.abs(h)) {
                known = 0;
            }
            lastSize = h;
            if (known < 3) {
                starter.restart();
                System.arraycopy(slopes[0], 0, starter.slopeInto(), 0, length);
                starter.step(t, h, y);
                System.arraycopy(starter.next(), 0, next, 0, length);
                return true;
            }
            combine(PREDICTOR, slopes[0], slopes[1], slopes[2], slopes[3]);
            system.eval(t + h, next, endSlope);
            combine(CORRECTOR, endSlope, slopes[0], slopes[1], slopes[2]);
            return true;
        }

        private void combine(double[] coefficients, double[] f0, double[] f1, double[] f2, double[] f3) {
            terms[0] = f0;
            terms[1] = f1;
            terms[2] = f2;
            terms[3] = f3;
            for (int j = 0; j < 4; j++) {
                weights[j] = h * coefficients[j];
            }
            Kernels.combine(next, start, terms, weights, 4, length);
        }

        @Override
        public double[] next() {
            return next;
        }

        @Override
        public double[] error() {
            return next;
        }

        @Override
        public void accept() {
            evaluateEnd();
            double[] oldest = slopes[3];
            System.arraycopy(slopes, 0, slopes, 1, 3);
            slopes[0] = oldest;
            System.arraycopy(endSlope, 0, slopes[0], 0, length);
            known++;
        }

        private void evaluateEnd() {
            if (!endKnown) {
                system.eval(t + h, next, endSlope);
                endKnown = true;
            }
        }

        /// Cubic Hermite interpolation.
        @Override
        public void interpolate(double fraction, double[] yOut) {
            evaluateEnd();
            double f2 = fraction * fraction;
            double f3 = f2 * fraction;
            terms[0] = next;
            weights[0] = 3 * f2 - 2 * f3;
            terms[1] = start;
            weights[1] = -weights[0];
            terms[2] = slopes[0];
            weights[2] = h * (fraction - 2 * f2 + f3);
            terms[3] = endSlope;
            weights[3] = h * (f3 - f2);
            Kernels.combine(yOut, start, terms, weights, 4, length);
        }
    }
}
