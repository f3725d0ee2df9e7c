package adjointlab.core.table;

import adjointlab.core.field.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Texts, each with its class, from a table with a text in each line, as news are published (AG News: Zhang, Zhao and
/// LeCun, NeurIPS 2015). The class stands in the column that is called class, label, category or class index; in a file
/// without names, as a number in the first one. The other columns together are the text. Tabs, semicolons or commas
/// separate them; gzip may have packed the file.
///
/// A word is two letters or more in a row, large ones taken as small; whatever else there is parts words.
///
/// @param words by text, each word's number in the vocabulary, one after another; not copied
/// @param vocabulary all words: those that come most often first, equally frequent ones by their letters
/// @param classes by text, from 0; not copied
/// @param names of the classes: numbers ascending, else by their letters
public record LabelledTexts(int[][] words, List<String> vocabulary, int[] classes, List<String> names) {
    private static final Set<String> CLASS_NAMES = Set.of("class", "label", "category", "class index");
    private static final Pattern WORD = Pattern.compile("\\p{L}{2,}");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    private static final int MOST_WORDS = 50_000_000;

    /// Reads a file.
    ///
    /// @param most texts that are read; the rest is left
    /// @throws IOException in one sentence with the place, if it cannot be read or is no table of texts
    static LabelledTexts read(Path file, int most) throws IOException {
        SampleFile.check(file);
        try (CsvLineReader in = CsvLineReader.open(file, cells -> classColumn(cells) >= 0)) {
            return new Reading(file).read(in, most);
        }
    }

    /// Whether a file is a table of texts, as far as its first two lines tell: one names or holds a class, the last
    /// holds something else than numbers beside it.
    public static boolean isTable(Path file) {
        try {
            SampleFile.check(file);
            if (VectorFile.isTyped(file)) {
                return isTable(ParquetColumns.of(file));
            }
            try (CsvLineReader in = CsvLineReader.open(file, cells -> classColumn(cells) >= 0)) {
                List<String> first = in.next().map(CsvLineReader.Line::cells).orElse(List.of());
                int column = classColumn(first);
                List<String> last = in.next().map(CsvLineReader.Line::cells).orElse(first);
                return column >= 0 && IntStream.range(0, last.size()).anyMatch(c -> c != column && isText(last.get(c)));
            }
        } catch (IOException _) {
            return false; // whoever reads it says better what is wrong with it
        }
    }

    private static boolean isTable(List<ParquetColumns> columns) {
        int column = classColumn(columns.stream().map(ParquetColumns::name).toList());
        return column >= 0
                && IntStream.range(0, columns.size())
                        .anyMatch(c -> c != column && columns.get(c).words());
    }

    /// What has no letter is a part of numbers that something else separates.
    private static boolean isText(String cell) {
        return Cell.of(cell) == Cell.TEXT && cell.codePoints().anyMatch(Character::isLetter);
    }

    /// The words that come most often.
    ///
    /// @param count how many; all where there are fewer
    List<String> frequent(int count) {
        return vocabulary.subList(0, Math.min(count, vocabulary.size()));
    }

    /// How often each of some words comes in each text. A text with none of them is left out: it has no direction,
    /// so that it cannot have the length that all others are given.
    ///
    /// @param counted the words, without repetition; perhaps another file's
    /// @throws IllegalArgumentException in one sentence, if no text has one of them
    LabelledSamples counts(List<String> counted) {
        Map<String, Integer> places = new HashMap<>();
        counted.forEach(word -> places.put(word, places.size()));
        int[] place = vocabulary.stream()
                .mapToInt(word -> places.getOrDefault(word, -1))
                .toArray();
        List<int[]> kept = new ArrayList<>();
        List<double[]> y = new ArrayList<>();
        for (int t = 0; t < words.length; t++) {
            int[] known = Arrays.stream(words[t])
                    .map(word -> place[word])
                    .filter(at -> at >= 0)
                    .toArray();
            if (known.length > 0) {
                kept.add(known);
                y.add(new double[] {classes[t]});
            }
        }
        if (kept.isEmpty()) {
            throw new IllegalArgumentException(
                    "no text of the test has one of its " + counted.size() + " most frequent words");
        }
        return new LabelledSamples(
                new Inputs.Words(kept.toArray(int[][]::new), counted.size()),
                y.toArray(double[][]::new),
                Shape.vector(counted.size()),
                names,
                Optional.empty());
    }

    /// Where the class stands, told from the first line; −1 where it is none of a table of texts.
    private static int classColumn(List<String> cells) {
        int named = named(cells);
        return named < 0 && cells.size() > 1 && NUMBER.matcher(cells.getFirst()).matches() ? 0 : named;
    }

    /// The column that is called as classes are; −1 where none is.
    private static int named(List<String> cells) {
        return IntStream.range(0, cells.size())
                .filter(c -> CLASS_NAMES.contains(cells.get(c).toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElse(-1);
    }

    /// One file, as far as it was read. Words and classes have the numbers in which they came until all are known.
    private static final class Reading {
        private final Path file;
        private final Map<String, Integer> vocabulary = new HashMap<>();
        private final Map<String, Integer> classes = new HashMap<>();
        private final List<int[]> words = new ArrayList<>();
        private final List<Integer> labels = new ArrayList<>();
        private long total;

        Reading(Path file) {
            this.file = file;
        }

        LabelledTexts read(CsvLineReader in, int most) throws IOException {
            Optional<CsvLineReader.Line> line = in.next();
            if (line.isEmpty()) {
                throw new IOException(file + " is empty");
            }
            List<String> first = line.get().cells();
            int column = classColumn(first);
            if (column < 0) {
                throw new IOException(place(line.get()) + ": no column is called class or label, and “"
                        + brief(first.getFirst()) + "” is no number of a class before a text");
            }
            int columns = line.get().width();
            boolean hasNames = named(first) >= 0;
            if (columns < 2) {
                throw new IOException(place(line.get()) + ": has one column; a class and a text are needed");
            }
            line = hasNames ? in.next() : line;
            while (line.isPresent() && words.size() < most) {
                if (line.get().width() != columns) {
                    throw new IOException(
                            place(line.get()) + ": " + line.get().width() + " columns; expected " + columns);
                }
                add(line.get(), column, hasNames);
                line = in.next();
            }
            return done();
        }

        private void add(CsvLineReader.Line line, int column, boolean hasNames) throws IOException {
            List<String> cells = line.cells();
            String name = column < cells.size() ? cells.get(column) : "";
            if (name.isEmpty()) {
                throw new IOException(place(line) + ": column " + (column + 1) + " holds no class");
            }
            if (!hasNames && !NUMBER.matcher(name).matches()) {
                throw new IOException(place(line) + ": “" + brief(name)
                        + "” is no number of a class, which the first column of a file without names holds");
            }
            classes.putIfAbsent(name, classes.size());
            if (classes.size() > LabelledSamples.MOST_CLASSES) {
                throw new IOException(place(line) + ": column " + (column + 1) + " holds more than "
                        + LabelledSamples.MOST_CLASSES + " classes");
            }
            IntStream.Builder found = IntStream.builder();
            for (int c = 0; c < cells.size(); c++) {
                if (c != column) {
                    Matcher matcher = WORD.matcher(cells.get(c));
                    while (matcher.find()) {
                        String word = matcher.group().toLowerCase(Locale.ROOT);
                        vocabulary.putIfAbsent(word, vocabulary.size());
                        found.add(vocabulary.get(word));
                    }
                }
            }
            int[] text = found.build().toArray();
            total += text.length;
            if (total > MOST_WORDS) {
                throw new IOException(
                        place(line) + ": more than " + MOST_WORDS + " words up to here; take fewer samples");
            }
            words.add(text);
            labels.add(classes.get(name));
        }

        private LabelledTexts done() throws IOException {
            if (words.isEmpty()) {
                throw new IOException(file + " has names of columns, but no texts");
            }
            if (classes.size() < 2) {
                throw new IOException(file + " has texts of one class only, “"
                        + brief(classes.keySet().iterator().next()) + "”");
            }
            if (vocabulary.isEmpty()) {
                throw new IOException(file + " has no word of two letters or more");
            }
            List<String> byFrequency = byFrequency();
            List<String> names = names();
            int[] newWord = order(byFrequency, vocabulary);
            int[] newClass = order(names, classes);
            return new LabelledTexts(
                    words.stream()
                            .map(text -> Arrays.stream(text)
                                    .map(word -> newWord[word])
                                    .toArray())
                            .toArray(int[][]::new),
                    byFrequency,
                    labels.stream().mapToInt(label -> newClass[label]).toArray(),
                    names);
        }

        private List<String> byFrequency() {
            long[] count = new long[vocabulary.size()];
            words.forEach(text -> Arrays.stream(text).forEach(word -> count[word]++));
            return vocabulary.entrySet().stream()
                    .sorted(Comparator.comparingLong((Map.Entry<String, Integer> word) -> -count[word.getValue()])
                            .thenComparing(Map.Entry.comparingByKey()))
                    .map(Map.Entry::getKey)
                    .toList();
        }

        private List<String> names() {
            boolean numbers = classes.keySet().stream()
                    .allMatch(name -> NUMBER.matcher(name).matches());
            TreeSet<String> sorted = new TreeSet<>(
                    numbers
                            ? Comparator.comparingInt((String name) -> Integer.parseInt(name))
                                    .thenComparing(Comparator.naturalOrder())
                            : Comparator.<String>naturalOrder());
            sorted.addAll(classes.keySet());
            return List.copyOf(sorted);
        }

        /// By number that something had, the one that it has in a list.
        private static int[] order(List<String> list, Map<String, Integer> numbers) {
            int[] order = new int[list.size()];
            for (int i = 0; i < order.length; i++) {
                order[numbers.getOrDefault(list.get(i), -1)] = i;
            }
            return order;
        }

        private String place(CsvLineReader.Line line) {
            return file + ", " + line.place();
        }

        private static String brief(String cell) {
            return cell.length() <= 40 ? cell : cell.substring(0, 40) + "…";
        }
    }
}
