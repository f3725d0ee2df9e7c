package adjointlab.core.family;

import adjointlab.core.adjoint.RunningCost;
import adjointlab.core.field.DenseLayer;
import adjointlab.core.field.Impact;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.ParameterLayout;
import adjointlab.core.field.VectorField;
import adjointlab.core.field.VectorField.Direction;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import adjointlab.core.net.Afresh;
import adjointlab.core.net.Part;
import adjointlab.core.net.Trail;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A model: an encoder puts data into a state, a field moves it, a jump takes in what is observed on the way, a decoder
/// reads a prediction out. What else is true of it stands in its traits, which whoever wraps a model takes over as they
/// are.
///
/// θ holds the field's parameters, then the encoder's, the decoder's and the jump's; whoever wraps a model puts its own
/// behind them.
///
/// @param field the dynamics of the state; its parameters stand at the start of θ
/// @param ends what stands around the field
/// @param places where in θ
/// @param traits what else is true
public record Model(VectorField field, Ends ends, Places places, List<Trait> traits) {
    public Model {
        traits = List.copyOf(traits);
        int state = field.dim();
        if (ends.encoder.out().size() != state || ends.decoder.in().size() != state) {
            throw new IllegalArgumentException("a state of " + state + " components does not fit an encoder that gives "
                    + ends.encoder.out() + " and a decoder that takes " + ends.decoder.in());
        }
        if (ends.jump.isPresent()
                && (ends.jump.get().out().size() != state
                        || ends.jump.get().in().size() < state)) {
            throw new IllegalArgumentException("a state of " + state + " components does not fit a jump from "
                    + ends.jump.get().in() + " to " + ends.jump.get().out());
        }
    }

    /// What stands around a field.
    ///
    /// @param encoder from data [d] to y₀ [state]
    /// @param jump from a state with an observation below it [state + inputs] to the state behind it [state]; none
    ///     where nothing is observed on the way
    /// @param decoder from y [state] to a prediction
    public record Ends(Part encoder, Optional<Part> jump, Part decoder) {}

    /// Where what stands in θ.
    ///
    /// @param parameters all of θ
    /// @param encoder where the encoder's start
    /// @param decoder where the decoder's start
    /// @param jump where the jump's start
    public record Places(ParameterLayout parameters, int encoder, int decoder, int jump) {
        /// The same with more parameters behind them.
        Places with(ParameterLayout more) {
            return new Places(parameters.then(more), encoder, decoder, jump);
        }
    }

    /// A model without jumps whose parts stand one after another in θ. Traits that name a parameter name one of the
    /// field's.
    public static Model of(VectorField field, Part encoder, Part decoder, List<Trait> traits) {
        ParameterLayout ofField = field.parameters();
        ParameterLayout withEncoder = ofField.then(encoder.parameters());
        ParameterLayout all = withEncoder.then(decoder.parameters());
        return new Model(
                field,
                new Ends(encoder, Optional.empty(), decoder),
                new Places(all, ofField.size(), withEncoder.size(), all.size()),
                Stream.concat(
                                field.starts().stream().map(start -> new Trait.Start(start.at(), start.value())),
                                traits.stream())
                        .toList());
    }

    /// This model with a jump, whose parameters come last.
    ///
    /// @param jump from [state + inputs] to [state]
    public Model jumping(Part jump) {
        Places behind = new Places(
                places.parameters.then(jump.parameters()), places.encoder, places.decoder, places.parameters.size());
        return new Model(field, new Ends(ends.encoder, Optional.of(jump), ends.decoder), behind, traits);
    }

    /// This model with states that start afresh on their way, whose parameters come last.
    ///
    /// @param nodes at how many times
    /// @param samples n
    /// @param guess components of the data, of which each node has a guess
    /// @param penalty ρ, by which the mean square of the gaps is multiplied in the loss
    public Model startingAfresh(int nodes, int samples, int guess, double penalty) {
        Afresh part = new Afresh(field.dim(), costDim(), guess, nodes, samples);
        int at = places.parameters.size();
        Model jumping = jumping(part);
        List<Trait> more = new ArrayList<>(traits);
        more.add(new Trait.StartsAfresh(part, at, penalty));
        return new Model(jumping.field, jumping.ends, jumping.places, more);
    }

