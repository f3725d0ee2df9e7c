package adjointlab.figure;

import java.awt.geom.GeneralPath;
import java.awt.geom.Line2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Point2D;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.PDFGraphicsStreamEngine;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/// What stands on the first page of a PDF, whoever wrote it: letters and straight strokes, in points from the top left.
///
/// @param letters each by itself
/// @param strokes pieces of lines
record PdfMarks(List<Letter> letters, List<Line2D> strokes) {
    /// A letter.
    ///
    /// @param at where its base line begins
    record Letter(String letter, Point2D at) {}

    static PdfMarks of(byte[] pdf) throws IOException {
        List<Letter> letters = new ArrayList<>();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDPage page = document.getPage(0);
            double left = page.getCropBox().getLowerLeftX();
            double top = page.getCropBox().getUpperRightY();
            new PDFTextStripper() {
                @Override
                protected void processTextPosition(TextPosition text) {
                    var matrix = text.getTextMatrix();
                    letters.add(new Letter(
                            text.getUnicode(),
                            new Point2D.Double(matrix.getTranslateX() - left, top - matrix.getTranslateY())));
                }
            }.getText(document);
            Strokes strokes = new Strokes(page, left, top);
            strokes.processPage(page);
            return new PdfMarks(letters, strokes.found);
        }
    }

    /// Whether a stroke begins and ends there, in either direction.
    ///
    /// @param within how far off it may be, points
    boolean hasStroke(Line2D wanted, double within) {
        return strokes.stream()
                .anyMatch(stroke -> stroke.getP1().distance(wanted.getP1()) < within
                                && stroke.getP2().distance(wanted.getP2()) < within
                        || stroke.getP1().distance(wanted.getP2()) < within
                                && stroke.getP2().distance(wanted.getP1()) < within);
    }

    private static final class Strokes extends PDFGraphicsStreamEngine {
        private final List<Line2D> found = new ArrayList<>();
        private final GeneralPath path = new GeneralPath();
        private final double left;
        private final double top;

        Strokes(PDPage page, double left, double top) {
            super(page);
            this.left = left;
            this.top = top;
        }

        private Point2D place(Point2D at) {
            return new Point2D.Double(at.getX() - left, top - at.getY());
        }

        @Override
        public void strokePath() {
            double[] at = new double[6];
            Point2D before = null;
            for (PathIterator pieces = path.getPathIterator(null); !pieces.isDone(); pieces.next()) {
                int kind = pieces.currentSegment(at);
                Point2D now = new Point2D.Double(at[0], at[1]);
                if (kind == PathIterator.SEG_LINETO && before != null) {
                    found.add(new Line2D.Double(place(before), place(now)));
                }
                before = kind == PathIterator.SEG_MOVETO || kind == PathIterator.SEG_LINETO ? now : null;
            }
            path.reset();
        }

        @Override
        public void moveTo(float x, float y) {
            path.moveTo(x, y);
        }

        @Override
        public void lineTo(float x, float y) {
            path.lineTo(x, y);
        }

        @Override
        public void curveTo(float x1, float y1, float x2, float y2, float x3, float y3) {
            path.curveTo(x1, y1, x2, y2, x3, y3);
        }

        @Override
        public Point2D getCurrentPoint() {
            return path.getCurrentPoint();
        }

        @Override
        public void closePath() {
            path.closePath();
        }

        @Override
        public void endPath() {
            path.reset();
        }

        @Override
        public void fillPath(int rule) {
            path.reset();
        }

        @Override
        public void fillAndStrokePath(int rule) {
            strokePath();
        }

        @Override
        public void appendRectangle(Point2D p0, Point2D p1, Point2D p2, Point2D p3) {
            path.moveTo(p0.getX(), p0.getY());
            path.lineTo(p1.getX(), p1.getY());
            path.lineTo(p2.getX(), p2.getY());
            path.lineTo(p3.getX(), p3.getY());
            path.closePath();
        }

        @Override
        public void clip(int rule) {
            // what is cut off counts as well
        }

        @Override
        public void drawImage(PDImage image) {
            // only strokes count
        }

        @Override
        public void shadingFill(COSName name) {
            // only strokes count
        }
    }
}
