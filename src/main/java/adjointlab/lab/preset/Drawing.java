package adjointlab.lab.preset;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What people draw by hand to train on it: each kind is a built-in preset with the drawing in place of its data.
public enum Drawing {
    /// Lines that a state follows, by three families.
    TRAJECTORY(
            "learn-spiral",
            new Preset.Info(
                    "Trajectories drawn by hand",
                    "Drawn by hand",
                    "Augmented Neural ODEs, section 3",
                    "Each line is a trajectory, from where it was begun to where it ended. NODE in the plane cannot"
                            + " cross itself; families with more dimensions can follow where the drawing does.",
                    "\\dot x=f(t,x,\\theta)")),
    /// Where samples come from.
    DENSITY(
            "flow-moons",
            new Preset.Info(
                    "A density drawn by hand",
                    "Drawn by hand",
                    "FFJORD, Fig. 2",
                    "A normal density is bent into what was drawn. Drag the time in the flow panel and watch the"
                            + " samples go.",
                    "\\log p(x)=\\log\\mathcal N(z(0))-\\int_0^1\\operatorname{tr}\\frac{\\partial f}{\\partial"
                            + " z}\\,dt")),
    /// A loss of two parameters, low where something was drawn.
    LOSS(
            "heavy-ball-optimisation",
            new Preset.Info(
                    "A loss drawn by hand",
                    "Drawn by hand",
                    "Heavy Ball Neural Ordinary Differential Equations, section 2.1",
                    "The loss of two parameters is low where something was drawn. Gradient flow and the heavy ball roll"
                            + " down into the valley and along it. Drag the start on the map and both run again.",
                    "\\ddot x+\\gamma\\dot x=-\\nabla F(x)\\quad\\text{against}\\quad\\dot x=-\\nabla F(x)"));

    /// How far from the first point of a valley a descent starts.
    private static final double BESIDE = 0.8;

    /// A damping of 0.7: ln(0.7/0.3).
    private static final double DAMPED = 0.8472978603872034;

    private static final double DESCENT_SECONDS = 20;
    private static final int DESCENT_STEPS = 2000;

    private static final String POINTS = "problem.drawing";

    private final String base;
    private final Preset.Info info;

    Drawing(String base, Preset.Info info) {
        this.base = base;
        this.info = info;
    }

    /// What it is called.
    public String label() {
        return info.title();
    }

    private String id() {
        return "drawn-" + name().toLowerCase(Locale.ROOT);
    }

    /// The preset with a drawing; it has no claims.
    ///
    /// @param points x₁, y₁, x₂, y₂, …; see [adjointlab.core.problem.Strokes]
    /// @throws adjointlab.core.catalog.InvalidValueException if they are none
    public Preset preset(List<Double> points) {
        Preset from = Presets.get(base);
        Preset with =
                switch (this) {
                    case TRAJECTORY -> trajectories(from, points);
                    case DENSITY -> Overrides.apply(from, Map.of("problem.target", "drawn", POINTS, points));
                    case LOSS -> descents(from, points);
                };
        return new Preset(id(), info, with.settings(), with.vary(), with.extra(), with.layout(), List.of());
    }

    private Preset trajectories(Preset from, List<Double> points) {
        Map<String, Object> changes = new LinkedHashMap<>();
        changes.put("problem.id", "drawn-trajectories");
        changes.put(POINTS, points);
        Settings settings = from.settings().withAll(changes);
        return from.with(settings)
                .withRuns(List.of(
                        new RunSpec("node", "NODE", 0, Map.of("family.id", "node")),
                        new RunSpec("anode", "ANODE", 1, Map.of("family.id", "anode")),
                        new RunSpec("hbnode", "HBNODE", 2, Map.of("family.id", "hbnode"))));
    }

    private Preset descents(Preset from, List<Double> points) {
        Map<String, Object> changes = new LinkedHashMap<>();
        changes.put("problem.function", "drawn");
        changes.put("field.function", "drawn");
        changes.put(POINTS, points);
        changes.put("field.drawing", points);
        changes.put("problem.start", List.of(points.get(0) + BESIDE, points.get(1) + BESIDE));
        changes.put("problem.horizon", DESCENT_SECONDS);
        changes.put("solver.steps", DESCENT_STEPS);
        return from.with(from.settings().withAll(changes))
                .withRuns(List.of(
                        new RunSpec("gradient-flow", "Gradient flow", 0, Map.of("family.id", "node")),
                        new RunSpec(
                                "heavy-ball",
                                "Heavy ball",
                                1,
                                Map.of("family.id", "hbnode", "family.learnGamma", false, "family.gammaRaw", DAMPED))));
    }

    /// The kind of drawing that a preset shows.
    public static Optional<Drawing> of(Preset preset) {
        for (Drawing drawing : values()) {
            if (preset.id().equals(drawing.id())) {
                return Optional.of(drawing);
            }
        }
        return Optional.empty();
    }

    /// The points that a preset of this kind shows.
    public List<Double> points(Preset preset) {
        return preset.settings().get(POINTS) instanceof List<?> list
                ? list.stream().map(each -> (Double) each).toList()
                : List.of();
    }
}
