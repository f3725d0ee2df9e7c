import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.batik.transcoder.SVGAbstractTranscoder;
import org.apache.batik.transcoder.TranscoderException;
import org.apache.batik.transcoder.TranscoderInput;
import org.apache.batik.transcoder.TranscoderOutput;
import org.apache.batik.transcoder.image.PNGTranscoder;

/// Draws the icons of this folder in every size that an operating system asks for, with the program's own libraries:
/// `java -cp 'lib/*' Icons.java FROM TO`.
final class Icons {
    private static final List<Integer> SIZES = List.of(16, 24, 32, 48, 64, 128, 256, 512);

    /// Up to this size the icon of the program has a drawing of its own.
    private static final int SMALL = 24;

    /// Names of the sizes in Apple's icon files.
    private static final Map<Integer, String> APPLE =
            new TreeMap<>(Map.of(16, "icp4", 32, "icp5", 64, "icp6", 128, "ic07", 256, "ic08", 512, "ic09"));

    private Icons() {}

    static void main(String[] args) throws IOException, TranscoderException {
        Path from = Path.of(args[0]);
        Path to = Files.createDirectories(Path.of(args[1]));
        for (String name : List.of("adjointlab", "document", "lesson")) {
            Map<Integer, byte[]> drawn = new TreeMap<>();
            for (int size : SIZES) {
                Path small = from.resolve(name + "-small.svg");
                boolean useSmall = size <= SMALL && Files.exists(small);
                byte[] png = png(useSmall ? small : from.resolve(name + ".svg"), size);
                Files.write(to.resolve(name + "-" + size + ".png"), png);
                drawn.put(size, png);
            }
            Files.write(to.resolve(name + ".ico"), windows(drawn));
            Files.write(to.resolve(name + ".icns"), apple(drawn));
        }
    }

    private static byte[] png(Path svg, int size) throws IOException, TranscoderException {
        PNGTranscoder transcoder = new PNGTranscoder();
        transcoder.addTranscodingHint(SVGAbstractTranscoder.KEY_WIDTH, (float) size);
        transcoder.addTranscodingHint(SVGAbstractTranscoder.KEY_HEIGHT, (float) size);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        transcoder.transcode(
                new TranscoderInput(new ByteArrayInputStream(Files.readAllBytes(svg))), new TranscoderOutput(bytes));
        return bytes.toByteArray();
    }

    /// A Windows icon: a table of 16 bytes for each picture, then the pictures as PNG.
    private static byte[] windows(Map<Integer, byte[]> drawn) {
        Map<Integer, byte[]> fitting = new TreeMap<>(drawn);
        fitting.keySet().removeIf(size -> size > 256);
        int total =
                6 + fitting.values().stream().mapToInt(png -> 16 + png.length).sum();
        ByteBuffer file = ByteBuffer.allocate(total).order(ByteOrder.LITTLE_ENDIAN);
        file.putShort((short) 0).putShort((short) 1).putShort((short) fitting.size());
        int offset = 6 + 16 * fitting.size();
        for (var picture : fitting.entrySet()) {
            byte edge = (byte) (int) picture.getKey(); // 256 is written as 0
            file.put(edge).put(edge).putShort((short) 0).putShort((short) 1).putShort((short) 32);
            file.putInt(picture.getValue().length).putInt(offset);
            offset += picture.getValue().length;
        }
        fitting.values().forEach(file::put);
        return file.array();
    }

    /// An Apple icon: the length of all, then of each picture its name, its length and its PNG.
    private static byte[] apple(Map<Integer, byte[]> drawn) throws IOException {
        ByteArrayOutputStream pictures = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(pictures);
        for (var name : APPLE.entrySet()) {
            byte[] png = drawn.get(name.getKey());
            data.write(name.getValue().getBytes(StandardCharsets.US_ASCII));
            data.writeInt(8 + png.length);
            data.write(png);
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        DataOutputStream head = new DataOutputStream(file);
        head.write("icns".getBytes(StandardCharsets.US_ASCII));
        head.writeInt(8 + pictures.size());
        pictures.writeTo(head);
        return file.toByteArray();
    }
}
