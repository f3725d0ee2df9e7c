package adjointlab.lab.preset;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.data.InputFile;
import adjointlab.core.math.Stop;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A JSON object read strictly: every complaint names the file and the place, every key must be known.
public final class JsonObject {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final int MOST_BYTES = 8 << 20;

    private final String file;
    private final String place;
    private final JsonNode node;

    private JsonObject(String file, String place, JsonNode node) {
        this.file = file;
        this.place = place;
        this.node = node;
    }

    /// Parses a text.
    ///
    /// @param file what complaints call it
    /// @throws InvalidValueException naming file, line and column
    /// @throws java.util.concurrent.CancellationException where [Stop#OF_THIS_WORK] asks for it
    public static JsonObject parse(String file, String text) {
        JsonNode node;
        try {
            node = MAPPER.readTree(new Wanted(text));
        } catch (JacksonException e) {
            var at = e.getLocation();
            String where = at == null ? "" : ", line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw new InvalidValueException(file + where + ": not valid JSON: " + e.getOriginalMessage());
        }
        JsonObject object = new JsonObject(file, "", node);
        if (node == null || !node.isObject()) {
            throw object.wrong("must be a JSON object");
        }
        return object;
    }

    /// A text that is read piece by piece, as long as it is wanted.
    private static final class Wanted extends StringReader {
        Wanted(String text) {
            super(text);
        }

        @Override
        public int read(char[] piece, int offset, int length) throws IOException {
            Stop.heedOfThisWork();
            return super.read(piece, offset, length);
        }
    }

