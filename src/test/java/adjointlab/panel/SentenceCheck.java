package adjointlab.panel;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Everyday;
import adjointlab.RawNotation;
import adjointlab.core.math.Numbers;
import adjointlab.figure.Figure;
import adjointlab.figure.FigureWords;
import adjointlab.figure.Finding;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// What the sentence of any figure must be, and that every number in it is one of the figure's data.
final class SentenceCheck {
    private static final Pattern NUMBER =
            Pattern.compile("−?10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+|−?\\d[\\d\\u2009]*(\\.\\d+)?( × 10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?");
    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    private static final int SHORTEST_CUT = 8;

    private SentenceCheck() {}

    /// @param where for messages
    static String check(Figure figure, String where) {
        assertThat(FigureWords.of(figure).stream().filter(words -> !Everyday.isClear(words)))
                .as(where)
                .isEmpty();
        assertThat(Everyday.isClear(figure.title()))
                .as("%s: %s", where, figure.title())
                .isTrue();
        String sentence = Finding.of(figure);
        assertThat(sentence)
                .as(where)
                .isNotBlank()
                .hasSizeLessThanOrEqualTo(Finding.LONGEST)
                .endsWith(".")
                .doesNotEndWith("..")
                .doesNotContain("NaN", "Infinity", "null", "not a number", "∞ ", "  ", " ,", "\n");
        assertThat(RawNotation.in(sentence)).as("%s: %s", where, sentence).isEmpty();
        if (figure.emptyText().isEmpty()) {
            assertThat(numbers(sentence, figure))
                    .as("%s: %s", where, sentence)
                    .allMatch(number -> knows(figure, number));
        }
        return sentence;
    }

    /// The numbers of a sentence that are part of no name.
    private static List<String> numbers(String sentence, Figure figure) {
        String rest = sentence;
        for (String name : names(figure)) {
            rest = without(rest, name);
            for (int cut = name.length() - 1; cut >= SHORTEST_CUT && rest.contains("…"); cut--) {
                rest = without(rest, name.substring(0, cut).strip() + "…");
            }
        }
        List<String> numbers = new ArrayList<>();
        NUMBER.matcher(rest)
                .results()
                .forEach(found -> numbers.add(found.group().strip()));
        return numbers;
    }

