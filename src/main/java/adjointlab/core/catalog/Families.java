package adjointlab.core.catalog;

import adjointlab.core.adjoint.RunningCost;
import adjointlab.core.catalog.Parameter.Int;
import adjointlab.core.catalog.Parameter.Option;
import adjointlab.core.catalog.Parameter.Real;
import adjointlab.core.catalog.Parameter.Reals;
import adjointlab.core.catalog.Parameter.Scale;
import adjointlab.core.family.Anode;
import adjointlab.core.family.FamilyTemplate;
import adjointlab.core.family.Flow;
import adjointlab.core.family.GhbNode;
import adjointlab.core.family.HbNode;
import adjointlab.core.family.Node;
import adjointlab.core.family.Parts;
import adjointlab.core.family.Regularized;
import adjointlab.core.family.Sonode;
import adjointlab.core.family.Wide;
import adjointlab.core.field.Activation;
import adjointlab.core.field.HardTanh;
import adjointlab.core.field.StandardActivations;
import adjointlab.core.field.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The model families.
public final class Families {
    private static final Parameter READ_OUT = Parameter.choice(
            "readOut",
            "Read-out",
            "identity",
            new Option("identity", "None: first components"),
            new Option("linear", "Linear"),
            new Option("hardtanh", "Linear, clipped to ±1"),
            new Option("tanh", "Linear, tanh"),
            new Option("softmax", "Softmax head: probabilities"));
    private static final Parameter VELOCITY = Parameter.choice(
            "velocity",
            "Initial velocity",
            "zero",
            new Option("zero", "Zero"),
            new Option("constant", "Learned, the same for all data"),
            new Option("linear", "Learned, linear in the data"),
            new Option("network", "Learned network, hardtanh ±5"));
    private static final Parameter VELOCITY_WIDTHS = new Parameter(
            "velocityWidths",
            "",
            "Hidden widths of the velocity network",
            "",
            new Reals(1, 8, new Real(1, 65_536, 1, 64, Scale.LINEAR)),
            List.of(14.0, 14.0),
            false);
    private static final Parameter GAMMA_RAW = Parameter.real(
            "gammaRaw", "ω", "Raw damping, at the start where learned", HbNode.GAMMA_RAW, Ranges.any(-8, 4), false);
    private static final Parameter EPSILON =
            Parameter.real("epsilon", "ε", "Bound of the damping γ = ε·sigmoid(ω)", 1, Ranges.notNegative(4), false);
    private static final Parameter LEARN_GAMMA = Parameter.flag("learnGamma", "Damping is learned", true, false);
    private static final Parameter XI_RAW =
            Parameter.real("xiRaw", "χ", "Raw correction, at the start where learned", 0, Ranges.any(-8, 8), false);
    private static final Parameter LEARN_XI = Parameter.flag("learnXi", "Correction is learned", true, false);
    private static final Parameter GATE = Parameter.choice(
            "gate",
            "Gate σ of the velocity",
            "tanh",
            new Option("tanh", "tanh"),
            new Option("hardtanh", "hardtanh ±5"),
            new Option("identity", "Identity"));
    private static final Parameter CONVENTION = Parameter.choice(
            "convention",
            "Sign of the momentum",
            "paper",
            new Option("paper", "Paper: h′ = σ(m), −ξh"),
            new Option("authors", "Authors' program: h′ = σ(−m), +ξh"));