    /// Where states start afresh; nothing where they do not.
    public Optional<Trait.StartsAfresh> startsAfresh() {
        return trait(Trait.StartsAfresh.class);
    }

    /// This model with a state that jumps.
    public Model hitting(Impact impact) {
        List<Trait> more = new ArrayList<>(traits);
        more.add(new Trait.Jumps(impact));
        return new Model(field, ends, places, more);
    }

    /// Where the state jumps, of its components behind those that hold costs; nothing where it goes without.
    public Optional<Impact> impact() {
        return trait(Trait.Jumps.class).map(Trait.Jumps::impact);
    }

    /// From data to y₀.
    public Part encoder() {
        return ends.encoder;
    }

    /// From a state and an observation to the state behind it.
    public Optional<Part> jump() {
        return ends.jump;
    }

    /// From a state to a prediction.
    public Part decoder() {
        return ends.decoder;
    }

    /// All of θ.
    public ParameterLayout parameters() {
        return places.parameters;
    }

    /// The trait of that kind, if the model has it.
    public <T extends Trait> Optional<T> trait(Class<T> kind) {
        return Optional.ofNullable(find(kind));
    }

    /// The same without an object of its own, for what is asked in every iteration.
    private <T extends Trait> @Nullable T find(Class<T> kind) {
        for (int i = 0; i < traits.size(); i++) {
            if (kind.isInstance(traits.get(i))) {
                return kind.cast(traits.get(i));
            }
        }
        return null;
    }

    /// Components of a prediction.
    public int outputDim() {
        return decoder().out().size();
    }

    /// Components of the velocity, which are the last ones of the state; 0 where there is none.
    public int velocityDim() {
        return trait(Trait.Velocity.class).map(Trait.Velocity::components).orElse(0);
    }

    /// Components at the beginning of the state that hold running costs, not data.
    public int costDim() {
        return find(Trait.Cost.class) == null ? 0 : 1;
    }

    /// Whether a prediction's last component is the logarithm of the data's density.
    public boolean logDensity() {
        return trait(Trait.Density.class).isPresent();
    }

    /// Whether predictions are probabilities of classes.
    public boolean yieldsProbabilities() {
        return trait(Trait.Probabilities.class).isPresent();
    }

    /// The damping γ of a heavy ball, whose force does not depend on the velocity; nothing in other models.
    ///
    /// @param theta [p]
    public OptionalDouble damping(double[] theta) {
        Optional<Trait.HeavyBall> ball = trait(Trait.HeavyBall.class);
        return ball.isPresent() ? OptionalDouble.of(ball.get().gamma(theta)) : OptionalDouble.empty();
    }

    /// By what the model's time runs faster than its problem's.
    ///
    /// @param theta [p]
    public double timeScale(double[] theta) {
        Trait.Clock clock = find(Trait.Clock.class);
        return clock == null ? 1 : clock.scale(theta);
    }

    /// What trajectories cost on their way, where [#withoutCost] is the model that they are trajectories of.
    public RunningCost cost() {
        return trait(Trait.Cost.class)
                .filter(cost -> cost.without().isPresent())
                .map(Trait.Cost::cost)
                .orElse(RunningCost.NONE);
    }

    /// The same model with a state of data alone, and the same parameters, where there is such a one; else this.
    public Model withoutCost() {
        return trait(Trait.Cost.class).flatMap(Trait.Cost::without).orElse(this);
    }

    /// What the loss pays for the way, beside the predictions: the mean over samples of what the cost's component
    /// holds.
    ///
    /// @param yEnd y(T) [state×n], not modified
    /// @param gAcc its derivative by y(T) [state×n], added to
    public double runningCost(Batch yEnd, Batch gAcc) {
        if (costDim() == 0) {
            return 0;
        }
        double sum = 0;
        double share = 1.0 / yEnd.size();
        for (int s = 0; s < yEnd.size(); s++) {
            sum += share * yEnd.get(0, s);
            gAcc.set(0, s, gAcc.get(0, s) + share);
        }
        return sum;
    }

