package adjointlab.core.table;

import adjointlab.core.data.InputFile;
import adjointlab.core.math.Numbers;
import adjointlab.core.table.ColumnChoice.Wanted;
import adjointlab.core.table.SampleFacts.Role;
import adjointlab.core.table.SampleFacts.Shown;
import adjointlab.core.table.TableColumn.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// A table of vectors in a text: read once to find out how it is written and what its columns are, and once more for
/// the numbers of the rows that are taken. Where there are more than may be taken they are drawn, see [Draw].
///
/// @param names of the inputs
/// @param x [N][d]
/// @param y [N][1], or [N][0] where there is no target
/// @param classes names of the classes that y counts; empty where it has the numbers themselves
/// @param facts what was understood
record TextTable(List<String> names, double[][] x, double[][] y, List<String> classes, SampleFacts facts) {
    private static final long MOST_BYTES = 256L << 20;

    /// Reads a file.
    ///
    /// @param most rows that are taken
    /// @param targeted whether a column is what is to be told of the others
    /// @throws IOException in one sentence with the place, if it cannot be read or is no such table
    static TextTable read(Path file, int most, TableOptions options, boolean targeted) throws IOException {
        InputFile.check(file, MOST_BYTES);
        TableSurvey survey = TableSurvey.of(file, options);
        Wanted wanted = !targeted ? Wanted.NO_TARGET : isUcr(file, survey) ? Wanted.CLASS_FIRST : Wanted.TARGET_LAST;
        ColumnChoice choice = ColumnChoice.of(survey.columns(), options, wanted, file.toString());
        if (choice.target() >= 0 && !survey.surveyed().get(choice.target()).isLabelled()) {
            // its classes were not counted, since nothing said that it might be the target
            TableSurvey again = TableSurvey.of(file, options.withTarget("#" + (choice.target() + 1)));
            return new Second(file, options, again, choice, most).read();
        }
        return new Second(file, options, survey, choice, most).read();
    }

    /// The form of the UCR archive: named so, without names of columns, and first a whole number that comes again.
    private static boolean isUcr(Path file, TableSurvey survey) {
        SurveyedColumn first = survey.surveyed().getFirst();
        return isNamedUcr(file)
                && survey.header() == 0
                && survey.columns().size() > 2
                && survey.columns().getFirst().kind() == Kind.NUMBERS
                && (first.hasClasses() || survey.rows() < 4)
                && isWritten(first, survey)
                && !survey.surveyed().getLast().isWhole();
    }

    /// Whether a name is one of the archive.
    static boolean isNamedUcr(Path file) {
        String name = String.valueOf(file.getFileName()).toUpperCase(Locale.ROOT);
        return name.contains(".TSV") || name.contains("_TRAIN") || name.contains("_TEST");
    }

    /// Old files of the archive have classes as 1.0000000e+00.
    private static boolean isWritten(SurveyedColumn column, TableSurvey survey) {
        return column.values().stream()
                .mapToDouble(survey.marks()::number)
                .allMatch(value -> value == Math.rint(value));
    }

    /// The second reading.
    private record Second(Path file, TableOptions options, TableSurvey survey, ColumnChoice choice, int most) {
        TextTable read() throws IOException {
            int[] classOf = choice.target() < 0
                    ? new int[survey.rows()]
                    : survey.surveyed().get(choice.target()).classOf();
            int[] drawn = Draw.rows(classOf, most);
            SampleFile.checkNumbers(drawn.length, choice.inputs().length + 1L, file);
            List<String> classes = classes();
            double[][] x = new double[drawn.length][];
            double[][] y = new double[drawn.length][];
            long[] lines = new long[drawn.length];
            Map<String, Integer> numbers = new HashMap<>();
            classes.forEach(each -> numbers.put(each, numbers.size()));
            numbers(drawn, x, y, lines, numbers);
            Gaps gaps = Gaps.closed(
                    x,
                    y,
                    options.missing(),
                    (row, column) -> file + ", " + CsvLineReader.Line.place(lines[row], survey.typed()) + ", "
                            + place(column < 0 ? choice.target() : choice.inputs()[column]),
                    file.toString());
            List<String> names = Arrays.stream(choice.inputs())
                    .mapToObj(c -> survey.columns().get(c).name())
                    .toList();
            return new TextTable(names, gaps.x(), gaps.y(), classes, facts(x, y, classes, gaps));
        }