    /// The text of a file.
    ///
    /// @param most bytes that it may have
    /// @throws InvalidValueException if it is not UTF-8
    /// @throws IOException in one sentence, if it is no regular file, larger or cannot be read
    public static String text(Path file, int most) throws IOException {
        byte[] bytes = InputFile.bytes(file, most);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidValueException(file.getFileName() + " is not a text file in UTF-8");
        }
    }

    /// The text of a file of at most 8 MiB.
    ///
    /// @throws InvalidValueException if it is not UTF-8
    /// @throws IOException in one sentence, if it is no regular file, larger or cannot be read
    public static String text(Path file) throws IOException {
        return text(file, MOST_BYTES);
    }

    /// The text of a preset, a lesson or the like, which are small.
    ///
    /// @throws InvalidValueException one sentence, if it is not there, a folder or not UTF-8
    /// @throws IOException in one sentence, if it is a pipe or a device, too large or cannot be read
    public static String smallText(Path file, String kind) throws IOException {
        if (Files.isDirectory(file)) {
            throw new InvalidValueException(file + " is a folder, not a " + kind + " file");
        }
        if (!Files.exists(file)) {
            throw new InvalidValueException(file + " does not exist");
        }
        return text(file);
    }

    /// The complaint "file, place: message".
    public InvalidValueException wrong(String message) {
        return new InvalidValueException(file + (place.isEmpty() ? "" : ", " + place) + ": " + message);
    }

    /// Complains about keys other than these.
    public JsonObject allow(String... keys) {
        for (String key : node.propertyNames()) {
            if (!List.of(keys).contains(key)) {
                throw wrong(
                        InvalidValueException.unknown("key", key, List.of(keys)).getMessage());
            }
        }
        return this;
    }

    /// The keys, in order.
    public List<String> keys() {
        return new ArrayList<>(node.propertyNames());
    }

    /// Whether there is such a key.
    public boolean has(String key) {
        return node.has(key);
    }

    /// A text that must be there.
    public String text(String key) {
        JsonNode value = present(key);
        if (!value.isString()) {
            throw at(key).wrong("must be a text");
        }
        return value.stringValue();
    }

    /// A text, "" where it is missing.
    public String textOr(String key, String otherwise) {
        return has(key) ? text(key) : otherwise;
    }

    /// A whole number that must be there.
    public int whole(String key) {
        JsonNode value = present(key);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw at(key).wrong("must be a whole number");
        }
        return value.intValue();
    }

    /// A finite number that must be there.
    public double real(String key) {
        JsonNode value = present(key);
        double number = value.doubleValue(Double.NaN); // of one that is too large, too
        if (!value.isNumber() || !Double.isFinite(number)) {
            throw at(key).wrong("must be a finite number");
        }
        return number;
    }

    /// A boolean, `otherwise` where it is missing.
    public boolean flagOr(String key, boolean otherwise) {
        if (!has(key)) {
            return otherwise;
        }
        if (!present(key).isBoolean()) {
            throw at(key).wrong("must be true or false");
        }
        return present(key).booleanValue();
    }

    /// An object that must be there.
    public JsonObject object(String key) {
        JsonObject object = at(key);
        if (!present(key).isObject()) {
            throw object.wrong("must be an object");
        }
        return object;
    }

    /// The objects of an array; none where it is missing.
    public List<JsonObject> objects(String key) {
        List<JsonObject> objects = new ArrayList<>();
        for (JsonNode item : array(key)) {
            JsonObject object = new JsonObject(file, inside(key) + "[" + objects.size() + "]", item);
            if (!item.isObject()) {
                throw object.wrong("must be an object");
            }
            objects.add(object);
        }
        return objects;
    }

    /// The plain values of an array (numbers, texts, booleans, lists of them); none where it is missing.
    public List<Object> values(String key) {
        List<Object> values = new ArrayList<>();
        for (JsonNode item : array(key)) {
            values.add(new JsonObject(file, inside(key) + "[" + values.size() + "]", item).plain());
        }
        return values;
    }

    private Iterable<JsonNode> array(String key) {
        if (!has(key)) {
            return List.of();
        }
        if (!present(key).isArray()) {
            throw at(key).wrong("must be a list");
        }
        return present(key);
    }

    /// A plain value (number, text, boolean, list of them).
    public Object value(String key) {
        present(key);
        return at(key).plain();
    }

    /// Every leaf below this object by its dotted path: nested objects are joined by points.
    public Map<String, Object> flatten() {
        Map<String, Object> flat = new LinkedHashMap<>();
        for (String key : keys()) {
            if (node.get(key).isObject()) {
                object(key).flatten().forEach((path, value) -> flat.put(key + "." + path, value));
            } else {
                flat.put(key, value(key));
            }
        }
        return flat;
    }

    /// Runs a step whose complaint about a value gets file and place in front.
    public <T> T placed(String key, Function<JsonObject, T> step) {
        JsonObject object = object(key);
        try {
            return step.apply(object);
        } catch (InvalidValueException e) {
            throw e.getMessage().startsWith(file) ? e : object.wrong(e.getMessage());
        }
    }

    private Object plain() {
        if (node.isNumber()) {
            return node.isIntegralNumber() && node.canConvertToInt() ? node.intValue() : finite();
        }
        if (node.isString()) {
            return node.stringValue();
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isArray()) {
            List<Object> list = new ArrayList<>();
            for (JsonNode item : node) {
                list.add(new JsonObject(file, place, item).plain());
            }
            return list;
        }
        throw wrong("must be a number, a text, true, false or a list of these");
    }

    private double finite() {
        double number = node.doubleValue(Double.NaN);
        if (!Double.isFinite(number)) {
            throw wrong("must be a finite number");
        }
        return number;
    }

    private JsonNode present(String key) {
        JsonNode value = node.get(key);
        if (value == null) {
            throw wrong("'" + key + "' is missing");
        }
        return value;
    }

    private JsonObject at(String key) {
        JsonNode value = node.get(key);
        return new JsonObject(file, inside(key), value == null ? node : value);
    }

    private String inside(String key) {
        return place.isEmpty() ? key : place + "." + key;
    }

    /// Writes a tree of maps, lists, texts, numbers and booleans; the same tree gives the same text.
    public static String write(Map<String, ?> tree) {
        return pretty(tree);
    }

    /// Writes a list of such trees.
    public static String write(List<? extends Map<String, ?>> trees) {
        return pretty(trees);
    }

    private static String pretty(Object tree) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(tree) + "\n";
    }
}
