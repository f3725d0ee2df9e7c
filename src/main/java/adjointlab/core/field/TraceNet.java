package adjointlab.core.field;

import adjointlab.core.field.Activation.Riccati;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Kernels;
import adjointlab.core.math.Matrix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A perceptron's outputs and Σᵢ εᵢᵀJεᵢ of its Jacobian J for given probes εᵢ, with the derivatives of both; the
/// working memory of one thread for batches of one size.
///
/// Forward, tangents go with the values: zₗ = Wₗhₗ₋₁ + bₗ, hₗ = σ(zₗ), uₗ = Wₗḣₗ₋₁, ḣₗ = σ′(zₗ) ∘ uₗ with ḣ₀ = ε.
/// Backward, with v̄ the cotangent of v: ūₗ = σ′ ∘ ḣ̄ₗ, z̄ₗ = σ′ ∘ h̄ₗ + σ″ ∘ Σ uₗ ∘ ḣ̄ₗ, W̄ₗ = z̄ₗhₗ₋₁ᵀ + Σ ūₗḣₗ₋₁ᵀ.
/// Where σ solves a Riccati equation, h and ḣ are all that is kept of a layer, since σ″ ∘ u = (σ″/σ′) ∘ ḣ.
final class TraceNet {
    private final List<Activation> activations;
    private final int samples;
    private final int products;
    private final int[] widths;
    private final int[] offsets;
    private final double[] weights;
    private final double[] weightsDot;
    private final Matrix matrix = new Matrix();

    // by layer, those of the first index from 1 on; h[0] and hDot[0] are given
    private final Batch[] h;
    private final @Nullable Riccati[] riccati;
    private final Batch[][] hDot;
    private final Batch[][] u;
    private final Batch[] slopes;
    private final Batch[] curvatures;
    /// Cotangents backward, or changes along a direction.
    private final Batch[] hBar;
    private final Batch[][] hDotBar;
    private Batch[] probes = {};

    TraceNet(Mlp net, int samples, int products) {
        this.activations = net.activations();
        this.samples = samples;
        this.products = products;
        int layers = activations.size();
        widths = net.widths().stream().mapToInt(Integer::intValue).toArray();
        offsets = new int[layers + 1];
        for (int l = 0; l < layers; l++) {
            offsets[l + 1] = offsets[l] + widths[l + 1] * (widths[l] + 1);
        }
        weights = new double[offsets[layers]];
        weightsDot = new double[weights.length];
        h = new Batch[layers + 1];
        riccati = new Riccati[layers + 1];
        slopes = new Batch[layers + 1];
        curvatures = new Batch[layers + 1];
        hBar = new Batch[layers + 1];
        hDot = new Batch[layers + 1][products];
        u = new Batch[layers + 1][products];
        hDotBar = new Batch[layers + 1][products];
        for (int l = 1; l <= layers; l++) {
            int width = widths[l];
            boolean curved = activations.get(l - 1) != StandardActivations.IDENTITY;
            riccati[l] = activations.get(l - 1).riccati().orElse(null);
            boolean kept = curved && riccati[l] == null;
            h[l] = new Batch(width, samples);
            hBar[l] = new Batch(width, samples);
            slopes[l] = new Batch(kept ? width : 0, samples);
            curvatures[l] = new Batch(kept ? width : 0, samples);
            for (int i = 0; i < products; i++) {
                u[l][i] = new Batch(width, samples);
                hDot[l][i] = kept ? new Batch(width, samples) : u[l][i];
                hDotBar[l][i] = new Batch(width, samples);
            }
        }
    }

    int samples() {
        return samples;
    }

    /// The perceptron's weights, to be set before [#forward].
    double[] weights() {
        return weights;
    }

    /// A change of the weights, to be set before [#tangent].
    double[] weightsDot() {
        return weightsDot;
    }

    private int layers() {
        return activations.size();
    }

    private boolean curved(int l) {
        return activations.get(l - 1) != StandardActivations.IDENTITY;
    }

    private Matrix weights(double[] from, int l) {
        return matrix.at(from, offsets[l - 1], widths[l], widths[l - 1], widths[l - 1]);
    }

    private Matrix transposed(int l) {
        return matrix.transposedAt(weights, offsets[l - 1], widths[l], widths[l - 1], widths[l - 1]);
    }

    private int bias(int l) {
        return offsets[l - 1] + widths[l] * widths[l - 1];
    }

    /// Values and tangents at x.
    ///
    /// @param x [d×n], must stay as it is until the derivatives are had
    /// @param probes ε, each [d×n]
    void forward(Batch x, Batch[] probes) {
        this.probes = probes;
        h[0] = x;
        hDot[0] = probes;
        for (int l = 1; l <= layers(); l++) {
            Kernels.affine(weights(weights, l), weights, bias(l), h[l - 1], h[l]);
            for (int i = 0; i < products; i++) {
                Kernels.multiply(weights(weights, l), hDot[l - 1][i], u[l][i]);
            }
            if (curved(l)) {
                activate(l);
            }
        }
    }

