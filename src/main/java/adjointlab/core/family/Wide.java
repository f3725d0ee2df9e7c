package adjointlab.core.family;

import adjointlab.core.field.Activation;
import adjointlab.core.field.DenseLayer;
import adjointlab.core.field.FieldTemplate;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.ParameterLayout;
import adjointlab.core.field.ParameterLayout.Block;
import adjointlab.core.field.VectorField;
import adjointlab.core.math.Batch;
import adjointlab.core.math.Kernels;
import adjointlab.core.math.Matrix;
import adjointlab.core.math.Scratch;
import java.util.ArrayList;
import java.util.List;

/// A wide state between linear maps in tangent-kernel scaling: h₀ = (σ_u/√d) Ux, outputs (σ_v/√n) Vφ(h_T), with
/// standard normal weights at the start. Gao et al., "Global convergence in neural ODEs", ICLR 2025, equations (1) to
/// (3); several outputs have independent rows of V.
///
/// @param width n
/// @param sigmaU σ_u
/// @param sigmaV σ_v
/// @param activation φ of the read-out
public record Wide(int width, double sigmaU, double sigmaV, Activation activation) implements FamilyTemplate {
    @Override
    public ModelFamily build(FieldTemplate field, int dim, int outputs) {
        return new Model(this, field.build(width, width), dim, outputs);
    }

    /// The model for given inputs and outputs.
    ///
    /// @param shape width and scales
    /// @param field moves the state
    /// @param dim d
    /// @param outputDim rows of V
    public record Model(Wide shape, VectorField field, int dim, int outputDim) implements ModelFamily {
        @Override
        public ParameterLayout parameters() {
            return field.parameters()
                    .then(new ParameterLayout(List.of(Block.of("embed.U", 0, shape.width, dim))))
                    .then(new ParameterLayout(List.of(Block.of("readout.V", 0, outputDim, shape.width))));
        }

        @Override
        public int velocityDim() {
            return 0;
        }

        @Override
        public void start(double[] theta) {
            // all weights start as the initialiser filled them
        }

        private double embedScale() {
            return shape.sigmaU / Math.sqrt(dim);
        }

        private double readOutScale() {
            return shape.sigmaV / Math.sqrt(shape.width);
        }

        private Memory memory(Scratch scratch) {
            return scratch.memory(this, m -> new Memory(m.field.parameters().size(), m.shape.width * m.dim));
        }

        @Override
        public void embed(Batch x0, double[] theta, Scratch scratch, Batch y0Out) {
            Memory memory = memory(scratch);
            Kernels.multiply(memory.matrix.at(theta, memory.embed, shape.width, dim, dim), x0, y0Out);
            times(embedScale(), y0Out);
        }

        @Override
        public void embedVjp(
                Batch x0, double[] theta, Batch a, Scratch scratch, Batch gxAcc, ParameterGradient gThetaAcc) {
            Memory memory = memory(scratch);
            long mark = scratch.mark();
            Batch scaled = scratch.batch(shape.width, a.size());
            scaled.copyFrom(a);
            times(embedScale(), scaled);
            Kernels.multiplyAdd(memory.matrix.transposedAt(theta, memory.embed, shape.width, dim, dim), scaled, gxAcc);
            addOuter(scaled, x0, memory.embed, memory.matrix, gThetaAcc);
            scratch.release(mark);
        }

        @Override
        public void embedJvp(Batch x0, double[] theta, double[] thetaDot, Scratch scratch, Batch y0DotOut) {
            embed(x0, thetaDot, scratch, y0DotOut);
        }

        @Override
        public void readOut(Batch y, double[] theta, Scratch scratch, Batch outOut) {
            Memory memory = memory(scratch);
            long mark = scratch.mark();
            Batch values = scratch.batch(shape.width, y.size());
            values.copyFrom(y);
            shape.activation.values(values.data(), values.offset(), values.length(), values.data());
            Kernels.multiply(
                    memory.matrix.at(theta, memory.readOut, outputDim, shape.width, shape.width), values, outOut);
            times(readOutScale(), outOut);
            scratch.release(mark);
        }

