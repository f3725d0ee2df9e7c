package adjointlab.ui.panel;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Type;
import adjointlab.core.catalog.Values;
import adjointlab.core.math.Numbers;
import adjointlab.figure.Figure;
import adjointlab.figure.FigureWords;
import adjointlab.figure.Ghost;
import adjointlab.figure.Owner;
import adjointlab.figure.Theme;
import adjointlab.lab.preset.PanelLayout.PanelState;
import adjointlab.lab.preset.RunSpecs;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.Trail;
import adjointlab.ui.chart.ChartView;
import adjointlab.ui.chart.DrawingWorker;
import adjointlab.ui.chart.Hover;
import adjointlab.ui.dock.DockPanel;
import adjointlab.ui.form.EditListener;
import adjointlab.ui.form.FieldModel;
import adjointlab.ui.look.Icons;
import adjointlab.ui.look.Look;
import adjointlab.ui.session.Session;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import org.kordamp.ikonli.materialdesign2.MaterialDesignV;

/// Shows one panel of the catalogue.
public final class PanelHost implements DockPanel, EditListener {
    /// What a host asks of the window.
    public interface Window {
        /// Takes note that a panel's options were changed, or that it shows runs side by side.
        void optionsChanged();

        /// Opens the export of a panel.
        void export(PanelHost panel);

        /// Lets a panel fill the dock, or goes back.
        void maximise(PanelHost panel);

        /// Closes a panel.
        void close(PanelHost panel);

        /// Sets an option of every panel that has it.
        ///
        /// @param option its name
        /// @param value a number that was clicked at
        void choose(String option, int value);

        /// Opens one of many trainings: a run is looked at, another becomes one.
        void open(Trail.Training training);

        /// Opens the glossary at what these titles, axes and columns say.
        void explain(List<String> labels);

        /// The panel that export and compare from the title row are about.
        void used(PanelHost panel);
    }

    /// The most that the note takes of the title row.
    private static final double NOTE_SHARE = 0.52;

    private static final PseudoClass MARKED = PseudoClass.getPseudoClass("marked");

    private final Entry<Panel> entry;
    private final Session session;
    private final Window window;
    private final ChartView chart;
    private final StringProperty title = new SimpleStringProperty();
    private final PanelTitle titles;
    private final NoteLabel note = new NoteLabel();
    private final StackPane body = new StackPane();
    private final HBox tools = new HBox();
    private final ToggleButton columns = Icons.toggle(
            MaterialDesignV.VIEW_COLUMN_OUTLINE, "", "Side by side: one plot a method or run, with the same axes");
    private final Map<String, FieldModel> fields = new LinkedHashMap<>();
    private final SurfaceTurn surface;
    private final TrailChoice trails;
    private final PanelMenu menu;
    private final SentenceLine sentence;
    private final VBox content;
    private final OptionsPopover options = new OptionsPopover();
    private Theme theme = Theme.LIGHT;
    private double zoom = 1;
    private Panel panel;
    private boolean dirty = true;
    private Haste haste = Haste.NOW;
    private @Nullable Point2D lamp;
    private @Nullable Figure ghost;
    private @Nullable PlayStrip strip;

