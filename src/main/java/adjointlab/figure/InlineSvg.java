package adjointlab.figure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.w3c.dom.Node;

/// Figures and formulas as parts of one page of HTML: they share their fonts, and no two use the same names.
public final class InlineSvg {
    private final SvgDrawing.Characters characters = new SvgDrawing.Characters();
    private int count;

    /// A figure as an `svg` element, which says in words what it shows.
    public String figure(Figure figure, Page page) throws IOException {
        return markup(SvgDrawing.of(figure, page), figure.title(), Spoken.of(figure));
    }

    /// A formula as an `svg` element, whose description is what was typed.
    ///
    /// @param size of its letters, in px
    public String formula(String latex, double size) throws IOException {
        Formula formula = Formula.of(latex, size);
        SvgDrawing drawing = SvgDrawing.of(
                formula.width(),
                formula.height(),
                true,
                g -> formula.paint(g, Theme.PRINT.palette().ink()));
        drawing.sized(formula.width() + "px", formula.height() + "px");
        return markup(drawing, "Formula", latex);
    }

    /// Fonts for a `style` element of the page, of all that was drawn so far.
    public String fontFaces() throws IOException {
        return characters.fontFaces();
    }

    private String markup(SvgDrawing drawing, String title, String description) throws IOException {
        String prefix = "drawing-" + ++count + "-";
        drawing.nameFonts(characters);
        drawing.prefixNames(prefix);
        Node first = drawing.first();
        drawing.lead("title", title, first).setAttributeNS(null, "id", prefix + "title");
        drawing.lead("desc", description, first).setAttributeNS(null, "id", prefix + "desc");
        drawing.clear("contentScriptType", "contentStyleType", "version", "zoomAndPan");
        drawing.set("role", "img");
        drawing.set("aria-labelledby", prefix + "title " + prefix + "desc");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        drawing.write(out, false);
        return out.toString(StandardCharsets.UTF_8);
    }
}
