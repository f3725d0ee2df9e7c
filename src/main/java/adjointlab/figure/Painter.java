package adjointlab.figure;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Draws figures in a theme. Not for several threads at once: it keeps the pictures of heat maps between drawings.
public final class Painter {
    /// Of drawings for which no other is named.
    static final Device PAPER = Device.paper(Page.DEFAULT_DPI);
    private static final int REMEMBERED_IMAGES = 8;

    private static final PlotFrame.Margins NO_MARGINS = new PlotFrame.Margins(0, 0, 0, 0);

    private final Theme theme;
    private final Deque<HeatImage> images = new ArrayDeque<>();

    public Painter(Theme theme) {
        this.theme = theme;
    }

    /// What it draws in.
    public Theme theme() {
        return theme;
    }

    /// A picture for the screen.
    ///
    /// @param picture premultiplied or plain ARGB or RGB; wholly drawn over
    /// @param scale pixels a unit, for instance 2 on a dense display
    /// @return places in units, that is in pixels divided by `scale`
    public FigureLayout paint(Figure figure, BufferedImage picture, double scale) {
        return paint(figure, picture, scale, picture.getWidth() / scale, picture.getHeight() / scale);
    }

    /// The picture of a page, laid out as the page is: one of whole pixels may be a little larger.
    public FigureLayout paint(Figure figure, BufferedImage picture, double scale, Page page) {
        return paint(figure, picture, scale, page.width(), page.height());
    }

    private FigureLayout paint(Figure figure, BufferedImage picture, double scale, double width, double height) {
        Graphics2D g = picture.createGraphics();
        try {
            g.setColor(theme.palette().background());
            g.fillRect(0, 0, picture.getWidth(), picture.getHeight());
            g.scale(scale, scale);
            return paint(figure, g, new Rectangle2D.Double(0, 0, width, height), Device.pixels(scale));
        } finally {
            g.dispose();
        }
    }

    /// A drawing for paper, in which nothing is thinned that a printer could show.
    public FigureLayout paint(Figure figure, Graphics2D g, Rectangle2D bounds) {
        return paint(figure, g, bounds, PAPER);
    }

    /// The same over a whole page, with pictures in its resolution.
    void paint(Figure figure, Graphics2D g, Page page) {
        paint(figure, g, new Rectangle2D.Double(0, 0, page.width(), page.height()), Device.paper(page.dpi()));
    }

    /// The same without a drawing: where everything would be, labels included, for writers that set text
    /// themselves.
    Placed place(Figure figure, Rectangle2D bounds) {
        Graphics2D g = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        try {
            return draw(figure, g, bounds, PAPER);
        } finally {
            g.dispose();
        }
    }

    /// Everything that was drawn and where.
    ///
    /// @param plots those with axes, in the figure's order
    /// @param tables in the figure's order
    /// @param tiles in the figure's order
    /// @param cuts texts that found no room for all that they say
    /// @param around what a composed figure draws around them
    record Placed(
            List<PlotFrame.Drawn> plots,
            List<TableArea> tables,
            List<TilesDrawing.Drawn> tiles,
            List<CutText> cuts,
            Around around) {
        private static final Placed NOTHING = new Placed(List.of(), List.of(), List.of(), List.of(), Around.NOTHING);
    }

    private FigureLayout paint(Figure figure, Graphics2D g, Rectangle2D bounds, Device device) {
        Placed placed = draw(figure, g, bounds, device);
        return new FigureLayout(
                placed.plots.stream().map(PlotFrame.Drawn::area).toList(),
                placed.tables,
                placed.tiles.stream().map(TilesDrawing.Drawn::area).toList(),
                placed.cuts,
                placed.around.cells());
    }

    private Placed draw(Figure figure, Graphics2D g, Rectangle2D bounds, Device device) {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        g.setColor(theme.palette().background());
        g.fill(bounds);
        Composition composition = figure.composition();
        double gap =
                (composition == null ? theme : composition.theme()).measures().gap();
        double pad = theme.heading() ? 2.5 * gap : gap;
        double top = drawHeading(g, figure, bounds, pad);
        Rectangle2D body = new Rectangle2D.Double(
                bounds.getX() + pad, top, bounds.getWidth() - 2 * pad, bounds.getMaxY() - pad - top);
        if (composition != null) {
            return new CompositionPainter(composition, ofTheme(composition.theme())).draw(g, body, device);
        }
        if (!figure.emptyText().isEmpty() || figure.plots().isEmpty()) {
            drawSentence(g, figure.emptyText(), body);
            return Placed.NOTHING;
        }
        CompositionLegend names = new CompositionLegend(figure.names(), theme);
        Rectangle2D room = names.above(body);
        List<Shelf> shelves = fitting(figure, room);
        String missing = Shelves.missing(figure, shelves);
        CutText.Cuts cuts = new CutText.Cuts();
        Sheet sheet = new Sheet(device, cuts, Trimming.NONE);
        Placed placed =
                drawRows(g, shelves, missing.isEmpty() ? room : aboveNote(g, missing, room, cuts), NO_MARGINS, sheet);
        Around around = names.under(body);
        around.draw(g, theme);
        return new Placed(placed.plots, placed.tables, placed.tiles, placed.cuts, around);
    }

