package adjointlab.ui.shell;

import adjointlab.compose.Targets;
import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.kernel.Crew;
import adjointlab.figure.Palette;
import adjointlab.lab.lesson.Lesson;
import adjointlab.lab.lesson.Lessons;
import adjointlab.lab.preset.PanelLayout;
import adjointlab.lab.preset.PanelLayout.PanelState;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.run.TrainingService;
import adjointlab.lab.store.LabDocument;
import adjointlab.panel.Panels;
import adjointlab.panel.kit.Panel;
import adjointlab.ui.chart.DrawingWorker;
import adjointlab.ui.dock.DockPane;
import adjointlab.ui.dock.DockPanel;
import adjointlab.ui.dock.Layouts;
import adjointlab.ui.look.Look;
import adjointlab.ui.model.PreferenceStore;
import adjointlab.ui.model.Preferences;
import adjointlab.ui.panel.PanelHost;
import adjointlab.ui.present.AudienceLayer;
import adjointlab.ui.session.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/// The window of the lab: puts its parts together, shows them in a look, and once a pulse lets panels that are both
/// visible and out of date ask for a picture. Without a stage it works all the same, for tests and pictures.
public final class LabWindow implements AutoCloseable {
    /// What a window needs from outside.
    ///
    /// @param trainers threads that train
    /// @param folder of preferences and recovery files
    public record Setup(int trainers, Path folder) {
        /// The user's folder, and one thread fewer than there are processors: the window needs its own.
        public static Setup ofUser() {
            return new Setup(
                    Math.max(1, Runtime.getRuntime().availableProcessors() - 1),
                    PreferenceStore.folder(System.getenv(), Path.of(System.getProperty("user.home"))));
        }
    }

    /// Around what is said over the panels.
    private static final double CARD_MARGIN = 16;

    private static final String FIRST_LESSON = "first-minute";

    private final DrawingWorker worker = new DrawingWorker();
    private final Sheets sheets = new Sheets();
    private final Wishes wishes;
    private final Path recoveryFolder;
    private final Recovery recovery;
    private final DockPane dock;
    private final OpenPanels panels;
    private final PanelDesk desk;
    private final UsedPanel inUse;
    private final TrainingService service;
    private final Session session;
    private final DocumentFiles files;
    private final Presentation presentation;
    private final TitleBar titleBar;
    private final RunListView runList;
    private final Choices choices;
    private final InspectorView inspector;
    private final WantedFilesStrip wanted;
    private final LabView view;
    private final StackPane root = new StackPane();
    private final LabActions actions;
    private final Classroom classroom;
    private final FigureDesk figures;
    private final GhostKeeper ghosts;
    private final Offered offered;
    private final Refresher refresher;
    private final Neighbours neighbours;
    private final OpeningCard opening;
    private final InvalidationListener systemLook = _ -> relook();
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("Adjoint Lab");
    private @Nullable Stage stage;
    private Look look = Look.LIGHT;

