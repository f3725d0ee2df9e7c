package adjointlab.figure;

import java.io.IOException;
import java.io.OutputStream;
import org.w3c.dom.Node;

/// SVG: text as text. The glyphs used come along as a subset of DejaVu Sans, so that browsers set it right; programs
/// that ignore embedded fonts find the family's name and then a generic one. Title and description say in words what
/// it shows.
final class SvgWriter implements FigureWriter {
    private static final String TITLE = "figure-title";
    private static final String WORDS = "figure-words";

    @Override
    public String id() {
        return "svg";
    }

    @Override
    public String label() {
        return "SVG";
    }

    @Override
    public void write(Figure figure, Page page, String manifest, OutputStream out) throws IOException {
        SvgDrawing drawing = SvgDrawing.of(figure, page);
        SvgDrawing.Characters characters = new SvgDrawing.Characters();
        drawing.nameFonts(characters);
        Node first = drawing.first();
        // browsers read both out in place of the picture: SVG 2, section 5.8, and WAI-ARIA
        drawing.lead("title", figure.title().isEmpty() ? "Figure" : figure.title(), first)
                .setAttributeNS(null, "id", TITLE);
        drawing.lead("desc", Spoken.of(figure), first).setAttributeNS(null, "id", WORDS);
        drawing.set("role", "img");
        drawing.set("aria-labelledby", TITLE + " " + WORDS);
        if (!manifest.isEmpty()) {
            drawing.lead("metadata", manifest, first).setAttributeNS(null, "id", Manifest.NAME);
        }
        drawing.lead("style", characters.fontFaces(), first);
        drawing.write(out, true);
    }
}