    private static String without(String sentence, String name) {
        return Pattern.compile(
                        "(?<![\\p{L}\\p{N}])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}]|\\.\\d)",
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(sentence)
                .replaceAll("");
    }

    /// Texts in which numbers are no data, longest first.
    private static List<String> names(Figure figure) {
        Set<String> names = new LinkedHashSet<>();
        for (Plot plot : figure.plots()) {
            names.add(plot.title());
            for (String label : List.of(plot.x().label(), plot.y().label())) {
                names.add(label);
                names.add(label.split(", ")[0]);
            }
            for (Layer layer : plot.layers()) {
                names.add(layer.name());
                int diverged = layer.name().indexOf(Finding.DIVERGED);
                names.add(diverged < 0 ? "" : layer.name().substring(0, diverged));
                if (layer instanceof Layer.Table table) {
                    table.rows().forEach(row -> names.add(row.getFirst()));
                }
            }
        }
        return names.stream()
                .filter(name -> name.matches(".*\\p{L}.*"))
                .map(name -> name.strip().replaceAll("\\s+", " "))
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /// Whether a figure has a number, as sentences say it: a value of a layer, a count, or the ratio of a spectrum's
    /// ends.
    private static boolean knows(Figure figure, String number) {
        double about = parsed(number);
        return figure.plots().stream()
                .flatMapToDouble(SentenceCheck::known)
                .filter(value -> Math.abs(value - about) <= 0.01 * Math.abs(about))
                .anyMatch(value ->
                        Numbers.brief(value, 3).replaceFirst("^(−?)1 × ", "$1").equals(number));
    }

    private static double parsed(String number) {
        String plain = number.replace('−', '-').replace("\u2009", "");
        int power = plain.indexOf("10", plain.contains(" × ") ? plain.indexOf(" × ") : 0);
        if (!plain.matches(".*[⁻⁰¹²³⁴⁵⁶⁷⁸⁹].*")) {
            return Double.parseDouble(plain);
        }
        StringBuilder exponent = new StringBuilder();
        plain.substring(power + 2)
                .chars()
                .forEach(c -> exponent.append(c == '⁻' ? "-" : String.valueOf(SUPERSCRIPTS.indexOf(c))));
        String mantissa =
                plain.contains(" × ") ? plain.substring(0, plain.indexOf(" × ")) : plain.startsWith("-") ? "-1" : "1";
        return Double.parseDouble(mantissa + "e" + exponent);
    }

    private static DoubleStream known(Plot plot) {
        List<DoubleStream> all = new ArrayList<>();
        int points = 0;
        for (Layer layer : plot.layers()) {
            double[] values = values(layer);
            double[] heights = ordinates(layer);
            double[] seen = DoubleStream.of(heights).filter(y -> y > 0).sorted().toArray();
            points += layer instanceof Layer.Points ? finite(heights) : 0;
            all.add(DoubleStream.of(values));
            all.add(DoubleStream.of(heights.length, finite(heights), seen.length, finite(values), values.length));
            if (seen.length > 0 && plot.y().label().contains("eigenvalue")) {
                all.add(DoubleStream.of(seen[seen.length - 1] / seen[0]));
            }
            if (layer instanceof Layer.HeatMap map) {
                int cells = map.x().length * map.y().length;
                long broken = Arrays.stream(map.z())
                        .flatMapToDouble(Arrays::stream)
                        .filter(z -> !Double.isFinite(z))
                        .count();
                all.add(DoubleStream.of(cells, (double) broken));
            }
        }
        all.add(IntStream.rangeClosed(0, points).asDoubleStream()); // so many of them
        all.add(IntStream.rangeClosed(0, plot.layers().size()).asDoubleStream()); // so many lines, runs, places
        return all.stream().flatMapToDouble(each -> each);
    }

    private static int finite(double... values) {
        return Math.toIntExact(DoubleStream.of(values).filter(Double::isFinite).count());
    }

    private static double[] ordinates(Layer layer) {
        return switch (layer) {
            case Layer.Line line -> line.y();
            case Layer.Points points -> points.y();
            default -> new double[0];
        };
    }

    private static double[] values(Layer layer) {
        return switch (layer) {
            case Layer.Line line -> both(line.x(), line.y());
            case Layer.Points points -> both(points.x(), points.y());
            case Layer.Band band -> both(band.x(), both(band.low(), band.high()));
            case Layer.Region region -> new double[] {region.x0(), region.x1(), region.y0(), region.y1()};
            case Layer.Rule rule -> new double[] {rule.at()};
            case Layer.Strokes strokes -> both(strokes.x(), new double[] {strokes.y()});
            case Layer.HeatMap map ->
                both(
                        both(map.x(), map.y()),
                        Arrays.stream(map.z()).flatMapToDouble(Arrays::stream).toArray());
            case Layer.Arrows arrows -> both(arrows.x(), arrows.y());
            case Layer.Bars bars -> both(bars.x(), bars.height());
            case Layer.Note note -> new double[] {note.x(), note.y()};
            case Layer.Table table ->
                new double[] {
                    table.rows().size() + table.above(), table.header().size()
                };
            case Layer.Tiles tiles ->
                both(
                        new double[] {
                            tiles.tiles().size(),
                            tiles.tiles().getFirst().width(),
                            tiles.tiles().getFirst().height()
                        },
                        tiles.tiles().stream()
                                .flatMap(tile -> Arrays.stream(tile.channels()))
                                .flatMap(Arrays::stream)
                                .flatMapToDouble(Arrays::stream)
                                .toArray());
        };
    }

    private static double[] both(double[] one, double[] other) {
        return DoubleStream.concat(DoubleStream.of(one), DoubleStream.of(other)).toArray();
    }
}
