package adjointlab.panel.sweep;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Values;
import adjointlab.core.data.Quoted;
import adjointlab.core.train.Metric;
import adjointlab.figure.Figure;
import adjointlab.figure.Owner;
import adjointlab.figure.SeriesStyle;
import adjointlab.figure.SeriesStyle.Emphasis;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.run.MetricLog;
import adjointlab.lab.run.Run;
import adjointlab.lab.sweep.Budget;
import adjointlab.lab.sweep.Contrast;
import adjointlab.lab.sweep.SweepCurve;
import adjointlab.lab.sweep.SweepDocument;
import adjointlab.lab.sweep.SweepFolder;
import adjointlab.lab.sweep.SweepFolder.Stored;
import adjointlab.lab.sweep.SweepResult;
import adjointlab.lab.sweep.Trial;
import adjointlab.panel.kit.Memo;
import adjointlab.panel.kit.Options;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import adjointlab.panel.kit.RunMeasures.Along;
import adjointlab.panel.kit.RunStyles;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Where the trainings come from that a panel looks at, and what of them is compared: the options that all panels of
/// many trainings share.
final class Source {
    private static final int LONGEST_PATH = 4000;
    private static final int LONGEST_NAME = 200;

    static final Key<String> RESULTS =
            Options.text("results", "Folder of a sweep; none: the visible runs", LONGEST_PATH);
    static final Key<String> COMPARED =
            Options.text("compared", "Setting that is compared; none: the optimizer", LONGEST_NAME);
    static final Key<String> TUNED = Options.text(
            "tuned",
            "Numbers of which each has its best, with commas; none: those of the sweep, else the learning rate",
            LONGEST_NAME);

    /// A sweep's files are looked at with every result that comes, and read once.
    private static final Memo<Stored, SweepResult> READ = new Memo<>(20_000);
    private static final Memo<Stored, SweepCurve> CURVES =
            new Memo<>(20_000, curve -> (long) curve.size() * SweepCurve.COLUMNS.size(), 30_000_000);

    private final String results;
    private final String compared;
    private final String tuned;
    private volatile @Nullable Known known;

    Source(Values values) {
        results = values.get(RESULTS).strip();
        compared =
                values.map().containsKey(COMPARED.name()) ? values.get(COMPARED).strip() : "";
        tuned = values.map().containsKey(TUNED.name()) ? values.get(TUNED).strip() : "";
    }

    /// What there is.
    ///
    /// @param contrast what is compared
    /// @param cells those that fit it, of one group after another
    /// @param styles of the groups of a sweep
    /// @param why there are none, in one sentence; "" where there are some
    record Read(Contrast contrast, List<Cell> cells, Map<String, SeriesStyle> styles, String why) {
        static Read nothing(String why) {
            return new Read(Contrast.OPTIMIZERS, List.of(), Map.of(), why);
        }

        SeriesStyle style(Cell cell) {
            SeriesStyle own = cell.style();
            return own == null ? styles.getOrDefault(contrast.group(cell.settings()), RunStyles.of(0)) : own;
        }

        /// Cells by group, in order.
        Map<String, List<Cell>> groups() {
            Map<String, List<Cell>> groups = new LinkedHashMap<>();
            cells.forEach(cell -> groups.computeIfAbsent(contrast.group(cell.settings()), _ -> new ArrayList<>())
                    .add(cell));
            return groups;
        }

        /// How what a group shares is drawn.
        SeriesStyle style(List<Cell> group) {
            return style(group.getFirst())
                    .with(Emphasis.strongest(
                            group.stream().map(cell -> style(cell).emphasis())));
        }

        static Owner owner(List<Cell> group) {
            return Owner.together(group.stream().map(Cell::owner).toList());
        }
    }

    /// Whether it is of the visible runs.
    boolean isOfRuns() {
        return results.isEmpty();
    }