    private void activate(int l) {
        Activation activation = activations.get(l - 1);
        double[] values = h[l].data();
        Riccati equation = riccati[l];
        if (equation == null) {
            activation.withDerivatives(values, slopes[l].data(), curvatures[l].data(), values.length);
            for (int i = 0; i < products; i++) {
                product(slopes[l].data(), u[l][i].data(), hDot[l][i].data());
            }
            return;
        }
        activation.values(values, 0, values.length, values);
        if (products == 2) {
            timesSlopes(equation, values, u[l][0].data(), u[l][1].data());
            return;
        }
        for (int i = 0; i < products; i++) {
            timesSlopes(equation, values, u[l][i].data());
        }
    }

    private static void timesSlopes(Riccati equation, double[] values, double[] v) {
        double c0 = equation.constant();
        double c1 = equation.linear();
        double c2 = equation.square();
        for (int j = 0; j < v.length; j++) {
            double x = values[j];
            v[j] *= c0 + x * (c1 + c2 * x);
        }
    }

    /// Both in one pass, because the arrays of the plane's two products do not all fit into the nearer caches.
    private static void timesSlopes(Riccati equation, double[] values, double[] v, double[] w) {
        double c0 = equation.constant();
        double c1 = equation.linear();
        double c2 = equation.square();
        for (int j = 0; j < v.length; j++) {
            double x = values[j];
            double slope = c0 + x * (c1 + c2 * x);
            v[j] *= slope;
            w[j] *= slope;
        }
    }

    private static void product(double[] a, double[] b, double[] out) {
        for (int j = 0; j < out.length; j++) {
            out[j] = a[j] * b[j];
        }
    }

    /// The perceptron's output [d×n].
    Batch output() {
        return h[layers()];
    }

    /// How the output changes, after [#tangent].
    Batch outputDot() {
        return hBar[layers()];
    }

    /// Writes a multiple of Σ εᵢᵀJεᵢ for each sample.
    ///
    /// @param out [stride] from `offset`, overwritten
    void trace(double[] out, int offset, double factor) {
        sum(hDot[layers()], out, offset, factor);
    }

    /// How [#trace] changes, after [#tangent].
    void traceDot(double[] out, int offset, double factor) {
        sum(hDotBar[layers()], out, offset, factor);
    }

    private void sum(Batch[] last, double[] out, int offset, double factor) {
        int stride = h[layers()].stride();
        java.util.Arrays.fill(out, offset, offset + stride, 0);
        for (int i = 0; i < products; i++) {
            double[] e = probes[i].data();
            double[] je = last[i].data();
            for (int j = 0; j < e.length; j += stride) {
                for (int s = 0; s < stride; s++) {
                    out[offset + s] += factor * e[j + s] * je[j + s];
                }
            }
        }
    }

    /// Sets the cotangents of the outputs.
    ///
    /// @param a of the perceptron's output [d×n], padding zero
    /// @param ofTrace of the trace, a multiple of what stands here for each sample from `offset` on
    void top(Batch a, double[] ofTrace, int offset, double factor) {
        hBar[layers()].copyFrom(a);
        int stride = a.stride();
        for (int i = 0; i < products; i++) {
            double[] e = probes[i].data();
            double[] out = hDotBar[layers()][i].data();
            for (int j = 0; j < e.length; j += stride) {
                for (int s = 0; s < stride; s++) {
                    out[j + s] = factor * ofTrace[offset + s] * e[j + s];
                }
            }
        }
    }

    /// From the cotangents that [#top] set to those of x and the weights.
    ///
    /// @param gxAcc [d×n], added to
    /// @param gradient by the weights, added to
    void backward(Batch gxAcc, ParameterGradient gradient) {
        back(gxAcc, gradient, null);
    }

    /// From the cotangents that [#top] set to what each layer's output before its activation is worth.
    void backward(DenseLayer.Listener listener) {
        back(null, null, listener);
    }

    private void back(
            @Nullable Batch gxAcc, @Nullable ParameterGradient gradient, DenseLayer.@Nullable Listener listener) {
        for (int l = layers(); l >= 1; l--) {
            if (curved(l)) {
                throughActivation(l);
            }
            if (listener != null) {
                listener.layer(l - 1, h[l - 1], 0, hBar[l]);
            }
            if (gradient != null) {
                addGradient(l, gradient);
            }
            if (l > 1) {
                Kernels.multiply(transposed(l), hBar[l], hBar[l - 1]);
                for (int i = 0; i < products; i++) {
                    Kernels.multiply(transposed(l), hDotBar[l][i], hDotBar[l - 1][i]);
                }
            } else if (gxAcc != null) {
                Kernels.multiplyAdd(transposed(l), hBar[l], gxAcc);
            }
        }
    }

