package adjointlab.handout;

/// HTML that is XML at the same time, so that browsers and parsers of either read the same.
final class Markup {
    private final StringBuilder out = new StringBuilder();

    /// Opens an element.
    ///
    /// @param attributes names and values in turn
    Markup open(String tag, String... attributes) {
        start(tag, attributes);
        out.append('>');
        return this;
    }

    /// An element without content.
    Markup empty(String tag, String... attributes) {
        start(tag, attributes);
        out.append("/>");
        return this;
    }

    Markup close(String tag) {
        out.append("</").append(tag).append(">\n");
        return this;
    }

    /// An element of text.
    Markup element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close(tag);
    }

    /// A paragraph for each that the text has.
    Markup paragraphs(String text) {
        for (String paragraph : text.split("\n\\s*\n")) {
            element("p", paragraph.strip());
        }
        return this;
    }

    Markup text(String text) {
        out.append(escaped(text));
        return this;
    }

    /// Markup as it is.
    Markup raw(String markup) {
        out.append(markup);
        return this;
    }

    private void start(String tag, String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(escaped(attributes[i + 1]).replace("\"", "&quot;"))
                    .append('"');
        }
    }

    /// Characters that XML cannot hold are left out.
    private static String escaped(String text) {
        return text.replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]", "")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
