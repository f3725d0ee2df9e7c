package adjointlab.core.catalog;

import adjointlab.core.adjoint.RunningCost;
import adjointlab.core.catalog.Type.Int;
import adjointlab.core.catalog.Type.Real;
import adjointlab.core.catalog.Type.Reals;
import adjointlab.core.catalog.Type.Scale;
import adjointlab.core.family.Anode;
import adjointlab.core.family.FamilyTemplate;
import adjointlab.core.family.Flow;
import adjointlab.core.family.GhbNode;
import adjointlab.core.family.HbNode;
import adjointlab.core.family.Node;
import adjointlab.core.family.Parts;
import adjointlab.core.family.Regularized;
import adjointlab.core.family.Sonode;
import adjointlab.core.family.Stem;
import adjointlab.core.family.Wide;
import adjointlab.core.field.Activation;
import adjointlab.core.field.HardTanh;
import adjointlab.core.field.StandardActivations;
import adjointlab.core.field.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/// The model families.
public final class Families {
    /// How a velocity starts.
    private enum Start {
        ZERO,
        CONSTANT,
        LINEAR,
        NETWORK,
        CONVOLUTIONS
    }

    private static final Key<Integer> AUGMENT =
            Key.whole("augment", "Zero channels", 0, new Int(0, 1024, 0, 8)).withSymbol("p");
    private static final Key<Parts.ReadOut> READ_OUT = Key.choice(
            "readOut",
            "Read-out",
            new Option<>("identity", "None: first components", Parts.ReadOut.IDENTITY),
            new Option<>("linear", "Linear", Parts.ReadOut.LINEAR),
            new Option<>("hardtanh", "Linear, clipped to ±1", Parts.ReadOut.HARDTANH),
            new Option<>("tanh", "Linear, tanh", Parts.ReadOut.TANH),
            new Option<>("softmax", "Softmax head: probabilities", Parts.ReadOut.SOFTMAX));
    private static final Key<Start> VELOCITY = Key.choice(
            "velocity",
            "Initial velocity",
            new Option<>("zero", "Zero", Start.ZERO),
            new Option<>("constant", "Learned, the same for all data", Start.CONSTANT),
            new Option<>("linear", "Learned, linear in the data", Start.LINEAR),
            new Option<>("network", "Learned network, hardtanh ±5", Start.NETWORK),
            new Option<>("convolutions", "Learned convolutions of an image", Start.CONVOLUTIONS));
    private static final Key<List<Double>> VELOCITY_WIDTHS = Key.reals(
            "velocityWidths",
            "Hidden widths of the velocity network",
            List.of(14.0, 14.0),
            new Reals(1, 8, new Real(1, 65_536, 1, 64, Scale.LINEAR)));
    /// Whether the convolutions of an initial velocity are computed in single precision.
    public static final Key<Boolean> VELOCITY_SINGLE = Convolutions.precision("velocityPrecision")
            .when(selection -> selection.values().get(VELOCITY) == Start.CONVOLUTIONS);
    private static final Key<Boolean> STEM = Key.choice(
            "stem",
            "What the state begins with",
            new Option<>("none", "The data", false),
            new Option<>("convolutions", "Learned convolutions that make an image smaller", true));
    private static final Key<Integer> STEM_CHANNELS = Key.whole(
                    "stemChannels", "Channels of these convolutions", 64, new Int(1, 4096, 1, 128))
            .when(selection -> Boolean.TRUE.equals(selection.values().get(STEM)));
    private static final Key<Integer> POOL = Key.whole(
                    "pool",
                    "Pixels of a side of the windows that the read-out averages, 0 for none",
                    0,
                    new Int(0, 64, 0, 8))
            .when(selection -> selection.values().get(READ_OUT) != Parts.ReadOut.IDENTITY);
    private static final Key<Boolean> IDLE_DAMPING =
            Key.flag("idleDamping", "Carries the authors' unused damping parameter", false);
    private static final Key<Double> GAMMA_RAW = Key.real(
                    "gammaRaw", "Raw damping, at the start where learned", HbNode.GAMMA_RAW, Ranges.any(-8, 4))
            .withSymbol("ω");
    private static final Key<Double> EPSILON = Key.real(
                    "epsilon", "Bound of the damping γ = ε·sigmoid(ω)", 1, Ranges.notNegative(4))
            .withSymbol("ε");
    private static final Key<Boolean> LEARN_GAMMA = Key.flag("learnGamma", "Damping is learned", true);
    private static final Key<Double> XI_RAW = Key.real(
                    "xiRaw", "Raw correction, at the start where learned", 0, Ranges.any(-8, 8))
            .withSymbol("χ");
    private static final Key<Boolean> LEARN_XI = Key.flag("learnXi", "Correction is learned", true);
    private static final Key<Activation> GATE = Key.choice(
            "gate",
            "Gate σ of the velocity",
            new Option<>("tanh", "tanh", StandardActivations.TANH),
            new Option<>("hardtanh", "hardtanh ±5", new HardTanh(GhbNode.GATE_BOUND)),
            new Option<>("identity", "Identity", StandardActivations.IDENTITY));
    /// Whether the sign is that of the authors' program.
    private static final Key<Boolean> CONVENTION = Key.choice(
            "convention",
            "Sign of the momentum",
            new Option<>("paper", "Paper: h′ = σ(m), −ξh", false),
            new Option<>("authors", "Authors' program: h′ = σ(−m), +ξh", true));

