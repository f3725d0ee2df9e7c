package adjointlab.figure;

import adjointlab.figure.Axis.Quantity;
import adjointlab.figure.Axis.Scale;
import adjointlab.figure.SeriesStyle.Dash;
import adjointlab.figure.SeriesStyle.Emphasis;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.figure.SeriesStyle.Marker;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/// Figures for tests, each of another kind.
final class Samples {
    static final SeriesStyle SGD = new SeriesStyle(Hue.VERMILLION, Dash.SOLID, Marker.CIRCLE, Emphasis.NORMAL);
    static final SeriesStyle ADAM = new SeriesStyle(Hue.BLUE, Dash.DASHED, Marker.TRIANGLE, Emphasis.NORMAL);
    static final SeriesStyle NATURAL = new SeriesStyle(Hue.GREEN, Dash.DOTTED, Marker.SQUARE, Emphasis.NORMAL);

    private Samples() {}

    static List<Figure> all() {
        return List.of(
                lossSurface(),
                lossCurves(),
                adjointNorm(),
                heatMap(),
                grid(),
                table(),
                tiles(),
                other(),
                Figure.empty("Trajectories", "Start a run to see its trajectories."));
    }

    /// L(a) = ½ (e^(at) − e^(−t))² for three horizons with runs' points on it.
    static Figure lossSurface() {
        List<Layer> layers = new ArrayList<>();
        layers.add(new Layer.Region(
                "concave: gradient vanishes",
                SeriesStyle.line(Hue.SKY),
                Double.NEGATIVE_INFINITY,
                -1 - Math.log(2),
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY));
        layers.add(new Layer.Rule("a* = −1", SeriesStyle.line(Hue.MUTED).with(Dash.DASHED), true, -1));
        layers.add(line("t = ½", SeriesStyle.line(Hue.MUTED), -4.4, 2.3, a -> loss(a, 0.5), "t = ½"));
        layers.add(line("t = 2", SeriesStyle.line(Hue.MUTED), -4.4, 2.3, a -> loss(a, 2), "t = 2"));
        layers.add(
                line("t = 1", SeriesStyle.line(Hue.TRUTH).with(Emphasis.STRONG), -4.4, 2.3, a -> loss(a, 1), "t = 1"));
        layers.add(points("SGD", SGD, -4, -2.95, -1.9, -1.4, -0.65));
        layers.add(points("Adam", ADAM, 0, 0.45, -0.5));
        layers.add(points("Natural gradient", NATURAL, -1.02, -0.95, -0.88, -0.8, -0.65, -0.45));
        return Figure.of(
                "Loss surface",
                "all runs · k = 64",
                new Plot(
                        "",
                        Axis.of("a", Scale.LINEAR, Quantity.PARAMETER),
                        Axis.linear("L(a)").within(-0.35, 4.2),
                        layers,
                        false));
    }

    /// Thirty runs over 200 iterations in decades.
    static Figure lossCurves() {
        List<Layer> layers = new ArrayList<>();
        for (int run = 0; run < 10; run++) {
            double start = 30 * Math.pow(0.4, run);
            double period = 18 + 3.0 * run;
            layers.add(curve("SGD", SGD, k -> start / (1 + k) + 0.02 * Math.exp(-0.004 * k), run == 0 ? "SGD" : ""));
            layers.add(curve(
                    "Adam",
                    ADAM,
                    k -> start * Math.exp(-0.07 * k) * Math.pow(Math.cos(k / period * Math.PI), 2) + 1e-12,
                    run == 9 ? "Adam" : ""));
            layers.add(curve("Natural gradient", NATURAL, k -> start * Math.pow(0.9, k), run == 4 ? "Natural" : ""));
        }
        layers.add(new Layer.Rule("k = 64", SeriesStyle.line(Hue.ACCENT), true, 64));
        return Figure.of(
                "Loss",
                "log · by iteration",
                new Plot(
                        "",
                        Axis.of("iteration k", Scale.LINEAR, Quantity.ITERATION),
                        Axis.of("L(aₖ)", Scale.LOG, Quantity.OTHER).within(1e-10, 1e2),
                        layers,
                        false));
    }

