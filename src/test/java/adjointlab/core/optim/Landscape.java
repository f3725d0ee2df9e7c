package adjointlab.core.optim;

import adjointlab.core.field.DenseLayer;
import java.util.List;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;

/// A loss L(θ) = ℓ(f(θ)) of predictions f with every derivative written out, for trying optimizers on. Predictions
/// are compared by half their squared distance, L = ½(f − y)ᵀH(f − y).
public abstract class Landscape {
    private final String name;

    protected Landscape(String name) {
        this.name = name;
    }

    /// Where a path starts [p].
    public abstract double[] start();

    /// f − y [m].
    public abstract double[] residual(double[] theta);

    /// J = ∂f/∂θ [m×p].
    public abstract double[][] jacobian(double[] theta);

    /// H [m×m], symmetric and positive definite.
    public abstract double[][] lossCurvature();

    /// 1/(samples · times).
    public abstract double weight();

    /// Which weights stand in dense layers.
    public abstract List<DenseLayer> layers();

    /// L.
    public final double loss(double[] theta) {
        double[] r = residual(theta);
        return 0.5 * Dense.dot(r, Dense.multiply(lossCurvature(), r));
    }

    /// ∇L = JᵀH(f − y).
    public final double[] gradient(double[] theta) {
        return Dense.multiply(Dense.transpose(jacobian(theta)), Dense.multiply(lossCurvature(), residual(theta)));
    }

    /// JᵀHJ [p×p].
    public final double[][] gaussNewton(double[] theta) {
        double[][] j = jacobian(theta);
        return Dense.multiply(Dense.transpose(j), Dense.multiply(lossCurvature(), j));
    }

    /// E[JᵀJ] [p×p].
    public final double[][] fisher(double[] theta) {
        double[][] j = jacobian(theta);
        double[][] fisher = Dense.multiply(Dense.transpose(j), j);
        for (double[] row : fisher) {
            for (int k = 0; k < row.length; k++) {
                row[k] *= weight();
            }
        }
        return fisher;
    }

    /// Some horizon, s.
    public final double horizon() {
        return 1.7;
    }

    /// Some terminal variance that changes with the weights.
    public final double terminalVariance(double[] theta) {
        return 0.5 + Dense.dot(theta, theta);
    }

    /// Some second derivative of the loss as a backward solve may have it.
    public final double[][] costCurvature(double[] theta) {
        return Dense.plusIdentity(gaussNewton(theta), 0.3);
    }

    /// Samples that layers' factors are means of.
    public final int batch() {
        return 5;
    }

    /// Times at which layers were looked at.
    public final int times(int layer) {
        return 3 + layer;
    }

    /// Δt between these times, s.
    public final double step(int layer) {
        return 0.25 / (1 + layer);
    }

    /// Some factor Σ zzᵀ [n×n] of a layer that changes with the weights.
    ///
    /// @param phase tells factors apart
    public final double[][] factor(double[] theta, int n, double phase) {
        double[][] factor = new double[n][n];
        double turn = 0;
        for (double weight : theta) {
            turn += weight;
        }
        for (int q = 1; q <= 4; q++) {
            for (int i = 0; i < n; i++) {
                for (int k = 0; k < n; k++) {
                    factor[i][k] += Math.cos(q * (i + 1) + phase + turn) * Math.cos(q * (k + 1) + phase + turn);
                }
            }
        }
        return factor;
    }

    /// What an optimizer asks for at the weights, and nothing else.
    ///
    /// @param rateFactor of the schedule
    /// @param fresh whether layers are looked at here
    public final Evidence evidence(Set<Optimizer.Need> needs, double[] theta, double rateFactor, boolean fresh) {
        double variance = needs.contains(Optimizer.Need.TERMINAL_VARIANCE) ? terminalVariance(theta) : Double.NaN;
        Evidence evidence = new Evidence().with(rateFactor, horizon(), variance).with(loss(theta));
        for (Optimizer.Need need : needs) {
            switch (need) {
                case TERMINAL_VARIANCE -> {}
                case OUTPUT_JACOBIAN -> evidence.with(new Jacobian(theta.clone()));
                case OBJECTIVE -> evidence.with(new Losses());
                case LAYER_FACTORS -> evidence.with(factors(theta, fresh));
                case COST_CURVATURE -> evidence.with(new DMatrixRMaj(costCurvature(theta)));
            }
        }
        return evidence;
    }

    private LayerFactors factors(double[] theta, boolean fresh) {
        LayerFactors factors = new LayerFactors(layers(), batch());
        for (int l = 0; l < layers().size() && fresh; l++) {
            for (int k = 0; k < times(l); k++) {
                factors.count(l, -step(l));
            }
            factors.inputs(l)
                    .setTo(new DMatrixRMaj(factor(theta, layers().get(l).width(), l)));
            factors.cotangents(l)
                    .setTo(new DMatrixRMaj(factor(theta, layers().get(l).rows(), l + 0.5)));
        }
        return factors;
    }

    @Override
    public final String toString() {
        return name;
    }

    private final class Jacobian implements OutputJacobian {
        private final double[][] j;

        Jacobian(double[] theta) {
            this.j = jacobian(theta);
        }

        @Override
        public int rows() {
            return j.length;
        }

        @Override
        public int parameters() {
            return j[0].length;
        }

        @Override
        public double weight() {
            return Landscape.this.weight();
        }

        @Override
        public DMatrixRMaj matrix() {
            return new DMatrixRMaj(j);
        }

        @Override
        public void product(double[] v, double[] out) {
            System.arraycopy(Dense.multiply(j, v), 0, out, 0, out.length);
        }

        @Override
        public void transposedProduct(double[] w, double[] out) {
            System.arraycopy(Dense.multiply(Dense.transpose(j), w), 0, out, 0, out.length);
        }

        @Override
        public void lossCurvature(double[] w, double[] out) {
            System.arraycopy(Dense.multiply(Landscape.this.lossCurvature(), w), 0, out, 0, out.length);
        }
    }

    private final class Losses implements Objective {
        @Override
        public double value(double[] theta) {
            return loss(theta);
        }

        @Override
        public double valueAndGradient(double[] theta, double[] gradientOut) {
            System.arraycopy(gradient(theta), 0, gradientOut, 0, gradientOut.length);
            return loss(theta);
        }
    }
}
