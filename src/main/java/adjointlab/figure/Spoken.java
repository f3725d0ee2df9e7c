package adjointlab.figure;

import adjointlab.core.math.Numbers;
import adjointlab.figure.Axis.Scale;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A figure in words, for people who do not see it: what it is, what it shows, what its axes measure and over which
/// range, and whose data they are.
public final class Spoken {
    /// More names than this nobody listens to.
    private static final int MOST_NAMES = 8;

    private static final int DIGITS = 3;

    private Spoken() {}

    /// Some sentences: "Loss, k = 64. Loss L of SGD fell from 0.4 to 0.01 by iteration 200. Loss L from 0.001 to 10, in
    /// decades, over iteration k from 0 to 200: SGD."
    public static String of(Figure figure) {
        List<String> sentences = new ArrayList<>();
        List<String> head = new ArrayList<>();
        for (String part : List.of(figure.title(), figure.note())) {
            if (!part.isEmpty()) {
                head.add(part);
            }
        }
        if (!head.isEmpty()) {
            sentences.add(String.join(", ", head));
        }
        if (!figure.emptyText().isEmpty()) {
            sentences.add(figure.emptyText());
        } else {
            sentences.add(Finding.of(figure));
            figure.plots().stream()
                    .map(Spoken::of)
                    .filter(words -> !words.isEmpty())
                    .forEach(sentences::add);
        }
        StringBuilder text = new StringBuilder();
        for (String sentence : sentences) {
            text.append(text.isEmpty() ? "" : " ").append(sentence);
            if (!sentence.matches("(?s).*[.!?…]")) {
                text.append('.');
            }
        }
        return text.toString();
    }

    private static String of(Plot plot) {
        String title = plot.title().isEmpty() ? "" : plot.title() + ": ";
        for (Layer layer : plot.layers()) {
            if (layer instanceof Layer.Table table) {
                return title + "Columns " + some(table.header()) + names("; rows ", firsts(table));
            }
            if (layer instanceof Layer.Tiles) {
                return ""; // pictures have no axes
            }
        }
        return title + axis(plot.y(), Ranges.y(plot)) + " over " + axis(plot.x(), Ranges.x(plot))
                + names(": ", series(plot)) + surface(plot);
    }

    private static String surface(Plot plot) {
        Viewpoint from = plot.viewpoint();
        return from == null || plot.surface().isEmpty()
                ? ""
                : "; as a surface, looked at from " + Numbers.brief(from.azimuth(), DIGITS) + " degrees around and "
                        + Numbers.brief(from.elevation(), DIGITS) + " degrees above, turned by the arrow keys";
    }

    private static List<String> firsts(Layer.Table table) {
        return table.rows().stream()
                .filter(row -> !row.isEmpty())
                .map(List::getFirst)
                .toList();
    }

    private static String axis(Axis axis, AxisMap range) {
        String label = axis.label().isEmpty() ? "a value" : axis.label();
        return label + " from " + Numbers.brief(range.min(), DIGITS) + " to " + Numbers.brief(range.max(), DIGITS)
                + (axis.scale() == Scale.LOG ? ", in decades," : "");
    }

    /// What is drawn, by name; what has a name only for its place, such as the cursor's line, as well.
    private static List<String> series(Plot plot) {
        Set<String> names = new LinkedHashSet<>();
        for (Layer layer : plot.layers()) {
            if (!layer.name().isEmpty()) {
                names.add(layer.name());
            }
        }
        return List.copyOf(names);
    }

    private static String names(String before, List<String> names) {
        return names.isEmpty() ? "" : before + some(names);
    }

    private static String some(List<String> names) {
        List<String> first = names.subList(0, Math.min(MOST_NAMES, names.size()));
        int more = names.size() - first.size();
        return String.join(", ", first) + (more == 0 ? "" : " and " + more + " more");
    }
}