        /// Words, or yes and no, in the order of their names.
        private List<String> classes() throws IOException {
            if (choice.target() < 0) {
                return List.of();
            }
            TableColumn target = survey.columns().get(choice.target());
            if (target.kind().isNumeric() && target.kind() != Kind.FLAGS) {
                return List.of();
            }
            if (target.kind() == Kind.MIXED) {
                throw new IOException(file + ", " + target.odd() + " is not a number");
            }
            if (target.kind() != Kind.WORDS && target.kind() != Kind.FLAGS) {
                throw new IOException(file + ": the target, " + place(choice.target()) + ", has "
                        + target.kind().words());
            }
            List<String> values = survey.surveyed().get(choice.target()).values();
            if (values.size() > LabelledSamples.MOST_CLASSES) {
                throw new IOException(file + ": the target, " + place(choice.target()) + ", has more than "
                        + LabelledSamples.MOST_CLASSES + " different words");
            }
            List<String> words = values.stream()
                    .filter(value -> Cell.of(value) != Cell.MISSING)
                    .sorted()
                    .toList();
            if (words.size() < 2) {
                throw new IOException(file + ": the target, " + place(choice.target()) + ", has no word but '"
                        + NumberCells.brief(words.getFirst()) + "'");
            }
            return words;
        }

        private String place(int column) {
            return survey.columns().get(column).place(column);
        }

        private void numbers(int[] drawn, double[][] x, double[][] y, long[] lines, Map<String, Integer> classes)
                throws IOException {
            try (CsvLineReader in = CsvLineReader.open(file, options.text())) {
                int found = 0;
                for (int row = survey.header() > 0 ? -1 : 0; found < drawn.length; row++) {
                    CsvLineReader.Line line =
                            in.next().orElseThrow(() -> new IOException(file + " has changed while it was read"));
                    if (row == drawn[found]) {
                        x[found] = new double[choice.inputs().length];
                        for (int c = 0; c < x[found].length; c++) {
                            x[found][c] = number(line, choice.inputs()[c]);
                        }
                        y[found] = target(line, classes);
                        lines[found] = line.number();
                        found++;
                    }
                }
            }
        }

        private double[] target(CsvLineReader.Line line, Map<String, Integer> classes) throws IOException {
            if (choice.target() < 0) {
                return new double[0];
            }
            if (classes.isEmpty()) {
                return new double[] {number(line, choice.target())};
            }
            Integer known = classes.get(cell(line, choice.target()));
            return new double[] {known == null ? Double.NaN : known};
        }

        private static String cell(CsvLineReader.Line line, int column) {
            return column < line.cells().size() ? line.cells().get(column) : "";
        }

        private double number(CsvLineReader.Line line, int column) throws IOException {
            String cell = cell(line, column);
            double number = survey.marks().number(cell);
            if (Double.isNaN(number)) {
                Cell kind = Cell.of(cell);
                if (kind == Cell.MISSING) {
                    return Double.NaN;
                }
                if (kind == Cell.FLAG) {
                    return Cell.ofFlag(cell);
                }
                throw new IOException(file + ", " + line.place() + ", " + place(column) + ": '"
                        + NumberCells.brief(cell) + "' is not a number"
                        + (kind == Cell.NUMBER
                                ? " with a decimal " + (survey.marks().decimal() == '.' ? "point" : "comma")
                                : ""));
            }
            if (Double.isInfinite(number)) {
                throw new IOException(file + ", " + line.place() + ", " + place(column) + ": '"
                        + NumberCells.brief(cell) + "' is too large");
            }
            return number;
        }

