package adjointlab.core.curvature;

import adjointlab.core.adjoint.AdjointListener;
import adjointlab.core.family.Model;
import adjointlab.core.field.DenseLayer;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import adjointlab.core.optim.LayerFactors;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.rollout.Pipeline;
import adjointlab.core.rollout.Rollout;
import java.util.Arrays;
import java.util.List;

/// Gathers [LayerFactors] while the adjoint is solved backward, at t₁ − jΔt for j = 1 … N as in Algorithm 1 of Liu,
/// Chen and Theodorou, NeurIPS 2021; its memory does not grow with the number of steps.
public final class LayerGatherer implements AdjointListener {
    private static final double[] NEVER = {};

    private final Model family;
    private final Rollout rollout;
    private final LayerFactors factors;
    private final boolean beyondField;
    private final double[] grid;
    private final double step;
    private final Scratch scratch;
    private final Gram gram = new Gram();
    /// Of each layer, columns that were told since it was counted last.
    private final int[] told;
    private final DenseLayer.Listener adder = this::add;
    private double[] theta = new double[0];
    private boolean asleep = true;
    private double weight = 1;

    /// Of all layers.
    ///
    /// @param family the model
    /// @param pipeline that goes back
    /// @param sampling at which times
    /// @throws IllegalArgumentException if the model has no dense layers or convolutions
    public LayerGatherer(Model family, Pipeline pipeline, LayerFactors.Sampling sampling) {
        this(family, pipeline, sampling, family.denseLayers());
    }

    /// @param family the model
    /// @param pipeline that goes back
    /// @param sampling at which times
    /// @param layers of which factors are wanted: all of the model's, or the field's
    /// @throws IllegalArgumentException if the model has no dense layers or convolutions
    public LayerGatherer(Model family, Pipeline pipeline, LayerFactors.Sampling sampling, List<DenseLayer> layers) {
        ProblemData data = pipeline.data();
        if (layers.isEmpty()) {
            throw new IllegalArgumentException(
                    "this model has no dense layers or convolutions whose statistics could be gathered");
        }
        this.family = family;
        this.rollout = pipeline.rollout();
        this.scratch = pipeline.work().scratch();
        this.factors = new LayerFactors(layers, data.samples());
        this.beyondField = layers.size() > family.field().denseLayers().size();
        this.told = new int[factors.layers().size()];
        double span = data.end() - data.start();
        int times = (int) Math.clamp(Math.rint(Math.abs(span) / sampling.step()), 1, 1_000_000);
        this.step = span / times;
        this.grid = new double[times];
        for (int j = 1; j <= times; j++) {
            grid[j - 1] = j == times ? data.start() : data.end() - j * step;
        }
    }

    /// What was gathered; owned by this.
    public LayerFactors factors() {
        return factors;
    }

    /// Forgets what was gathered.
    ///
    /// @param theta weights [p] of the coming backward solve, not copied
    /// @param wanted whether to gather during it
    public void begin(double[] theta, boolean wanted) {
        this.theta = theta;
        asleep = !wanted;
        factors.clear();
    }

    @Override
    public void adjoint(double t, Batch a) {}

    @Override
    public double[] sampleTimes() {
        return asleep ? NEVER : grid;
    }

    @Override
    public void sample(double t, Batch y, Batch a) {
        weight = step;
        rollout.fieldAt(t).layerCotangents(t, y, theta, a, scratch, adder);
    }

    /// The layers of encoder and decoder, once the backward solve is done; nothing where the field's alone are
    /// wanted.
    ///
    /// @param pipeline whose last evaluation was with the weights of [#begin]
    public void gatherEnds(Pipeline pipeline) {
        if (!beyondField) {
            return;
        }
        weight = 1;
        ProblemData data = pipeline.data();
        for (int i = 0; i < data.times().length; i++) {
            family.readOutCotangents(rollout.state(i), theta, pipeline.ofPrediction(i, theta), scratch, adder);
        }
        family.embedCotangents(data.initial(), theta, rollout.gradY0(), scratch, adder);
    }

    /// Whether the coming backward solve is not gathered from.
    public boolean asleep() {
        return asleep;
    }

    private void add(int index, Batch input, double time, Batch g) {
        DenseLayer layer = factors.layers().get(index);
        int n = factors.batch();
        int columns = g.size();
        long mark = scratch.mark();
        int width = layer.width();
        Batch z = scratch.batch(width, columns);
        for (int i = 0; i < width; i++) {
            if (i < layer.inputs()) {
                System.arraycopy(input.data(), input.row(i), z.data(), z.row(i), columns);
            } else {
                double value = i < layer.columns() ? time : 1;
                Arrays.fill(z.data(), z.row(i), z.row(i) + columns, value);
            }
        }
        z.padCotangent();
        // a mean of zzᵀ over the batch and over locations
        scale(z, 1 / Math.sqrt((double) n * layer.locations()), z);
        gram.add(z, factors.inputs(index));
        // the cotangent of a mean over the batch is 1/n of a sample's own; n of the n·n are taken back by the
        // mean
        Batch own = scratch.batch(layer.rows(), columns);
        scale(g, Math.sqrt((double) n / layer.locations()), own);
        gram.add(own, factors.cotangents(index));
        scratch.release(mark);
        told[index] += columns;
        if (told[index] == n * layer.locations()) {
            Gram.complete(factors.inputs(index));
            Gram.complete(factors.cotangents(index));
            factors.count(index, weight);
            told[index] = 0;
        }
    }

    private static void scale(Batch from, double factor, Batch out) {
        for (int i = 0; i < from.length(); i++) {
            out.data()[out.offset() + i] = factor * from.data()[from.offset() + i];
        }
    }
}