    private Painter ofTheme(Theme other) {
        return other.equals(theme) ? this : new Painter(other);
    }

    /// Space that a panel's outermost plots need around their data.
    ///
    /// @param figure of the panel; no composition
    /// @param body of its plots with their labels
    /// @param around space that is left around the data of its outermost plots already
    /// @param sheet on which it will be drawn
    PlotFrame.Margins outside(Figure figure, Rectangle2D body, PlotFrame.Margins around, Sheet sheet) {
        if (figure.plots().isEmpty()) {
            return NO_MARGINS;
        }
        List<Shelf> shelves = fitting(figure, body);
        List<List<PlotFrame.Margins>> all = laid(shelves, body, beside(figure, around), sheet).margins;
        PlotFrame.Margins most = NO_MARGINS;
        for (int r = 0; r < all.size(); r++) {
            int last = all.get(r).size() - 1;
            most = most.max(new PlotFrame.Margins(
                    shared(all, shelves, r, 0, NO_MARGINS).left(),
                    last + 1 == shelves.get(r).columns()
                            ? shared(all, shelves, r, last, NO_MARGINS).right()
                            : 0,
                    r == 0 ? shared(all, shelves, r, 0, NO_MARGINS).top() : 0,
                    r == all.size() - 1 ? shared(all, shelves, r, 0, NO_MARGINS).bottom() : 0));
        }
        return most;
    }

    /// What a panel lacks of its room.
    ///
    /// @param around space around the data of its outermost plots
    /// @param sheet on which it will be drawn
    Lack lack(Figure figure, Rectangle2D whole, PlotFrame.Margins around, Sheet sheet) {
        if (figure.plots().isEmpty() || whole.getWidth() <= 0 || whole.getHeight() <= 0) {
            return new Lack(whole.getWidth() <= 0, whole.getHeight() <= 0);
        }
        Rectangle2D body = lowered(figure, whole, around, sheet);
        PlotFrame.Margins least = beside(figure, around);
        if (body.getHeight() <= 0) {
            return new Lack(false, true);
        }
        List<Shelf> shelves = fitting(figure, body);
        boolean dropped =
                shelves.stream().mapToInt(shelf -> shelf.plots().size()).sum()
                        < figure.plots().size();
        Lack lack = new Lack(false, dropped);
        Laid laid = laid(shelves, body, least, sheet);
        List<List<Cell>> rows = laid.rows;
        boolean first = true;
        for (int r = 0; r < rows.size(); r++) {
            for (int c = 0; c < rows.get(r).size(); c++) {
                Rectangle2D room = Filled.inside(rows.get(r).get(c).outer, shared(laid.margins, shelves, r, c, least));
                lack = lack.or(rows.get(r).get(c).lack(room, theme));
                if (first && !lack.any() && !sheet.trimming.fits(rows.get(r).get(c).frame, room)) {
                    lack = new Lack(true, true);
                }
                first = false;
            }
        }
        return lack.any() || !cutsTiles(rows) ? lack : new Lack(true, true);
    }

    /// Whether pictures or their captions would find no room.
    private boolean cutsTiles(List<List<Cell>> rows) {
        Graphics2D nothing = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        try {
            boolean turned = turns(rows) && unit(rows, true) > unit(rows, false);
            return rows.stream()
                    .flatMap(row -> drawTiles(nothing, row, turned).stream())
                    .anyMatch(TilesDrawing.Drawn::isCut);
        } finally {
            nothing.dispose();
        }
    }

    /// Draws a panel.
    ///
    /// @param around space around the data of its outermost plots
    Placed draw(Graphics2D g, Figure figure, Rectangle2D whole, PlotFrame.Margins around, Sheet sheet) {
        if (!figure.emptyText().isEmpty() || figure.plots().isEmpty()) {
            drawSentence(g, figure.emptyText(), whole);
            return Placed.NOTHING;
        }
        Rectangle2D body = lowered(figure, whole, around, sheet);
        return drawRows(g, fitting(figure, body), body, beside(figure, around), sheet);
    }