    /// A figure of them; one sentence where there are none.
    ///
    /// @param title of the figure
    /// @param fits whether settings can be looked at
    /// @param draw the figure of those that there are
    Figure figure(
            String title, PanelContext context, BiPredicate<Contrast, Settings> fits, Function<Read, Figure> draw) {
        Read read = read(context, fits);
        return read.why().isEmpty() ? draw.apply(read) : Figure.empty(title, read.why());
    }

    /// What was read last: whoever draws a figure asks for the trails in it next.
    private record Known(PanelContext context, Read read) {}

    /// Reads them; once for one context.
    ///
    /// @param fits whether settings can be looked at; always the same of one panel
    Read read(PanelContext context, BiPredicate<Contrast, Settings> fits) {
        return read(context, context, fits);
    }

    /// The same with runs where they have come to, wherever the cursor is; a panel reads all in this way or none.
    Read readWhole(PanelContext context, BiPredicate<Contrast, Settings> fits) {
        return read(context, context.atEnd(), fits);
    }

    private Read read(PanelContext context, PanelContext at, BiPredicate<Contrast, Settings> fits) {
        Known before = known;
        if (before != null && before.context == context) {
            return before.read;
        }
        Read read = readAnew(at, fits);
        known = new Known(context, read);
        return read;
    }

    private Read readAnew(PanelContext context, BiPredicate<Contrast, Settings> fits) {
        try {
            Contrast contrast = new Contrast(compared.isEmpty() ? Contrast.OPTIMIZERS.compared() : compared, tuned());
            List<Cell> cells = new ArrayList<>(isOfRuns() ? ofRuns(context) : ofSweep(Path.of(results)));
            boolean any = !cells.isEmpty();
            cells.removeIf(cell -> !fits.test(contrast, cell.settings()));
            if (cells.isEmpty()) {
                return Read.nothing(any ? unfit(contrast) : none());
            }
            if (!isOfRuns()) {
                cells.sort(Comparator.comparing(cell -> contrast.group(cell.settings())));
            }
            return new Read(contrast, List.copyOf(cells), styles(context, contrast, cells), "");
        } catch (InvalidValueException e) {
            return Read.nothing(sentence(e.getMessage()));
        } catch (IOException | InvalidPathException e) {
            return Read.nothing("The folder " + Quoted.brief(results) + " cannot be read.");
        }
    }

    /// What was asked for, else what the sweep says itself, else the learning rate.
    private List<String> tuned() throws IOException {
        if (!tuned.isEmpty()) {
            return Contrast.paths(tuned);
        }
        Optional<SweepDocument> document =
                isOfRuns() ? Optional.empty() : SweepDocument.in(new SweepFolder(Path.of(results)));
        return document.map(SweepDocument::contrast).orElse(Contrast.OPTIMIZERS).tuned();
    }

    private static String sentence(String message) {
        return message.substring(0, 1).toUpperCase(Locale.ROOT) + message.substring(1) + ".";
    }

    private static String unfit(Contrast contrast) {
        return contrast.equals(Contrast.OPTIMIZERS)
                ? "Show runs that have a learning rate, or name the folder of a sweep."
                : "No training has both " + contrast.compared() + " and a number "
                        + String.join(" or ", contrast.tuned()) + ".";
    }

    private String none() {
        return isOfRuns()
                ? "Show runs that have a learning rate, or name the folder of a sweep."
                : "There are no results of a sweep in " + Quoted.brief(results) + " yet.";
    }

    private static List<Cell> ofRuns(PanelContext context) {
        List<Cell> cells = new ArrayList<>();
        for (Shown shown : context.runs()) {
            if (shown.run().log().rows() > 0) {
                cells.add(ofRun(shown, context.cursor()));
            }
        }
        return cells;
    }

