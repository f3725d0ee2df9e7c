package adjointlab.core.field;

import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;

/// A field that is, at any one time, a plain perceptron whose weights follow from the time and θ. What can be said of a
/// perceptron, for instance the trace of its Jacobian, can then be said of all such fields at once.
public interface LayeredField extends TracedField {
    /// The perceptron, without time; its parameters are the weights that [#weightsAt] gives.
    Mlp net();

    /// The perceptron's weights at a time.
    ///
    /// @param t s
    /// @param theta holds this field's parameters from `at` on, not modified
    /// @param weightsOut [weights], overwritten
    void weightsAt(double t, double[] theta, int at, double[] weightsOut);

    /// From a gradient by the perceptron's weights to one by θ and t.
    ///
    /// @param t s
    /// @param theta holds this field's parameters from `at` on, not modified
    /// @param gradient by the weights, from `gradientAt` on, not modified
    /// @param gThetaAcc by this field's parameters, from `gThetaAt` on, added to
    /// @return the derivative by t
    double weightsVjp(
            double t, double[] theta, int at, double[] gradient, int gradientAt, double[] gThetaAcc, int gThetaAt);

    /// How the perceptron's weights change along a direction.
    ///
    /// @param t s
    /// @param theta holds this field's parameters from `at` on
    /// @param thetaDot θ̇, likewise
    /// @param tDot ṫ
    /// @param weightsDotOut [weights], overwritten
    void weightsJvp(double t, double[] theta, int at, double[] thetaDot, double tDot, double[] weightsDotOut);

    /// Tells of [#denseLayers] what is known of a layer of the perceptron.
    ///
    /// @param t s
    /// @param theta holds this field's parameters from `at` on
    /// @param l index of the perceptron's layer
    /// @param input what goes into it
    /// @param g cotangent of what comes out before its activation, padding zero
    /// @param scratch working memory
    /// @param listener told
    default void tellLayer(
            double t,
            double[] theta,
            int at,
            int l,
            Batch input,
            Batch g,
            Scratch scratch,
            DenseLayer.Listener listener) {
        listener.layer(l, input, t, g);
    }

    @Override
    default DensityWork prepareDensity(int samples, int probes) {
        return new LayeredDensity(this, samples, probes);
    }

    @Override
    default int dim() {
        return net().dim();
    }

    @Override
    default int inputDim() {
        return net().inputDim();
    }

    @Override
    default void eval(double t, Batch y, double[] theta, Scratch scratch, Batch dyOut) {
        FrozenNet frozen = FrozenNet.of(this, t, theta, scratch);
        frozen.net.eval(t, y, frozen.weights, scratch, dyOut);
    }

    @Override
    default double vjp(
            double t, Batch y, double[] theta, Batch a, Scratch scratch, Batch gyAcc, ParameterGradient gThetaAcc) {
        FrozenNet frozen = FrozenNet.of(this, t, theta, scratch);
        ParameterGradient gradient = frozen.gradient(gThetaAcc.rows());
        frozen.net.vjp(t, y, frozen.weights, a, scratch, gyAcc, gradient);
        return frozen.passOn(this, t, theta, gradient, gThetaAcc);
    }

    @Override
    default double evalAndVjp(
            double t,
            Batch y,
            double[] theta,
            Batch a,
            Scratch scratch,
            Batch dyOut,
            Batch gyAcc,
            ParameterGradient gThetaAcc) {
        FrozenNet frozen = FrozenNet.of(this, t, theta, scratch);
        ParameterGradient gradient = frozen.gradient(gThetaAcc.rows());
        frozen.net.evalAndVjp(t, y, frozen.weights, a, scratch, dyOut, gyAcc, gradient);
        return frozen.passOn(this, t, theta, gradient, gThetaAcc);
    }

    @Override
    default int recordLength(int samples) {
        return net().recordLength(samples);
    }

    @Override
    default void evalAndRecord(double t, Batch y, double[] theta, Scratch scratch, Batch dyOut, double[] recordOut) {
        FrozenNet frozen = FrozenNet.of(this, t, theta, scratch);
        frozen.net.evalAndRecord(t, y, frozen.weights, scratch, dyOut, recordOut);
    }

    @Override
    default double vjpFromRecord(
            double t,
            Batch y,
            double[] theta,
            Batch a,
            Scratch scratch,
            double[] record,
            Batch gyAcc,
            ParameterGradient gThetaAcc) {
        FrozenNet frozen = FrozenNet.of(this, t, theta, scratch);
        ParameterGradient gradient = frozen.gradient(gThetaAcc.rows());
        frozen.net.vjpFromRecord(t, y, frozen.weights, a, scratch, record, gyAcc, gradient);
        return frozen.passOn(this, t, theta, gradient, gThetaAcc);
    }

    @Override
    default void jvp(double t, Batch y, double[] theta, Direction direction, Scratch scratch, Batch dfOut) {
        FrozenNet frozen = FrozenNet.of(this, t, theta, scratch);
        weightsJvp(t, theta, 0, direction.theta(), direction.t(), frozen.weightsDot);
        frozen.net.jvp(t, y, frozen.weights, new Direction(direction.y(), frozen.weightsDot, 0), scratch, dfOut);
    }

    @Override
    default void layerCotangents(
            double t, Batch y, double[] theta, Batch a, Scratch scratch, DenseLayer.Listener listener) {
        FrozenNet frozen = FrozenNet.of(this, t, theta, scratch);
        frozen.net.layerCotangents(t, y, frozen.weights, a, scratch, frozen.teller.to(t, theta, scratch, listener));
    }
}