    private static final Key<Double> KINETIC = Key.real(
                    "kinetic", "Cost of kinetic energy, λ∫|f|²dt", 0, Ranges.notNegative(0.1))
            .withSymbol("λ")
            .touching(Touches.TASK);
    private static final Key<Double> STATE_COST = Key.real(
                    "stateCost", "Cost of the states, ½α∫|x|²dt", 0, Ranges.notNegative(0.1))
            .withSymbol("α")
            .touching(Touches.TASK);

    private static final Key<Integer> WIDTH =
            Key.whole("width", "Width", 64, new Int(1, 65_536, 1, 4000)).withSymbol("n");
    private static final Key<Double> SIGMA_U = Key.real("sigmaU", "Scale of the embedding", 1, Ranges.positive(0.1, 3))
            .withSymbol("σᵤ");
    private static final Key<Double> SIGMA_V = Key.real("sigmaV", "Scale of the read-out", 1, Ranges.positive(0.1, 3))
            .withSymbol("σᵥ");
    private static final Key<Entry<Activation>> ACTIVATION =
            Activations.choice("Activation of the read-out", "softplus");

    /// How the trace of the Jacobian is got, with a number of noise vectors where it is estimated.
    private static final Key<IntFunction<Trace>> TRACE = Key.choice(
            "trace",
            "Trace of the Jacobian",
            new Option<>("exact", "Exact", _ -> new Trace.Exact()),
            new Option<>(
                    "rademacher", "Estimated, noise ±1", probes -> new Trace.Estimate(Trace.Noise.RADEMACHER, probes)),
            new Option<>(
                    "gaussian",
                    "Estimated, Gaussian noise",
                    probes -> new Trace.Estimate(Trace.Noise.GAUSSIAN, probes)));
    private static final Key<Integer> PROBES =
            Key.whole("probes", "Noise vectors of an estimate", 1, new Int(1, 64, 1, 8));
    private static final Key<Integer> BLOCKS = Key.whole("blocks", "Flows one after another", 1, new Int(1, 32, 1, 8));

    /// In display order.
    public static final Catalog<FamilyTemplate> CATALOG = new Catalog<>(
            "family",
            Stream.concat(
                            Stream.<Entry<FamilyTemplate>>of(
                                            new Entry<>(
                                                    "node",
                                                    "NODE",
                                                    "The data are the state, h′ = f(h).",
                                                    "Chen et al., NeurIPS 2018",
                                                    List.of(READ_OUT, STEM, STEM_CHANNELS, POOL),
                                                    v -> new Node(v.get(READ_OUT), ofImages(v))),
                                            new Entry<>(
                                                    "anode",
                                                    "ANODE",
                                                    "Zero channels beside the data let trajectories pass one another.",
                                                    "Dupont et al., NeurIPS 2019",
                                                    List.of(
                                                            AUGMENT.withDefault(1),
                                                            READ_OUT,
                                                            STEM,
                                                            STEM_CHANNELS,
                                                            POOL),
                                                    v -> new Anode(new Parts(
                                                            v.get(AUGMENT),
                                                            new Parts.AtRest(),
                                                            v.get(READ_OUT),
                                                            ofImages(v)))),
                                            new Entry<>(
                                                    "sonode",
                                                    "SONODE",
                                                    "Second order: h′ = v, v′ = f(h, v).",
                                                    "Norcliffe et al., NeurIPS 2020; Xia et al., NeurIPS 2021,"
                                                            + " equation (45)",
                                                    List.of(
                                                            AUGMENT,
                                                            VELOCITY,
                                                            VELOCITY_WIDTHS,
                                                            VELOCITY_SINGLE,
                                                            READ_OUT,
                                                            STEM,
                                                            STEM_CHANNELS,
                                                            POOL,
                                                            IDLE_DAMPING),
                                                    v -> new Sonode(parts(v), v.get(IDLE_DAMPING))),
                                            new Entry<>(
                                                    "hbnode",
                                                    "HBNODE",
                                                    "Heavy ball: h′ = m, m′ = −γm + f(h).",
                                                    "Xia et al., NeurIPS 2021, equations (9) and (10)",
                                                    List.of(
                                                            AUGMENT,
                                                            VELOCITY,
                                                            VELOCITY_WIDTHS,
                                                            VELOCITY_SINGLE,
                                                            READ_OUT,
                                                            STEM,
                                                            STEM_CHANNELS,
                                                            POOL,
                                                            GAMMA_RAW,
                                                            EPSILON,
                                                            LEARN_GAMMA,
                                                            CONVENTION),
                                                    v -> new HbNode(parts(v), damping(v), v.get(CONVENTION))),
                                            new Entry<>(
                                                    "ghbnode",
                                                    "GHBNODE",
                                                    "Generalised heavy ball: h′ = σ(m), m′ = −γm + f(h) − ξh.",
                                                    "Xia et al., NeurIPS 2021, equation (15)",
                                                    List.of(
                                                            AUGMENT,
                                                            VELOCITY,
                                                            VELOCITY_WIDTHS,
                                                            VELOCITY_SINGLE,
                                                            READ_OUT,
                                                            STEM,
                                                            STEM_CHANNELS,
                                                            POOL,
                                                            GAMMA_RAW,
                                                            EPSILON,
                                                            LEARN_GAMMA,
                                                            XI_RAW,
                                                            LEARN_XI,
                                                            GATE,
                                                            CONVENTION),
                                                    v -> new GhbNode(
                                                            parts(v),
                                                            damping(v),
                                                            new GhbNode.Correction(v.get(XI_RAW), v.get(LEARN_XI)),
                                                            v.get(GATE),
                                                            v.get(CONVENTION))),
                                            wide())
                                    .map(Families::regularized),
                            Stream.of(flow()))
                    .toList());

