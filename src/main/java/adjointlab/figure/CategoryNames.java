package adjointlab.figure;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/// The names of categories below a horizontal axis. Every one of them stands there: in one line, broken between words,
/// or, where they are wider than their places, upwards. Only where places are narrower than a line of small type a
/// category has no name but for the pointer that rests on its place.
final class CategoryNames {
    /// Between the names of neighbours at least, in sizes of the type.
    private static final double CLEAR = 0.3;

    private static final int MOST_LINES = 3;

    /// From one name to the next where they run upwards, in sizes of the type.
    private static final double PITCH = 1.1;

    /// The smallest type of names that run upwards, share of the size.
    private static final double SMALLEST = 0.7;

    private static final double ROUNDING = 1e-6;

    private final List<Name> names;
    private final Fonts.Face face;
    private final double place;
    private final boolean upwards;

    /// What is drawn of a name.
    ///
    /// @param lines one where it runs upwards; none where it has no place
    /// @param whole whether they say all of it
    private record Name(Ticks.Tick tick, List<String> lines, boolean whole) {}

    private CategoryNames(List<Name> names, Fonts.Face face, double place, boolean upwards) {
        this.names = names;
        this.face = face;
        this.place = place;
        this.upwards = upwards;
    }

    /// The names in the first of these ways in which they fit.
    ///
    /// @param ticks with whole names
    /// @param place width of the place of each
    /// @param deepest how far those that run upwards may reach; longer ones are cut
    static CategoryNames of(List<Ticks.Tick> ticks, Theme.Type type, double place, double deepest) {
        Fonts.Face face = type.tickFace();
        double width = place - CLEAR * face.size();
        List<Name> level = ticks.stream()
                .map(tick -> new Name(tick, face.lines(tick.label(), width), true))
                .toList();
        boolean fit = level.stream()
                .allMatch(name -> name.lines.size() <= MOST_LINES
                        && name.lines.stream().allMatch(line -> face.width(line) <= width + ROUNDING));
        if (fit) {
            return new CategoryNames(level, face, place, false);
        }
        double share = type.steady() ? 1 : Math.clamp(place / (PITCH * face.size()), SMALLEST, 1);
        Fonts.Face smaller = face.sized(share);
        int stride = Math.max(1, (int) Math.ceil(PITCH * smaller.size() / Math.max(place, ROUNDING) - ROUNDING));
        List<Name> turned = new ArrayList<>();
        for (int i = 0; i < ticks.size(); i++) {
            Ticks.Tick tick = ticks.get(i);
            String drawn = i % stride == 0 ? smaller.shortened(tick.label(), deepest) : "";
            turned.add(new Name(tick, drawn.isEmpty() ? List.of() : List.of(drawn), drawn.equals(tick.label())));
        }
        return new CategoryNames(List.copyOf(turned), smaller, place, true);
    }

    /// The narrowest place in which a name that runs upwards is read.
    static double leastPlace(Theme.Type type) {
        return PITCH * type.tick() * (type.steady() ? 1 : SMALLEST);
    }

    /// Height of what is drawn.
    double depth() {
        return upwards
                ? names.stream()
                        .flatMap(name -> name.lines.stream())
                        .mapToDouble(face::width)
                        .max()
                        .orElse(0)
                : face.size()
                        * (1
                                + ScaledAxis.LINE
                                        * (names.stream()
                                                        .mapToInt(name -> name.lines.size())
                                                        .max()
                                                        .orElse(1)
                                                - 1));
    }

    /// The names of a vertical axis, cut where they are wider than this; numbers as they are.
    static List<Ticks.Tick> shortened(Axis axis, List<Ticks.Tick> ticks, Fonts.Face face, double widest) {
        return axis.names().isEmpty()
                ? ticks
                : ticks.stream()
                        .map(tick -> new Ticks.Tick(tick.value(), face.shortened(tick.label(), widest)))
                        .toList();
    }

    /// The names of a vertical axis that are not drawn as a whole, for the pointer; none of an axis of numbers.
    ///
    /// @param drawn of them
    static List<CutText> cutBeside(Axis axis, List<Ticks.Tick> drawn, PlotArea area, Theme theme) {
        List<CutText> cut = new ArrayList<>();
        double width = Ticks.widest(drawn, theme.type().tickFace());
        double right = area.data().getMinX() - 1.75 * theme.measures().gap();
        double half = 0.5 * Ticks.PITCH * theme.type().tick();
        for (int i = 0; i < axis.names().size(); i++) {
            Ticks.Tick whole = new Ticks.Tick(i + 1.0, axis.names().get(i));
            if (area.up().shows(whole.value()) && !drawn.contains(whole)) {
                double y = area.up().toPosition(whole.value());
                cut.add(new CutText(whole.label(), new Rectangle2D.Double(right - width, y - half, width, 2 * half)));
            }
        }
        return cut;
    }

    /// Whether they run upwards, in one line each.
    boolean upwards() {
        return upwards;
    }

    /// The lines of each as they are drawn, in the order of the axis; none for one that has no place.
    List<List<String>> lines() {
        return names.stream().map(Name::lines).toList();
    }

    /// Whether all of them are there, and whole.
    boolean areWhole() {
        return names.stream().allMatch(Name::whole);
    }

    /// Draws them in the current colour.
    ///
    /// @param across the axis in the drawing
    /// @param top of the first line
    void draw(Graphics2D g, AxisMap across, double top) {
        for (Name name : names) {
            double x = across.toPosition(name.tick.value());
            for (int i = 0; i < name.lines.size(); i++) {
                String line = name.lines.get(i);
                double width = face.width(line);
                if (upwards) {
                    AffineTransform before = g.getTransform();
                    g.translate(x + face.capHeight() / 2, top + width);
                    g.rotate(-Math.PI / 2);
                    face.draw(g, line, 0, 0);
                    g.setTransform(before);
                } else {
                    face.draw(g, line, x - width / 2, top + face.size() * (1 + i * ScaledAxis.LINE));
                }
            }
        }
    }

    /// Those that are not whole, for the pointer.
    ///
    /// @param across the axis in the drawing
    /// @param top of the first line
    List<CutText> cuts(AxisMap across, double top) {
        return names.stream()
                .filter(name -> !name.whole)
                .map(name -> new CutText(
                        name.tick.label(),
                        new Rectangle2D.Double(
                                across.toPosition(name.tick.value()) - place / 2,
                                top,
                                Math.max(1, place),
                                Math.max(face.size(), depth()))))
                .toList();
    }
}