    /// Sets those parameters whose start the model itself decides, for instance a damping, and leaves the rest
    /// alone.
    ///
    /// @param theta [p], as an initialiser filled it
    public void start(double[] theta) {
        for (Trait trait : traits) {
            if (trait instanceof Trait.Start(int at, double value)) {
                theta[at] = value;
            } else if (trait instanceof Trait.StartsAfresh afresh) {
                Arrays.fill(
                        theta,
                        afresh.at(),
                        afresh.at() + afresh.part().parameters().size(),
                        0.0);
            }
        }
    }

    /// x₀ to y₀.
    ///
    /// @param x0 [d×n], not modified
    /// @param theta [p]
    /// @param scratch working memory
    /// @param y0Out [state×n], overwritten, padding as a state's
    public void embed(Batch x0, double[] theta, Scratch scratch, Batch y0Out) {
        at(scratch, x0.size()).encoder.bind(theta).up(x0, scratch, y0Out);
    }

    /// The cotangent of [#embed].
    ///
    /// @param x0 [d×n], not modified
    /// @param theta [p]
    /// @param a ∂L/∂y₀ [state×n], padding zero
    /// @param scratch working memory
    /// @param gxAcc ∂L/∂x₀ [d×n], added to
    /// @param gThetaAcc [1×p] summed over the batch or [n×p] per sample, added to
    public void embedVjp(Batch x0, double[] theta, Batch a, Scratch scratch, Batch gxAcc, ParameterGradient gThetaAcc) {
        at(scratch, x0.size()).encoder.bind(theta).back(x0, a, scratch, gxAcc, gThetaAcc);
    }

    /// How y₀ changes with θ at fixed x₀.
    ///
    /// @param x0 [d×n], not modified
    /// @param theta [p]
    /// @param thetaDot θ̇ [p]
    /// @param scratch working memory
    /// @param y0DotOut ẏ₀ [state×n], overwritten
    public void embedJvp(Batch x0, double[] theta, double[] thetaDot, Scratch scratch, Batch y0DotOut) {
        long mark = scratch.mark();
        Batch still = scratch.batch(x0.dim(), x0.size());
        still.fill(0);
        at(scratch, x0.size()).encoder.bind(theta).along(x0, new Part.Tangent(still, thetaDot, 0), scratch, y0DotOut);
        scratch.release(mark);
    }

    /// y to a prediction.
    ///
    /// @param y [state×n], not modified
    /// @param theta [p]
    /// @param scratch working memory
    /// @param outOut [outputDim×n], overwritten
    public void readOut(Batch y, double[] theta, Scratch scratch, Batch outOut) {
        at(scratch, y.size()).decoder.bind(theta).up(y, scratch, outOut);
    }

    /// The cotangent of [#readOut].
    ///
    /// @param y [state×n], not modified
    /// @param theta [p]
    /// @param a ∂L/∂prediction [outputDim×n], padding zero
    /// @param scratch working memory
    /// @param gyAcc ∂L/∂y [state×n], added to
    /// @param gThetaAcc [1×p] summed over the batch or [n×p] per sample, added to
    public void readOutVjp(
            Batch y, double[] theta, Batch a, Scratch scratch, Batch gyAcc, ParameterGradient gThetaAcc) {
        at(scratch, y.size()).decoder.bind(theta).back(y, a, scratch, gyAcc, gThetaAcc);
    }

    /// How a prediction changes with the state and θ.
    ///
    /// @param y [state×n], not modified
    /// @param theta [p]
    /// @param direction ẏ [state×n] and θ̇ [p]
    /// @param scratch working memory
    /// @param outDotOut [outputDim×n], overwritten
    public void readOutJvp(Batch y, double[] theta, Direction direction, Scratch scratch, Batch outDotOut) {
        Part.Tangent along = new Part.Tangent(direction.y(), direction.theta(), direction.t());
        at(scratch, y.size()).decoder.bind(theta).along(y, along, scratch, outDotOut);
    }

