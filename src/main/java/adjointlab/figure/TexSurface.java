package adjointlab.figure;

import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Writes a surface for TeX, from far to near: quadrilaterals, then what lies on them. The words are the paper's own.
final class TexSurface {
    /// Quadrilaterals along a side: more take TeX minutes and show nothing more in a column's width.
    private static final int MOST_CELLS = 56;

    private final PlotFrame.Drawn drawn;
    private final SurfaceDrawing surface;
    private final double height;
    private final StringBuilder tex;

    /// @param height of the page; TeX counts upwards
    /// @param tex appended to
    TexSurface(PlotFrame.Drawn drawn, SurfaceDrawing surface, double height, StringBuilder tex) {
        this.drawn = drawn;
        this.surface = surface;
        this.height = height;
        this.tex = tex;
    }

    /// A quadrilateral.
    ///
    /// @param x [4] of its corners
    /// @param y [4] of its corners
    /// @param depth of its middle
    /// @param rgb its colour
    private record Cell(double[] x, double[] y, double depth, int rgb) {}

    void write() {
        for (SurfaceBox.Segment segment : surface.box().segments()) {
            segment(segment.line(), segment.grid() ? "labgrid" : "labaxis");
        }
        for (Cell cell : cells()) {
            tex.append("\\fill[").append(TexPlot.colour(new Color(cell.rgb))).append(']');
            for (int i = 0; i < 4; i++) {
                tex.append(i == 0 ? " " : "--").append(at(cell.x[i], cell.y[i]));
            }
            tex.append("--cycle;\n");
        }
        contours();
        for (boolean hidden : new boolean[] {true, false}) {
            surface.tracks().stretches().stream()
                    .filter(stretch -> stretch.hidden() == hidden)
                    .forEach(this::stretch);
            surface.tracks().marks().stream()
                    .filter(mark -> mark.hidden() == hidden)
                    .forEach(this::mark);
        }
        surface.box().texts().forEach(text -> TexWriter.node(tex, text, height));
        if (drawn.frame().hasBar()) {
            ColourBar.Placed bar =
                    surface.bar().beside(drawn.frame().theme(), drawn.area().data());
            for (ColourBar.Piece piece : bar.pieces()) {
                TexWriter.rectangle(tex, "\\fill[" + TexPlot.colour(piece.colour()), piece.place(), height);
            }
            bar.texts().forEach(text -> TexWriter.node(tex, text, height));
        }
        Rectangle2D data = drawn.area().data();
        Fonts.Face face = drawn.frame().theme().type().headFace();
        if (!drawn.area().plot().title().isEmpty()) {
            TexWriter.node(
                    tex,
                    new PlacedText(
                            drawn.area().plot().title(),
                            face,
                            drawn.frame().theme().palette().ink(),
                            data.getX(),
                            data.getY() - 1.6 * drawn.frame().theme().measures().gap()),
                    height);
        }
        Fonts.Face small = drawn.frame().theme().type().tickFace();
        for (Ink.Text text : drawn.ink().texts()) {
            TexWriter.node(tex, text, small, height);
        }
    }

    /// All cells, the farthest first.
    private List<Cell> cells() {
        SurfaceMesh mesh = surface.raster().mesh();
        Projection projection = surface.projection();
        double[] shades = new double[mesh.columns() * mesh.rows()];
        SurfaceRaster.light(mesh, projection.from(), shades);
        int step = Math.max(Math.ceilDiv(mesh.columns() - 1, MOST_CELLS), Math.ceilDiv(mesh.rows() - 1, MOST_CELLS));
        List<Cell> cells = new ArrayList<>();
        for (int r = 0; r + 1 < mesh.rows(); r += step) {
            for (int c = 0; c + 1 < mesh.columns(); c += step) {
                int right = Math.min(c + step, mesh.columns() - 1);
                int behind = Math.min(r + step, mesh.rows() - 1);
                Cell cell = cell(
                        mesh, projection, shades, new int[] {c, right, right, c}, new int[] {r, r, behind, behind});
                if (!Double.isNaN(cell.depth)) {
                    cells.add(cell);
                }
            }
        }
        cells.sort(Comparator.comparingDouble(Cell::depth));
        return cells;
    }

    private Cell cell(SurfaceMesh mesh, Projection projection, double[] shades, int[] columns, int[] rows) {
        double[] x = new double[4];
        double[] y = new double[4];
        double fraction = 0;
        double shade = 0;
        for (int i = 0; i < 4; i++) {
            int node = rows[i] * mesh.columns() + columns[i];
            x[i] = projection.x(mesh.x(columns[i]), mesh.y(rows[i]), mesh.z(node));
            y[i] = projection.y(mesh.x(columns[i]), mesh.y(rows[i]), mesh.z(node));
            fraction += mesh.fraction(node) / 4;
            shade += shades[node] / 4;
        }
        double depth = projection.depth(
                (mesh.x(columns[0]) + mesh.x(columns[1])) / 2,
                (mesh.y(rows[0]) + mesh.y(rows[2])) / 2,
                SurfaceMesh.height(fraction));
        return new Cell(
                x, y, depth, Double.isNaN(fraction) ? 0 : surface.raster().colour(fraction, shade));
    }

    /// What is seen of the map's contour lines.
    private void contours() {
        for (HeatImage.Contour contour : surface.contours()) {
            for (SurfaceTracks.Stretch stretch : surface.laid(contour)) {
                if (!stretch.hidden()) {
                    tex.append("\\draw[line width=0.45bp,opacity=0.5,")
                            .append(contour.dark() ? "black" : "white")
                            .append("] ");
                    points(stretch);
                }
            }
        }
    }

    private void segment(Line2D line, String colour) {
        tex.append("\\draw[line width=0.5bp,line cap=round,")
                .append(colour)
                .append("] ")
                .append(at(line.getX1(), line.getY1()))
                .append("--")
                .append(at(line.getX2(), line.getY2()))
                .append(";\n");
    }

    private void stretch(SurfaceTracks.Stretch stretch) {
        tex.append("\\draw[")
                .append(new TexStyle(drawn.frame().theme()).stroke(stretch.style()))
                .append(stretch.hidden() ? ",opacity=" + SurfaceTracks.HIDDEN : "")
                .append("] ");
        points(stretch);
    }

    private void points(SurfaceTracks.Stretch stretch) {
        for (int i = 0; i < stretch.x().length; i++) {
            tex.append(i == 0 ? "" : "--").append(at(stretch.x()[i], stretch.y()[i]));
        }
        tex.append(";\n");
    }

    private void mark(SurfaceTracks.Mark mark) {
        tex.append("\\path plot[only marks,")
                .append(new TexStyle(drawn.frame().theme()).marks(mark.style()))
                .append(mark.hidden() ? ",opacity=" + SurfaceTracks.HIDDEN : "")
                .append("] coordinates {")
                .append(at(mark.x(), mark.y()))
                .append("};\n");
    }

    private String at(double x, double y) {
        return String.format(Locale.ROOT, "(%.2f,%.2f)", x, height - y);
    }
}
