package adjointlab.figure;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Typst source for `#include` into a paper: a box of the page's size with the same drawing as the other formats, text
/// as text in the paper's own fonts. For Typst 0.13 and later, whose `curve` and `image` of bytes it takes.
final class TypstWriter implements FigureWriter {
    @Override
    public String id() {
        return "typst";
    }

    @Override
    public String extension() {
        return "typ";
    }

    @Override
    public String label() {
        return "Typst";
    }

    @Override
    public void write(Figure figure, Page page, String manifest, OutputStream out) throws IOException {
        TypstDrawing drawing = new TypstDrawing(page.width());
        try {
            new Painter(figure.onPaper()).paint(figure, drawing, page);
        } finally {
            drawing.dispose();
        }
        String head = """
            // For Typst 0.13 and later: #include this file, within figure() for a caption.
            #let words(x, y, turn, size, weight, fill, body) = place(top + left, dx: x, dy: y, rotate(turn,
              origin: top + left, block(width: 100cm, text(size: size, weight: weight, fill: fill,
              top-edge: "baseline", bottom-edge: "baseline", body))))
            #let inside(x, y, width, height, body) = place(top + left, dx: x, dy: y, box(width: width,
              height: height, clip: true, place(top + left, dx: -x, dy: -y, body)))
            """;
        String typst = head
                + String.format(Locale.ROOT, "#box(width: %.3fpt, height: %.3fpt, {", page.width(), page.height())
                + "\n  set par(leading: 0pt, justify: false, first-line-indent: 0pt)\n"
                + drawing.source()
                + "})\n"
                + (manifest.isEmpty() ? "" : Manifest.comment(manifest, "//"));
        out.write(typst.getBytes(StandardCharsets.UTF_8));
    }
}
