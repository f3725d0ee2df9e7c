package adjointlab.figure;

import adjointlab.core.math.Numbers;
import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2DFontTextDrawer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.util.Matrix;

/// Pages of text, figures and formulas as a PDF: text as text in embedded subsets of DejaVu Sans. Lengths are points
/// (1/72 inch), places are measured from the top left corner of the page, y downwards.
public final class PdfPages implements AutoCloseable {
    /// What stands for a character that the font lacks.
    private static final String MISSING = "□";

    private final PDDocument document = new PDDocument();
    private final PdfBoxGraphics2DFontTextDrawer drawer = new PdfBoxGraphics2DFontTextDrawer();
    private final Weight regular;
    private final Weight bold;
    private final PDRectangle paper;
    private final List<PDPageContentStream> pages = new ArrayList<>();

    /// @param title of the document
    /// @param width of every page
    /// @param height of every page
    public PdfPages(String title, double width, double height) throws IOException {
        paper = new PDRectangle((float) width, (float) height);
        document.setDocumentId(PdfWriter.IDENTIFIER_SEED);
        document.getDocumentInformation().setTitle(title);
        document.getDocumentInformation().setCreator("Adjoint Lab");
        document.getDocumentCatalog().setLanguage("en");
        PdfWriter.register(document, drawer, false);
        PdfWriter.register(document, drawer, true);
        regular = Weight.load(document, false);
        bold = Weight.load(document, true);
    }

    /// A font in the document, and which characters it has.
    private record Weight(PDType0Font font, CmapLookup characters) {
        static Weight load(PDDocument document, boolean bold) throws IOException {
            try (InputStream in = Fonts.dejaVu(bold)) {
                TrueTypeFont file = new TTFParser().parse(new RandomAccessReadBuffer(in));
                return new Weight(PDType0Font.load(document, file, true), file.getUnicodeCmapLookup());
            }
        }

        String known(String text) {
            StringBuilder known = new StringBuilder();
            text.codePoints()
                    .map(c -> Character.isISOControl(c) ? ' ' : c)
                    .forEach(c -> known.append(characters.getGlyphId(c) == 0 ? MISSING : Character.toString(c)));
            return known.toString();
        }
    }

    /// How text looks.
    ///
    /// @param size of the letters
    /// @param bold whether it stands out
    /// @param grey whether it steps back
    public record Style(double size, boolean bold, boolean grey) {
        /// Distance of lines.
        public double leading() {
            return 1.45 * size;
        }
    }

    private Weight weight(Style style) {
        return style.bold ? bold : regular;
    }

    /// Begins a page.
    public void add() throws IOException {
        PDPage page = new PDPage(paper);
        document.addPage(page);
        pages.add(new PDPageContentStream(document, page));
    }

    /// How many pages there are.
    public int count() {
        return pages.size();
    }

    /// Width of a line of text.
    public double width(String text, Style style) {
        Weight weight = weight(style);
        try {
            return weight.font.getStringWidth(weight.known(text)) / 1000 * style.size;
        } catch (IOException e) {
            throw new IllegalStateException("the embedded font cannot be read", e);
        }
    }

    /// The text in lines that are no wider than this; words that are wider are broken.
    public List<String> lines(String text, Style style, double width) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.split("\n", -1)) {
            String line = "";
            for (String word : Numbers.unbroken(paragraph).split(" ")) {
                String rest = Numbers.plain(word);
                while (true) {
                    String longer = line.isEmpty() ? rest : line + " " + rest;
                    if (width(longer, style) <= width) {
                        line = longer;
                        break;
                    }
                    if (!line.isEmpty()) {
                        lines.add(line);
                        line = "";
                    } else {
                        String part = fitting(rest, style, width);
                        lines.add(part);
                        rest = rest.substring(part.length());
                    }
                }
            }
            lines.add(line);
        }
        return lines;
    }

    /// The longest beginning that is no wider than this, at least one character.
    private String fitting(String word, Style style, double width) {
        int end = word.offsetByCodePoints(0, 1);
        while (end < word.length()) {
            int next = word.offsetByCodePoints(end, 1);
            if (width(word.substring(0, next), style) > width) {
                break;
            }
            end = next;
        }
        return word.substring(0, end);
    }

    /// Writes a line of text from the left end of its base line.
    ///
    /// @param page number, from 0
    public void text(int page, String text, Style style, double x, double y) throws IOException {
        if (text.isBlank()) {
            return;
        }
        Weight weight = weight(style);
        PDPageContentStream content = pages.get(page);
        content.beginText();
        content.setNonStrokingColor(colour(style.grey));
        content.setFont(weight.font, (float) style.size);
        content.newLineAtOffset((float) x, (float) (paper.getHeight() - y));
        content.showText(weight.known(text));
        content.endText();
    }

    /// Draws a horizontal line on the last page.
    public void rule(double x, double y, double width) throws IOException {
        PDPageContentStream content = pages.getLast();
        content.setStrokingColor(Theme.PRINT.palette().soft());
        content.setLineWidth((float) Theme.PRINT.measures().hair());
        content.moveTo((float) x, (float) (paper.getHeight() - y));
        content.lineTo((float) (x + width), (float) (paper.getHeight() - y));
        content.stroke();
    }

    /// Draws a circle to tick on the last page.
    public void circle(double x, double y, double diameter) throws IOException {
        draw(x, y, diameter + 1, diameter + 1, g -> {
            g.setColor(colour(true));
            g.draw(new java.awt.geom.Ellipse2D.Double(0.5, 0.5, diameter, diameter));
        });
    }

    /// Draws a figure with its top left corner at a place of the last page.
    ///
    /// @param page its size
    public void figure(Figure figure, Page page, double x, double y) throws IOException {
        draw(x, y, page.width(), page.height(), g -> new Painter(Theme.PRINT).paint(figure, g, page));
    }

    /// Draws a formula with its top left corner at a place of the last page.
    ///
    /// @param scale how much larger than set
    public void formula(Formula formula, double x, double y, double scale) throws IOException {
        draw(x, y, scale * formula.width(), scale * formula.height(), g -> {
            g.scale(scale, scale);
            formula.paint(g, colour(false));
        });
    }

    private static Color colour(boolean grey) {
        return grey ? Theme.PRINT.palette().soft() : Theme.PRINT.palette().ink();
    }

    private void draw(double x, double y, double width, double height, Consumer<Graphics2D> painter)
            throws IOException {
        PdfBoxGraphics2D g = new PdfBoxGraphics2D(document, (float) width, (float) height);
        try {
            g.setFontTextDrawer(drawer);
            painter.accept(g);
        } finally {
            g.dispose();
        }
        PDPageContentStream content = pages.getLast();
        content.saveGraphicsState();
        content.transform(Matrix.getTranslateInstance((float) x, (float) (paper.getHeight() - y - height)));
        content.drawForm(g.getXFormObject());
        content.restoreGraphicsState();
    }

    /// Writes the document; nothing can be drawn any more.
    ///
    /// @param out left open
    public void write(OutputStream out) throws IOException {
        for (PDPageContentStream page : pages) {
            page.close();
        }
        document.save(out);
    }

    @Override
    public void close() throws IOException {
        drawer.close();
        document.close();
    }
}