    /// The room of a panel of several rows without what its neighbours need above and below: its rows share the rest.
    private Rectangle2D lowered(Figure figure, Rectangle2D whole, PlotFrame.Margins around, Sheet sheet) {
        if (figure.rows().size() == 1) {
            return whole;
        }
        PlotFrame.Margins own = outside(figure, whole, around, sheet);
        double top = Math.max(0, around.top() - own.top());
        double bottom = Math.max(0, around.bottom() - own.bottom());
        return new Rectangle2D.Double(
                whole.getX(), whole.getY() + top, whole.getWidth(), whole.getHeight() - top - bottom);
    }

    /// The space that is left to be kept beside and, in a panel of one row, above and below.
    private static PlotFrame.Margins beside(Figure figure, PlotFrame.Margins around) {
        return figure.rows().size() == 1 ? around : new PlotFrame.Margins(around.left(), around.right(), 0, 0);
    }

    /// Says at the bottom what there is no room for; returns what is left above.
    private Rectangle2D aboveNote(Graphics2D g, String note, Rectangle2D body, CutText.Cuts cuts) {
        Fonts.Face face = theme.type().tickFace();
        double height = Math.min(1.5 * face.size(), 0.2 * body.getHeight());
        g.setColor(theme.palette().soft());
        double y = body.getMaxY() - height + face.size();
        face.draw(g, cuts.fitted(face, note, body.getWidth(), body.getX(), y), body.getX(), y);
        return new Rectangle2D.Double(body.getX(), body.getY(), body.getWidth(), body.getHeight() - height);
    }

    /// The figure's rows as its body has room for them.
    private List<Shelf> fitting(Figure figure, Rectangle2D body) {
        return new Shelves(theme, this::frame).fitting(figure, body);
    }

    private PlotFrame frame(Plot plot, double width, double height) {
        return new PlotFrame(plot, theme, width, height, this::image);
    }

    /// Draws title and note; returns where the rest begins.
    private double drawHeading(Graphics2D g, Figure figure, Rectangle2D bounds, double pad) {
        if (!theme.heading() || figure.title().isEmpty() && figure.note().isEmpty()) {
            return bounds.getY() + pad;
        }
        Fonts.Face title = theme.type().titleFace();
        Fonts.Face note = theme.type().tickFace();
        double baseline = bounds.getY() + pad + 0.85 * title.size();
        g.setColor(theme.palette().ink());
        title.draw(g, figure.title(), bounds.getX() + pad, baseline);
        double noteWidth = note.width(figure.note());
        if (title.width(figure.title()) + noteWidth + 2 * pad <= bounds.getWidth() - 2 * pad) {
            g.setColor(theme.palette().soft());
            note.draw(g, figure.note(), bounds.getMaxX() - pad - noteWidth, baseline);
        }
        return baseline + 3 * theme.measures().gap();
    }

    private void drawSentence(Graphics2D g, String sentence, Rectangle2D body) {
        Fonts.Face face = theme.type().labelFace();
        List<String> lines = face.lines(sentence, 0.8 * body.getWidth());
        double y = body.getCenterY() - (lines.size() - 1) * 0.75 * face.size() + face.capHeight() / 2;
        g.setColor(theme.palette().soft());
        for (String each : lines) {
            face.draw(g, each, body.getCenterX() - face.width(each) / 2, y);
            y += 1.5 * face.size();
        }
    }

    /// What is drawn on.
    ///
    /// @param cuts takes note of texts that are cut
    /// @param trimming of the first plot
    record Sheet(Device device, CutText.Cuts cuts, Trimming trimming) {
        Sheet plain() {
            return new Sheet(device, cuts, Trimming.NONE);
        }
    }

    private record Cell(Rectangle2D outer, Plot plot, PlotFrame frame) {
        /// Tables and tiles have no axes.
        PlotFrame.Margins margins() {
            return table() == null && tiles() == null ? frame.margins(outer.getWidth()) : NO_MARGINS;
        }

        Layer.@Nullable Table table() {
            return plot.table();
        }

        Lack lack(Rectangle2D room, Theme theme) {
            Layer.Table table = table();
            if (table != null) {
                return new TableDrawing(table, theme).lack(outer);
            }
            if (tiles() != null) {
                return new Lack(
                        outer.getWidth() < frame.leastWidth(outer.getWidth()),
                        outer.getHeight() < frame.leastHeight(outer.getWidth()));
            }
            return new Lack(!frame.hasWidth(room), !frame.hasHeight(room));
        }

        Layer.@Nullable Tiles tiles() {
            return plot.tiles();
        }
    }