    /// Makes the window's content with the default preset; on the FX thread.
    public LabWindow(Setup setup) {
        Crew.limit(Math.min(Crew.limit(), setup.trainers()));
        wishes = new Wishes(new PreferenceStore(setup.folder().resolve("preferences.json")), sheets::complain);
        dock = new DockPane(new DockPane.Owner(this::host, this::dockChanged));
        panels = new OpenPanels(dock, this::dockChanged);
        desk = new PanelDesk(this, dock, worker);
        inUse = new UsedPanel(dock);
        service = new TrainingService(setup.trainers());
        session = new Session(service, Presets.get(Presets.DEFAULT_ID), this::showLayout, System::nanoTime);
        neighbours = new Neighbours(this);
        figuresFor(setup.folder());
        recoveryFolder = setup.folder().resolve("recovery");
        recovery = new Recovery(recoveryFolder, session, sheets);
        classroom = new Classroom(this, worker);
        figures = new FigureDesk(this, worker);
        files = new DocumentFiles(
                session,
                new SeriesOpening(session, sheets),
                new SampleOpening(session, sheets),
                new InputOpening(session, sheets),
                new DocumentFiles.Listener(
                        this::opened,
                        this::lessonOpened,
                        figures::open,
                        classroom::show,
                        folder -> actions().sweeper().resume(folder),
                        desk::compare,
                        file -> choices().uses(file),
                        this::saved,
                        sheets::complain));
        ReadingCard.pinTo(sheets, files);
        actions = new LabActions(this, new UnfinishedSweep(setup.folder().resolve("sweep-at-work")));
        titleBar = new TitleBar(
                new TitleBar.Actions(
                        session::undo,
                        session::redo,
                        inUse::compare,
                        desk::exportUsed,
                        this::switchMode,
                        classroom::choose,
                        () -> choices().presets()),
                session.undoNameProperty(),
                session.redoNameProperty());
        opening = new OpeningCard(session, titleBar.titleProperty(), System::nanoTime);
        runList = new RunListView(session.runList(), actions.forRuns(), actions::addRun);
        choices = new Choices(this, sheets, setup.folder());
        inspector = new InspectorView(session.inspector(), worker.typesetter());
        wanted = new WantedFilesStrip(session, actions::chooseWanted, files::openWanted);
        StackPane panelsAndCard = new StackPane(dock, opening);
        StackPane.setAlignment(opening, Pos.BOTTOM_CENTER);
        StackPane.setMargin(opening, new Insets(CARD_MARGIN));
        VBox centre = new VBox(wanted, panelsAndCard, sheets.strip());
        VBox.setVgrow(panelsAndCard, Priority.ALWAYS);
        view = new LabView(
                titleBar,
                new VBox(runList, choices.strip()),
                inspector,
                centre,
                new TransportBar(session.transport(), actions.forTransport()));
        AudienceLayer audience = new AudienceLayer(view);
        presentation =
                new Presentation(this, new Presenter(session, actions::readout, actions.forTransport()), audience);
        wanted.showWithin(view.framedProperty());
        dock.setEmpty(choices.emptyDock(this::restorePanels));
        root.getChildren().addAll(view, audience);
        root.getChildren().addAll(sheets.layers());
        titleBar.setMenus(actions.menus());
        inUse.markWhile(titleBar.pointedProperty(), titleBar::setUsed);
        new SlowMotion(session, dock);
        ghosts = new GhostKeeper(dock);
        offered = new Offered(this, runList);
        refresher = new Refresher(session, dock, worker, this::describeShown);
        session.open(session.preset());
        openedAnew();
    }

    /// Everything that is shown.
    public Parent root() {
        return root;
    }

    /// The open lab.
    public Session session() {
        return session;
    }

    /// Takes a scene into use whose root is [#root]: its look, its keys, files dropped on it, and the pulse.
    ///
    /// @param newStage that shows the scene; null where there is none
    public void attach(Scene scene, @Nullable Stage newStage) {
        stage = newStage;
        if (newStage != null) {
            title.subscribe(newStage::setTitle); // a bound title would stay bound when this window is closed
        }
        scene.addEventHandler(KeyEvent.KEY_PRESSED, actions::key);
        scene.addEventHandler(KeyEvent.KEY_TYPED, actions::typed);
        Focus.keepOffButtons(view);
        ghosts.watch(scene);
        FileKinds.dropped(scene, this::dropped);
        Platform.getPreferences().colorSchemeProperty().addListener(systemLook);
        Platform.getPreferences().reducedMotionProperty().addListener(systemLook);
        relook();
        view.requestFocus();
        refresher.start();
    }

    /// Opens the answers of a class together; of other files the first here and the rest in windows of their own.
    public void dropped(List<Path> paths) {
        if (!paths.isEmpty()) {
            files.openClass(paths, () -> {
                openHere(paths.getFirst());
                paths.stream().skip(1).forEach(neighbours::open);
            });
        }
    }

    /// Opens a file; asks before it takes the place of what is not saved.
    void openHere(Path path) {
        files.open(path, this::replace);
    }

    /// The other windows.
    public Neighbours neighbours() {
        return neighbours;
    }

    /// Opens the files that were asked for, starts autosave, and offers what a killed program left; at the first
    /// launch of all, a first lesson.
    public void start(List<Path> asked) {
        if (asked.isEmpty()) {
            recovery.offer(this::recovered, classroom.author()::offerLeft);
        }
        recovery.start(wishes.get().autosaveSeconds());
        actions.sweeper().offer();
        asked.stream().findFirst().ifPresent(this::show);
        if (asked.isEmpty() && !sheets.isOpen() && wishes.areNew()) {
            setPreferences(wishes.get()); // which are then in a file, so that nobody is greeted twice
            classroom.open(Lessons.get(FIRST_LESSON));
        }
    }

    /// Shows what was asked for on a command line: a built-in preset or lesson by its id, or a file.
    private void show(Path asked) {
        String id = asked.toString();
        if (Lessons.ids().contains(id)) {
            classroom.open(Lessons.get(id));
        } else if (Presets.ids().contains(id)) {
            show(Presets.get(id));
        } else {
            files.open(asked);
        }
    }

