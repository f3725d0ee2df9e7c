package adjointlab.figure;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
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

/// A drawing as a tree of SVG elements.
final class SvgDrawing {
    private static final String SVG = SVGDOMImplementation.SVG_NAMESPACE_URI;
    private static final String NAME = "AdjointLab Sans";
    private static final String SERIF_NAME = "AdjointLab Serif";
    private static final int PRECISION = 4;

    /// What a font needs to be drawn. Kerning stays out: the drawing was measured without it.
    private static final List<String> TABLES = List.of(
            "OS/2", "cmap", "cvt ", "fpgm", "gasp", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post",
            "prep");

    private final Element root;

    private SvgDrawing(Element root) {
        this.root = root;
    }

    /// The characters that are drawn as text, by weight.
    ///
    /// @param regular code points; added to
    /// @param bold code points; added to
    /// @param serif those of the font with serifs; added to
    /// @param boldSerif added to
    record Characters(Set<Integer> regular, Set<Integer> bold, Set<Integer> serif, Set<Integer> boldSerif) {
        Characters() {
            this(new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
        }

        /// CSS that brings these characters along as subsets of the fonts; "" where there are none.
        String fontFaces() throws IOException {
            return fontFace(false, false, regular)
                    + fontFace(true, false, bold)
                    + fontFace(false, true, serif)
                    + fontFace(true, true, boldSerif);
        }

        Set<Integer> of(boolean isBold, boolean isSerif) {
            return isSerif ? isBold ? boldSerif : serif : isBold ? bold : regular;
        }
    }

    /// What a painter draws.
    ///
    /// @param width in points
    /// @param height in points
    /// @param outlines whether text becomes shapes, for fonts that do not come along
    static SvgDrawing of(double width, double height, boolean outlines, Consumer<Graphics2D> painter) {
        Document document = SVGDOMImplementation.getDOMImplementation().createDocument(SVG, "svg", null);
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
        context.setComment(null);
        context.setPrecision(PRECISION);
        SVGGraphics2D g = new SVGGraphics2D(context, outlines);
        g.setSVGCanvasSize(new Dimension((int) Math.ceil(width), (int) Math.ceil(height)));
        painter.accept(g);
        Element root = g.getRoot();
        g.dispose();
        root.setAttributeNS(null, "viewBox", "0 0 " + (float) width + " " + (float) height);
        return new SvgDrawing(root);
    }

    /// A figure on a page, with its size in mm.
    static SvgDrawing of(Figure figure, Page page) {
        SvgDrawing drawing =
                of(page.width(), page.height(), false, g -> new Painter(figure.onPaper()).paint(figure, g, page));
        drawing.sized(page.widthMm() + "mm", page.heightMm() + "mm");
        return drawing;
    }

    void sized(String width, String height) {
        set("width", width);
        set("height", height);
    }

    void set(String attribute, String value) {
        root.setAttributeNS(null, attribute, value);
    }

    /// Takes attributes out that pages of HTML do not know.
    void clear(String... attributes) {
        for (String attribute : attributes) {
            root.removeAttributeNS(null, attribute);
        }
    }

    /// Puts an element of text before all others, after those that were put there before.
    Element lead(String tag, String text, Node before) {
        Element element = root.getOwnerDocument().createElementNS(SVG, tag);
        element.appendChild(root.getOwnerDocument().createTextNode(text));
        root.insertBefore(element, before);
        return element;
    }

    /// The first element of the drawing itself.
    Node first() {
        return root.getFirstChild();
    }

    /// Puts our fonts before the generic ones in every element that names a font, and collects the characters that
    /// each weight needs.
    void nameFonts(Characters characters) {
        nameFonts(root, characters);
    }

    private static void nameFonts(Element element, Characters characters) {
        if (element.hasAttribute("font-family")) {
            String known = element.getAttribute("font-family").contains("Serif")
                    ? "'" + SERIF_NAME + "', 'DejaVu Serif', Georgia, serif"
                    : "'" + NAME + "', '" + Fonts.DEJAVU_FAMILY + "', Verdana, sans-serif";
            element.setAttributeNS(null, "font-family", known);
        }
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                nameFonts(inner, characters);
            } else if (element.getTagName().equals("text")) {
                child.getTextContent()
                        .codePoints()
                        .forEach(characters.of(inheritsBold(element), inheritsSerif(element))::add);
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

    /// Whether the nearest font given around a text has serifs.
    private static boolean inheritsSerif(Element text) {
        for (Node node = text; node instanceof Element element; node = node.getParentNode()) {
            if (element.hasAttribute("font-family")) {
                return element.getAttribute("font-family").contains(SERIF_NAME);
            }
        }
        return false;
    }

    /// Makes names unique among several drawings on one page.
    void prefixNames(String prefix) {
        prefixNames(root, prefix);
    }

    private static void prefixNames(Element element, String prefix) {
        var attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Node attribute = attributes.item(i);
            String value = attribute.getNodeValue();
            if (attribute.getNodeName().equals("id")) {
                attribute.setNodeValue(prefix + value);
            } else if (value.contains("url(#")) {
                attribute.setNodeValue(value.replace("url(#", "url(#" + prefix));
            } else if (attribute.getNodeName().endsWith("href") && value.startsWith("#")) {
                attribute.setNodeValue("#" + prefix + value.substring(1));
            }
        }
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                prefixNames(inner, prefix);
            }
        }
    }

    private static String fontFace(boolean bold, boolean serif, Set<Integer> characters) throws IOException {
        if (characters.isEmpty()) {
            return "";
        }
        ByteArrayOutputStream subset = new ByteArrayOutputStream();
        try (InputStream in = serif ? Fonts.serif(bold) : Fonts.dejaVu(bold);
                TrueTypeFont font = new TTFParser().parseEmbedded(in)) {
            TTFSubsetter subsetter = new TTFSubsetter(font, TABLES);
            characters.forEach(subsetter::add);
            subsetter.writeToStream(subset);
        }
        return "@font-face{font-family:'" + (serif ? SERIF_NAME : NAME) + "';" + (bold ? "font-weight:bold;" : "")
                + "src:url(data:font/ttf;base64," + Base64.getEncoder().encodeToString(subset.toByteArray()) + ")}";
    }

    /// Writes it in UTF-8.
    ///
    /// @param alone whether it is a file of its own, and not a part of one
    void write(OutputStream out, boolean alone) throws IOException {
        try {
            TransformerFactory factory = TransformerFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            Transformer transformer = factory.newTransformer();
            transformer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, alone ? "no" : "yes");
            transformer.transform(new DOMSource(root), new StreamResult(out));
        } catch (TransformerException e) {
            throw new IOException("the SVG could not be written", e);
        }
    }
}
