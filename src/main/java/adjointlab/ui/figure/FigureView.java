package adjointlab.ui.figure;

import adjointlab.compose.FigureDocument;
import adjointlab.compose.FigureDocument.Cell;
import adjointlab.core.catalog.Entry;
import adjointlab.figure.FigureWriter;
import adjointlab.figure.FigureWriters;
import adjointlab.panel.Panels;
import adjointlab.ui.chart.ChartView;
import adjointlab.ui.chart.DrawingWorker;
import adjointlab.ui.form.FieldModel;
import adjointlab.ui.form.FieldView;
import adjointlab.ui.form.PickBox;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The page of a figure document at its true size beside the form that changes it.
public final class FigureView extends HBox {
    /// Of the scene's pixels: an inch has 96 of them.
    private static final double PIXELS_PER_POINT = 96.0 / 72;

    private static final double PIXELS_PER_MM = 96 / 25.4;
    private static final double DESK_WIDTH = 672;
    private static final double DESK_HEIGHT = 560;
    private static final double FORM_WIDTH = 320;
    private static final double FORMAT_WIDTH = 80;

    private final FigureModel model;
    private final FigureFields fields;
    private final Desk desk;
    private final ChartView chart;
    private final StackPane paper;
    private final Label trouble = new Label();
    private final Label size = new Label();
    private final ChoiceBox<String> cells = new ChoiceBox<>();
    private final ChoiceBox<String> format = new ChoiceBox<>();
    private final VBox ofCell = new VBox(6);
    private final SourceView source;
    private final RunsView runs;
    private final List<NamesView> names;
    private final List<ItemView> items = new ArrayList<>();
    private final PagePointer pointer;
    private boolean filling;

    /// Of which the page is.
    private FigureDocument drawn = FigureDocument.EMPTY;

    /// What the view asks of the window.
    public interface Desk {
        /// The panels that are open.
        List<Offer> offers();

        /// Opens a document in place of this one.
        void open();

        /// Writes the document to its file, or asks for one.
        void save();

        /// Writes the figure.
        ///
        /// @param writer of its format
        void export(FigureWriter writer);

        /// Lets the selected cell show the runs that are open, as they are now.
        void takeOpenRuns();

        /// Lets the selected cell show the runs of a file; asks which.
        void takeFile();

        /// Lets the selected cell show what a preset trains.
        void takePreset(String id);

        /// Lets the selected cell show the runs of its source under other settings, when they are trained.
        ///
        /// @param change its settings, `path=value` each, into others
        void set(UnaryOperator<List<String>> change);

        /// Copies words that go with the figure.
        void copy(Words what);

        /// Does work on another thread, of which only what was asked for last counts.
        void draw(Supplier<FigureModel.Drawing> work, Consumer<FigureModel.Drawing> then);
    }

    /// What is offered beside the figure.
    public enum Words {
        CAPTION("Caption"),
        LATEX("LaTeX figure"),
        TABLES("LaTeX tables of runs");

        private final String label;

        Words(String label) {
            this.label = label;
        }
    }

    /// A panel that can be added.
    ///
    /// @param title as its tab shows it
    /// @param add adds it
    public record Offer(String title, Runnable add) {}

    /// @param worker draws the page
    public FigureView(FigureModel model, Desk desk, DrawingWorker worker) {
        this.model = model;
        this.desk = desk;
        trouble.setId("figure-trouble");
        fields = new FigureFields(model, trouble::setText, desk::set);
        source = new SourceView(model, desk);
        runs = new RunsView(model);
        names = List.of(
                new NamesView(fields.names(), "figure-named"),
                new NamesView(fields.ownNames(), "figure-own-named"),
                new NamesView(fields.runNames(), "figure-run-named"));
        chart = new ChartView(worker);
        chart.setStill(true);
        chart.setId("figure-page");
        pointer = new PagePointer(chart, model, trouble::setText);
        paper = new StackPane(chart);
        paper.getChildren().addAll(pointer.outlines());
        paper.getStyleClass().add("paper");
        StackPane table = new StackPane(paper);
        table.getStyleClass().add("desk");
        ScrollPane scroll = new ScrollPane(table);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setPrefSize(DESK_WIDTH, DESK_HEIGHT);
        HBox.setHgrow(scroll, Priority.ALWAYS);
        size.setId("figure-size");
        size.getStyleClass().add("about");
        trouble.setWrapText(true);
        trouble.getStyleClass().add("field-error");
        VBox left = new VBox(8, buttons(), scroll, new HBox(16, size, trouble));
        VBox.setVgrow(scroll, Priority.ALWAYS);
        HBox.setHgrow(left, Priority.ALWAYS);
        setSpacing(24);
        setId("figure-sheet");
        getChildren().addAll(left, form());
        model.documentProperty().addListener((_, _, _) -> refresh());
        model.selectedProperty().addListener((_, _, _) -> fillCells());
        model.wishes().changesProperty().addListener((_, _, _) -> items.forEach(ItemView::refresh));
        refresh();
    }

