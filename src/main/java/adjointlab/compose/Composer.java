package adjointlab.compose;

import adjointlab.compose.FigureDocument.Cell;
import adjointlab.compose.FigureDocument.Source;
import adjointlab.compose.FigureSources.Trained;
import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.catalog.Values;
import adjointlab.core.math.Stop;
import adjointlab.core.ode.Cancellation;
import adjointlab.figure.Composition;
import adjointlab.figure.Composition.Callout;
import adjointlab.figure.Figure;
import adjointlab.figure.Fonts;
import adjointlab.figure.Page;
import adjointlab.figure.Theme;
import adjointlab.lab.preset.PanelLayout.PanelState;
import adjointlab.lab.store.LabDocument.Marks;
import adjointlab.panel.Panels;
import adjointlab.panel.kit.Groups;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import adjointlab.panel.kit.RunNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Makes figures of documents: the panels' own figures, changed as their cells say, side by side.
public final class Composer {
    private static final double POINTS_PER_MM = 72 / 25.4;
    /// Height of a plot by its width where nothing else decides.
    private static final double ASPECT = 0.72;
    /// About what numbers and titles beside a plot take, in sizes of the type.
    private static final double BESIDE = 5.5;
    /// The same over and under it.
    private static final double BELOW = 7;

    private static final double MM_PER_POINT = 1 / POINTS_PER_MM;

    private final Function<Source, Trained> sources;
    private final Cancellation cancellation;

    /// @param sources what each source of the documents shows
    /// @param cancellation asked now and then by panels that compute long
    public Composer(Function<Source, Trained> sources, Cancellation cancellation) {
        this.sources = sources;
        this.cancellation = cancellation;
    }

    /// The panel of a cell, with its options.
    ///
    /// @throws InvalidValueException if there is no such panel or it has no such option
    public static Panel panel(PanelState state) {
        Entry<Panel> entry = Panels.CATALOG.get(state.id());
        return entry.create(new Values(state.options()).complete(entry.parameters()));
    }