    /// From h̄ and ḣ̄ to z̄ and ū, in their places.
    private void throughActivation(int l) {
        Riccati equation = riccati[l];
        double[] bar = hBar[l].data();
        if (equation != null) {
            if (products == 2) {
                back(equation, h[l].data(), bar, hDot[l], hDotBar[l]);
            } else {
                backOneByOne(equation, h[l].data(), bar, hDot[l], hDotBar[l]);
            }
            return;
        }
        double[] slope = slopes[l].data();
        double[] curvature = curvatures[l].data();
        product(slope, bar, bar);
        for (int i = 0; i < products; i++) {
            double[] before = u[l][i].data();
            double[] dotBar = hDotBar[l][i].data();
            for (int j = 0; j < bar.length; j++) {
                double g = dotBar[j];
                bar[j] += curvature[j] * before[j] * g;
                dotBar[j] = slope[j] * g;
            }
        }
    }

    private static void back(Riccati equation, double[] values, double[] bar, Batch[] dots, Batch[] dotBars) {
        double c0 = equation.constant();
        double c1 = equation.linear();
        double c2 = equation.square();
        double[] u0 = dots[0].data();
        double[] u1 = dots[1].data();
        double[] g0 = dotBars[0].data();
        double[] g1 = dotBars[1].data();
        for (int j = 0; j < bar.length; j++) {
            double x = values[j];
            double slope = c0 + x * (c1 + c2 * x);
            bar[j] = slope * bar[j] + (c1 + 2 * c2 * x) * (u0[j] * g0[j] + u1[j] * g1[j]);
            g0[j] *= slope;
            g1[j] *= slope;
        }
    }

    private static void backOneByOne(Riccati equation, double[] values, double[] bar, Batch[] dots, Batch[] dotBars) {
        timesSlopes(equation, values, bar);
        double c1 = equation.linear();
        double c2 = equation.square();
        for (int i = 0; i < dots.length; i++) {
            double[] dot = dots[i].data();
            double[] g = dotBars[i].data();
            for (int j = 0; j < bar.length; j++) {
                bar[j] += (c1 + 2 * c2 * values[j]) * dot[j] * g[j];
            }
            timesSlopes(equation, values, g);
        }
    }

    private void addGradient(int l, ParameterGradient gradient) {
        if (gradient.perSample()) {
            for (int s = 0; s < samples; s++) {
                addSample(l, s, gradient);
            }
            return;
        }
        int at = gradient.row(0);
        double[] data = gradient.data();
        Kernels.rowSumsAdd(hBar[l], data, at + bias(l));
        int columns = widths[l - 1];
        matrix.at(data, at + offsets[l - 1], widths[l], columns, columns);
        Kernels.outerProductAdd(hBar[l], h[l - 1], matrix);
        for (int i = 0; i < products; i++) {
            Kernels.outerProductAdd(hDotBar[l][i], hDot[l - 1][i], matrix);
        }
    }

    private void addSample(int l, int s, ParameterGradient gradient) {
        int columns = widths[l - 1];
        for (int r = 0; r < widths[l]; r++) {
            double ofZ = hBar[l].get(r, s);
            gradient.add(s, bias(l) + r, ofZ);
            for (int k = 0; k < columns; k++) {
                double sum = ofZ * h[l - 1].get(k, s);
                for (int i = 0; i < products; i++) {
                    sum += hDotBar[l][i].get(r, s) * hDot[l - 1][i].get(k, s);
                }
                gradient.add(s, offsets[l - 1] + r * columns + k, sum);
            }
        }
    }

    /// How outputs and trace change along ẋ and the change of the weights; after [#forward].
    ///
    /// @param xDot [d×n]
    void tangent(Batch xDot) {
        hBar[0] = xDot;
        for (int l = 1; l <= layers(); l++) {
            Kernels.affine(weights(weightsDot, l), weightsDot, bias(l), h[l - 1], hBar[l]);
            Kernels.multiplyAdd(weights(weights, l), hBar[l - 1], hBar[l]);
            for (int i = 0; i < products; i++) {
                Kernels.multiply(weights(weightsDot, l), hDot[l - 1][i], hDotBar[l][i]);
                if (l > 1) {
                    Kernels.multiplyAdd(weights(weights, l), hDotBar[l - 1][i], hDotBar[l][i]);
                }
            }
            if (curved(l)) {
                changeThroughActivation(l);
            }
        }
    }

    private void changeThroughActivation(int l) {
        Riccati equation = riccati[l];
        double[] change = hBar[l].data();
        for (int i = 0; i < products; i++) {
            double[] dot = hDotBar[l][i].data();
            if (equation == null) {
                double[] before = u[l][i].data();
                for (int j = 0; j < dot.length; j++) {
                    dot[j] = slopes[l].data()[j] * dot[j] + curvatures[l].data()[j] * change[j] * before[j];
                }
            } else {
                timesSlopes(equation, h[l].data(), dot);
                for (int j = 0; j < dot.length; j++) {
                    double ratio = equation.linear() + 2 * equation.square() * h[l].data()[j];
                    dot[j] += ratio * change[j] * hDot[l][i].data()[j];
                }
            }
        }
        if (equation == null) {
            product(slopes[l].data(), change, change);
        } else {
            timesSlopes(equation, h[l].data(), change);
        }
    }
}