        private SampleFacts facts(double[][] x, double[][] y, List<String> classes, Gaps gaps) {
            List<SampleFacts.Column> columns = new ArrayList<>();
            for (int c = 0; c < survey.columns().size(); c++) {
                columns.add(column(c, x, y));
            }
            Optional<String> drawn = x.length == survey.rows()
                    ? Optional.empty()
                    : Optional.of(Numbers.count(x.length) + " rows drawn with seed " + Draw.SEED
                            + (choice.target() >= 0
                                            && survey.surveyed()
                                                    .get(choice.target())
                                                    .hasClasses()
                                    ? ", classes in proportion"
                                    : ""));
            List<String> remarks = new ArrayList<>(Gaps.said(drawn, gaps.remarks()));
            if (!survey.marks().ambiguous().isEmpty()) {
                remarks.add(ambiguity());
            }
            return new SampleFacts(
                    form(),
                    survey.rows(),
                    gaps.x().length,
                    columns,
                    counts(gaps.y(), classes),
                    remarks,
                    new SampleFacts.Names(
                            names(choice.inputs()),
                            choice.target() < 0 ? List.of() : names(new int[] {choice.target()})));
        }

        /// None where the file has not one for each.
        private List<String> names(int[] places) {
            List<TableColumn> all =
                    Arrays.stream(places).mapToObj(survey.columns()::get).toList();
            return all.stream().allMatch(column -> column.named() && !column.isNameless())
                    ? all.stream()
                            .map(column -> NumberCells.brief(column.name()))
                            .toList()
                    : List.of();
        }

        private String ambiguity() {
            String cell = survey.marks().ambiguous();
            return "'" + cell + "' is taken as " + Numbers.brief(survey.marks().number(cell), 7)
                    + "; choose the decimal mark where it is not";
        }

        private SampleFacts.Column column(int c, double[][] x, double[][] y) {
            TableColumn column = survey.columns().get(c);
            int input = IntStream.range(0, choice.inputs().length)
                    .filter(k -> choice.inputs()[k] == c)
                    .findFirst()
                    .orElse(-1);
            boolean used = input >= 0 || c == choice.target();
            Shown values = used ? Shown.of(x.length, row -> input >= 0 ? x[row][input] : y[row][0]) : Shown.NOTHING;
            return new SampleFacts.Column(
                    column.shown(c),
                    column.kind().words(),
                    survey.surveyed().get(c).count(Cell.MISSING),
                    input >= 0 ? Role.INPUT : used ? Role.TARGET : Role.LEFT_OUT,
                    input >= 0 ? "" : used ? choice.why() : choice.leftOut().getOrDefault(c, ""),
                    values);
        }

        private String form() {
            if (survey.typed()) {
                return "table of Parquet";
            }
            TableOptions.Separator parted =
                    TableOptions.Separator.of(survey.dialect().separator());
            boolean alone = survey.columns().size() == 1;
            return "table, " + (alone ? "one column" : parted.words() + " between cells") + ", decimal "
                    + (survey.marks().decimal() == '.' ? "point" : "comma") + ", "
                    + (survey.header() > 0
                            ? "names in line " + survey.header()
                            : survey.columns().getFirst().named() ? "names in a comment" : "no names")
                    + ", " + Encoding.words(survey.charset());
        }

        /// Of classes by name, or of few whole numbers.
        private List<SampleFacts.ClassCount> counts(double[][] y, List<String> classes) {
            if (choice.target() < 0) {
                return List.of();
            }
            SurveyedColumn target = survey.surveyed().get(choice.target());
            boolean whole = Arrays.stream(y).allMatch(row -> row[0] == Math.rint(row[0]));
            if (classes.isEmpty() && !(whole && target.hasClasses())) {
                return List.of();
            }
            Map<Double, Integer> counts = new java.util.TreeMap<>();
            for (double[] row : y) {
                counts.merge(row[0], 1, Integer::sum);
            }
            return counts.entrySet().stream()
                    .map(each -> new SampleFacts.ClassCount(
                            classes.isEmpty()
                                    ? Numbers.brief(each.getKey(), 6)
                                    : classes.get(each.getKey().intValue()),
                            each.getValue()))
                    .toList();
        }
    }
}