    private void show(Preset preset) {
        dock.clear();
        session.open(preset);
        files.forget();
        openedAnew();
    }

    /// Opens something made for the occasion, and plays it.
    void train(Preset preset) {
        replace(() -> {
            show(preset);
            actions.togglePlay();
        });
    }

    /// Shows something as if nobody had been here.
    void startAgain(Path asked) {
        sheets.close();
        presentation.set(false);
        classroom.close();
        show(asked);
    }

    /// Tells what a person should know; goes by itself.
    public void tell(String sentence) {
        sheets.tell(sentence);
    }

    /// Closes the stage, unless there is work to save first.
    public void askToClose() {
        Stage window = stage;
        if (window != null) {
            classroom.unlessUnsaved(() -> figures.unlessUnsaved(() -> unlessUnsaved(window::hide)));
        }
    }

    /// Opens a built-in preset.
    public void openPreset(String id) {
        openPreset(id, () -> {});
    }

    /// The same, and what comes after it.
    void openPreset(String id, Runnable then) {
        replace(() -> {
            show(Presets.get(id));
            keep(wishes.get().withRecentPreset(id));
            then.run();
        });
    }

    // ---- panels ----------------------------------------------------------------------------------

    private DockPanel host(PanelState state) {
        Entry<Panel> entry = Panels.CATALOG.get(state.id());
        PanelHost host = new PanelHost(entry, state, session, worker, desk);
        host.setLook(look, wishes.areStill(), wishes.get().sentences());
        return host;
    }

    /// Panels that this version does not know are left out.
    private void showLayout(PanelLayout layout) {
        dock.show(presentation.isOn() ? presentation.presenter().layout() : known(layout));
        service.timed(Panels.isTimed(dock.current()));
    }

    private static PanelLayout known(PanelLayout layout) {
        return Layouts.only(layout, panel -> Panels.CATALOG.find(panel.id()).isPresent());
    }

    void dockChanged() {
        service.timed(Panels.isTimed(dock.current()));
        if (!presentation.isOn()
                && !Layouts.alike(dock.current(), session.preset().layout())) {
            session.layoutChanged(dock.current());
        }
    }

    void openPanel(String id) {
        openPanel(new PanelState(id, Map.of()));
    }

    /// Shows a panel with these options, unless an audience looks on.
    void openPanel(PanelState state) {
        if (!presentation.isOn()) {
            panels.show(state);
        }
    }

    /// Takes a person's own targets of figures.
    private void figuresFor(Path folder) {
        try {
            Targets.extendFrom(folder);
        } catch (InvalidValueException | IOException e) {
            sheets.complain(e.getMessage() + ".");
        }
    }

    /// The panels that are open.
    OpenPanels panels() {
        return panels;
    }

    /// What panels ask of it.
    PanelDesk desk() {
        return desk;
    }

    /// The panel that export and compare are about.
    UsedPanel inUse() {
        return inUse;
    }

    void switchMode() {
        setPreferences(wishes.get().with(look.dark() ? Preferences.Appearance.LIGHT : Preferences.Appearance.DARK));
    }

    void setPreferences(Preferences newPreferences) {
        int interval = wishes.get().autosaveSeconds();
        keep(newPreferences);
        relook();
        if (interval != newPreferences.autosaveSeconds()) {
            recovery.change(newPreferences.autosaveSeconds());
            classroom.author().changeInterval();
        }
    }

    /// Takes preferences that change nothing on the screen.
    void keep(Preferences newPreferences) {
        wishes.set(newPreferences);
    }

    Preferences preferences() {
        return wishes.get();
    }

    /// The look of everything.
    Look look() {
        return look;
    }

    /// Showing to an audience.
    Presentation presentation() {
        return presentation;
    }

    /// Shows what an audience sees in place of the frame, or the frame again.
    void presenting(boolean present) {
        Presenter rows = presentation.presenter();
        view.present(present ? rows.head() : titleBar, present ? rows.foot() : null);
        relook();
        showLayout(session.preset().layout());
    }

    /// Shows the panels of the presenter's present place.
    void presentationChanged() {
        presentation.presenter().show(look.theme().palette());
        showLayout(session.preset().layout());
    }