        @Override
        public void readOutVjp(
                Batch y, double[] theta, Batch a, Scratch scratch, Batch gyAcc, ParameterGradient gThetaAcc) {
            Memory memory = memory(scratch);
            long mark = scratch.mark();
            Batch values = scratch.batch(shape.width, y.size());
            Batch slopes = scratch.batch(shape.width, y.size());
            Batch below = scratch.batch(shape.width, y.size());
            Batch scaled = scratch.batch(outputDim, y.size());
            values.copyFrom(y);
            shape.activation.valuesAndSlopes(
                    values.data(), values.offset(), values.length(), slopes.data(), slopes.offset());
            scaled.copyFrom(a);
            times(readOutScale(), scaled);
            Kernels.multiply(
                    memory.matrix.transposedAt(theta, memory.readOut, outputDim, shape.width, shape.width),
                    scaled,
                    below);
            Kernels.scale(below, slopes);
            for (int i = 0; i < below.length(); i++) {
                gyAcc.data()[gyAcc.offset() + i] += below.data()[below.offset() + i];
            }
            addOuter(scaled, values, memory.readOut, memory.matrix, gThetaAcc);
            scratch.release(mark);
        }

        @Override
        public void readOutJvp(
                Batch y, double[] theta, VectorField.Direction direction, Scratch scratch, Batch outOut) {
            Memory memory = memory(scratch);
            long mark = scratch.mark();
            Batch values = scratch.batch(shape.width, y.size());
            Batch slopes = scratch.batch(shape.width, y.size());
            values.copyFrom(y);
            shape.activation.valuesAndSlopes(
                    values.data(), values.offset(), values.length(), slopes.data(), slopes.offset());
            Kernels.scale(slopes, direction.y());
            int n = shape.width;
            Kernels.multiply(memory.matrix.at(direction.theta(), memory.readOut, outputDim, n, n), values, outOut);
            Kernels.multiplyAdd(memory.matrix.at(theta, memory.readOut, outputDim, n, n), slopes, outOut);
            times(readOutScale(), outOut);
            scratch.release(mark);
        }

        @Override
        public List<DenseLayer> denseLayers() {
            int own = field.parameters().size();
            List<DenseLayer> layers = new ArrayList<>(field.denseLayers());
            layers.add(new DenseLayer(own, shape.width, dim, false, -1));
            layers.add(new DenseLayer(own + shape.width * dim, outputDim, shape.width, false, -1));
            return layers;
        }

        /// The scale in front of U belongs to the cotangent.
        @Override
        public void embedCotangents(Batch x0, double[] theta, Batch a, Scratch scratch, DenseLayer.Listener listener) {
            long mark = scratch.mark();
            Batch scaled = scratch.batch(shape.width, a.size());
            scaled.copyFrom(a);
            times(embedScale(), scaled);
            listener.layer(field.denseLayers().size(), x0, 0, scaled);
            scratch.release(mark);
        }

        @Override
        public void readOutCotangents(Batch y, double[] theta, Batch a, Scratch scratch, DenseLayer.Listener listener) {
            long mark = scratch.mark();
            Batch values = scratch.batch(shape.width, y.size());
            Batch scaled = scratch.batch(outputDim, y.size());
            values.copyFrom(y);
            shape.activation.values(values.data(), values.offset(), values.length(), values.data());
            scaled.copyFrom(a);
            times(readOutScale(), scaled);
            listener.layer(field.denseLayers().size() + 1, values, 0, scaled);
            scratch.release(mark);
        }

        private static void addOuter(Batch a, Batch x, int at, Matrix matrix, ParameterGradient gThetaAcc) {
            if (!gThetaAcc.perSample()) {
                Kernels.outerProductAdd(
                        a, x, matrix.at(gThetaAcc.data(), gThetaAcc.row(0) + at, a.dim(), x.dim(), x.dim()));
                return;
            }
            for (int s = 0; s < a.size(); s++) {
                for (int i = 0; i < a.dim(); i++) {
                    for (int k = 0; k < x.dim(); k++) {
                        gThetaAcc.add(s, at + i * x.dim() + k, a.get(i, s) * x.get(k, s));
                    }
                }
            }
        }

        private static void times(double factor, Batch batch) {
            for (int i = batch.offset(); i < batch.offset() + batch.length(); i++) {
                batch.data()[i] *= factor;
            }
        }
    }

    /// What a thread needs beside batches.
    private static final class Memory {
        private final Matrix matrix = new Matrix();
        private final int embed;
        private final int readOut;

        Memory(int embed, int size) {
            this.embed = embed;
            this.readOut = embed + size;
        }
    }
}
