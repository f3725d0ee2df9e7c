package adjointlab.core.data;

import java.util.Locale;

/// What a sentence shows of a file or an argument, which may hold anything: one line, without characters that steer a
/// terminal or turn the direction of what follows.
public final class Quoted {
    private static final int LONGEST = 60;

    private Quoted() {}

    /// A text in one line of at most 60 characters and an ellipsis; blanks and ends of lines as one blank each.
    public static String brief(String text) {
        int enough = Math.min(text.length(), 16 * LONGEST); // what lies behind is cut anyhow
        String line = harmless(text.substring(0, enough).replaceAll("\\s+", " "));
        if (line.length() <= LONGEST && enough == text.length()) {
            return line;
        }
        int end = Math.min(line.length(), LONGEST);
        boolean parts = end > 0 && end < line.length() && Character.isHighSurrogate(line.charAt(end - 1));
        return line.substring(0, parts ? end - 1 : end) + "…";
    }

    /// A text of any length, each of its control characters, ends of lines among them, as `\u001b` and the like.
    public static String harmless(String text) {
        if (text.codePoints().noneMatch(Quoted::steers)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            if (steers(point)) {
                out.append(String.format(Locale.ROOT, "\\u%04x", point));
            } else {
                out.appendCodePoint(point);
            }
        });
        return out.toString();
    }

    private static boolean steers(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            case Character.FORMAT -> point != 0x200d && point != 0x200c && point != 0xad; // join or part letters
            default -> false;
        };
    }
}