    private Node buttons() {
        MenuButton add = new MenuButton("Add panel");
        add.setId("figure-add");
        add.setOnShowing(_ -> add.getItems().setAll(items()));
        add.getItems().setAll(items());
        format.setId("figure-format");
        format.setAccessibleText("Format of the file");
        format.setPrefWidth(FORMAT_WIDTH);
        format.setItems(FXCollections.observableArrayList(
                FigureWriters.ALL.stream().map(FigureWriter::id).toList()));
        format.getSelectionModel().selectFirst();
        Button export = button("Export…", "figure-export", () -> desk.export(FigureWriters.of(format.getValue())));
        FlowPane bar = new FlowPane(
                6,
                6,
                add,
                button("Remove", "figure-remove", this::remove),
                undo("Undo", "figure-undo", model.history().undoNameProperty(), () -> model.history()
                        .undo()),
                undo("Redo", "figure-redo", model.history().redoNameProperty(), () -> model.history()
                        .redo()),
                button("Open…", "figure-open", desk::open),
                button("Save", "figure-save", desk::save),
                format,
                export,
                words());
        bar.setPrefWrapLength(DESK_WIDTH);
        return bar;
    }

    private void remove() {
        model.remove();
        fields.clear(); // another cell may have its index now
    }

    /// Forgets what was typed and not taken, as it is of another document.
    public void forget() {
        fields.forget();
    }

    private MenuButton words() {
        MenuButton copy = new MenuButton("Copy");
        copy.setId("figure-copy");
        for (Words what : Words.values()) {
            MenuItem item = new MenuItem(what.label);
            item.setOnAction(_ -> desk.copy(what));
            copy.getItems().add(item);
        }
        return copy;
    }

    private List<MenuItem> items() {
        List<MenuItem> items = new ArrayList<>();
        for (Offer offer : desk.offers()) {
            MenuItem item = new MenuItem(offer.title());
            item.setOnAction(_ -> offer.add().run());
            items.add(item);
        }
        return items;
    }

    private static Button button(String text, String id, Runnable action) {
        Button button = new Button(text);
        button.setId(id);
        button.setOnAction(_ -> action.run());
        return button;
    }

    private Button undo(String text, String id, ObservableValue<String> what, Runnable action) {
        Button button = button(text, id, () -> {
            action.run();
            fields.clear();
        });
        button.disableProperty().bind(what.map(String::isEmpty));
        return button;
    }

    private Node form() {
        cells.setId("figure-cells");
        cells.setAccessibleText("Panel");
        cells.setMaxWidth(Double.MAX_VALUE);
        cells.getSelectionModel().selectedIndexProperty().addListener((_, _, index) -> {
            if (!filling) {
                model.selectedProperty().set(index.intValue());
            }
        });
        VBox form = new VBox(6, heading("Page"));
        fields.ofPage().forEach(field -> form.getChildren().add(view(field)));
        form.getChildren().add(list(heading(fields.spans()), fields.spans()));
        ofCell.getChildren().add(another());
        fields.ofCell().forEach(field -> ofCell.getChildren().add(view(field)));
        ofCell.getChildren().addAll(heading("Where its runs come from"), source);
        ofCell.getChildren().add(list(heading(fields.settings()), fields.settings()));
        ofCell.getChildren().addAll(heading("Options of the panel"), options());
        ofCell.getChildren().addAll(heading("Names of runs in it"), names.get(1));
        ofCell.getChildren().addAll(heading("Names of single runs in it"), names.getLast());
        ofCell.getChildren().addAll(heading("Order of runs"), runs);
        for (MarkFields<?> kind : fields.marks()) {
            ItemView view = list(heading(kind), kind);
            pointer.add(view, kind, hint(kind));
            ofCell.getChildren().add(view);
        }
        form.getChildren().addAll(heading("Names of runs"), names.getFirst(), heading("Panel"), cells, ofCell);
        form.getStyleClass().add("figure-form");
        ScrollPane scroll = new ScrollPane(form);
        scroll.setFitToWidth(true);
        scroll.setPrefWidth(FORM_WIDTH);
        scroll.setMinWidth(FORM_WIDTH);
        return scroll;
    }

