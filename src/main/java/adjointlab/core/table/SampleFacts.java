package adjointlab.core.table;

import adjointlab.core.math.Numbers;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What was understood of a file of samples, so that a person can see whether it is what was meant.
///
/// @param form the file's, with how it is written
/// @param rows how many samples there are
/// @param read how many of them are taken
/// @param columns what they hold; of images none
/// @param classes how many of those taken are of each; empty where targets are values
/// @param remarks what was done to it and why, each a sentence without its point
/// @param names that the file has for what is taken
public record SampleFacts(
        String form,
        long rows,
        long read,
        List<Column> columns,
        List<ClassCount> classes,
        List<String> remarks,
        Names names) {
    private static final int DIGITS = 4;

    /// Of samples that were made otherwise.
    public static final SampleFacts NONE = new SampleFacts("", 0, 0, List.of(), List.of(), List.of());

    public SampleFacts {
        columns = List.copyOf(columns);
        classes = List.copyOf(classes);
        remarks = List.copyOf(remarks);
    }

    /// Of a file without names.
    public SampleFacts(
            String form, long rows, long read, List<Column> columns, List<ClassCount> classes, List<String> remarks) {
        this(form, rows, read, columns, classes, remarks, Names.NONE);
    }

    /// What a file calls its columns.
    ///
    /// @param inputs of a sample's components, in their order; empty where one of them has none
    /// @param targets the same of what belongs to a sample
    public record Names(List<String> inputs, List<String> targets) {
        /// None.
        public static final Names NONE = new Names(List.of(), List.of());

        public Names {
            inputs = List.copyOf(inputs);
            targets = List.copyOf(targets);
        }
    }

    /// What a column is used for.
    public enum Role {
        INPUT("input"),
        TARGET("target"),
        LEFT_OUT("left out");

        private final String words;

        Role(String words) {
            this.words = words;
        }

        /// What people read.
        public String words() {
            return words;
        }
    }

    /// One column.
    ///
    /// @param name above it, or its place
    /// @param kind what stands in it, in words
    /// @param missing how many values are not there
    /// @param role what it is used for
    /// @param why it is; "" where that needs no word
    /// @param values what is shown of its values
    public record Column(String name, String kind, long missing, Role role, String why, Shown values) {
        /// Smallest and largest value as people read them; "" where there is none, and of words.
        public String range() {
            if (kind.equals(TableColumn.Kind.WORDS.words()) || Double.isNaN(values.min)) {
                return "";
            }
            return Numbers.brief(values.min, DIGITS) + " … " + Numbers.brief(values.max, DIGITS);
        }
    }

    /// What is shown of a column's values.
    ///
    /// @param curve some of them in the order of the file; NaN where one is missing
    /// @param min smallest of all that are taken; NaN where there is none
    /// @param max largest of all that are taken; NaN where there is none
    public record Shown(List<Double> curve, double min, double max) {
        /// Of a column that is not used.
        static final Shown NOTHING = new Shown(List.of(), Double.NaN, Double.NaN);

        /// Points of a curve.
        private static final int POINTS = 160;

        public Shown {
            curve = List.copyOf(curve);
        }

        /// Of all values that are taken.
        ///
        /// @param count how many
        /// @param value the one of a row, from 0; NaN where it is missing
        static Shown of(int count, IntToDoubleFunction value) {
            int points = Math.min(POINTS, count);
            List<Double> curve = IntStream.range(0, points)
                    .mapToObj(k -> value.applyAsDouble((int) ((long) k * (count - 1) / Math.max(1, points - 1))))
                    .toList();
            DoubleSummaryStatistics all = IntStream.range(0, count)
                    .mapToDouble(value)
                    .filter(each -> !Double.isNaN(each))
                    .summaryStatistics();
            boolean none = all.getCount() == 0;
            return new Shown(curve, none ? Double.NaN : all.getMin(), none ? Double.NaN : all.getMax());
        }
    }

    /// How many samples are of a class.
    public record ClassCount(String name, int samples) {}

    /// The same with one more remark.
    public SampleFacts with(String remark) {
        List<String> more = new ArrayList<>(remarks);
        more.add(remark);
        return new SampleFacts(form, rows, read, columns, classes, more, names);
    }

    /// What a person reads of it: form and samples, columns and what they are for, and what was done to it.
    ///
    /// @return one line to three; none where nothing is known
    public List<String> lines() {
        if (form.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add(form + ": " + Numbers.count(rows) + (rows == 1 ? " sample" : " samples")
                + (read < rows ? ", of which " + Numbers.count(read) + " are taken" : ""));
        if (!columns.isEmpty()) {
            lines.add(named(Role.INPUT, "inputs: ") + named(Role.TARGET, "; target: ") + classWords()
                    + named(Role.LEFT_OUT, "; left out: ") + "; missing values: " + missing());
        }
        if (!remarks.isEmpty()) {
            lines.add(String.join("; ", remarks));
        }
        return lines;
    }

    private String named(Role role, String caption) {
        List<String> names = columns.stream()
                .filter(column -> column.role == role)
                .map(column -> NumberCells.brief(column.name) + (column.why.isEmpty() ? "" : " (" + column.why + ")"))
                .toList();
        return names.isEmpty() ? "" : caption + NumberCells.listed(names);
    }

    private String classWords() {
        return classes.isEmpty()
                ? ""
                : ", " + classes.size() + " classes: "
                        + NumberCells.listed(classes.stream()
                                .map(each -> each.name + " " + Numbers.count(each.samples))
                                .collect(Collectors.toList()));
    }

    private String missing() {
        List<String> some = columns.stream()
                .filter(column -> column.missing > 0 && column.role != Role.LEFT_OUT)
                .map(column -> NumberCells.brief(column.name) + " " + Numbers.count(column.missing))
                .toList();
        return some.isEmpty() ? "none" : NumberCells.listed(some);
    }
}