    private void relook() {
        look = wishes.look(presentation.isOn());
        if (root.getScene() != null) {
            look.applyTo(root.getScene());
        }
        Palette palette = look.theme().palette();
        titleBar.setDark(look.dark());
        runList.setPalette(palette);
        inspector.setLook(palette.ink().getRGB() & 0xFFFFFF, look.frameScale());
        view.setScale(look.presentation() ? 1 : look.frameScale());
        presentation.setLook(look, wishes.areStill());
        choices.setLook(look);
        classroom.setLook(look);
        Refresher.hosts(dock.knownPanels())
                .forEach(host ->
                        host.setLook(look, wishes.areStill(), wishes.get().sentences()));
    }

    private void restorePanels() {
        dock.show(known(
                Presets.ids().contains(session.preset().id())
                        ? Presets.get(session.preset().id()).layout()
                        : Layouts.of(Panels.FIRST)));
        dockChanged();
    }

    private void opened(Path path) {
        remember(path);
        openedAnew();
    }

    private void saved(Path path) {
        session.markSaved();
        remember(path);
        described();
        sheets.tell("Saved " + path.getFileName() + ".");
    }

    private void remember(Path path) {
        setPreferences(wishes.get().withRecent(path.toAbsolutePath().toString()));
        titleBar.setMenus(actions.menus());
    }

    /// Says what was opened just now, also while that takes long.
    void openedAnew() {
        described();
        opening.follow();
    }

    /// Title row, gallery and window title say what is open.
    void described() {
        Preset preset = session.preset();
        inUse.forget();
        wanted.refresh();
        describeShown();
        choices.described(preset.id());
        presentation.described();
        offered.apply();
        Path file = files.fileProperty().get();
        title.set((file == null ? preset.info().title() : String.valueOf(file.getFileName())) + " – Adjoint Lab");
    }

    /// What of the title row follows from the settings that are shown: whose data they are, and the numbers.
    private void describeShown() {
        Preset.Info info = session.preset().info();
        String data = session.dataName();
        titleBar.titleProperty().set(classroom.title().orElse(data.isEmpty() ? info.title() : data));
        titleBar.citationProperty().set(data.isEmpty() ? info.citation() : "in place of the data of: " + info.title());
        titleBar.readoutProperty().set(actions.readout());
        presentation.follow();
    }

    private void lessonOpened(Path path, Lesson lesson) {
        remember(path);
        classroom.open(lesson);
    }

    /// Does what takes the place of the document, with no lesson over it; asks before work that is in no file goes.
    private void replace(Runnable action) {
        classroom.close();
        unlessUnsaved(action);
    }

    /// Asks before work that is in no file is replaced.
    void unlessUnsaved(Runnable action) {
        // a preset that was only trained is trained again by a press on a button; a file is meant to be kept up
        // to date
        boolean unsaved = session.isEdited()
                || session.isTrained() && files.fileProperty().get() != null;
        if (!unsaved) {
            action.run();
            return;
        }
        sheets.ask(
                "Save the changes?",
                "What was changed since it was opened or saved is in no file yet.",
                new Sheets.Answer("Cancel", false, () -> {}),
                new Sheets.Answer("Don't save", false, action),
                new Sheets.Answer("Save…", true, actions::save));
    }

    private void recovered(LabDocument document) {
        dock.clear();
        session.open(document);
        session.markUnsaved();
        openedAnew();
    }

    LabActions actions() {
        return actions;
    }

    Classroom classroom() {
        return classroom;
    }

    Offered offered() {
        return offered;
    }

    GhostKeeper ghosts() {
        return ghosts;
    }

    Choices choices() {
        return choices;
    }

    DocumentFiles files() {
        return files;
    }

    Sheets sheets() {
        return sheets;
    }

    WantedFilesStrip wanted() {
        return wanted;
    }

    LabView view() {
        return view;
    }

    TitleBar titleBar() {
        return titleBar;
    }

    DockPane dock() {
        return dock;
    }

    /// Of what a killed program would leave.
    Path recoveryFolder() {
        return recoveryFolder;
    }

    /// Composes figures of several panels.
    FigureDesk figures() {
        return figures;
    }

    @Nullable
    Stage stage() {
        return stage;
    }

    /// Ends training, saving and drawing in order.
    @Override
    public void close() {
        refresher.stop();
        opening.end();
        classroom.stop();
        classroom.author().stop();
        presentation.close();
        Platform.getPreferences().colorSchemeProperty().removeListener(systemLook);
        Platform.getPreferences().reducedMotionProperty().removeListener(systemLook);
        neighbours.leave();
        recovery.stop();
        actions.sweeper().leave();
        files.close();
        figures.close();
        session.close();
        choices.close();
        worker.close();
    }
}