    /// Rows of plots with the space around their data, that of legends below them included.
    private record Laid(List<List<Cell>> rows, List<List<PlotFrame.Margins>> margins) {}

    private Laid laid(List<Shelf> shelves, Rectangle2D body, PlotFrame.Margins least, Sheet sheet) {
        List<List<Cell>> rows = cells(shelves, body);
        List<List<PlotFrame.Margins>> margins = margins(rows);
        for (int r = 0; r < rows.size(); r++) {
            boolean renamed = false;
            for (Filled.Room each : rooms(rows.get(r), margins, shelves, r, least)) {
                renamed |= each.frame()
                        .nameAlong(Filled.inside(each.outer(), each.around()).getWidth());
            }
            if (renamed) {
                margins.set(r, rows.get(r).stream().map(Cell::margins).toList());
            }
            Sheet own = r == 0 ? sheet : sheet.plain();
            while (LegendRoom.make(rooms(rows.get(r), margins, shelves, r, least), own)) {
                margins.set(r, rows.get(r).stream().map(Cell::margins).toList());
            }
        }
        return new Laid(rows, margins);
    }

    private static List<List<PlotFrame.Margins>> margins(List<List<Cell>> rows) {
        List<List<PlotFrame.Margins>> margins = new ArrayList<>();
        for (List<Cell> row : rows) {
            margins.add(row.stream().map(Cell::margins).toList());
        }
        return margins;
    }

    private Placed drawRows(Graphics2D g, List<Shelf> shelves, Rectangle2D body, PlotFrame.Margins least, Sheet sheet) {
        Laid laid = laid(shelves, body, least, sheet);
        List<List<Cell>> rows = laid.rows;
        List<PlotFrame.Drawn> drawn = new ArrayList<>();
        List<TableArea> tables = new ArrayList<>();
        List<TilesDrawing.Drawn> tiles = new ArrayList<>();
        boolean turned = turns(rows) && unit(rows, true) > unit(rows, false);
        for (int r = 0; r < rows.size(); r++) {
            List<Filled.Room> rooms = rooms(rows.get(r), laid.margins, shelves, r, least);
            double unit = Filled.unit(rooms); // one for all planes of a row, so that they compare
            for (int c = 0; c < rows.get(r).size(); c++) {
                Cell cell = rows.get(r).get(c);
                if (cell.table() != null) {
                    tables.add(new TableDrawing(cell.table(), theme).draw(g, cell.outer, sheet.cuts));
                } else if (cell.tiles() == null) {
                    Filled filled = Filled.of(rooms.get(c), unit);
                    Rectangle2D data = filled.data();
                    if (data.getWidth() > 0 && data.getHeight() > 0) {
                        drawn.add(filled.frame().draw(g, data, cell.outer, r + c == 0 ? sheet : sheet.plain()));
                    }
                }
            }
            tiles.addAll(drawTiles(g, rows.get(r), turned));
        }
        tiles.forEach(each -> sheet.cuts.add(each.drawing().cuts()));
        return new Placed(drawn, tables, tiles, sheet.cuts.found(), Around.NOTHING);
    }

    private static List<Filled.Room> rooms(
            List<Cell> row, List<List<PlotFrame.Margins>> all, List<Shelf> shelves, int r, PlotFrame.Margins least) {
        return IntStream.range(0, row.size())
                .mapToObj(c -> new Filled.Room(row.get(c).frame, row.get(c).outer, shared(all, shelves, r, c, least)))
                .toList();
    }

    /// Draws those of a row that are tiles, all pictures equally large.
    private List<TilesDrawing.Drawn> drawTiles(Graphics2D g, List<Cell> row, boolean turned) {
        List<TilesDrawing> drawings = tilesOf(row, turned);
        List<Cell> cells = row.stream().filter(cell -> cell.tiles() != null).toList();
        double unit = unit(List.of(row), turned);
        return IntStream.range(0, drawings.size())
                .mapToObj(c -> drawings.get(c).draw(g, cells.get(c).outer, unit))
                .toList();
    }

    /// The tiles of a row, one scale of colours for neighbours of which it is the same.
    private List<TilesDrawing> tilesOf(List<Cell> row, boolean turned) {
        List<TilesDrawing> drawings = new ArrayList<>();
        for (int c = 0; c < row.size(); c++) {
            Layer.Tiles tiles = row.get(c).tiles();
            Layer.Tiles next = c + 1 < row.size() ? row.get(c + 1).tiles() : null;
            if (tiles != null) {
                boolean bar = next == null || !TilesDrawing.shareScale(tiles, next);
                drawings.add(new TilesDrawing(row.get(c).plot, tiles, theme, turned, bar));
            }
        }
        return drawings;
    }