    /// The document with a panel in every cell: a figure's own where its source is one, and a preset's panel as the
    /// preset shows it where the cell sets no option.
    ///
    /// @throws InvalidValueException if a cell names no panel and its source has none
    public FigureDocument resolved(FigureDocument document) {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < document.cells().size(); i++) {
            Cell cell = document.cells().get(i);
            Trained trained = sources.apply(cell.source());
            PanelState asked = cell.panel();
            if (asked.id().isEmpty()) {
                cells.add(cell.with(trained.panel().orElseThrow(missingPanel(i))));
            } else if (asked.options().isEmpty()) {
                cells.add(cell.with(shown(asked, trained)));
            } else {
                cells.add(cell);
            }
        }
        return document.with(cells);
    }

    private static java.util.function.Supplier<InvalidValueException> missingPanel(int index) {
        return () -> new InvalidValueException(
                "cells[" + index + "]: 'panel' is missing, and the source is no figure that brings its own");
    }

    private static PanelState shown(PanelState asked, Trained trained) {
        return trained.document().preset().layout().panels().stream()
                .filter(state -> state.id().equals(asked.id()))
                .findFirst()
                .map(state -> new PanelState(state.id(), state.options(), asked.columns()))
                .orElse(asked);
    }

    /// The figure of a document.
    ///
    /// @param document with a panel in every cell
    /// @throws InvalidValueException naming the cell whose panel has nothing to show or does not fit its changes
    /// @throws java.util.concurrent.CancellationException if it is not wanted any more
    public Figure figure(FigureDocument document) {
        return heeding(document, true);
    }

    /// The figure of a document for its numbers alone: nothing in it depends on how much room a page has.
    ///
    /// @param document with a panel in every cell
    /// @throws InvalidValueException naming the cell whose panel has nothing to show or does not fit its changes
    /// @throws java.util.concurrent.CancellationException if it is not wanted any more
    Figure numbers(FigureDocument document) {
        return heeding(document, false);
    }

    private Figure heeding(FigureDocument document, boolean drawn) {
        Stop outer = Stop.OF_THIS_WORK.orElse(Stop.NEVER);
        Stop unwanted = () -> cancellation.requested() || outer.requested();
        return ScopedValue.where(Stop.OF_THIS_WORK, unwanted).call(() -> composed(document, drawn));
    }

    /// @param drawn whether names find their places on the document's page
    private Figure composed(FigureDocument document, boolean drawn) {
        List<Composition.Cell> cells = new ArrayList<>();
        List<Composition.Entry> entries = new ArrayList<>();
        List<List<Composition.Entry>> groups = new ArrayList<>();
        for (int i = 0; i < document.cells().size(); i++) {
            Cell cell = document.cells().get(i);
            try {
                PanelContext context = context(document, cell);
                Map<String, String> names = names(document, cell);
                Figure figure = panel(cell.panel()).figure(context);
                if (!figure.emptyText().isEmpty()) {
                    throw new InvalidValueException(
                            "'" + cell.panel().id() + "' has nothing to show: " + figure.emptyText());
                }
                RunNames.coloured(figure, context.runs()).stream()
                        .map(entry -> called(entry, names))
                        .forEach(entries::add);
                RunNames runs = RunNames.of(figure, context.runs());
                groups.add(runs.ofGroups().stream()
                        .map(entry -> called(entry, names))
                        .toList());
                String title = runs.titled(cell.changes().title());
                cells.add(cell(document, i, CellFigure.of(figure, cell.changes(), names), title));
            } catch (InvalidValueException e) {
                InvalidValueException placed = new InvalidValueException("cells[" + i + "]: " + e.getMessage());
                placed.initCause(e);
                throw placed;
            }
        }
        return drawn
                ? named(document, cells, groups, entries)
                : Figure.of(document.title(), composition(document, cells, entries));
    }

    /// A figure that names all groups that its cells draw: where neither a cell nor the legend of all says some, they
    /// stand below the cell's plots or in the legend. As names take room from others, which then may lose theirs at
    /// their lines, cells are looked at until all say them.
    ///
    /// @param groups of each cell
    /// @param entries of the legend of all
    private static Figure named(
            FigureDocument document,
            List<Composition.Cell> cells,
            List<List<Composition.Entry>> groups,
            List<Composition.Entry> entries) {
        boolean each = document.look().legend() == Composition.LegendPlace.OFF;
        List<Composition.Cell> named = new ArrayList<>(cells);
        while (true) {
            Stop.heedOfThisWork();
            Composition composition = composition(document, named, each ? List.of() : entries);
            Figure figure = Figure.of(document.title(), composition);
            List<String> legend = each ? List.of() : names(figure);
            if (groups.stream().flatMap(List::stream).allMatch(entry -> legend.contains(entry.name()))) {
                return figure;
            }
            List<String> words = words(document, figure);
            boolean changed = false;
            for (int i = 0; i < named.size(); i++) {
                String said = words.get(i);
                Composition.Cell cell = named.get(i);
                List<Composition.Entry> unsaid = groups.get(i).stream()
                        .filter(entry -> !legend.contains(entry.name()) && !RunNames.says(said, entry.name()))
                        .toList();
                if (cell.figure().names().isEmpty() && !unsaid.isEmpty()) {
                    named.set(i, cell.with(cell.figure().naming(each ? groups.get(i) : unsaid)));
                    changed = true;
                }
            }
            if (!changed) {
                return figure;
            }
        }
    }

    private static List<String> names(Figure figure) {
        return Objects.requireNonNull(figure.composition()).legend().entries().stream()
                .map(Composition.Entry::name)
                .toList();
    }

    /// What stands in each cell of a figure on the document's page.
    private static List<String> words(FigureDocument document, Figure figure) {
        return Objects.requireNonNull(figure.composition()).words(page(document, figure));
    }

    private static Composition.Entry called(Composition.Entry entry, Map<String, String> names) {
        return new Composition.Entry(names.getOrDefault(entry.name(), entry.name()), entry.style());
    }

    private static Composition composition(
            FigureDocument document, List<Composition.Cell> cells, List<Composition.Entry> entries) {
        FigureDocument.Grid grid = document.grid();
        return new Composition(
                Theme.paper(
                        document.look().type().serif() ? Fonts.Family.SERIF : Fonts.Family.PRINT, typeSize(document)),
                new Composition.Grid(
                        grid.widths(),
                        grid.heights(),
                        grid.columnGapMm() * POINTS_PER_MM,
                        grid.rowGapMm() * POINTS_PER_MM),
                document.look().sharedTitles() ? SharedTitles.of(cells) : cells,
                new Composition.Legend(document.look().legend(), entries),
                grid.headings().titles(),
                grid.headings().spans());
    }

    private static double typeSize(FigureDocument document) {
        double size = document.look().type().size();
        return Double.isNaN(size) ? Targets.get(document.page().target()).type().fontPt() : size;
    }

    private static Composition.Cell cell(FigureDocument document, int index, Figure figure, String title) {
        Cell cell = document.cells().get(index);
        FigureDocument.Letters letters = document.look().letters();
        List<Callout> callouts = cell.changes().marks().notes().stream()
                .map(note -> new Callout(
                        note.text(), note.x(), note.y(), note.right() * POINTS_PER_MM, note.up() * POINTS_PER_MM))
                .toList();
        return new Composition.Cell(
                cell.place(),
                figure,
                new Composition.Head(letters.of(index), letters == FigureDocument.Letters.CAPITAL, title),
                cell.changes().marks().insets(),
                callouts);
    }

    /// What a cell calls runs and groups.
    private static Map<String, String> names(FigureDocument document, Cell cell) {
        Map<String, String> names = new LinkedHashMap<>(document.look().names());
        names.putAll(cell.changes().names());
        return names;
    }

    /// What the panel of a cell looks at.
    public PanelContext context(FigureDocument document, Cell cell) {
        Trained trained = sources.apply(cell.source());
        List<Shown> shown = shown(document, cell);
        if (document.look().legend() != Composition.LegendPlace.OFF) {
            SharedStyles styles = new SharedStyles();
            document.cells().forEach(each -> styles.add(Groups.of(shown(document, each)), names(document, each)));
            shown = styles.applied(shown, Groups.of(shown), names(document, cell));
        }
        int cursor = cell.at() >= 0 ? cell.at() : trained.document().view().cursor();
        return new PanelContext(
                trained.document().preset(),
                shown,
                cursor < 0 ? Integer.MAX_VALUE : cursor,
                trained.document().view().focus(),
                cell.panel().columns(),
                cancellation);
    }

    /// The visible runs of a cell under their names and in their order.
    private List<Shown> shown(FigureDocument document, Cell cell) {
        Trained trained = sources.apply(cell.source());
        Map<String, String> names = names(document, cell);
        List<String> order = cell.changes().order();
        List<Shown> visible = trained.runs().stream()
                .filter(run -> marks(trained, run.name()).visible())
                .map(run -> Shown.of(run, marks(trained, run.name())))
                .toList();
        Set<String> several = severally(visible.stream().map(Shown::label).toList());
        return visible.stream()
                .map(each -> {
                    String before = each.run().identity().label();
                    String own = several.contains(each.label()) && !before.equals(each.label())
                            ? each.label() + ", before " + before
                            : "";
                    String name = names.getOrDefault(each.run().name(), names.getOrDefault(each.label(), own));
                    return name.isEmpty()
                            ? each
                            : Shown.of(
                                    each.run(),
                                    marks(trained, each.run().name()).named(name));
                })
                .sorted(Comparator.comparingInt(each -> rank(order, each)))
                .toList();
    }

    /// Names that several runs have, which changed settings on their way.
    private static Set<String> severally(List<String> labels) {
        Set<String> once = new HashSet<>();
        return labels.stream().filter(label -> !once.add(label)).collect(Collectors.toSet());
    }

    private static int rank(List<String> order, Shown shown) {
        int rank = Math.max(
                order.indexOf(shown.label()), Math.max(order.indexOf(shown.run().name()), order.indexOf(shown.came())));
        return rank < 0 ? order.size() : rank;
    }

    private static Marks marks(Trained trained, String run) {
        return trained.document().view().marks().getOrDefault(run, Marks.DEFAULT);
    }

    /// The page of a document: as it says, or as high as its plots need to be of a pleasant shape.
    ///
    /// @param figure of the document
    /// @throws InvalidValueException if the page is too small, naming the size that it needs, or what is to be left
    ///     out where no page of paper has room
    public static Page page(FigureDocument document, Figure figure) {
        Target target = Targets.get(document.page().target());
        double own = document.page().widthMm();
        double height = document.page().heightMm();
        boolean given = !Double.isNaN(height);
        Page wished = asked(document);
        double width = wished.widthMm();
        Composition composition = figure.composition();
        if (composition == null) {
            return wished;
        }
        double most = given ? height : target.type().heightMm();
        Page needed = needed(composition, wished, Page.of(width, most), given || !Double.isNaN(own));
        if (needed.widthMm() > width || needed.heightMm() > most) {
            throw new InvalidValueException("the figure needs " + needed.size() + ", and "
                    + (given || !Double.isNaN(own) ? "the page has " : target.label() + " allows ")
                    + Page.of(width, most).size());
        }
        return given ? wished : needed;
    }

    /// The page that a document asks for, whether its figure has room there or not.
    static Page asked(FigureDocument document) {
        Target target = Targets.get(document.page().target());
        double own = document.page().widthMm();
        double width = Double.isNaN(own) ? target.widthMm(document.page().wide()) : own;
        double height = document.page().heightMm();
        return Page.of(
                width,
                Double.isNaN(height)
                        ? Math.min(natural(document, width), target.type().heightMm())
                        : height);
    }

    /// @param sized whether a person has said how large the page is
    private static Page needed(Composition composition, Page wished, Page allowed, boolean sized) {
        try {
            return composition.needed(wished, allowed);
        } catch (InvalidValueException e) {
            if (!sized) {
                throw e;
            }
            InvalidValueException told = new InvalidValueException(
                    "the figure needs " + composition.needed(wished).size() + ", and " + e.getMessage());
            told.initCause(e);
            throw told;
        }
    }

    /// A height for plots of a pleasant shape, mm.
    private static double natural(FigureDocument document, double width) {
        FigureDocument.Grid grid = document.grid();
        double size = typeSize(document) * MM_PER_POINT;
        int columns = grid.widths().size();
        int rows = grid.heights().size();
        double data = width - columns * BESIDE * size - (columns - 1) * grid.columnGapMm();
        double plot = Math.max(4 * size, data / columns) * ASPECT;
        double legend = document.look().legend() == Composition.LegendPlace.RIGHT
                        || document.look().legend() == Composition.LegendPlace.OFF
                ? 0
                : 2 * size;
        double height = rows * (plot + BELOW * size) + (rows - 1) * grid.rowGapMm() + legend;
        return Math.clamp(Math.rint(10 * height) / 10, 10, 2000);
    }
}