    private static final Parameter KINETIC =
            Parameter.real("kinetic", "λ", "Cost of kinetic energy, λ∫|f|²dt", 0, Ranges.notNegative(0.1), true);
    private static final Parameter STATE_COST =
            Parameter.real("stateCost", "α", "Cost of the states, ½α∫|x|²dt", 0, Ranges.notNegative(0.1), true);

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
                                                    List.of(READ_OUT),
                                                    v -> new Node(readOut(v))),
                                            new Entry<>(
                                                    "anode",
                                                    "ANODE",
                                                    "Zero channels beside the data let trajectories pass one another.",
                                                    "Dupont et al., NeurIPS 2019",
                                                    List.of(augment(1), READ_OUT),
                                                    v -> new Anode(new Parts(
                                                            v.whole("augment"), new Parts.AtRest(), readOut(v)))),
                                            new Entry<>(
                                                    "sonode",
                                                    "SONODE",
                                                    "Second order: h′ = v, v′ = f(h, v).",
                                                    "Norcliffe et al., NeurIPS 2020; Xia et al., NeurIPS 2021, equation (45)",
                                                    List.of(
                                                            augment(0),
                                                            VELOCITY,
                                                            VELOCITY_WIDTHS,
                                                            READ_OUT,
                                                            Parameter.flag(
                                                                    "idleDamping",
                                                                    "Carries the authors' unused damping parameter",
                                                                    false,
                                                                    false)),
                                                    v -> new Sonode(parts(v), v.flag("idleDamping"))),
                                            new Entry<>(
                                                    "hbnode",
                                                    "HBNODE",
                                                    "Heavy ball: h′ = m, m′ = −γm + f(h).",
                                                    "Xia et al., NeurIPS 2021, equations (9) and (10)",
                                                    List.of(
                                                            augment(0),
                                                            VELOCITY,
                                                            VELOCITY_WIDTHS,
                                                            READ_OUT,
                                                            GAMMA_RAW,
                                                            EPSILON,
                                                            LEARN_GAMMA,
                                                            CONVENTION),
                                                    v -> new HbNode(parts(v), damping(v), authors(v))),
                                            new Entry<>(
                                                    "ghbnode",
                                                    "GHBNODE",
                                                    "Generalised heavy ball: h′ = σ(m), m′ = −γm + f(h) − ξh.",
                                                    "Xia et al., NeurIPS 2021, equation (15)",
                                                    List.of(
                                                            augment(0),
                                                            VELOCITY,
                                                            VELOCITY_WIDTHS,
                                                            READ_OUT,
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
                                                            new GhbNode.Correction(v.real("xiRaw"), v.flag("learnXi")),
                                                            gate(v),
                                                            authors(v))),
                                            wide())
                                    .map(Families::regularized),
                            Stream.of(flow()))
                    .toList());

    private Families() {}

    /// Any family can be made to pay for its trajectories.
    private static Entry<FamilyTemplate> regularized(Entry<? extends FamilyTemplate> entry) {
        List<Parameter> parameters = new ArrayList<>(entry.parameters());
        parameters.add(KINETIC);
        parameters.add(STATE_COST);
        return new Entry<>(
                entry.id(),
                entry.label(),
                entry.summary(),
                entry.citation(),
                parameters,
                v -> new Regularized(
                        entry.factory().apply(v), new RunningCost(v.real("stateCost"), 2 * v.real("kinetic"), 0)));
    }

    private static Entry<FamilyTemplate> wide() {
        return new Entry<>(
                "wide",
                "Wide",
                "A wide state between linear maps, scaled so that its tangent kernel has a limit.",
                "Gao et al., ICLR 2025, equations (1) to (3)",
                Stream.concat(
                                Stream.of(
                                        Parameter.whole("width", "n", "Width", 64, new Int(1, 65_536, 1, 4000)),
                                        Parameter.real(
                                                "sigmaU",
                                                "σ_u",
                                                "Scale of the embedding",
                                                1,
                                                Ranges.positive(0.1, 3),
                                                false),
                                        Parameter.real(
                                                "sigmaV",
                                                "σ_v",
                                                "Scale of the read-out",
                                                1,
                                                Ranges.positive(0.1, 3),
                                                false)),
                                Activations.choiceOfAll("Activation of the read-out", "softplus").stream())
                        .toList(),
                v -> new Wide(v.whole("width"), v.real("sigmaU"), v.real("sigmaV"), Activations.of(v)));
    }

    private static Entry<FamilyTemplate> flow() {
        return new Entry<>(
                "flow",
                "Normalizing flow",
                "Carries the data to a normal density and knows the density of each sample by the change of volume.",
                "Chen et al., NeurIPS 2018, section 4; Grathwohl et al., ICLR 2019",
                List.of(
                        Parameter.choice(
                                "trace",
                                "Trace of the Jacobian",
                                "exact",
                                new Option("exact", "Exact"),
                                new Option("rademacher", "Estimated, noise ±1"),
                                new Option("gaussian", "Estimated, Gaussian noise")),
                        Parameter.whole("probes", "", "Noise vectors of an estimate", 1, new Int(1, 64, 1, 8)),
                        Parameter.whole("blocks", "", "Flows one after another", 1, new Int(1, 32, 1, 8))),
                v -> new Flow(trace(v), v.whole("blocks")));
    }

    private static Trace trace(Values v) {
        return v.choice("trace").equals("exact")
                ? new Trace.Exact()
                : new Trace.Estimate(
                        Trace.Noise.valueOf(v.choice("trace").toUpperCase(Locale.ROOT)), v.whole("probes"));
    }

    private static Parameter augment(int defaultValue) {
        return Parameter.whole("augment", "p", "Zero channels", defaultValue, new Int(0, 1024, 0, 8));
    }

    private static Parts parts(Values v) {
        return new Parts(v.whole("augment"), velocity(v), readOut(v));
    }

    private static Parts.ReadOut readOut(Values v) {
        return Parts.ReadOut.valueOf(v.choice("readOut").toUpperCase(Locale.ROOT));
    }

    private static Parts.Velocity velocity(Values v) {
        return switch (v.choice("velocity")) {
            case "zero" -> new Parts.AtRest();
            case "constant" -> new Parts.Uniform();
            case "linear" -> new Parts.Learned(List.of());
            default -> {
                List<Integer> hidden = new ArrayList<>();
                for (double width : v.reals("velocityWidths")) {
                    hidden.add(Fields.width(width, "velocityWidths"));
                }
                yield new Parts.Learned(hidden);
            }
        };
    }

    private static HbNode.Damping damping(Values v) {
        return new HbNode.Damping(v.real("epsilon"), v.real("gammaRaw"), v.flag("learnGamma"));
    }

    private static Activation gate(Values v) {
        return switch (v.choice("gate")) {
            case "tanh" -> StandardActivations.TANH;
            case "hardtanh" -> new HardTanh(GhbNode.GATE_BOUND);
            default -> StandardActivations.IDENTITY;
        };
    }

    private static boolean authors(Values v) {
        return v.choice("convention").equals("authors");
    }
}
