package adjointlab.core.family;

import adjointlab.core.adjoint.RunningCost;
import adjointlab.core.field.DenseLayer;
import adjointlab.core.field.FieldTemplate;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.ParameterLayout;
import adjointlab.core.field.VectorField;
import adjointlab.core.field.VectorField.Direction;
import adjointlab.core.math.Batch;
import adjointlab.core.math.Scratch;
import java.util.List;

/// A family whose loss also pays for the way that the states go: the mean over samples of ∫ℓdt.
///
/// @param family without that cost
/// @param cost ℓ, of states and rates alone; [RunningCost#NONE] leaves the family as it is
public record Regularized(FamilyTemplate family, RunningCost cost) implements FamilyTemplate {
    public Regularized {
        if (cost.parameters() != 0) {
            throw new IllegalArgumentException("what parameters cost is an optimizer's weight decay");
        }
    }

    @Override
    public ModelFamily build(FieldTemplate field, int dim, int outputs) {
        ModelFamily model = family.build(field, dim, outputs);
        return cost.equals(RunningCost.NONE) ? model : new Model(model, cost);
    }

    /// @param model without the cost
    /// @param cost ℓ
    private record Model(ModelFamily model, RunningCost cost) implements ModelFamily {
        @Override
        public VectorField field() {
            return new CostedField(model.field(), cost);
        }

        @Override
        public ParameterLayout parameters() {
            return model.parameters();
        }

        @Override
        public int outputDim() {
            return model.outputDim();
        }

        @Override
        public int velocityDim() {
            return model.velocityDim();
        }

        @Override
        public boolean yieldsProbabilities() {
            return model.yieldsProbabilities();
        }

        @Override
        public int costDim() {
            return 1;
        }

        @Override
        public ModelFamily withoutCost() {
            return model;
        }

        @Override
        public double runningCost(Batch yEnd, Batch gAcc) {
            double sum = 0;
            double share = 1.0 / yEnd.size();
            for (int s = 0; s < yEnd.size(); s++) {
                sum += share * yEnd.get(0, s);
                gAcc.set(0, s, gAcc.get(0, s) + share);
            }
            return sum;
        }

        @Override
        public void start(double[] theta) {
            model.start(theta);
        }

        private Batch rest(Scratch scratch, int slot, Batch whole) {
            RowViews views = scratch.memory(this, _ -> new RowViews(2));
            return views.of(slot, whole, 1, whole.dim() - 1);
        }

        @Override
        public void embed(Batch x0, double[] theta, Scratch scratch, Batch y0Out) {
            y0Out.fill(0);
            model.embed(x0, theta, scratch, rest(scratch, 0, y0Out));
        }

        @Override
        public void embedVjp(
                Batch x0, double[] theta, Batch a, Scratch scratch, Batch gxAcc, ParameterGradient gThetaAcc) {
            model.embedVjp(x0, theta, rest(scratch, 0, a), scratch, gxAcc, gThetaAcc);
        }

        @Override
        public void embedJvp(Batch x0, double[] theta, double[] thetaDot, Scratch scratch, Batch y0DotOut) {
            y0DotOut.fill(0);
            model.embedJvp(x0, theta, thetaDot, scratch, rest(scratch, 0, y0DotOut));
        }

        @Override
        public void readOut(Batch y, double[] theta, Scratch scratch, Batch outOut) {
            model.readOut(rest(scratch, 0, y), theta, scratch, outOut);
        }

        @Override
        public void readOutVjp(
                Batch y, double[] theta, Batch a, Scratch scratch, Batch gyAcc, ParameterGradient gThetaAcc) {
            model.readOutVjp(rest(scratch, 0, y), theta, a, scratch, rest(scratch, 1, gyAcc), gThetaAcc);
        }

        @Override
        public List<DenseLayer> denseLayers() {
            return model.denseLayers();
        }

        @Override
        public void embedCotangents(Batch x0, double[] theta, Batch a, Scratch scratch, DenseLayer.Listener listener) {
            model.embedCotangents(x0, theta, rest(scratch, 0, a), scratch, listener);
        }

        @Override
        public void readOutCotangents(Batch y, double[] theta, Batch a, Scratch scratch, DenseLayer.Listener listener) {
            model.readOutCotangents(rest(scratch, 0, y), theta, a, scratch, listener);
        }

        @Override
        public void readOutJvp(Batch y, double[] theta, Direction direction, Scratch scratch, Batch outDotOut) {
            Direction ofModel = new Direction(rest(scratch, 1, direction.y()), direction.theta(), direction.t());
            model.readOutJvp(rest(scratch, 0, y), theta, ofModel, scratch, outDotOut);
        }
    }
}
