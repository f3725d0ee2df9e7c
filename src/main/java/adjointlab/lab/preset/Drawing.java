package adjointlab.lab.preset;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.problem.DrawnCurve;
import adjointlab.core.problem.Strokes;
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
    /// A loss of one parameter, as high as the line that was drawn.
    CURVE(
            "simplest-fig-2",
            new Preset.Info(
                    "A loss of one parameter, drawn by hand",
                    "Drawn by hand",
                    "Learning the Simplest Neural ODE, Fig. 1",
                    "The model adds its one parameter a to nothing, x(1) = a, and the loss is as high over a as the"
                            + " line that was drawn. Each optimizer starts where the line was begun and goes down from"
                            + " there: see which valley holds which of them.",
                    "\\dot x=a,\\quad x(0)=0,\\quad L(a)=g(x(1))")),
    /// A loss of two parameters, low where something was drawn.
    LOSS(
            "heavy-ball-optimisation",
            new Preset.Info(
                    "A loss of two parameters, drawn by hand",
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
    private static final String CURVE_POINTS = "loss.drawing";

    private static final int CURVE_ITERATIONS = 200;

    /// Of the curve's length and height, as much is seen around it.
    private static final double AROUND = 0.06;

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
                    case CURVE -> descentsOfOne(from, points);
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

    private static Preset descentsOfOne(Preset from, List<Double> points) {
        DrawnCurve curve;
        try {
            curve = new DrawnCurve(Strokes.of(points));
        } catch (IllegalArgumentException e) {
            throw new InvalidValueException(String.valueOf(e.getMessage()));
        }
        Map<String, Object> changes = new LinkedHashMap<>();
        changes.put("iterations", CURVE_ITERATIONS);
        changes.put("problem.id", "formula");
        changes.put("problem.formula", "x' = 0\nx(0) = 0 ± 0");
        changes.put("problem.samples", 1);
        changes.put("problem.times", 1);
        changes.put("problem.irregular", false);
        changes.put("problem.horizon", 1.0);
        changes.put("field.id", "formula");
        changes.put("field.formula", "x' = a\nlearn a = " + points.getFirst());
        changes.put("loss.id", "drawn");
        changes.put(CURVE_POINTS, points);
        double beside = AROUND * (curve.to() - curve.from());
        double above = AROUND * Math.max(1, curve.highest()); // a level line has no height
        PanelLayout surface = panel(
                "loss-surface",
                Map.of(
                        "range", List.of(curve.from() - beside, curve.to() + beside),
                        "rangeY", List.of(-above, curve.highest() + above)));
        PanelLayout layout = new PanelLayout.Split(
                true,
                List.of(new PanelLayout.Part(1.6, surface), new PanelLayout.Part(1, panel("loss-curves", Map.of()))));
        Preset with = from.with(from.settings().withAll(changes))
                .withRuns(List.of(
                        new RunSpec("sgd", "Gradient descent", 0, Map.of("optimizer.id", "sgd")),
                        new RunSpec(
                                "momentum",
                                "With momentum 0.9",
                                1,
                                Map.of("optimizer.id", "sgd", "optimizer.momentum", 0.9)),
                        new RunSpec("adam", "Adam", 2, Map.of("optimizer.id", "adam"))));
        return with.with(layout);
    }

    private static PanelLayout panel(String id, Map<String, Object> options) {
        return new PanelLayout.Tabs(List.of(new PanelLayout.PanelState(id, options)), 0);
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
        return preset.settings().get(this == CURVE ? CURVE_POINTS : POINTS) instanceof List<?> list
                ? list.stream().map(each -> (Double) each).toList()
                : List.of();
    }
}