    private Families() {}

    /// Any family can be made to pay for its trajectories.
    private static Entry<FamilyTemplate> regularized(Entry<? extends FamilyTemplate> entry) {
        List<Key<?>> parameters = new ArrayList<>(entry.parameters());
        parameters.add(KINETIC);
        parameters.add(STATE_COST);
        return new Entry<>(
                entry.id(),
                entry.label(),
                entry.summary(),
                entry.citation(),
                parameters,
                v -> new Regularized(
                        entry.factory().apply(v), new RunningCost(v.get(STATE_COST), 2 * v.get(KINETIC), 0)));
    }

    private static Entry<FamilyTemplate> wide() {
        return new Entry<>(
                "wide",
                "Wide",
                "A wide state between linear maps, scaled so that its tangent kernel has a limit.",
                "Gao et al., ICLR 2025, equations (1) to (3)",
                Stream.<Key<?>>concat(
                                Stream.of(WIDTH, SIGMA_U, SIGMA_V), Activations.withParameters(ACTIVATION).stream())
                        .toList(),
                v -> new Wide(v.get(WIDTH), v.get(SIGMA_U), v.get(SIGMA_V), Activations.of(v, ACTIVATION)));
    }

    private static Entry<FamilyTemplate> flow() {
        return new Entry<>(
                "flow",
                "Normalizing flow",
                "Carries the data to a normal density and knows the density of each sample by the change of volume.",
                "Chen et al., NeurIPS 2018, section 4; Grathwohl et al., ICLR 2019",
                List.of(TRACE, PROBES, BLOCKS),
                v -> new Flow(v.get(TRACE).apply(v.get(PROBES)), v.get(BLOCKS)));
    }

    private static Parts parts(Values v) {
        return new Parts(v.get(AUGMENT), velocity(v), v.get(READ_OUT), ofImages(v));
    }

    private static Parts.OfImages ofImages(Values v) {
        return new Parts.OfImages(
                v.get(STEM) ? Optional.of(new Stem(v.get(STEM_CHANNELS))) : Optional.empty(), v.get(POOL));
    }

    private static Parts.Velocity velocity(Values v) {
        return switch (v.get(VELOCITY)) {
            case ZERO -> new Parts.AtRest();
            case CONSTANT -> new Parts.Uniform();
            case LINEAR -> new Parts.Learned(List.of());
            case NETWORK -> new Parts.Learned(velocityWidths(v));
            case CONVOLUTIONS -> new Parts.Convolved(velocityWidths(v), v.get(VELOCITY_SINGLE));
        };
    }

    private static List<Integer> velocityWidths(Values v) {
        return v.get(VELOCITY_WIDTHS).stream()
                .map(width -> Fields.width(width, VELOCITY_WIDTHS.name()))
                .toList();
    }

    private static HbNode.Damping damping(Values v) {
        return new HbNode.Damping(v.get(EPSILON), v.get(GAMMA_RAW), v.get(LEARN_GAMMA));
    }
}