    static Figure adjointNorm() {
        List<Layer> layers = List.of(
                line("SGD", SGD.with(Marker.NONE), 0, 1, t -> 0.03 * Math.exp(3.5 * t), "SGD"),
                line("Adam", ADAM.with(Marker.NONE), 0, 1, t -> 5.5 * Math.exp(-0.44 * t), "Adam"),
                line("Natural gradient", NATURAL.with(Marker.NONE), 0, 1, t -> 0.55 * Math.exp(0.42 * t), "Natural"));
        return Figure.of(
                "Adjoint norm",
                "k = 64",
                new Plot("", Axis.of("t", Scale.LINEAR, Quantity.TIME), Axis.linear("‖a(t)‖₂"), layers, false));
    }

    /// Lines of one point each, and points outside, with a legend.
    static Figure onePointEach() {
        List<Layer> layers = List.of(
                new Layer.Line("SGD", SGD, new double[] {0.005}, new double[] {3.82}, ""),
                new Layer.Line("Adam", ADAM, new double[] {0.02}, new double[] {3.86}, ""),
                points("Natural gradient", NATURAL, 5, 6));
        return Figure.of(
                "Sensitivity",
                "k = 64",
                new Plot(
                        "",
                        Axis.of("η", Scale.LOG, Quantity.OTHER).within(0.005, 0.02),
                        Axis.of("Loss", Scale.LOG, Quantity.OTHER),
                        layers,
                        true));
    }