    /// @param entry the panel
    /// @param state options that differ from the defaults
    public PanelHost(Entry<Panel> entry, PanelState state, Session session, DrawingWorker worker, Window window) {
        this.entry = entry;
        this.session = session;
        this.window = window;
        chart = new ChartView(worker);
        sentence = new SentenceLine(entry.id());
        menu = new PanelMenu(this, session, window);
        titles = new PanelTitle(entry.label(), title);
        for (Key<?> parameter : entry.parameters()) {
            fields.put(
                    parameter.name(),
                    new FieldModel("panel." + parameter.name(), parameter, parameter.defaultValue(), this));
        }
        panel = entry.createDefault();
        surface = SurfaceTurn.install(chart, fields, this::edit, DragHandle.install(chart, () -> panel, session));
        chart.setTakesLong(panel.computesLong());
        restore(state);
        content = content();
        body.getChildren().add(content);
        body.setId("panel-" + entry.id());
        body.getStyleClass().add("panel-body");
        buildTools();
        chart.shownProperty().addListener((_, _, shown) -> {
            if (shown != null) {
                describe(shown);
            }
        });
        // every panel shows the iteration that is pointed at, and in every one the runs stand out
        chart.pointedProperty().addListener((_, _, hover) -> {
            session.pointedIterationProperty().set(hover == null ? -1 : hover.iteration());
            light(hover);
        });
        chart.pointedOwnerProperty()
                .addListener(
                        (_, _, owner) -> session.runList().hoveredProperty().set(owner.names()));
        chart.setOnMousePressed(_ -> window.used(this));
        chart.focusedProperty().subscribe(focused -> {
            if (focused) {
                window.used(this);
            }
        });
        chart.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.F1) {
                event.consume();
                window.explain(labels());
            }
        });
        TileChoice.install(chart, () -> panel, window::choose);
        trails = TrailChoice.install(chart, window::open);
        chart.setOnContextMenuRequested(event -> menu.make().show(chart, event.getScreenX(), event.getScreenY()));
    }

    /// What it is in the catalogue.
    public Entry<Panel> entry() {
        return entry;
    }

    /// The picture.
    public ChartView chart() {
        return chart;
    }

    /// Whether it shows runs side by side.
    public boolean isColumns() {
        return columns.isSelected();
    }

    /// Shows runs side by side, or together.
    public void setColumns(boolean sideBySide) {
        columns.setSelected(sideBySide);
        markDirty(Haste.NOW);
        window.optionsChanged();
    }

    /// The panel with its options as they are now.
    public Panel panel() {
        return panel;
    }

    /// The figure is drawn without its heading, which stands in the title row.
    ///
    /// @param still whether nothing moves by itself
    /// @param told whether a sentence under the picture says what it shows
    public void setLook(Look look, boolean still, boolean told) {
        theme = look.theme().withHeading(false);
        zoom = look.zoom();
        chart.setStill(still);
        chart.setTold(told);
        sentence.showIn(content, told);
        markDirty(Haste.NOW);
    }

    /// In fog a lamp follows the pointer.
    private void light(@Nullable Hover hover) {
        if (panel.isFoggy()) {
            Point2D at = hover == null ? null : hover.values().orElse(null);
            if (!Objects.equals(at, lamp)) { // a new picture finds the same place at a pointer that rests
                lamp = at;
                markDirty(Haste.NOW);
            }
        }
    }

    /// Keeps what it shows now pale behind what comes, with the difference, or forgets it.
    public void setGhost(boolean kept) {
        ChartView.Shown now = chart.shownProperty().get();
        ghost = kept && now != null ? Ghost.without(now.figure()) : null;
        markDirty(Haste.NOW);
    }

    /// Something it shows has changed.
    public void markDirty(Haste wanted) {
        dirty = true;
        haste = haste.compareTo(wanted) < 0 ? wanted : haste;
    }

    /// Whether its picture shows all that there is, and none is being made.
    public boolean isUpToDate() {
        return !dirty && !chart.busyProperty().get();
    }

    /// Asks for a picture if there is something new and the last one is done; once a pulse, only while it can be
    /// seen.
    ///
    /// @param least pictures that are wanted less soon wait
    public void pulse(Haste least) {
        if (!dirty || haste.compareTo(least) < 0 || chart.busyProperty().get() && haste != Haste.NOW) {
            return;
        }
        PanelContext frozen = session.context(columns.isSelected());
        Panel drawn = lamp == null ? panel : panel.litAt(lamp.getX(), lamp.getY());
        Figure before = ghost;
        chart.draw(
                title.get() + ", k = " + Numbers.count(frozen.iteration()),
                (cancellation, preview) -> {
                    Figure figure = trails.figure(drawn, frozen.with(cancellation, preview));
                    return before == null ? figure : Ghost.behind(figure, before, focus(frozen));
                },
                theme,
                zoom,
                haste == Haste.NOW);
        dirty = false;
        haste = Haste.IDLE;
    }

    private static Owner focus(PanelContext context) {
        return !context.focus().isEmpty() || context.runs().isEmpty()
                ? new Owner(context.focus())
                : context.runs().getFirst().owner();
    }

    @Override
    public PanelState state() {
        Map<String, Object> changed = new LinkedHashMap<>();
        fields.forEach((name, field) -> {
            if (!field.value().equals(field.parameter().defaultValue())) {
                changed.put(name, field.value());
            }
        });
        return new PanelState(entry.id(), changed, columns.isSelected());
    }

    @Override
    public void restore(PanelState state) {
        columns.setSelected(state.columns());
        fields.forEach((name, field) -> {
            Object value = state.options().get(name);
            try {
                field.show(value == null ? field.parameter().defaultValue() : value);
            } catch (InvalidValueException ofAnotherVersion) {
                field.show(field.parameter().defaultValue());
            }
        });
        remake();
    }

    /// What an option is set to.
    ///
    /// @param name of the option
    public Optional<Object> option(String name) {
        return Optional.ofNullable(fields.get(name)).map(FieldModel::value);
    }

    /// Sets an option, if the panel has it.
    ///
    /// @param name of the option
    /// @param value as the option takes it
    public void set(String name, Object value) {
        FieldModel field = fields.get(name);
        if (field != null && !field.value().equals(value)) {
            field.show(value);
            remake();
        }
    }

    @Override
    public ObservableValue<String> title() {
        return title;
    }

    /// Its title, which others may have as well.
    public PanelTitle titles() {
        return titles;
    }

    /// What its options are set to, by their labels, and whether runs stand side by side.
    public Map<String, String> choices() {
        Map<String, String> choices = new LinkedHashMap<>();
        fields.values()
                .forEach(field -> choices.put(
                        field.parameter().label(),
                        field.parameter().type() instanceof Type.Choice<?> choice
                                ? choice.label(String.valueOf(field.value()))
                                : field.parameter().label().toLowerCase(Locale.ROOT) + " "
                                        + RunSpecs.words(field.value())));
        choices.put("", columns.isSelected() ? "side by side" : "together");
        return choices;
    }

    @Override
    public String about() {
        return entry.summary();
    }

    @Override
    public ObservableValue<String> note() {
        return note.wholeProperty();
    }

    @Override
    public Node body() {
        return body;
    }

    @Override
    public Node tools() {
        return tools;
    }

    /// The picture, with a slider under it where something is played.
    private VBox content() {
        VBox.setVgrow(chart, Priority.ALWAYS);
        FieldModel played = fields.get(panel.played());
        if (played == null) {
            return new VBox(chart);
        }
        PlayStrip made = new PlayStrip(
                entry.id(),
                played,
                new PlayStrip.Played(panel::words, panel.seconds()),
                value -> {
                    played.show(value);
                    remake();
                },
                () -> {
                    begun(played);
                    window.optionsChanged();
                    ended(played);
                });
        strip = made;
        return new VBox(chart, made);
    }

    /// Whether it shows something that is played through a time of its own.
    public boolean isPlayed() {
        return strip != null;
    }

    /// Plays it through its own time, or stops; without effect where it has none.
    public void togglePlayed() {
        if (strip != null) {
            strip.toggle();
        }
    }

    /// In slow motion an iteration was reached, which is then played through its moments.
    public void playIteration() {
        if (strip != null && panel.isOneIteration()) {
            strip.restart();
        }
    }

    /// In slow motion the training rests, and the moment with it, or goes on.
    public void holdIteration(boolean rests) {
        if (strip == null || !panel.isOneIteration()) {
            return;
        }
        if (rests) {
            strip.hold();
        } else {
            strip.resume();
        }
    }

    /// What its picture shows, in one sentence; "" before there is one.
    public String finding() {
        ChartView.Shown shown = chart.shownProperty().get();
        return shown == null ? "" : shown.finding();
    }

    /// What is written at it: its title, and its axes' and columns'.
    private List<String> labels() {
        List<String> labels = new ArrayList<>(List.of(titles.own(), entry.label()));
        ChartView.Shown shown = chart.shownProperty().get();
        if (shown != null) {
            labels.addAll(FigureWords.of(shown.figure()));
        }
        return labels;
    }

    /// Whether it has options.
    boolean hasOptions() {
        return !fields.isEmpty();
    }

    /// Whether it is a surface that is asked for.
    boolean isSurface() {
        return surface.isSurface();
    }

    /// Whether it shows a heat map that can be a surface, or is one.
    public boolean hasSurface() {
        return surface.isFitting();
    }

    /// Shows a heat map as a surface, or as a map again; without effect where there is none.
    public void toggleSurface() {
        surface.toggle();
    }

    /// Changes options at once, as one step of undo.
    private void edit(String what, Runnable change) {
        window.used(this);
        session.begin(entry.label() + ": " + what);
        change.run();
        remake();
        window.optionsChanged();
        session.end();
    }

    private void describe(ChartView.Shown shown) {
        Figure figure = shown.figure();
        if (!figure.title().isEmpty()) {
            titles.call(figure.title());
        }
        note.say(panel.noteOf(figure), session.context(false).runs());
        if (sentence.getParent() != null) {
            sentence.say(shown.finding());
        }
    }

    private void remake() {
        Map<String, Object> values = new LinkedHashMap<>();
        fields.forEach((name, field) -> values.put(name, field.value()));
        panel = entry.create(new Values(values));
        chart.setViewpoint(surface.viewpoint());
        chart.setTakesLong(panel.computesLong());
        markDirty(Haste.NOW);
    }

    // ---- tools -----------------------------------------------------------------------------------

    private void buildTools() {
        // the header is as wide as it prefers, and buttons may need more than it leaves
        note.maxWidthProperty()
                .bind(Bindings.min(
                        body.widthProperty().multiply(NOTE_SHARE),
                        Bindings.when(tools.maxWidthProperty().lessThan(0))
                                .then(Double.MAX_VALUE)
                                .otherwise(tools.maxWidthProperty())));
        columns.setOnAction(_ -> {
            window.used(this);
            setColumns(columns.isSelected());
        });
        Button settings =
                Icons.button(MaterialDesignT.TUNE_VARIANT, "panel-options-" + entry.id(), "Options", this::showOptions);
        settings.setVisible(hasOptions());
        settings.setManaged(hasOptions());
        HBox buttons = new HBox(
                surface.button("panel-surface-" + entry.id()),
                columns,
                settings,
                Icons.button(
                        MaterialDesignF.FILE_IMAGE_OUTLINE,
                        "panel-export-" + entry.id(),
                        "Export figure…",
                        () -> window.export(this)),
                Icons.button(
                        MaterialDesignA.ARROW_EXPAND,
                        "panel-maximise-" + entry.id(),
                        "Maximise or restore",
                        () -> window.maximise(this)),
                Icons.button(MaterialDesignC.CLOSE, "panel-close-" + entry.id(), "Close", () -> window.close(this)));
        if (panel.offersSteps()) {
            Button take = Icons.button(
                    MaterialDesignS.SOURCE_BRANCH,
                    "panel-take-step",
                    "Take one of these steps, in a branch of the run",
                    () -> {});
            take.setOnAction(_ -> {
                ContextMenu optimizers = new ContextMenu();
                optimizers.getItems().setAll(menu.steps());
                optimizers.show(take, Side.BOTTOM, 0, 0);
            });
            buttons.getChildren().addFirst(take);
        }
        buttons.getStyleClass().add("panel-buttons");
        buttons.setAlignment(Pos.CENTER_RIGHT);
        buttons.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        buttons.setMinWidth(Region.USE_PREF_SIZE);
        Button more = Icons.button(MaterialDesignD.DOTS_HORIZONTAL, "panel-more-" + entry.id(), "Panel menu", () -> {});
        more.setOnAction(_ -> menu.make().show(more, Side.BOTTOM, 0, 0));
        FittingButtons.keep(buttons, more, body, tools);
        StackPane both = new StackPane(note, buttons);
        StackPane.setAlignment(note, Pos.CENTER_RIGHT);
        StackPane.setAlignment(buttons, Pos.CENTER_RIGHT);
        tools.getStyleClass().add("panel-tools");
        tools.setMinWidth(0);
        tools.getChildren().setAll(both);
        tools.setAlignment(Pos.CENTER_RIGHT);
    }

    /// Opens its options beside its title, or closes them.
    public void showOptions() {
        options.toggle(fields.values(), tools);
    }

    /// Closes its options, if they are open.
    public void hideOptions() {
        options.hide();
    }

    /// Lets it stand out as the one that something is about to be done with, or not.
    public void setMarked(boolean marked) {
        body.pseudoClassStateChanged(MARKED, marked);
    }

    // ---- options ---------------------------------------------------------------------------------

    @Override
    public void begun(FieldModel field) {
        session.begin(entry.label() + ": " + field.parameter().label());
    }

    @Override
    public void changed(FieldModel field, Object value) {
        remake();
        window.optionsChanged();
    }

    @Override
    public void ended(FieldModel field) {
        session.end();
    }
}
