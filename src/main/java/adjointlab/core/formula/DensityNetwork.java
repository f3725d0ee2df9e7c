package adjointlab.core.formula;

import adjointlab.core.field.ParameterGradient;
import adjointlab.core.kernel.Batch;
import adjointlab.core.net.Part;
import adjointlab.core.net.Part.Pull;
import adjointlab.core.net.Part.Tangent;
import adjointlab.core.net.ToldLayers;
import adjointlab.core.net.Trail;
import org.jspecify.annotations.Nullable;

/// A network within a formula at work with how its values change along probes: q̇ᵢ goes in beside q, and N′(q)q̇ᵢ comes
/// out beside N(q).
final class DensityNetwork {
    private final Part.Work work;
    private final Trail trail;
    /// q, then q̇ᵢ for each probe, and their cotangents.
    private final Batch taken;
    private final Batch ofTaken;
    private final Batch q;
    private final Batch[] qDots;
    private final Batch value;
    private final Batch[] dots;
    private final Tangent[] tangents;
    private final Rows rows;
    private final DensityCode.Network network;
    /// What goes back through one probe after another; the last one, which comes first, takes the value's along.
    private final Pull pull;
    private final Batch ofValue;
    private final Batch ofDot;
    private final Batch ofQDot;
    private final Batch none;
    /// The probe whose direction was gone last.
    private int current;

    /// Where all networks of a formula keep what they give.
    ///
    /// @param given values, then how they change along each probe [((1+probes)·count)×n]
    /// @param ofGiven cotangents, likewise
    /// @param count components of all networks
    record Rows(Batch given, Batch ofGiven, int count) {
        /// @param probe −1 for values
        Batch of(Batch all, DensityCode.Network network, int probe) {
            return view(all, row(network, probe), network.outputs());
        }

        int row(DensityCode.Network network, int probe) {
            return (1 + probe) * count + network.row();
        }
    }

    DensityNetwork(DensityCode.Network network, Part part, Rows rows, int probes) {
        int samples = rows.given.size();
        int inputs = network.inputs();
        work = part.prepare(samples);
        trail = new Trail().at(new double[work.trailLength()], 0);
        taken = new Batch((1 + probes) * inputs, samples);
        ofTaken = new Batch(taken.dim(), samples);
        q = view(taken, 0, inputs);
        value = rows.of(rows.given, network, -1);
        this.rows = rows;
        this.network = network;
        none = new Batch(network.outputs(), samples);
        ofQDot = view(ofTaken, inputs, inputs);
        ofDot = rows.of(rows.ofGiven, network, 0);
        ofValue = rows.of(rows.ofGiven, network, -1);
        pull = new Pull(ofValue, ofDot, view(ofTaken, 0, inputs), ofQDot);
        qDots = new Batch[probes];
        dots = new Batch[probes];
        tangents = new Tangent[probes];
        for (int i = 0; i < probes; i++) {
            qDots[i] = view(taken, (1 + i) * inputs, inputs);
            dots[i] = rows.of(rows.given, network, i);
            tangents[i] = Tangent.of(qDots[i]);
        }
    }

    private static Batch view(Batch all, int first, int count) {
        return new Batch(count, all.size(), all.data(), all.row(first));
    }

    /// What goes in, to be written before [#up].
    Batch taken() {
        return taken;
    }

    /// Cotangents of what goes in, after [#back].
    Batch ofTaken() {
        return ofTaken;
    }

    void bind(double[] theta, int at) {
        work.bind(theta, at);
    }

    /// Values and how they change.
    void up(double t) {
        work.up(t, q, trail, value);
        current = -1;
        for (int i = 0; i < dots.length; i++) {
            direct(t, i);
        }
    }

    private void direct(double t, int i) {
        if (current != i) {
            work.along(t, q, trail, tangents[i], dots[i]);
            current = i;
        }
    }

    private Pull pull(int i) {
        boolean last = i == dots.length - 1;
        Batch own = rows.ofGiven;
        ofValue.repoint(last ? own.data() : none.data(), last ? own.row(rows.row(network, -1)) : none.offset());
        ofDot.repoint(own.data(), own.row(rows.row(network, i)));
        ofQDot.repoint(ofTaken.data(), ofTaken.row((1 + i) * q.dim()));
        return pull;
    }

    /// Sets the cotangents of what goes in, and adds those of weights.
    ///
    /// @return the derivative by t
    double back(double t, @Nullable ParameterGradient gThetaAcc) {
        ofTaken.fill(0);
        double timePart = 0;
        for (int i = dots.length - 1; i >= 0; i--) {
            direct(t, i);
            timePart += work.backAlong(t, q, trail, qDots[i], pull(i), gThetaAcc);
        }
        return timePart;
    }

    /// Tells of its layers.
    ///
    /// @param first index of its first layer
    void tell(double t, int first, ToldLayers told) {
        for (int i = dots.length - 1; i >= 0; i--) {
            direct(t, i);
            told.next(i == 0);
            work.tellAlong(t, q, trail, qDots[i], pull(i), first, told);
        }
    }
}
