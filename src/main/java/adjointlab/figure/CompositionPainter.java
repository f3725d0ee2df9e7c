package adjointlab.figure;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.math.Stop;
import adjointlab.figure.Composition.Cell;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Draws composed figures: heads, titles and the legend itself, the panels by a [Painter]. A page on which something
/// would have to be cut or left out is refused with the size that it needs.
final class CompositionPainter {
    private static final int LARGEST_MM = 2000;
    private static final double POINTS_PER_MM = 72 / 25.4;

    private final Composition composition;
    private final Painter painter;
    private final Theme theme;

    /// @param painter in the composition's theme
    CompositionPainter(Composition composition, Painter painter) {
        this.composition = composition;
        this.painter = painter;
        theme = composition.theme();
    }

    /// The smallest page, in whole mm, that is not smaller than this and has room for everything: of the widths that
    /// suffice on any height the smallest, and with it the smallest height.
    ///
    /// @throws InvalidValueException if no page has room
    Page needed(Page page) {
        return smallest(page)
                .orElseThrow(() -> new InvalidValueException(
                        "the figure fits on no page of at most 2000 mm: leave panels or texts out"));
    }

    /// The same on paper.
    ///
    /// @throws InvalidValueException if no page of the paper has room, saying what to leave out
    Page needed(Page page, Paper paper) {
        return smallest(page)
                .filter(found -> paper.holds(found.widthMm(), found.heightMm()))
                .or(() -> within(page, paper.upright()))
                .or(() -> within(page, paper.turned()))
                .orElseThrow(() -> new InvalidValueException(excess(paper)));
    }

    /// Of pages no smaller than one that fit into another, one that has room and is no higher or wider than it must be;
    /// nothing where the other has none. It may be wider and lower than the smallest page, where texts have fewer
    /// lines.
    private Optional<Page> within(Page page, Page whole) {
        if (page.widthMm() > whole.widthMm()
                || page.heightMm() > whole.heightMm()
                || lack(whole.widthMm(), whole.heightMm()).any()) {
            return Optional.empty();
        }
        double height = least(page.heightMm(), whole.heightMm(), mm -> !lack(whole.widthMm(), mm)
                .any());
        double width =
                least(page.widthMm(), whole.widthMm(), mm -> !lack(mm, height).any());
        return Optional.of(Page.of(width, height));
    }

    private String excess(Paper paper) {
        List<Cell> cells = composition.cells();
        return cells.size() == 1
                ? PageFit.excess(cells.getFirst().figure(), paper.upright())
                : paper.refusal() + ": leave out " + largest() + ", which needs most of it, or show fewer runs in it";
    }

    /// The panel that alone needs the largest page, by its letter or its place.
    private String largest() {
        List<Cell> cells = composition.cells();
        int most = 0;
        double area = 0;
        for (int i = 0; i < cells.size(); i++) {
            double own = new CompositionPainter(composition.alone(cells.get(i)), painter)
                    .smallest(Page.of(10, 10))
                    .map(page -> page.widthMm() * page.heightMm())
                    .orElse(Double.POSITIVE_INFINITY);
            if (own > area) {
                most = i;
                area = own;
            }
        }
        String letter = cells.get(most).head().letter();
        return letter.isEmpty() ? "panel " + (most + 1) : "panel " + letter;
    }

    private Optional<Page> smallest(Page page) {
        double width =
                least(page.widthMm(), LARGEST_MM, mm -> !lack(mm, LARGEST_MM).width());
        double height =
                least(page.heightMm(), LARGEST_MM, mm -> !lack(width, mm).height());
        for (int more = 0; more <= LARGEST_MM; more++) {
            double w = Math.min(LARGEST_MM, width + more);
            double h = Math.min(LARGEST_MM, height + more);
            if (!lack(w, h).any()) {
                return Optional.of(Page.of(w, h));
            }
        }
        return Optional.empty();
    }