    static Figure heatMap() {
        int n = 60;
        double[] x = new double[n];
        double[] y = new double[n];
        double[][] z = new double[n][n];
        for (int i = 0; i < n; i++) {
            x[i] = -2 + 4.0 * i / (n - 1);
            y[i] = -1.5 + 3.0 * i / (n - 1);
        }
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < n; i++) {
                z[j][i] = Math.pow(1 - x[i], 2) + 20 * Math.pow(y[j] - x[i] * x[i] / 2, 2) + 1e-2;
            }
        }
        double[] px = new double[40];
        double[] py = new double[40];
        for (int k = 0; k < px.length; k++) {
            px[k] = -1.6 + 2.6 * (1 - Math.exp(-k / 12.0));
            py[k] = px[k] * px[k] / 2 + 0.6 * Math.exp(-k / 4.0) * Math.cos(k);
        }
        return Figure.of(
                "Loss over two parameters",
                "",
                new Plot(
                        "",
                        Axis.linear("θ₁"),
                        Axis.linear("θ₂"),
                        List.of(
                                new Layer.HeatMap("L(θ)", x, y, z, Layer.ColourMap.VIRIDIS, true, 9),
                                new Layer.Line("SGD", SGD, px, py, "SGD")),
                        false));
    }

    /// Two rows of which one has a column more, with strokes, bands and arrows.
    static Figure grid() {
        double[] t = range(0, 1, 41);
        Plot steps = new Plot(
                "",
                Axis.of("", Scale.LINEAR, Quantity.TIME).within(0, 1),
                Axis.linear("").within(-1, 1),
                List.of(
                        new Layer.Strokes(
                                "accepted",
                                SeriesStyle.line(Hue.MUTED),
                                new double[] {0, 0.02, 0.14, 0.47, 0.63, 0.96},
                                0),
                        new Layer.Strokes("rejected", SeriesStyle.line(Hue.VERMILLION), new double[] {0.3}, 0)),
                false);
        Plot states = new Plot(
                "Trajectories",
                Axis.of("t", Scale.LINEAR, Quantity.TIME).within(0, 1),
                Axis.linear("x(t)"),
                List.of(
                        new Layer.Band(
                                "95 % interval, n = 10",
                                SGD, t, map(t, s -> Math.exp(-s) - 0.3 * s), map(t, s -> Math.exp(-s) + 0.3 * s)),
                        new Layer.Line(
                                "truth",
                                SeriesStyle.line(Hue.TRUTH).with(Emphasis.STRONG),
                                t,
                                map(t, s -> Math.exp(-s)),
                                "truth"),
                        new Layer.Line("SGD", SGD, t, map(t, s -> Math.exp(-0.7 * s)), "SGD"),
                        new Layer.Line("Adam", ADAM, t, map(t, s -> Math.exp(0.4 * s)), "Adam")),
                true);
        double[] ax = new double[81];
        double[] ay = new double[81];
        for (int i = 0; i < 81; i++) {
            ax[i] = -2 + 0.5 * (i % 9);
            ay[i] = -2 + 0.5 * Math.floorDiv(i, 9);
        }
        double[] minusY = map(ay, s -> -s);
        Plot field = new Plot(
                "Field",
                Axis.linear("x₁"),
                Axis.linear("x₂"),
                List.of(
                        new Layer.Arrows("f(x)", SeriesStyle.line(Hue.BLUE), ax, ay, minusY, ax),
                        new Layer.Note("∇ × f ∈ ℝ", SeriesStyle.line(Hue.VERMILLION), 0.2, 0.1)),
                false);
        return new Figure(
                "Trajectories",
                "x₀ = 1",
                List.of(new Figure.Row(0.28, List.of(steps, steps)), new Figure.Row(1, List.of(states, field))),
                "");
    }

    static Figure table() {
        return Figure.of(
                "Runs",
                "",
                new Plot(
                        "",
                        Axis.linear(""),
                        Axis.linear(""),
                        List.of(new Layer.Table(
                                "runs",
                                List.of("run", "optimizer", "η", "iterations", "final loss"),
                                List.of(
                                        List.of("sgd/−4", "SGD", "0.050", "200", "6.1 × 10⁻²"),
                                        List.of("adam/0.5", "Adam", "0.050", "1000", "4.4 × 10⁻⁵"),
                                        List.of(
                                                "variance-corrected/2",
                                                "Natural gradient",
                                                "0.011",
                                                "12\u2009400",
                                                "2.0 × 10⁻⁴")))),
                        false));
    }

    /// Images with captions, and a matrix of counts with a scale of colours.
    static Figure tiles() {
        List<Tile> images = IntStream.range(0, 5)
                .mapToObj(i -> Tile.of(new double[][] {{0, i / 4.0}, {1, 0.5}})
                        .saying("3 as 8, 97 %", i < 2 ? Hue.WARNING : Hue.MUTED)
                        .numbered(i + 1, i == 1))
                .toList();
        List<Tile> counts = IntStream.range(0, 4)
                .mapToObj(i -> Tile.of(new double[][] {{i / 3.0}}).saying(String.valueOf(i), Hue.MUTED))
                .toList();
        List<String> classes = List.of("inside", "outside");
        Layer.Range unit = new Layer.Range(0, 1);
        return new Figure(
                "Images",
                "2 of 5 wrong",
                List.of(new Figure.Row(
                        1,
                        List.of(
                                new Plot(
                                        "NODE",
                                        Axis.linear(""),
                                        Axis.linear(""),
                                        List.of(new Layer.Tiles(
                                                "", images, Tile.Arrangement.FITTING, Layer.ColourMap.GREY, unit)),
                                        false),
                                new Plot(
                                        "",
                                        Axis.linear("told"),
                                        Axis.linear("true class"),
                                        List.of(new Layer.Tiles(
                                                "share",
                                                counts,
                                                new Tile.Arrangement(2, classes, classes, true, false),
                                                Layer.ColourMap.PALE,
                                                unit)),
                                        false)))),
                "");
    }

    static Figure other() {
        return Figure.of(
                "Spectrum",
                "",
                new Plot(
                        "",
                        Axis.linear("eigenvalue index"),
                        Axis.linear("λ"),
                        List.of(
                                new Layer.Bars(
                                        "λ",
                                        SeriesStyle.line(Hue.PURPLE),
                                        range(1, 12, 12),
                                        map(range(1, 12, 12), k -> 3 / k - 0.4),
                                        0.8),
                                new Layer.Rule(
                                        "threshold",
                                        SeriesStyle.line(Hue.WARNING).with(Dash.DASHED),
                                        false,
                                        0.8)),
                        false));
    }

    static double loss(double a, double t) {
        return 0.5 * Math.pow(Math.exp(a * t) - Math.exp(-t), 2);
    }

    static double[] range(double from, double to, int n) {
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = from + (to - from) * i / (n - 1);
        }
        return values;
    }

    static double[] map(double[] values, DoubleUnaryOperator function) {
        double[] mapped = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            mapped[i] = function.applyAsDouble(values[i]);
        }
        return mapped;
    }

    private static Layer line(
            String name, SeriesStyle style, double from, double to, DoubleUnaryOperator function, String endLabel) {
        double[] x = range(from, to, 201);
        return new Layer.Line(name, style, x, map(x, function), endLabel);
    }

    private static Layer curve(String name, SeriesStyle style, DoubleUnaryOperator function, String endLabel) {
        double[] k = range(0, 200, 201);
        return new Layer.Line(name, style.with(Marker.NONE), k, map(k, function), endLabel).ownedBy(new Owner(name));
    }

    private static Layer points(String name, SeriesStyle style, double... a) {
        return new Layer.Points(name, style, a, map(a, value -> loss(value, 1))).ownedBy(new Owner(name));
    }
}
