package adjointlab.ui.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.compose.FigureDocument;
import adjointlab.compose.FigureDocument.Axes;
import adjointlab.compose.FigureDocument.AxisChange;
import adjointlab.compose.FigureDocument.Cell;
import adjointlab.compose.FigureDocument.Changes;
import adjointlab.compose.FigureDocument.Headings;
import adjointlab.compose.FigureDocument.Marks;
import adjointlab.compose.FigureDocument.ReferenceLine;
import adjointlab.compose.FigureDocument.Source;
import adjointlab.compose.FigureDocument.TypeChoice;
import adjointlab.compose.FigureDocumentJson;
import adjointlab.compose.FigureSources.Trained;
import adjointlab.compose.Targets;
import adjointlab.figure.Axis;
import adjointlab.figure.AxisMap;
import adjointlab.figure.Composition.Place;
import adjointlab.figure.Composition.Span;
import adjointlab.figure.Composition.Titles;
import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.preset.PanelLayout.PanelState;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.store.Documents;
import adjointlab.lab.store.LabDocument;
import adjointlab.ui.form.FieldModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The form of a figure document without its window.
final class FormOfAFigureTest {
    private final List<String> complaints = new ArrayList<>();
    private final FigureModel model = new FigureModel();
    private final FigureFields fields = new FigureFields(model, complaints::add, _ -> {});

    FormOfAFigureTest() {
        PanelState panel = new PanelState("loss-curves", Map.of(), false);
        Cell cell = new Cell(new Place(0, 0, 1, 1), new Source("none", List.of()), panel, -1, Changes.NONE);
        model.open(FigureDocument.EMPTY.with(List.of(cell)));
    }

    private FieldModel field(String path) {
        return List.of(
                        fields.ofPage(),
                        fields.ofCell(),
                        fields.spans().fields(),
                        fields.names().fields(),
                        fields.ownNames().fields(),
                        fields.options().fields(),
                        fields.marks().stream()
                                .flatMap(kind -> kind.fields().stream())
                                .toList())
                .stream()
                .flatMap(List::stream)
                .filter(each -> each.path().equals("figure." + path))
                .findFirst()
                .orElseThrow();
    }

