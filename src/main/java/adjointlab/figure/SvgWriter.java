package adjointlab.figure;

import java.awt.Dimension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.XMLConstants;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.batik.anim.dom.SVGDOMImplementation;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TTFSubsetter;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/// SVG: text as text. The glyphs used come along as a subset of DejaVu Sans, so that browsers set it right; programs
/// that ignore embedded fonts find the family's name and then a generic one.
final class SvgWriter implements FigureWriter {
    private static final String SVG = SVGDOMImplementation.SVG_NAMESPACE_URI;
    private static final String NAME = "AdjointLab Sans";
    private static final String TITLE = "figure-title";
    private static final String WORDS = "figure-words";
    private static final int PRECISION = 4;
    /// What a font needs to be drawn. Kerning stays out: the drawing was measured without it.
    private static final List<String> TABLES = List.of(
            "OS/2", "cmap", "cvt ", "fpgm", "gasp", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post",
            "prep");

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
        Document document = SVGDOMImplementation.getDOMImplementation().createDocument(SVG, "svg", null);
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
        context.setComment(null);
        context.setPrecision(PRECISION);
        SVGGraphics2D g = new SVGGraphics2D(context, false);
        g.setSVGCanvasSize(new Dimension((int) Math.ceil(page.width()), (int) Math.ceil(page.height())));
        new Painter(Theme.PRINT).paint(figure, g, page);
        Element root = g.getRoot();
        g.dispose();
        root.setAttributeNS(null, "width", page.widthMm() + "mm");
        root.setAttributeNS(null, "height", page.heightMm() + "mm");
        root.setAttributeNS(null, "viewBox", "0 0 " + (float) page.width() + " " + (float) page.height());
        Set<Integer> regular = new TreeSet<>();
        Set<Integer> bold = new TreeSet<>();
        nameFonts(root, regular, bold);
        Node first = root.getFirstChild();
        describe(root, first, figure);
        if (!manifest.isEmpty()) {
            Element metadata = element(document, "metadata", manifest);
            metadata.setAttributeNS(null, "id", Manifest.NAME);
            root.insertBefore(metadata, first);
        }
        root.insertBefore(element(document, "style", fontFace(false, regular) + fontFace(true, bold)), first);
        serialise(root, out);
    }

    /// Title and description, which browsers read out in place of the picture: SVG 2, section 5.8, and WAI-ARIA.
    private static void describe(Element root, Node first, Figure figure) {
        Document document = root.getOwnerDocument();
        Element title = element(document, "title", figure.title().isEmpty() ? "Figure" : figure.title());
        Element words = element(document, "desc", Spoken.of(figure));
        title.setAttributeNS(null, "id", TITLE);
        words.setAttributeNS(null, "id", WORDS);
        root.insertBefore(title, first);
        root.insertBefore(words, first);
        root.setAttributeNS(null, "role", "img");
        root.setAttributeNS(null, "aria-labelledby", TITLE + " " + WORDS);
    }

    /// Puts our fonts before the generic ones in every element that names a font, and collects the characters that
    /// each weight needs.
    private static void nameFonts(Element element, Set<Integer> regular, Set<Integer> bold) {
        if (element.hasAttribute("font-family")) {
            element.setAttributeNS(
                    null, "font-family", "'" + NAME + "', '" + Fonts.DEJAVU_FAMILY + "', Verdana, sans-serif");
        }
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                nameFonts(inner, regular, bold);
            } else if (element.getTagName().equals("text")) {
                child.getTextContent().codePoints().forEach((inheritsBold(element) ? bold : regular)::add);
            }
        }
    }

    private static boolean isBold(Element element) {
        return element.getAttribute("font-weight").equals("bold");
    }

    /// Whether the nearest weight given around a text is bold.
    private static boolean inheritsBold(Element text) {
        for (Node node = text; node instanceof Element element; node = node.getParentNode()) {
            if (element.hasAttribute("font-weight")) {
                return isBold(element);
            }
        }
        return false;
    }

    private static String fontFace(boolean bold, Set<Integer> characters) throws IOException {
        if (characters.isEmpty()) {
            return "";
        }
        ByteArrayOutputStream subset = new ByteArrayOutputStream();
        try (InputStream in = Fonts.dejaVu(bold);
                TrueTypeFont font = new TTFParser().parseEmbedded(in)) {
            TTFSubsetter subsetter = new TTFSubsetter(font, TABLES);
            characters.forEach(subsetter::add);
            subsetter.writeToStream(subset);
        }
        return "@font-face{font-family:'" + NAME + "';" + (bold ? "font-weight:bold;" : "")
                + "src:url(data:font/ttf;base64," + Base64.getEncoder().encodeToString(subset.toByteArray()) + ")}";
    }

    private static Element element(Document document, String tag, String text) {
        Element element = document.createElementNS(SVG, tag);
        element.appendChild(document.createTextNode(text));
        return element;
    }

    private static void serialise(Element root, OutputStream out) throws IOException {
        try {
            TransformerFactory factory = TransformerFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            Transformer transformer = factory.newTransformer();
            transformer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
            transformer.transform(new DOMSource(root), new StreamResult(out));
        } catch (TransformerException e) {
            throw new IOException("the SVG could not be written", e);
        }
    }
}