    private static Cell ofRun(Shown shown, int cursor) {
        Run run = shown.run();
        int k = shown.at(cursor);
        boolean broke = run.state().broke() && k == run.iteration();
        double[] evaluations = Along.EVALUATIONS.of(run, k + 1);
        Cell.Reached reached = new Cell.Reached(
                broke ? Double.NaN : run.log().get(Metric.LOSS.id(), k),
                last(run.log().values(Metric.TEST_LOSS.id(), k + 1)),
                last(run.log().values(Metric.TEST_ACCURACY.id(), k + 1)),
                evaluations[evaluations.length - 1]);
        return new Cell(
                new Cell.Who(run.name(), run.settingsAt(k), shown.style(), shown.owner()),
                reached,
                new Trial.Spent(broke ? cursor : k, cursor, Budget.ITERATIONS),
                () -> Optional.of(curve(run, k + 1)));
    }

    /// The last number, of what not every iteration looks at.
    private static double last(double[] values) {
        for (int i = values.length - 1; i >= 0; i--) {
            if (!Double.isNaN(values[i])) {
                return values[i];
            }
        }
        return Double.NaN;
    }

    private static SweepCurve curve(Run run, int rows) {
        MetricLog log = run.log();
        double[][] columns = new double[SweepCurve.COLUMNS.size()][];
        for (int c = 0; c < columns.length; c++) {
            columns[c] = log.values(SweepCurve.COLUMNS.get(c), rows);
        }
        Arrays.setAll(columns[0], k -> k);
        for (double[] summed : new double[][] {columns[1], columns[2]}) {
            Arrays.parallelPrefix(summed, Double::sum);
        }
        return SweepCurve.of(columns);
    }

    private static List<Cell> ofSweep(Path path) throws IOException {
        SweepFolder folder = new SweepFolder(path);
        List<Cell> cells = new ArrayList<>();
        for (Stored stored : folder.stored()) {
            READ.get(stored, stored::result).ifPresent(result -> cells.add(ofResult(folder, stored, result)));
        }
        return cells;
    }

    private static Cell ofResult(SweepFolder folder, Stored stored, SweepResult result) {
        Cell.Reached reached = new Cell.Reached(
                result.finished() ? result.losses().last() : Double.NaN,
                result.test().loss(),
                result.test().accuracy(),
                result.cost().forward() + (double) result.cost().backward());
        return new Cell(
                new Cell.Who(result.cell().name(), result.cell().settings(), null, Owner.NOBODY),
                reached,
                Trial.of(Contrast.OPTIMIZERS, result).spent(),
                () -> CURVES.get(stored, () -> folder.curve(result.cell())));
    }

    /// The style of each group: of the visible runs that are of it, else of those that the preset has, else one that
    /// no other group has.
    private static Map<String, SeriesStyle> styles(PanelContext context, Contrast contrast, List<Cell> cells) {
        Map<String, SeriesStyle> styles = new LinkedHashMap<>();
        for (Shown shown : context.runs()) {
            styles.putIfAbsent(
                    contrast.group(shown.run().settingsAt(shown.at(context.cursor()))),
                    shown.style().with(Emphasis.NORMAL));
        }
        context.preset()
                .runs()
                .forEach(spec -> styles.putIfAbsent(
                        contrast.group(spec.settings(context.preset().settings())), RunStyles.of(spec.group())));
        Map<String, SeriesStyle> used = new LinkedHashMap<>();
        for (Cell cell : cells) {
            String group = contrast.group(cell.settings());
            SeriesStyle known = styles.get(group);
            boolean taken = known == null
                    || used.entrySet().stream()
                            .anyMatch(other -> !other.getKey().equals(group)
                                    && other.getValue().hue() == known.hue());
            List<SeriesStyle> all = new ArrayList<>(styles.values());
            all.addAll(used.values());
            used.computeIfAbsent(group, _ -> taken ? unused(all) : known);
        }
        return used;
    }

    private static SeriesStyle unused(Collection<SeriesStyle> used) {
        int group = 0;
        while (hasHue(used, RunStyles.of(group)) && group < used.size()) {
            group++;
        }
        return RunStyles.of(group);
    }

    private static boolean hasHue(Collection<SeriesStyle> used, SeriesStyle style) {
        return used.stream().anyMatch(other -> other.hue() == style.hue());
    }
}