    /// The dense layers and convolutions of the model: the field's, then the encoder's, then the decoder's.
    public List<DenseLayer> denseLayers() {
        List<DenseLayer> layers = new ArrayList<>(field.denseLayers());
        layers.addAll(DenseLayer.moved(encoder().layers(), places.encoder));
        layers.addAll(DenseLayer.moved(decoder().layers(), places.decoder));
        return layers;
    }

    /// Tells what goes into the encoder's layers of [#denseLayers], and the cotangents of what comes out.
    ///
    /// @param x0 [d×n], not modified
    /// @param theta [p]
    /// @param a ∂L/∂y₀ [state×n], padding zero
    /// @param scratch working memory
    /// @param listener told once for each layer; of a convolution, some locations at a time
    public void embedCotangents(Batch x0, double[] theta, Batch a, Scratch scratch, DenseLayer.Listener listener) {
        Workspace workspace = at(scratch, x0.size());
        workspace.encoder.bind(theta).tell(x0, a, scratch, workspace.encoderLayer, listener);
    }

    /// The same for the decoder's layers.
    ///
    /// @param y [state×n], not modified
    /// @param a ∂L/∂prediction [outputDim×n], padding zero
    public void readOutCotangents(Batch y, double[] theta, Batch a, Scratch scratch, DenseLayer.Listener listener) {
        Workspace workspace = at(scratch, y.size());
        workspace.decoder.bind(theta).tell(y, a, scratch, workspace.decoderLayer, listener);
    }

    private Workspace at(Scratch scratch, int samples) {
        return scratch.memory(this, Workspace::new).of(samples);
    }

    /// Encoder and decoder at work for whoever uses one scratch.
    private static final class Workspace {
        private final Model model;
        private final int encoderLayer;
        private final int decoderLayer;
        private int samples = 1;
        private End encoder;
        private End decoder;

        Workspace(Model model) {
            this.model = model;
            encoderLayer = model.field.denseLayers().size();
            decoderLayer = encoderLayer + model.encoder().layers().size();
            encoder = new End(model.encoder(), model.places.encoder, 1);
            decoder = new End(model.decoder(), model.places.decoder, 1);
        }

        Workspace of(int n) {
            if (samples != n) {
                samples = n;
                encoder = new End(model.encoder(), model.places.encoder, n);
                decoder = new End(model.decoder(), model.places.decoder, n);
            }
            return this;
        }
    }

    /// A part at an end of the model, where no time passes.
    private static final class End {
        private final Part.Work work;
        private final int at;
        private final int outputs;
        private final Trail trail = new Trail();

        End(Part part, int at, int samples) {
            work = part.prepare(samples);
            outputs = part.out().size();
            this.at = at;
        }

        End bind(double[] theta) {
            work.bind(theta, at);
            return this;
        }

        private void climb(Batch x, Scratch scratch, Batch out) {
            work.up(0, x, trail.at(scratch.array(work.trailLength()), 0), out);
        }

        /// Only what leaves a trail has to be gone up again.
        private void climb(Batch x, Scratch scratch) {
            if (work.trailLength() > 0) {
                climb(x, scratch, scratch.batch(outputs, x.size()));
            }
        }

        void up(Batch x, Scratch scratch, Batch out) {
            long mark = scratch.mark();
            climb(x, scratch, out);
            scratch.release(mark);
        }

        void back(Batch x, Batch a, Scratch scratch, Batch gxAcc, ParameterGradient gThetaAcc) {
            long mark = scratch.mark();
            climb(x, scratch);
            work.back(0, x, trail, a, gxAcc, gThetaAcc);
            scratch.release(mark);
        }

        void along(Batch x, Part.Tangent tangent, Scratch scratch, Batch outDot) {
            long mark = scratch.mark();
            climb(x, scratch);
            work.along(0, x, trail, tangent, outDot);
            scratch.release(mark);
        }

        void tell(Batch x, Batch a, Scratch scratch, int first, DenseLayer.Listener listener) {
            long mark = scratch.mark();
            climb(x, scratch);
            work.tell(0, x, trail, a, first, listener);
            scratch.release(mark);
        }
    }
}