    /// The smallest length from this on, itself or in whole mm, at which something holds that larger ones keep.
    ///
    /// @param most at which it is taken to hold
    private static double least(double from, double most, Predicate<Double> holds) {
        if (holds.test(from)) {
            return from;
        }
        int low = (int) Math.floor(from);
        int high = (int) Math.ceil(most);
        while (high - low > 1) {
            int middle = (low + high) / 2;
            if (holds.test((double) middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return Math.min(high, most);
    }

    /// Asks whether it is still wanted: looking for a page asks for many.
    private Lack lack(double widthMm, double heightMm) {
        Stop.heedOfThisWork();
        return layout(widthMm * POINTS_PER_MM, heightMm * POINTS_PER_MM).lack();
    }

    /// @param width of the page, points
    /// @param height of the page, points
    private CompositionLayout layout(double width, double height) {
        double pad = theme.measures().gap();
        return new CompositionLayout(
                composition,
                painter,
                new Rectangle2D.Double(pad, pad, width - 2 * pad, height - 2 * pad),
                Painter.PAPER);
    }

    /// What is written in each cell.
    List<String> words(Page page) {
        CompositionLayout layout = layout(page.width(), page.height());
        List<DrawnText> texts = DrawnText.of(Figure.of("", composition), theme, page.width(), page.height());
        List<String> words = new ArrayList<>();
        for (Cell cell : composition.cells()) {
            Rectangle2D whole = layout.whole(cell);
            words.add(texts.stream()
                    .filter(text ->
                            whole.contains(text.box().getCenterX(), text.box().getCenterY()))
                    .map(DrawnText::words)
                    .collect(Collectors.joining(" ")));
        }
        return words;
    }

    /// Draws all of it.
    ///
    /// @param body the page without its edge
    /// @throws InvalidValueException naming the size that it needs, if the page is too small
    Painter.Placed draw(Graphics2D g, Rectangle2D body, Device device) {
        CompositionLayout layout = new CompositionLayout(composition, painter, body, device);
        if (layout.lack().any()) {
            throw tooSmall(body);
        }
        List<PlotFrame.Drawn> plots = new ArrayList<>();
        List<TableArea> tables = new ArrayList<>();
        List<TilesDrawing.Drawn> tiles = new ArrayList<>();
        CutText.Cuts cuts = new CutText.Cuts();
        for (Cell cell : composition.cells()) {
            Painter.Placed placed = painter.draw(
                    g,
                    cell.figure(),
                    layout.room(cell),
                    layout.around(cell),
                    new Painter.Sheet(device, cuts, new Trimming(cell.insets(), cell.callouts())));
            plots.addAll(placed.plots());
            tables.addAll(placed.tables());
            tiles.addAll(placed.tiles());
        }
        Around around = around(layout, body);
        around.draw(g, theme);
        return new Painter.Placed(plots, tables, tiles, cuts.found(), around);
    }

    private InvalidValueException tooSmall(Rectangle2D body) {
        double pad = theme.measures().gap();
        Page page = Page.of((body.getWidth() + 2 * pad) / POINTS_PER_MM, (body.getHeight() + 2 * pad) / POINTS_PER_MM);
        Page needed = needed(page);
        return new InvalidValueException("the figure needs " + needed.size() + ", and the page has " + page.size());
    }

    private Around around(CompositionLayout layout, Rectangle2D body) {
        List<PlacedText> texts = new ArrayList<>();
        composition.cells().forEach(cell -> head(layout, cell, texts));
        composition.spans().forEach(span -> span(layout, span, texts));
        titles(layout, body, texts);
        List<Around.Sample> samples = new ArrayList<>();
        legend(layout, body, texts, samples);
        composition.cells().forEach(cell -> names(layout, cell, texts, samples));
        return new Around(
                texts, samples, composition.cells().stream().map(layout::whole).toList());
    }

    private void head(CompositionLayout layout, Cell cell, List<PlacedText> texts) {
        Rectangle2D room = layout.room(cell);
        Color ink = theme.palette().ink();
        double y = layout.headTop(cell.place().row()) + theme.type().label();
        if (!cell.head().letter().isEmpty()) {
            texts.add(new PlacedText(cell.head().letter(), layout.letterFace(cell), ink, room.getX(), y));
        }
        double x = room.getX() + layout.indent(cell);
        lines(layout.headLines(cell), y, _ -> x, texts);
    }

    private void names(CompositionLayout layout, Cell cell, List<PlacedText> texts, List<Around.Sample> samples) {
        CompositionLegend names = new CompositionLegend(cell.figure().names(), theme);
        Rectangle2D room = layout.room(cell);
        double top =
                room.getMaxY() - layout.namesHeight(cell) + theme.measures().gap();
        names.placeRows(room.getX(), room.getWidth(), top, texts, samples);
    }

    private void span(CompositionLayout layout, Composition.Span span, List<PlacedText> texts) {
        Rectangle2D data = layout.dataOf(span.column(), span.columns());
        lines(
                layout.spanLines(span),
                layout.spanTop(span.row()) + theme.type().label(),
                width -> data.getCenterX() - width / 2,
                texts);
    }

    private void lines(List<String> lines, double first, DoubleFunction<Double> left, List<PlacedText> texts) {
        Fonts.Face face = theme.type().labelFace();
        double y = first;
        for (String line : lines) {
            if (!line.isEmpty()) {
                texts.add(new PlacedText(line, face, theme.palette().ink(), left.apply(face.width(line)), y));
            }
            y += CompositionLayout.LINE * face.size();
        }
    }

    private void titles(CompositionLayout layout, Rectangle2D body, List<PlacedText> texts) {
        Composition.Titles titles = composition.titles();
        Rectangle2D data = layout.dataOf(0, composition.grid().columns());
        Fonts.Face face = theme.type().labelFace();
        DoubleFunction<Double> centred = width -> data.getCenterX() - width / 2;
        lines(List.of(titles.top()), body.getY() + face.size(), centred, texts);
        lines(List.of(titles.bottom()), body.getMaxY() - 0.3 * face.size(), centred, texts);
        if (!titles.left().isEmpty()) {
            texts.add(new PlacedText(
                    titles.left(),
                    face,
                    theme.palette().ink(),
                    body.getX() + face.size(),
                    data.getCenterY() + face.width(titles.left()) / 2,
                    PlacedText.UPWARDS));
        }
    }

    private void legend(
            CompositionLayout layout, Rectangle2D body, List<PlacedText> texts, List<Around.Sample> samples) {
        CompositionLegend legend = new CompositionLegend(composition);
        if (legend.isEmpty()) {
            return;
        }
        Rectangle2D cells = layout.body();
        Composition.Titles titles = composition.titles();
        switch (composition.legend().place()) {
            case OFF -> {}
            case TOP ->
                legend.placeRows(
                        cells.getX(),
                        cells.getWidth(),
                        body.getY() + (titles.top().isEmpty() ? 0 : layout.titleStrip()),
                        texts,
                        samples);
            case BOTTOM ->
                legend.placeRows(
                        cells.getX(),
                        cells.getWidth(),
                        cells.getMaxY() + theme.measures().gap(),
                        texts,
                        samples);
            case RIGHT -> {
                double x = cells.getMaxX() + 3 * theme.measures().gap();
                Rectangle2D data = layout.dataOf(0, composition.grid().columns());
                legend.placeColumn(
                        new Rectangle2D.Double(x, data.getY(), body.getMaxX() - x, data.getHeight()), texts, samples);
            }
        }
    }
}
