package adjointlab.figure;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// PNG in the page's resolution, which the file states, so that it is placed at the right size. Title and description
/// are in its texts, international ones, since formulas have letters that plain ones have not, and so is the manifest.
final class PngWriter implements FigureWriter {
    private static final String FORMAT = "javax_imageio_png_1.0";
    private static final double METRES_PER_INCH = 0.0254;

    @Override
    public String id() {
        return "png";
    }

    @Override
    public String label() {
        return "PNG";
    }

    @Override
    public void write(Figure figure, Page page, String manifest, OutputStream out) throws IOException {
        page.checkPixels();
        BufferedImage picture = new BufferedImage(page.pixelWidth(), page.pixelHeight(), BufferedImage.TYPE_INT_RGB);
        new Painter(figure.onPaper()).paint(figure, picture, page.dpi() / 72.0);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            IIOMetadata metadata = writer.getDefaultImageMetadata(
                    ImageTypeSpecifier.createFromRenderedImage(picture), writer.getDefaultWriteParam());
            String dotsPerMetre = Long.toString(Math.round(page.dpi() / METRES_PER_INCH));
            IIOMetadataNode density = new IIOMetadataNode("pHYs");
            density.setAttribute("pixelsPerUnitXAxis", dotsPerMetre);
            density.setAttribute("pixelsPerUnitYAxis", dotsPerMetre);
            density.setAttribute("unitSpecifier", "meter");
            IIOMetadataNode texts = new IIOMetadataNode("iTXt");
            if (!figure.title().isEmpty()) {
                texts.appendChild(text("Title", figure.title()));
            }
            texts.appendChild(text("Description", Spoken.of(figure)));
            if (!manifest.isEmpty()) {
                texts.appendChild(text(Manifest.NAME, manifest));
            }
            IIOMetadataNode root = new IIOMetadataNode(FORMAT);
            root.appendChild(density);
            root.appendChild(texts);
            metadata.mergeTree(FORMAT, root);
            writer.setOutput(stream);
            writer.write(new IIOImage(picture, null, metadata));
        } finally {
            writer.dispose();
        }
    }

    /// @param keyword one of those that PNG (ISO/IEC 15948), section 11.3.4.2, predefines, or one of our own
    private static IIOMetadataNode text(String keyword, String words) {
        IIOMetadataNode entry = new IIOMetadataNode("iTXtEntry");
        entry.setAttribute("keyword", keyword);
        entry.setAttribute("compressionFlag", "FALSE");
        entry.setAttribute("compressionMethod", "0");
        entry.setAttribute("languageTag", "en");
        entry.setAttribute("translatedKeyword", "");
        entry.setAttribute("text", words);
        return entry;
    }
}
