package adjointlab.core.net;

import adjointlab.core.field.DenseLayer;
import adjointlab.core.field.DensityWork;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.VectorField;
import adjointlab.core.kernel.Batch;
import java.util.Arrays;

/// The density's work with any part, from its directions and their way back alone: Jε is a direction, and what εᵀJε
/// is worth goes back through it.
final class PartDensity implements DensityWork {
    private final Part part;
    private final Part.Work work;
    private final int dim;
    private final int samples;
    private final Trail trail;
    private final Batch x;
    private final Batch f;
    /// Jεᵢ.
    private final Batch[] products;
    /// Cotangent of f, which one of the probes takes along.
    private final Batch ofF;
    private final Batch gx;
    private final Batch none;
    private final Batch ofProduct;
    private final Batch gDot;
    private final Part.Pull pull;
    private final Batch unused;
    private final ToldLayers told;
    private Part.Tangent[] tangents = new Part.Tangent[0];
    private Batch[] probes = new Batch[0];
    private double t;
    private double[] theta = {};
    /// The probe whose direction was gone last; −1 for none of them.
    private int current = -1;

    PartDensity(Part part, int samples, int probes) {
        this.part = part;
        this.samples = samples;
        dim = part.out().size();
        told = new ToldLayers(part.layers().size());
        work = part.prepare(samples);
        trail = new Trail().at(new double[work.trailLength()], 0);
        x = new Batch(dim, samples);
        f = new Batch(dim, samples);
        ofF = new Batch(dim, samples);
        gx = new Batch(dim, samples);
        none = new Batch(dim, samples);
        gDot = new Batch(dim, samples);
        unused = new Batch(dim, samples);
        products = new Batch[probes];
        Arrays.setAll(products, _ -> new Batch(dim, samples));
        ofProduct = new Batch(dim, samples);
        pull = new Part.Pull(ofF, ofProduct, gx, gDot);
    }

    @Override
    public void bind(double[] theta) {
        work.bind(theta, 0);
    }

    @Override
    public void forward(double t, Batch y, double[] theta, Batch[] probes) {
        this.t = t;
        this.theta = theta;
        if (this.probes != probes) {
            this.probes = probes;
            tangents = Arrays.stream(probes).map(Part.Tangent::of).toArray(Part.Tangent[]::new);
        }
        x.repoint(y.data(), y.offset());
        work.up(t, x, trail, f);
        current = -1;
        for (int i = 0; i < probes.length; i++) {
            direct(i);
        }
    }

    private void direct(int i) {
        if (current != i) {
            work.along(t, x, trail, tangents[i], products[i]);
            current = i;
        }
    }

    @Override
    public void write(Batch dyOut) {
        System.arraycopy(f.data(), f.offset(), dyOut.data(), dyOut.offset(), f.length());
        int at = dyOut.row(dim);
        int stride = f.stride();
        Arrays.fill(dyOut.data(), at, at + stride, 0);
        double[] out = dyOut.data();
        for (int i = 0; i < products.length; i++) {
            double[] e = probes[i].data();
            double[] je = products[i].data();
            for (int c = 0; c < dim; c++) {
                int row = probes[i].row(c);
                for (int s = 0; s < stride; s++) {
                    out[at + s] -= e[row + s] * je[row + s];
                }
            }
        }
    }

    /// Sets what goes back through the i-th direction. The last one, which is still at hand, takes f along.
    private void take(Batch a, int i) {
        Batch own = i == products.length - 1 ? a : none;
        ofF.repoint(own.data(), own.offset());
        int ofTrace = a.row(dim);
        double[] cotangent = a.data();
        double[] e = probes[i].data();
        double[] out = ofProduct.data();
        for (int c = 0; c < dim; c++) {
            int row = probes[i].row(c);
            for (int s = 0; s < a.stride(); s++) {
                out[row + s] = -cotangent[ofTrace + s] * e[row + s];
            }
        }
        gDot.fill(0);
    }

    @Override
    public double back(Batch a, Batch gyAcc, ParameterGradient gThetaAcc) {
        gx.repoint(gyAcc.data(), gyAcc.offset());
        double timePart = 0;
        for (int i = products.length - 1; i >= 0; i--) {
            direct(i);
            take(a, i);
            timePart += work.backAlong(t, x, trail, probes[i], pull, gThetaAcc);
        }
        return timePart;
    }

    /// How f changes is a direction; how the trace does, its gradient times the direction, a sample at a time.
    @Override
    public void along(VectorField.Direction direction, Batch dfOut) {
        Batch xDot = new Batch(dim, samples, direction.y().data(), direction.y().offset());
        Batch fDot = new Batch(dim, samples, dfOut.data(), dfOut.offset());
        work.along(t, x, trail, new Part.Tangent(xDot, direction.theta(), direction.t()), fDot);
        current = -1;
        Part.Work single = part.prepare(1);
        single.bind(theta, 0);
        Trail own = new Trail().at(new double[single.trailLength()], 0);
        Batch zero = new Batch(dim, 1);
        Batch out = new Batch(dim, 1);
        for (int s = 0; s < samples; s++) {
            Batch place = column(x, s);
            Batch ofPlace = new Batch(dim, 1);
            ParameterGradient ofTheta = new ParameterGradient(1, direction.theta().length);
            double ofTime = 0;
            single.up(t, place, own, out);
            for (Batch probe : probes) {
                Batch e = column(probe, s);
                Batch aDot = new Batch(dim, 1);
                for (int i = 0; i < dim; i++) {
                    aDot.set(i, 0, -e.get(i, 0));
                }
                single.along(t, place, own, Part.Tangent.of(e), out);
                Part.Pull pull = new Part.Pull(zero, aDot, ofPlace, new Batch(dim, 1));
                ofTime += single.backAlong(t, place, own, e, pull, ofTheta);
            }
            double sum = ofTime * direction.t();
            for (int i = 0; i < dim; i++) {
                sum += ofPlace.get(i, 0) * xDot.get(i, s);
            }
            for (int j = 0; j < direction.theta().length; j++) {
                sum += ofTheta.data()[j] * direction.theta()[j];
            }
            dfOut.set(dim, s, sum);
        }
        Arrays.fill(
                dfOut.data(), dfOut.row(dim) + samples, dfOut.row(dim) + dfOut.stride(), dfOut.get(dim, samples - 1));
    }

    private static Batch column(Batch batch, int s) {
        Batch column = new Batch(batch.dim(), 1);
        for (int i = 0; i < batch.dim(); i++) {
            column.set(i, 0, batch.get(i, s));
        }
        column.padState();
        return column;
    }

    /// Each layer once, with the sum of what the probes tell.
    @Override
    public void tell(Batch a, DenseLayer.Listener listener) {
        gx.repoint(unused.data(), unused.offset());
        told.begin(listener);
        for (int i = products.length - 1; i >= 0; i--) {
            direct(i);
            take(a, i);
            told.next(i == 0);
            work.tellAlong(t, x, trail, probes[i], pull, 0, told);
        }
    }
}