    /// Whether all tiles may have columns for rows.
    private static boolean turns(List<List<Cell>> rows) {
        List<Layer.Tiles> all = new ArrayList<>();
        for (List<Cell> row : rows) {
            for (Cell cell : row) {
                Layer.Tiles tiles = cell.tiles();
                if (tiles != null) {
                    all.add(tiles);
                }
            }
        }
        return !all.isEmpty()
                && all.stream().allMatch(tiles -> tiles.arrangement().turns());
    }

    /// Height of a picture for which all tiles fit.
    private double unit(List<List<Cell>> rows, boolean turned) {
        double least = Double.POSITIVE_INFINITY;
        for (List<Cell> row : rows) {
            List<Cell> cells = row.stream().filter(cell -> cell.tiles() != null).toList();
            List<TilesDrawing> drawings = tilesOf(row, turned);
            for (int c = 0; c < drawings.size(); c++) {
                least = Math.min(least, drawings.get(c).unit(cells.get(c).outer));
            }
        }
        return least;
    }

    private List<List<Cell>> cells(List<Shelf> shelves, Rectangle2D body) {
        double gap = 3 * theme.measures().gap();
        double weights = shelves.stream().mapToDouble(Shelf::weight).sum();
        double height = body.getHeight() - gap * (shelves.size() - 1);
        List<List<Cell>> rows = new ArrayList<>();
        double[] heights = new double[shelves.size()];
        for (int r = 0; r < heights.length; r++) {
            heights[r] = height * shelves.get(r).weight() / weights;
        }
        new Shelves(theme, this::frame).raise(heights, shelves, body.getWidth());
        double y = body.getY();
        for (int r = 0; r < heights.length; r++) {
            Shelf row = shelves.get(r);
            double rowHeight = heights[r];
            double width = row.width(body.getWidth(), gap);
            List<Cell> cells = new ArrayList<>();
            for (int c = 0; c < row.plots().size(); c++) {
                Rectangle2D outer = new Rectangle2D.Double(body.getX() + c * (width + gap), y, width, rowHeight);
                Plot plot = theme.type().steady()
                        ? row.plots().get(c).onPaper()
                        : row.plots().get(c);
                cells.add(new Cell(outer, plot, frame(plot, width, rowHeight)));
            }
            for (int c = 0; c + 1 < cells.size(); c++) {
                cells.get(c).frame.leaveBarTo(cells.get(c + 1).frame);
                cells.get(c + 1).frame.leaveUpTo(cells.get(c).frame);
            }
            for (int c = 0; r > 0 && c < cells.size(); c++) {
                List<Cell> above = rows.get(r - 1);
                if (c < above.size()) {
                    above.get(c).frame.leaveAcrossTo(cells.get(c).frame);
                }
            }
            rows.add(cells);
            y += rowHeight + gap;
        }
        return rows;
    }

    /// The margins of a cell such that data rectangles stand in line: top and bottom in its row, left and right in
    /// the column, which it shares with the rows that have as many columns.
    ///
    /// @param least space around the data of the outermost
    private static PlotFrame.Margins shared(
            List<List<PlotFrame.Margins>> all, List<Shelf> shelves, int row, int column, PlotFrame.Margins least) {
        PlotFrame.Margins inRow =
                all.get(row).stream().reduce(PlotFrame.Margins::max).orElseThrow();
        PlotFrame.Margins inColumn = IntStream.range(0, all.size())
                .filter(other ->
                        shelves.get(other).columns() == shelves.get(row).columns())
                .mapToObj(all::get)
                .filter(other -> column < other.size())
                .map(other -> other.get(column))
                .reduce(PlotFrame.Margins::max)
                .orElseThrow();
        boolean last = column == shelves.get(row).columns() - 1;
        return new PlotFrame.Margins(
                column == 0 ? Math.max(least.left(), inColumn.left()) : inColumn.left(),
                last ? Math.max(least.right(), inColumn.right()) : inColumn.right(),
                row == 0 ? Math.max(least.top(), inRow.top()) : inRow.top(),
                row == all.size() - 1 ? Math.max(least.bottom(), inRow.bottom()) : inRow.bottom());
    }

    /// The picture of a heat map, from an earlier drawing if the layer is the same object.
    private HeatImage image(Layer.HeatMap map) {
        for (HeatImage image : images) {
            if (image.isOf(map)) {
                return image;
            }
        }
        HeatImage image = new HeatImage(map);
        images.addFirst(image);
        if (images.size() > REMEMBERED_IMAGES) {
            images.removeLast();
        }
        return image;
    }
}