    /// All but whose panel it is and in which order it has its runs, which lists and the page decide.
    @Test
    void everythingThatAFileMaySayIsTyped() {
        FigureDocument before = model.document();
        field("about").type("What it is");
        field("target").edit("agu");
        field("width").edit("column");
        field("widthMm").type("150");
        field("heightMm").type("90");
        field("font").edit("serif");
        field("fontPt").type("9");
        field("letters").edit("A");
        field("legend").edit("top");
        field("shared").edit(false);
        fields.names().groupProperty().set("SGD");
        field("name").type("Descent");
        for (String title : List.of("titleTop", "titleBottom", "titleLeft", "span", "title", "xTitle", "yTitle")) {
            field(title).type(title);
        }
        field("widths").type("1.5");
        field("iteration").type("12");
        field("option.metric").edit("gradient.norm");
        field("sideBySide").edit(true);
        fields.ownNames().groupProperty().set("SGD");
        field("ownName").type("Descent here");
        field("xFrom").type("0");
        field("xTo").type("2");
        field("xTicks").type("0, 1, 2");
        field("yScale").edit("linear");
        field("note").type("here");
        field("noteAt").type("1, 2");
        field("insetX").type("0, 1");
        field("insetY").type("0, 1");
        field("lineAt").type("0.5");

        Map<String, Object> written = FigureDocumentJson.tree(model.document());
        assertThat(written)
                .containsOnlyKeys(
                        "figure",
                        "title",
                        "target",
                        "width",
                        "widthMm",
                        "heightMm",
                        "font",
                        "fontPt",
                        "letters",
                        "legend",
                        "sharedTitles",
                        "names",
                        "grid",
                        "titles",
                        "spans",
                        "cells")
                .containsEntry("widthMm", 150.0)
                .containsEntry("heightMm", 90.0)
                .containsEntry("names", Map.of("SGD", "Descent"));
        @SuppressWarnings("unchecked")
        Map<String, Object> cell =
                ((List<Map<String, Object>>) Objects.requireNonNull(written.get("cells"))).getFirst();
        assertThat(cell)
                .containsOnlyKeys(
                        "place", "source", "at", "panel", "options", "columns", "title", "x", "y", "names", "lines",
                        "notes", "insets")
                .containsEntry("at", 12)
                .containsEntry("names", Map.of("SGD", "Descent here"))
                .containsEntry("columns", true);
        assertThat(cell.get("options"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("metric", "gradient.norm");
        FigureDocument read = FigureDocumentJson.read(JsonObject.parse("typed", JsonObject.write(written)));
        assertThat(read.cells().getFirst().changes()).isEqualTo(changes());
        while (!model.document().equals(before)) {
            model.history().undo();
        }
        assertThat(field("heightMm").value()).isEqualTo(List.of());
    }

    @Test
    void anAxisWithoutATitleStaysSo() {
        AxisChange none = new AxisChange("", Double.NaN, Double.NaN, null, List.of());
        model.editCell("Read", cell -> cell.with(cell.changes().with(new Axes(none, AxisChange.NONE))));
        field("title").type("over it");
        assertThat(changes().axes().x()).isEqualTo(none);
        assertThat(changes().axes().y()).isEqualTo(AxisChange.NONE);
    }

    @Test
    void anIterationIsWholeAndNoneIsTheLast() {
        field("iteration").type("3");
        assertThat(model.cell().orElseThrow().at()).isEqualTo(3);
        field("iteration").type("3.5");
        assertThat(model.cell().orElseThrow().at()).isEqualTo(3);
        assertThat(complaints).containsExactly("An iteration is a whole number.");
        field("iteration").type("");
        assertThat(model.cell().orElseThrow().at()).isEqualTo(-1);
    }

    @Test
    void aPanelThatIsCountedElsewhereKeepsItsPlace() {
        Cell first = model.cell().orElseThrow();
        Cell second = new Cell(
                new Place(0, 1, 1, 1), first.source(), new PanelState("nfe", Map.of(), false), -1, Changes.NONE);
        model.edit("Add", all -> all.with(List.of(first, second)));
        assertThat(field("letter").value()).isEqualTo(1);
        field("letter").type("2");
        assertThat(model.document().cells()).containsExactly(second, first);
        assertThat(model.cell()).contains(first);
        assertThat(field("letter").value()).isEqualTo(2);
        field("letter").type("9");
        assertThat(field("letter").value()).as("there are two").isEqualTo(2);
        model.history().undo();
        assertThat(model.document().cells()).containsExactly(first, second);
        assertThat(model.cell()).as("it stays selected").contains(first);
        assertThat(field("letter").value()).isEqualTo(1);
        model.history().redo();
        assertThat(model.cell()).contains(first);
    }

    @Test
    void aWidthOfItsOwnHasNoOtherBesideIt() {
        field("width").edit("column");
        field("widthMm").type("150");
        field("width").edit("page");
        assertThat(field("width").value()).isEqualTo("column");
        assertThat(field("width").errorProperty().get())
                .isEqualTo("the figure has its own width: empty that field first.");
        field("widthMm").type("");
        field("width").edit("page");
        assertThat(model.document().page().wide()).isTrue();
    }

    @Test
    void optionsAreThoseOfThePanelThatIsSelected() {
        Cell first = model.cell().orElseThrow();
        Cell second = new Cell(
                new Place(0, 1, 1, 1), first.source(), new PanelState("kernel", Map.of(), true), -1, Changes.NONE);
        model.edit("Add", all -> all.with(List.of(first, second)));
        assertThat(field("sideBySide").value()).isEqualTo(false);
        List<String> ofLoss =
                fields.options().fields().stream().map(FieldModel::path).toList();
        assertThat(ofLoss).contains("figure.option.smoothing", "figure.sideBySide");
        model.selectedProperty().set(1);
        assertThat(fields.options().fields()).extracting(FieldModel::path).doesNotContain("figure.option.smoothing");
        assertThat(field("sideBySide").value()).isEqualTo(true);
    }

    /// A file that tells no options has those with which the preset shows the panel.
    @Test
    void aPanelWithoutOptionsIsAddedAsItIsAndNotAsThePresetShowsIt() {
        Trained trained = new Trained(
                Documents.of(Presets.get("simplest-fig-2"), List.of(), LabDocument.View.DEFAULT),
                List.of(),
                Optional.empty());
        Source source = new Source("open", List.of());
        model.add(new PanelState("loss-surface", Map.of()), source, trained);
        PanelState added = model.cell().orElseThrow().panel();
        assertThat(added.options()).containsEntry("horizons", List.of());
        assertThat(model.resolved(model.cell().orElseThrow())).isEqualTo(added);
        model.add(new PanelState("trajectories", Map.of()), source, trained);
        assertThat(model.cell().orElseThrow().panel().options()).isEmpty();
    }

    private Changes changes() {
        return model.cell().orElseThrow().changes();
    }

    @Test
    void eachEndIsTypedAloneAndLeavesTheOtherToTheData() {
        field("xTo").type("2.5");
        assertThat(changes().axes().x()).isEqualTo(ends(Double.NaN, 2.5));
        field("xFrom").type("0");
        assertThat(changes().axes().x()).isEqualTo(ends(0, 2.5));
        field("xTo").type("");
        assertThat(changes().axes().x()).isEqualTo(ends(0, Double.NaN));
        assertThat(changes().axes().y()).isEqualTo(AxisChange.NONE);
        field("xFrom").type("");
        assertThat(changes().axes().x()).isEqualTo(AxisChange.NONE);
        assertThat(complaints).isEmpty();
    }

    @Test
    void twoNumbersAreNoEndAndEndsThatNoFileMayHaveAreRefused() {
        field("xFrom").type("1, 2");
        assertThat(field("xFrom").errorProperty().get()).isNotEmpty();
        assertThat(changes().axes().x()).isEqualTo(AxisChange.NONE);

        field("xTo").type("2.5");
        for (String end : List.of("7", "2.5")) {
            field("xFrom").type(end);
            assertThat(changes().axes().x()).isEqualTo(ends(Double.NaN, 2.5));
            assertThat(field("xFrom").value()).isEqualTo(List.of());
        }
        assertThat(complaints).hasSize(2).containsOnly("The lower end of x must be less than its upper end.");

        field("yFrom").type("0");
        field("yScale").edit("decades");
        assertThat(changes().axes().y()).isEqualTo(ends(0, Double.NaN));
        assertThat(complaints).last().isEqualTo("An axis in decades has positive ends.");
        field("yFrom").type("0.1");
        field("yScale").edit("decades");
        field("yTo").type("-1");
        assertThat(changes().axes().y()).isEqualTo(new AxisChange(null, 0.1, Double.NaN, true, List.of()));
        FigureDocumentJson.read(JsonObject.parse("typed", JsonObject.write(FigureDocumentJson.tree(model.document()))));
    }

    private static AxisChange ends(double from, double to) {
        return new AxisChange(null, from, to, null, List.of());
    }

    @Test
    void anAxisHasItsOwnTitleThePanelsOrNone() {
        field("xUntitled").edit(true);
        assertThat(changes().axes().x().label()).isEmpty();
        assertThat(changes().axes().y().label()).isNull();
        field("xTitle").type("Steps");
        assertThat(changes().axes().x().label()).isEqualTo("Steps");
        assertThat(field("xUntitled").value()).as("it has one now").isEqualTo(false);
        field("xUntitled").edit(true);
        assertThat(field("xTitle").value()).isEqualTo("");
        field("xTo").type("3");
        assertThat(changes().axes().x().label()).as("it has none still").isEmpty();
        field("xUntitled").edit(false);
        assertThat(changes().axes().x().label()).as("the panel's").isNull();
        model.history().undo();
        assertThat(field("xUntitled").value()).isEqualTo(true);
    }

    @Test
    void aMarkThatIsUndoneDoesNotComeBackWithTheNextEnter() {
        field("lineAt").type("0.5");
        assertThat(changes().marks().lines()).hasSize(1);
        model.history().undo();
        assertThat(changes().marks().lines()).isEmpty();
        assertThat(field("lineAt").value()).isEqualTo(List.of());
        field("lineLabel").type("half");
        assertThat(changes().marks().lines()).isEmpty();
        assertThat(field("lineLabel").value())
                .as("what is typed of a new one stays")
                .isEqualTo("half");
    }

    @Test
    void aTitleOverColumnsStandsInTheGridAndOverNoOther() {
        model.place(new Place(0, 1, 1, 2));
        model.edit("Widen", all -> all.with(all.grid().with(new Headings(new Titles("a", "b", "c"), List.of()))));
        fields.clear();
        assertThat(field("spanLast").value()).as("all columns").isEqualTo(3);
        field("spanLast").type("2");
        field("span").type("left");
        List<Span> one = List.of(new Span("left", 0, 0, 2));
        assertThat(spans()).isEqualTo(one);

        field("spanLast").type("4");
        assertThat(spans()).isEqualTo(one);
        assertThat(complaints).singleElement().asString().contains("1 row and 3 columns");
        field("spanFirst").type("3");
        assertThat(spans()).isEqualTo(one);
        assertThat(complaints.getLast()).contains("same or a later");
        fields.spans().selectedProperty().set(1);
        assertThat(field("spanFirst").value()).as("beside it is room").isEqualTo(3);
        field("spanFirst").type("1");
        field("span").type("over");
        assertThat(spans()).isEqualTo(one);
        assertThat(complaints.getLast()).contains("'left' stands there");
        field("spanFirst").type("3");
        field("spanLast").type("3");
        assertThat(spans()).containsExactly(one.getFirst(), new Span("over", 0, 2, 1));

        model.place(new Place(1, 1, 1, 2));
        assertThat(spans()).as("a row more leaves titles where they are").hasSize(2);
        model.place(new Place(0, 0, 1, 2));
        assertThat(spans()).as("a column that is gone takes its title along").isEqualTo(one);
        fields.spans().selectedProperty().set(0);
        field("span").type("");
        assertThat(spans()).isEmpty();
        assertThat(model.document().grid().headings().titles()).isEqualTo(new Titles("a", "b", "c"));
    }

    @Test
    void aNewTitleIsProposedWhereNoneStands() {
        model.place(new Place(1, 0, 1, 2));
        List<Span> spans = List.of(new Span("a", 0, 0, 1), new Span("b", 1, 0, 1));
        Span over = new Span("c", 1, 1, 1);
        model.edit(
                "Title", all -> all.with(all.grid().with(new Headings(new Titles("", "", ""), spans.subList(0, 1)))));
        assertThat(proposed()).as("the first row that has none").isEqualTo(List.of(2, 1, 2));
        model.edit("Title", all -> all.with(all.grid().with(new Headings(new Titles("", "", ""), spans))));
        assertThat(proposed()).as("beside another").isEqualTo(List.of(1, 2, 2));
        model.edit(
                "Title",
                all -> all.with(all.grid()
                        .with(new Headings(new Titles("", "", ""), List.of(new Span("a", 0, 0, 2), spans.getLast())))));
        assertThat(proposed()).as("beside another in the second").isEqualTo(List.of(2, 2, 2));
        model.edit(
                "Title",
                all -> all.with(all.grid()
                        .with(new Headings(
                                new Titles("", "", ""), List.of(new Span("a", 0, 0, 2), spans.getLast(), over)))));
        assertThat(proposed()).as("none is free").isEqualTo(List.of(1, 1, 2));
        field("span").type("more");
        assertThat(complaints.getLast()).contains("'a' stands there");
    }

    /// Row, first and last column of a new title.
    private List<Object> proposed() {
        fields.clear();
        fields.spans().selectedProperty().set(spans().size());
        return List.of(
                field("spanRow").value(),
                field("spanFirst").value(),
                field("spanLast").value());
    }

    @Test
    void undoSaysWhichTitleAndTheLimitOfWhat() {
        field("span").type("left");
        assertThat(model.history().undoNameProperty().get()).isEqualTo("Change title over columns");
        List<ReferenceLine> most =
                Collections.nCopies(FigureDocumentJson.MOST_MARKS, new ReferenceLine(false, 0.5, ""));
        model.editCell("Read", cell -> cell.with(cell.changes().with(new Marks(most, List.of(), List.of()))));
        fields.marks().forEach(kind -> kind.selectedProperty().set(kind.items().size()));
        field("lineAt").type("0.7");
        assertThat(complaints).containsExactly("A panel has at most 24 lines.");
        assertThat(changes().marks().lines()).isEqualTo(most);
    }

    private List<Span> spans() {
        return model.document().grid().headings().spans();
    }

    @Test
    void typeIsOfTheTargetUntilOneIsTypedAndAgainOfAnotherTarget() {
        assertThat(field("fontPt").value()).isEqualTo(List.of());
        field("fontPt").type("9");
        assertThat(model.document().look().type().size()).isEqualTo(9);
        field("fontPt").type("3");
        assertThat(field("fontPt").errorProperty().get()).isNotEmpty();
        field("font").edit("serif");
        assertThat(model.document().look().type()).isEqualTo(new TypeChoice(true, 9));
        field("target").edit(Targets.all().getLast().id());
        assertThat(model.document().look().type().size()).isNaN();
        assertThat(field("fontPt").value()).isEqualTo(List.of());
    }

    @Test
    void whatAFileMayHoldIsShown() {
        String words = "w".repeat(FigureDocumentJson.LONGEST_TEXT);
        List<Double> ticks = IntStream.range(0, FigureDocumentJson.MOST_TICKS)
                .mapToObj(i -> (double) i)
                .toList();
        AxisChange axis = new AxisChange(words, Double.NaN, Double.NaN, null, ticks);
        model.editCell("Read", cell -> cell.with(cell.changes().titled(words).with(new Axes(axis, axis))));
        assertThat(field("title").value()).isEqualTo(words);
        assertThat(field("xTicks").value()).isEqualTo(ticks);
    }

    @Test
    void aListOfOneNumberIsTypedAllTheSame() {
        for (String path : List.of("widths", "heights", "lineAt", "xFrom", "xTo")) {
            assertThat(field(path).hasSlider()).as(path).isFalse();
        }
        assertThat(field("widths").value()).isEqualTo(List.of(1.0));
    }

    @ParameterizedTest
    @CsvSource({
        "LINEAR, 0, 20000, 12345.678",
        "LINEAR, 10000, 10010, 10004.3217",
        "LINEAR, -1, 1, 1.23456e-5",
        "LOG, 1e-6, 1e3, 3.14159e-4",
        "LOG, 10, 11, 10.543219"
    })
    void aPlaceIsRoundedToAThousandthOfItsAxis(Axis.Scale scale, double min, double max, double value) {
        AxisMap axis = new AxisMap(scale, min, max, 0, 100);
        double rounded = PagePointer.rounded(value, axis);
        assertThat(axis.toPosition(rounded)).isCloseTo(axis.toPosition(value), within(0.1));
        assertThat(String.valueOf(Math.abs(rounded))
                        .replaceAll("E.*|\\.|^0+", "")
                        .length())
                .as("%s has no more digits than who points can mean", rounded)
                .isLessThanOrEqualTo(7);
    }
}
