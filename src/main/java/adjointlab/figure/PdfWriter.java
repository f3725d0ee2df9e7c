package adjointlab.figure;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2DFontTextDrawer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/// PDF: text as text in embedded subsets of TrueType DejaVu Sans or Serif, the page exactly as large as the figure,
/// which is tagged with a description in words.
final class PdfWriter implements FigureWriter {
    /// Instead of the time of writing, from which PDFBox would make the file's identifier.
    static final long IDENTIFIER_SEED = 1;

    @Override
    public String id() {
        return "pdf";
    }

    @Override
    public String label() {
        return "PDF";
    }

    @Override
    public void write(Figure figure, Page page, String manifest, OutputStream out) throws IOException {
        try (PDDocument document = new PDDocument();
                var fonts = new PdfBoxGraphics2DFontTextDrawer()) {
            document.setDocumentId(IDENTIFIER_SEED);
            document.getDocumentInformation().setTitle(figure.title());
            document.getDocumentInformation().setCreator("Adjoint Lab");
            register(document, fonts, false);
            register(document, fonts, true);
            if (figure.onPaper().type().family() == Fonts.Family.SERIF) {
                registerSerif(document, fonts, false);
                registerSerif(document, fonts, true);
            }
            PDPage sheet = new PDPage(new PDRectangle((float) page.width(), (float) page.height()));
            document.addPage(sheet);
            PdfBoxGraphics2D g = new PdfBoxGraphics2D(document, (float) page.width(), (float) page.height());
            try {
                g.setFontTextDrawer(fonts);
                new Painter(figure.onPaper()).paint(figure, g, page);
            } finally {
                g.dispose();
            }
            try (PDPageContentStream content = new PDPageContentStream(document, sheet)) {
                content.beginMarkedContent(PdfAlternative.FIGURE, PdfAlternative.CONTENT);
                content.drawForm(g.getXFormObject());
                content.endMarkedContent();
            }
            PdfAlternative.describe(document, sheet, Spoken.of(figure));
            if (!manifest.isEmpty()) {
                Manifest.attach(document, manifest);
            }
            document.save(out);
        }
    }

    private static void registerSerif(PDDocument document, PdfBoxGraphics2DFontTextDrawer fonts, boolean bold)
            throws IOException {
        try (InputStream in = Fonts.serif(bold)) {
            String name = Fonts.face(Fonts.Family.SERIF, bold, 1).font().getFontName();
            fonts.registerFont(name, PDType0Font.load(document, in, true));
        }
    }

    static void register(PDDocument document, PdfBoxGraphics2DFontTextDrawer fonts, boolean bold) throws IOException {
        try (InputStream in = Fonts.dejaVu(bold)) {
            String name = Fonts.face(Fonts.Family.PRINT, bold, 1).font().getFontName();
            fonts.registerFont(name, PDType0Font.load(document, in, true));
        }
    }
}
