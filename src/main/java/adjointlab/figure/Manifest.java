package adjointlab.figure;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.data.InputFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/// The JSON text inside a figure's file from which the lab can recreate the figure.
public final class Manifest {
    /// Name of the file attached to PDFs and id of the element in SVGs.
    static final String NAME = "adjointlab-manifest.json";

    private static final int LAST_OF_ASCII = 126;

    /// One escape of JSON, a character's number in its group.
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|.)");

    /// Endings of texts, and what begins a comment in them.
    private static final String[][] COMMENTS = {{".tex", "%"}, {".typ", "//"}};

    private static final int LARGEST_FILE = 256 << 20;

    private Manifest() {}

    /// Reads the manifest back from a figure's file or a .json file. Tables and arrays have no place for it that every
    /// reader of theirs passes over; theirs stands beside them.
    ///
    /// @throws InvalidValueException if there is none
    /// @throws IOException in one sentence, if it is no regular file, too large or cannot be read
    public static String extract(Path file) throws IOException {
        byte[] bytes = InputFile.bytes(file, LARGEST_FILE);
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".pdf")) {
            return fromPdf(bytes, file);
        }
        if (name.endsWith(".svg")) {
            return fromSvg(bytes, file);
        }
        if (name.endsWith(".json")) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        if (name.endsWith(".png")) {
            return PngText.read(bytes, NAME).orElseThrow(() -> noManifest(file));
        }
        for (String[] comment : COMMENTS) {
            if (name.endsWith(comment[0])) {
                return fromComment(new String(bytes, StandardCharsets.UTF_8), comment[1], file);
            }
        }
        if (name.endsWith(".csv") || name.endsWith(".npz")) {
            Path beside = Export.manifestOf(file);
            if (!Files.isRegularFile(beside)) {
                throw notBeside(file);
            }
            return new String(InputFile.bytes(beside, LARGEST_FILE), StandardCharsets.UTF_8);
        }
        throw new InvalidValueException(file
                + " has no manifest inside or beside it (allowed: .pdf, .svg, .png, .tex, .typ, .csv, .npz, .json)");
    }

    /// What [#extract] reads of a picture of points, which others write as well; nothing where the lab did not
    /// write it.
    ///
    /// @throws IOException in one sentence, if it is no regular file, too large or cannot be read
    public static Optional<String> ofPicture(Path file) throws IOException {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".png")
                ? PngText.read(InputFile.bytes(file, LARGEST_FILE), NAME)
                : Optional.empty();
    }

    /// The manifest beside a table or an archive of a figure's numbers, which others write as well; nothing where the
    /// lab did not write it.
    ///
    /// @param titles what a manifest says of [#titles], none for other JSON: a table that is a figure has them
    /// @return some text of JSON beside it, which whoever reads it knows or not
    /// @throws InvalidValueException if the lab wrote it, and its manifest is not there
    /// @throws IOException in one sentence, if one of them is no regular file, too large or cannot be read
    public static Optional<String> ofNumbers(Path file, Function<String, List<String>> titles) throws IOException {
        Path beside = Export.manifestOf(file);
        boolean there = Files.isRegularFile(beside);
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".npz") && NpzWriter.isWritten(file) || name.endsWith(".csv") && CsvWriter.isWritten(file)) {
            if (!there) {
                throw notBeside(file);
            }
            return Optional.of(extract(beside));
        }
        if (!there || !name.endsWith(".npz") && !name.endsWith(".csv")) {
            return Optional.empty();
        }
        String manifest = extract(beside);
        List<String> own = titles.apply(manifest);
        boolean same = !own.isEmpty()
                && (name.endsWith(".npz") ? NpzWriter.isWritten(file, own) : CsvWriter.begins(file, own));
        return same ? Optional.of(manifest) : Optional.empty();
    }

    /// By what a figure's table in a file of data is known again: the titles of its columns; none where the figure is
    /// no table, whose numbers have titles that nobody else writes.
    public static List<String> titles(Figure figure) {
        return CsvWriter.titles(figure);
    }

    private static InvalidValueException notBeside(Path numbers) {
        return new InvalidValueException(numbers + " is a figure's numbers without its manifest, "
                + Export.manifestOf(numbers).getFileName() + ", which stands beside it where the lab writes it");
    }

    /// A manifest as comments.
    ///
    /// @param sign that begins one
    static String comment(String manifest, String sign) {
        StringBuilder lines = new StringBuilder(sign + " " + NAME + "\n");
        manifest.lines()
                .forEach(line ->
                        lines.append(sign).append(' ').append(plain(line)).append('\n'));
        return lines.toString();
    }

    /// What is no ASCII stands in the texts of a manifest, where JSON has escapes for it.
    private static String plain(String json) {
        StringBuilder text = new StringBuilder();
        json.chars().forEach(c -> text.append(c > LAST_OF_ASCII ? String.format(Locale.ROOT, "\\u%04x", c) : (char) c));
        return text.toString();
    }

    /// What [#plain] made plain, as it was.
    private static String unplain(String json) {
        return ESCAPE.matcher(json).replaceAll(found -> {
            String hex = found.group(1);
            boolean ours = hex != null && Integer.parseInt(hex, 16) > LAST_OF_ASCII;
            return Matcher.quoteReplacement(ours ? String.valueOf((char) Integer.parseInt(hex, 16)) : found.group());
        });
    }

    /// As [#comment] writes it, at the end.
    private static String fromComment(String text, String sign, Path file) {
        List<String> lines = text.lines().toList();
        int head = lines.lastIndexOf(sign + " " + NAME);
        if (head < 0) {
            throw noManifest(file);
        }
        StringBuilder manifest = new StringBuilder();
        for (String line : lines.subList(head + 1, lines.size())) {
            if (!line.startsWith(sign + " ")) {
                break;
            }
            manifest.append(line, sign.length() + 1, line.length()).append('\n');
        }
        return unplain(manifest.toString());
    }

    /// Attaches a manifest to a PDF.
    static void attach(PDDocument document, String manifest) throws IOException {
        PDEmbeddedFile content =
                new PDEmbeddedFile(document, new ByteArrayInputStream(manifest.getBytes(StandardCharsets.UTF_8)));
        content.setSubtype("application/json");
        PDComplexFileSpecification attachment = new PDComplexFileSpecification();
        attachment.setFile(NAME);
        attachment.setFileUnicode(NAME);
        attachment.setFileDescription("what Adjoint Lab needs to recreate this figure");
        attachment.setEmbeddedFile(content);
        attachment.setEmbeddedFileUnicode(content);
        PDEmbeddedFilesNameTreeNode leaf = new PDEmbeddedFilesNameTreeNode();
        leaf.setNames(Map.of(NAME, attachment));
        PDEmbeddedFilesNameTreeNode tree = new PDEmbeddedFilesNameTreeNode();
        tree.setKids(List.of(leaf));
        PDDocumentNameDictionary names = new PDDocumentNameDictionary(document.getDocumentCatalog());
        names.setEmbeddedFiles(tree);
        document.getDocumentCatalog().setNames(names);
    }

    private static String fromPdf(byte[] bytes, Path file) throws IOException {
        try (PDDocument document = Loader.loadPDF(bytes)) {
            PDDocumentNameDictionary names = document.getDocumentCatalog().getNames();
            PDEmbeddedFilesNameTreeNode tree = names == null ? null : names.getEmbeddedFiles();
            PDComplexFileSpecification attachment = tree == null ? null : tree.getValue(NAME);
            if (attachment == null || attachment.getEmbeddedFile() == null) {
                throw noManifest(file);
            }
            return new String(attachment.getEmbeddedFile().toByteArray(), StandardCharsets.UTF_8);
        } catch (IOException damaged) {
            throw unreadable(file, "PDF", damaged);
        }
    }

    private static String fromSvg(byte[] bytes, Path file) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null); // the exception says it; nothing goes to the console
            NodeList elements = builder.parse(new ByteArrayInputStream(bytes)).getElementsByTagNameNS("*", "metadata");
            for (int i = 0; i < elements.getLength(); i++) {
                if (elements.item(i) instanceof Element element
                        && element.getAttribute("id").equals(NAME)) {
                    return element.getTextContent();
                }
            }
            throw noManifest(file);
        } catch (SAXException damaged) {
            throw unreadable(file, "SVG", damaged);
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static InvalidValueException noManifest(Path file) {
        return new InvalidValueException(file + " holds no manifest; it was not written by Adjoint Lab");
    }

    private static InvalidValueException unreadable(Path file, String kind, Exception cause) {
        InvalidValueException sentence = new InvalidValueException(file + " is not a readable " + kind);
        sentence.initCause(cause);
        return sentence;
    }
}
