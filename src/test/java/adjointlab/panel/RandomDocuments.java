package adjointlab.panel;

import adjointlab.compose.FigureDocument;
import adjointlab.compose.FigureDocument.Cell;
import adjointlab.compose.FigureDocument.Changes;
import adjointlab.compose.FigureDocument.Grid;
import adjointlab.compose.FigureDocument.Headings;
import adjointlab.compose.FigureDocument.Letters;
import adjointlab.compose.FigureDocument.Look;
import adjointlab.compose.FigureDocument.Marks;
import adjointlab.compose.FigureDocument.PageChoice;
import adjointlab.compose.FigureDocument.ReferenceLine;
import adjointlab.compose.FigureDocument.Source;
import adjointlab.compose.FigureDocument.TypeChoice;
import adjointlab.compose.Targets;
import adjointlab.figure.Axis;
import adjointlab.figure.Composition.Callout;
import adjointlab.figure.Composition.Corner;
import adjointlab.figure.Composition.Inset;
import adjointlab.figure.Composition.LegendPlace;
import adjointlab.figure.Composition.Place;
import adjointlab.figure.Composition.Span;
import adjointlab.figure.Composition.Titles;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.lab.preset.PanelLayout.PanelState;
import adjointlab.lab.preset.Presets;
import adjointlab.panel.kit.PanelContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// Figure documents as nobody would think of them: panels of one preset or several in a grid, at any iteration, with
/// everything around and on top of them that a document can have.
final class RandomDocuments {
    /// Presets that train in a moment, with one run and with many, of one group and of several.
    private static final List<String> PRESETS = List.of(
            "simplest-fig-2",
            "simplest-fig-1a",
            "heavy-ball-optimisation",
            "snopt-sensitivity",
            "learn-my-trajectories",
            "flow-moons");

    private static final Map<String, String> NAMES =
            Map.of("SGD", "Gradient descent", "Adam", "Adam of Kingma and Ba", "t = 1", "one second");

    private final Random random;

    RandomDocuments(long seed) {
        random = new Random(seed);
    }

    FigureDocument next() {
        int rows = 1 + random.nextInt(3);
        int columns = 1 + random.nextInt(3);
        List<String> presets = random.nextInt(3) == 0 ? List.of(any(PRESETS), any(PRESETS)) : List.of(any(PRESETS));
        List<Cell> cells = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                boolean taken = false;
                for (Cell cell : cells) {
                    taken |= cell.place().meets(new Place(row, column, 1, 1));
                }
                if (!taken) {
                    int wide = cells.isEmpty() ? 1 + random.nextInt(columns) : 1;
                    int high = cells.isEmpty() ? 1 + random.nextInt(rows) : 1;
                    cells.add(cell(new Place(row, column, high, wide), any(presets)));
                }
            }
        }
        return new FigureDocument("", page(), look(), grid(rows, columns), cells);
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private PageChoice page() {
        return new PageChoice(any(Targets.ids()), random.nextInt(3) > 0, Double.NaN, Double.NaN);
    }

    private Look look() {
        double size = random.nextBoolean() ? Double.NaN : 5 + random.nextInt(8);
        return new Look(
                new TypeChoice(random.nextBoolean(), size),
                any(List.of(Letters.values())),
                any(List.of(LegendPlace.values())),
                random.nextBoolean(),
                random.nextInt(3) == 0 ? NAMES : Map.of());
    }

    private Grid grid(int rows, int columns) {
        List<Double> widths = random.doubles(columns, 0.6, 1.6).boxed().toList();
        List<Double> heights = random.doubles(rows, 0.7, 1.4).boxed().toList();
        Titles titles =
                random.nextBoolean() ? Titles.NONE : new Titles("Over all of it", "Under all of it", "Beside it");
        List<Span> spans = random.nextBoolean()
                ? List.of()
                : List.of(new Span("Over columns of a row", random.nextInt(rows), 0, 1 + random.nextInt(columns)));
        return new Grid(widths, heights, 5 * random.nextDouble(), 5 * random.nextDouble(), new Headings(titles, spans));
    }

    private Cell cell(Place place, String preset) {
        List<PanelState> panels = Presets.get(preset).layout().panels();
        int last = TrainedPresets.runs(preset).getFirst().iteration();
        int at = random.nextBoolean() ? -1 : random.nextInt(last + 1);
        while (true) {
            PanelState shown = random.nextInt(3) > 0
                    ? any(panels)
                    : new PanelState(any(Panels.CATALOG.ids()), Map.of(), random.nextInt(4) == 0);
            PanelContext context = TrainedPresets.context(preset, at < 0 ? Integer.MAX_VALUE : at, shown.columns());
            PresetFacts facts =
                    new PresetFacts(TrainedPresets.runs(preset).getFirst().startSettings());
            if (!facts.takesLong(shown.id())) {
                Figure figure =
                        TrainedPresets.create(shown.id(), shown.options()).figure(context);
                if (figure.emptyText().isEmpty()) {
                    return new Cell(place, new Source(preset, List.of()), shown, at, changes(figure));
                }
            }
        }
    }

    private Changes changes(Figure figure) {
        Changes changes = random.nextBoolean() ? Changes.NONE : Changes.NONE.titled("A title of some words over it");
        return random.nextBoolean()
                ? changes
                : marks(figure.plots().getFirst()).map(changes::with).orElse(changes);
    }

    /// A note at a line's point, a part of the plot around it drawn larger, and a line through it.
    private Optional<Marks> marks(Plot plot) {
        List<Layer.Line> lines = plot.layers().stream()
                .filter(Layer.Line.class::isInstance)
                .map(Layer.Line.class::cast)
                .filter(line -> line.x().length > 2)
                .toList();
        if (lines.isEmpty()
                || plot.surface().isPresent()
                || plot.layers().stream()
                        .anyMatch(layer -> layer instanceof Layer.Table || layer instanceof Layer.Tiles)) {
            return Optional.empty();
        }
        Layer.Line line = any(lines);
        int i = 1 + random.nextInt(line.x().length - 2);
        double x = line.x()[i];
        double y = line.y()[i];
        if (!isInside(plot.x(), x) || !isInside(plot.y(), y)) {
            return Optional.empty();
        }
        double wide = Math.abs(line.x()[i + 1] - line.x()[i - 1]);
        double high = plot.y().scale() == Axis.Scale.LOG ? y / 2 : Math.max(Math.abs(y) / 4, 1e-3);
        boolean enlarges = wide > 0 && isInside(plot.x(), x - wide) && isInside(plot.y(), y - high);
        List<Inset> insets = enlarges && random.nextBoolean()
                ? List.of(new Inset(x - wide, x + wide, y - high, y + high, any(List.of(Corner.values())), 0.42))
                : List.of();
        List<Callout> notes = random.nextInt(3) == 0
                ? List.of()
                : List.of(new Callout("a note of words", x, y, Double.NaN, Double.NaN));
        List<ReferenceLine> rules = random.nextInt(3) == 0 ? List.of(new ReferenceLine(true, x, "here")) : List.of();
        return Optional.of(new Marks(rules, notes, insets));
    }

    private static boolean isInside(Axis axis, double value) {
        boolean within =
                (Double.isNaN(axis.min()) || value > axis.min()) && (Double.isNaN(axis.max()) || value < axis.max());
        return Double.isFinite(value) && within && (axis.scale() != Axis.Scale.LOG || value > 0);
    }
}
