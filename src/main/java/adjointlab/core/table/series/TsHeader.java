package adjointlab.core.table.series;

import adjointlab.core.table.LabelledSamples;
import adjointlab.core.table.NumberCells;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What stands before @data in a file of the UEA archive.
///
/// @param timeStamps whether each value has its time
/// @param dimensions how many there are; 0 where it does not say
/// @param equalLength whether all dimensions of all series have as many values
/// @param length how many these are; 0 where it does not say
/// @param classes their names; empty where there are none
/// @param target whether a number that belongs to the series stands behind the dimensions
/// @param remarks what people should know
record TsHeader(
        boolean timeStamps,
        int dimensions,
        boolean equalLength,
        int length,
        List<String> classes,
        boolean target,
        List<String> remarks) {

    /// How many parts of a line stand behind the dimensions.
    int behind() {
        return target || !classes.isEmpty() ? 1 : 0;
    }

    /// What stands there.
    String behindWords() {
        return target ? "target" : "class";
    }

    /// Reads all lines up to @data.
    ///
    /// @throws IOException in one sentence with its line, if one is none of a header
    static TsHeader read(TsLines lines, String file) throws IOException {
        Builder builder = new Builder();
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
            String place = file + ", line " + lines.number();
            String[] words = line.get().split("\\s+");
            if (words[0].charAt(0) != '@') {
                throw new IOException(place + ": '" + NumberCells.brief(words[0])
                        + "' stands before @data; a file of series begins with lines of @ and then @data");
            }
            String name = words[0].substring(1).toLowerCase(Locale.ROOT);
            if (name.equals("data")) {
                return builder.header();
            }
            builder.take(name, words, place);
        }
        throw new IOException(file + " has no line @data; it is cut off, or no file of the UEA archive");
    }

    private static final class Builder {
        private boolean timeStamps;
        private boolean univariate;
        private int dimensions;
        private boolean equalLength;
        private int length;
        private List<String> classes = List.of();
        private boolean target;
        private final List<String> remarks = new ArrayList<>();

        private void take(String name, String[] words, String place) throws IOException {
            switch (name) {
                case "problemname", "missing" -> {} // the values themselves say what is missing
                case "timestamps" -> timeStamps = flag(words, place);
                case "univariate" -> {
                    univariate = flag(words, place);
                    checkDimensions(place);
                }
                case "dimension", "dimensions" -> {
                    dimensions = whole(words, place);
                    checkDimensions(place);
                }
                case "equallength" -> equalLength = flag(words, place);
                case "serieslength" -> length = whole(words, place);
                case "classlabel" -> classes = flag(words, place) ? labels(words, place) : List.of();
                case "targetlabel" -> {
                    target = flag(words, place);
                    if (target) {
                        remarks.add("targets are numbers and are left out");
                    }
                }
                default -> remarks.add(NumberCells.brief(words[0]) + " is not known and is passed over");
            }
            if (target && !classes.isEmpty()) {
                throw new IOException(place + ": @classLabel and @targetLabel are both true; a series has one of them");
            }
        }

        private void checkDimensions(String place) throws IOException {
            if (univariate && dimensions > 1) {
                throw new IOException(place + ": " + dimensions + " dimensions, but @univariate is true");
            }
        }

        private static List<String> labels(String[] words, String place) throws IOException {
            List<String> labels = List.of(words).subList(2, words.length);
            if (labels.isEmpty()) {
                throw new IOException(place + ": @classLabel is true and lists no classes");
            }
            if (labels.size() > LabelledSamples.MOST_CLASSES) {
                throw new IOException(
                        place + ": " + labels.size() + " classes, more than " + LabelledSamples.MOST_CLASSES);
            }
            if (labels.stream().distinct().count() < labels.size()) {
                throw new IOException(place + ": @classLabel lists a class twice");
            }
            return labels;
        }

        private static boolean flag(String[] words, String place) throws IOException {
            String word = words.length < 2 ? "" : words[1].toLowerCase(Locale.ROOT);
            if (!word.equals("true") && !word.equals("false")) {
                throw new IOException(place + ": '" + NumberCells.brief(word) + "' behind "
                        + NumberCells.brief(words[0]) + " is neither true nor false");
            }
            return word.equals("true");
        }

        private static int whole(String[] words, String place) throws IOException {
            String word = words.length < 2 ? "" : words[1];
            if (!word.matches("0*[1-9]\\d{0,7}")) {
                throw new IOException(place + ": '" + NumberCells.brief(word) + "' behind "
                        + NumberCells.brief(words[0]) + " is no whole number from 1 on");
            }
            return Integer.parseInt(word);
        }

        private TsHeader header() {
            int known = univariate ? 1 : dimensions;
            return new TsHeader(timeStamps, known, equalLength, length, classes, target, remarks);
        }
    }
}