    /// Of whatever panel is selected.
    private Node options() {
        VBox box = new VBox(6);
        box.setId("figure-options");
        fields.options().shownProperty().subscribe(shown -> box.getChildren()
                .setAll(shown.stream().map(FigureView::view).toList()));
        return box;
    }

    private Node another() {
        return new PickBox<>(
                "figure-panel", "Show another panel …", Panels.CATALOG.entries(), Entry::label, fields.options()::put);
    }

    private ItemView list(String heading, ItemFields<?> kind) {
        ItemView view = new ItemView(heading, kind);
        items.add(view);
        return view;
    }

    private static String heading(ItemFields<?> kind) {
        return switch (kind) {
            case SpanFields _ -> "Titles over columns";
            case NoteFields _ -> "Notes with arrows";
            case InsetFields _ -> "Insets";
            case LineFields _ -> "Reference lines";
            case SettingFields _ -> "Settings of its runs";
        };
    }

    private static String hint(MarkFields<?> kind) {
        return kind instanceof InsetFields
                ? "Then drag over the part of the plot that is to be larger"
                : "Then click at its place on the page";
    }

    private static Node view(FieldModel field) {
        return new FieldView(field);
    }

    private static Label heading(String text) {
        Label heading = new Label(text);
        heading.getStyleClass().add("form-heading");
        return heading;
    }

    private void fillCells() {
        filling = true;
        FigureDocument document = model.document();
        List<String> titles = new ArrayList<>();
        for (int i = 0; i < document.cells().size(); i++) {
            Cell cell = document.cells().get(i);
            String panel = cell.panel().id().isEmpty()
                    ? cell.source().file()
                    : Panels.CATALOG
                            .find(cell.panel().id())
                            .map(entry -> entry.label())
                            .orElse(cell.panel().id());
            titles.add((document.look().letters().of(i) + " " + panel).strip());
        }
        cells.getItems().setAll(titles);
        int selected = model.selectedProperty().get();
        cells.getSelectionModel().select(selected);
        ofCell.setDisable(model.cell().isEmpty());
        source.refresh();
        runs.refresh();
        names.forEach(NamesView::refresh);
        items.forEach(ItemView::refresh);
        filling = false;
    }

    /// Draws the page again, as sources may have come.
    public void refresh() {
        fillCells();
        FigureDocument wanted = model.document();
        desk.draw(
                () -> model.draw(wanted, () -> Thread.currentThread().isInterrupted()),
                drawing -> show(wanted, drawing));
    }

    private void show(FigureDocument document, FigureModel.Drawing drawing) {
        drawn = document;
        trouble.setText(drawing.trouble());
        size.setText(drawing.trouble().isEmpty() ? drawing.page().size() + ", shown at its true size" : "");
        double width = drawing.page().widthMm() * PIXELS_PER_MM;
        double height = drawing.page().heightMm() * PIXELS_PER_MM;
        paper.setMinSize(width, height);
        paper.setMaxSize(width, height);
        chart.drawPage("the figure", drawing.figure(), drawing.page(), PIXELS_PER_POINT);
    }

    /// Whether the page shows the document as it stands.
    public boolean isSettled() {
        return drawn.equals(model.document()) && !chart.busyProperty().get();
    }

    /// The picture of the page.
    public ChartView chart() {
        return chart;
    }
}
