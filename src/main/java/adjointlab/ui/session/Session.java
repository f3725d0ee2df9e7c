package adjointlab.ui.session;

import adjointlab.lab.preset.PanelLayout;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.RunSpec;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.TrainingService;
import adjointlab.lab.store.LabDocument;
import adjointlab.lab.store.LabDocument.Marks;
import adjointlab.panel.kit.PanelContext;
import adjointlab.ui.model.InspectorModel;
import adjointlab.ui.model.RunListModel;
import adjointlab.ui.model.Speeds;
import adjointlab.ui.model.TransportModel;
import adjointlab.ui.model.UndoHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleIntegerProperty;
import org.jspecify.annotations.Nullable;

/// The open lab. All methods are for the FX thread, except [#document] and [#version], which any thread may call.
public final class Session implements AutoCloseable {
    private static final int SEEDS = 1_000_000;

    private final TrainingService service;
    private final LongSupplier clock;
    private final RunListModel runList = new RunListModel();
    private final TransportModel transport = new TransportModel();
    private final InspectorModel inspector = new InspectorModel();
    private final IntegerProperty pointedIteration = new SimpleIntegerProperty(-1);
    private final Consumer<PanelLayout> showLayout;
    private final SettingsEditor settingsEditor;
    final Reporter reporter;
    private final Playing playing;
    private final Viewing viewing;

    private final RunKeeper keeper;
    private final Offspring offspring;
    private final RunMarks marks = new RunMarks(this);
    private UndoHistory<LabState> history;
    private volatile Snapshot snapshot;
    private final AtomicLong changes = new AtomicLong();
    private final ReadOnlyLongWrapper edits = new ReadOnlyLongWrapper();
    private volatile @Nullable Aside aside;
    private boolean edited;
    private boolean trained;

    /// @param service executes the runs; closed with the session
    /// @param preset named until something is opened
    /// @param showLayout lets the dock show a layout, when a document is opened or undo changes it
    /// @param clock nanoseconds, for rates and playing back
    public Session(TrainingService service, Preset preset, Consumer<PanelLayout> showLayout, LongSupplier clock) {
        this.service = service;
        this.clock = clock;
        this.showLayout = showLayout;
        history = history(new LabState(preset, List.of()));
        snapshot = new Snapshot(history.state(), List.of(), LabDocument.View.DEFAULT);
        keeper = new RunKeeper(service);
        offspring = new Offspring(this, service);
        playing = new Playing(this, service);
        settingsEditor = new SettingsEditor(this, inspector);
        reporter = new Reporter(this, playing::secondsLeft);
        viewing = new Viewing(this, reporter);
    }

    // ---- what is shown ---------------------------------------------------------------------------

    /// The run list.
    public RunListModel runList() {
        return runList;
    }

    /// The transport bar.
    public TransportModel transport() {
        return transport;
    }

    /// The inspector.
    public InspectorModel inspector() {
        return inspector;
    }

    /// What undo would take back, "" for nothing.
    public ReadOnlyStringProperty undoNameProperty() {
        return names.undo();
    }

    /// What redo would do again, "" for nothing.
    public ReadOnlyStringProperty redoNameProperty() {
        return names.redo();
    }

    /// The iteration under the pointer in some panel; negative for none. Every panel shows it while it lasts.
    public IntegerProperty pointedIterationProperty() {
        return pointedIteration;
    }

    /// What is open, with settings and layout as they are now.
    public Preset preset() {
        return history.state().preset();
    }

    /// Grows with every change that a picture might show, except those of runs (see [#version]).
    public long changes() {
        return changes.get();
    }

    /// Whether a person changed anything since it was opened or saved.
    public boolean isEdited() {
        Aside away = aside;
        return away == null ? edited : away.edited();
    }

    /// Whether runs were told to go on or to start anew since it was opened or saved.
    public boolean isTrained() {
        Aside away = aside;
        return away == null ? trained : away.trained();
    }

    /// Takes note that no file holds the document, as after a recovery.
    public void markUnsaved() {
        edited = true;
    }

    /// Takes note that runs go on or start anew.
    void markTrained() {
        trained = true;
    }

    /// Takes note that a file holds the document as it is.
    public void markSaved() {
        Aside away = aside;
        if (away == null) {
            edited = false;
            trained = false;
        } else {
            aside = away.saved();
        }
    }

    /// Grows with every change of settings, which a person waits to see.
    public ReadOnlyLongProperty editsProperty() {
        return edits.getReadOnlyProperty();
    }

    /// Grows with every change of the document or of a run; for any thread.
    public long version() {
        return changes.get() + snapshot.runVersions();
    }

    /// The runs in list order.
    public List<Run> runs() {
        return keeper.all();
    }

    /// The run whose details are shown.
    public @Nullable Run focus() {
        return viewing.focus();
    }

    /// What a panel looks at.
    ///
    /// @param columns side by side
    public PanelContext context(boolean columns) {
        return viewing.context(columns);
    }

    /// The iteration that everything shows: the one that is pointed at, else the cursor's.
    int shownIteration() {
        return viewing.iteration();
    }

    /// What undo goes back to.
    LabState state() {
        return history.state();
    }

    @Nullable
    Run find(String name) {
        return keeper.find(name);
    }

    // ---- documents -------------------------------------------------------------------------------

    /// Opens a preset with fresh runs.
    public void open(Preset preset) {
        keeper.open(preset);
        double speed = Speeds.forWhole(preset.settings().get(Slots.ITERATIONS));
        opened(preset, LabDocument.View.DEFAULT.withPace(speed > 0 ? speed : TrainingService.UNLIMITED));
    }

    /// Opens a document with its runs as recorded.
    public void open(LabDocument document) {
        keeper.open(document);
        opened(document.preset(), document.view());
    }

    private void opened(Preset preset, LabDocument.View view) {
        List<LabState.Line> lines = new ArrayList<>();
        for (Run run : keeper.all()) {
            Marks marks = view.marks().getOrDefault(run.name(), Marks.DEFAULT);
            lines.add(new LabState.Line(run.name(), run.asked(), marks));
        }
        show(history(new LabState(preset, lines)), view);
        edited = false;
        trained = false;
    }

    /// Lets everything show a document whose runs are there.
    private void show(UndoHistory<LabState> newHistory, LabDocument.View view) {
        history = newHistory;
        names.follow(history);
        service.lockstep(view.lockstep());
        setSpeed(Double.isFinite(view.pace()) ? view.pace() : 0);
        transport.followingProperty().set(view.cursor() < 0);
        transport.cursorProperty().set(Math.max(0, view.cursor()));
        transport.reachedProperty().set(0);
        transport.frontProperty().set(0);
        playing.stopReplay();
        runList.expandedProperty().set(false);
        runList.hoveredProperty().set(Set.of());
        runList.selectedProperty().set(view.focus());
        listRuns();
        settingsEditor.opened();
        showLayout.accept(preset().layout());
        touch();
        refresh();
    }

    /// The document of the moment, or the one that was put aside; for any thread.
    public LabDocument document() {
        Aside away = aside;
        return away == null ? snapshot.document() : away.document();
    }

    /// What is shown, as a document; for any thread.
    public LabDocument shownDocument() {
        return snapshot.document();
    }

    // ---- something else meanwhile ----------------------------------------------------------------

    /// Puts the document aside, with its undo and as it stands, until [#comeBack]; [#show] shows something else
    /// meanwhile. Files and autosave go on being about the document.
    public void putAside() {
        if (aside == null) {
            service.pause();
            aside = new Aside(Snapshot.of(this).document(), history, keeper.aside(), edited, trained);
        }
    }

    /// Shows the document again that was put aside.
    public void comeBack() {
        Aside away = aside;
        if (away != null) {
            service.pause();
            transport.lockedProperty().set(false);
            keeper.comeBack(away.runs());
            aside = null;
            show(away.history(), away.document().view());
            edited = away.edited();
            trained = away.trained();
        }
    }

    /// Shows some runs of a preset in place of the document that was put aside. Runs that are there, or were since
    /// then, and whose settings agree keep their pasts; those that have not come so far train up to the iteration
    /// that is shown.
    ///
    /// @param preset with its settings and layout
    /// @param specs of the runs
    /// @param view its cursor is an iteration
    /// @param anew whether runs that have gone further than that iteration start anew, because nobody shall see
    ///     what comes
    public void show(Preset preset, List<RunSpec> specs, LabDocument.View view, boolean anew) {
        service.pause();
        keeper.show(
                specs.stream()
                        .map(spec -> new RunKeeper.Origin(
                                new Run.Identity(spec.name(), spec.label(), spec.group(), null),
                                spec.settings(preset.settings())))
                        .toList(),
                anew ? view.cursor() : Integer.MAX_VALUE);
        opened(preset, view);
        trainTo(view.cursor());
    }

    /// Lets all runs that can go on train up to an iteration; the newest is shown meanwhile.
    public void trainTo(int iteration) {
        playing.trainTo(iteration);
    }

    private UndoHistory<LabState> history(LabState start) {
        return new UndoHistory<>(start, this::apply);
    }

    private final UndoNames names = new UndoNames();

    // ---- training --------------------------------------------------------------------------------

    /// Trains, or rests; when nothing is left to train, plays back what was recorded.
    public void togglePlay() {
        playing.toggle();
    }

    /// Whether any run is trained, or was; else there is nothing to play.
    public boolean isTrainable() {
        return runs().stream().anyMatch(run -> run.iterations() > 0 || run.iteration() > 0);
    }

    /// One iteration: in the past the next recorded one, at the newest a new one of every run.
    public void step() {
        playing.step();
    }

    /// Shows an iteration; clipped to what was reached. At the newest the cursor follows the training again.
    public void scrub(int iteration) {
        playing.scrub(iteration);
    }

    /// Shows the newest iteration and goes on doing so.
    public void showNewest() {
        playing.toNewest();
    }

    /// Iterations a second at most; 0 for no limit.
    public void setSpeed(double iterationsPerSecond) {
        transport.speedProperty().set(iterationsPerSecond);
        service.pace(iterationsPerSecond > 0 ? iterationsPerSecond : TrainingService.UNLIMITED);
        touch();
    }

    /// All runs anew with the same seed; goes on training if it was.
    public void restart() {
        restart(runs());
    }

    /// Some runs anew with the same seed. Undo brings back what they had done.
    public void restart(List<Run> which) {
        if (transport.lockedProperty().get()) {
            return;
        }
        trained = true;
        List<String> names = which.stream().map(Run::name).toList();
        LabState after = history.state().each(line -> names.contains(line.name()) ? line.restarted() : line);
        goingOn(() -> change(names.size() == 1 ? "Restart run" : "Restart", after));
    }

    private void startOver(List<Run> which) {
        goingOn(() -> {
            which.forEach(run -> service.restart(run, wanted(run)));
            transport.followingProperty().set(true);
        });
    }

    /// Trains on behind a change if it was trained before.
    private void goingOn(Runnable change) {
        boolean playing = transport.playingProperty().get();
        change.run();
        if (playing) {
            service.play();
        }
    }

    /// All runs anew with another seed.
    public void newSeed() {
        int seed = preset().settings().get(Slots.SEED);
        int next = seed;
        while (next == seed) {
            next = ThreadLocalRandom.current().nextInt(SEEDS);
        }
        edit(null, Slots.SEED.path(), next, "New seed");
    }

    /// Ends a run where it is; it keeps its past.
    public void stop(String name) {
        service.stop(run(name));
    }

    // ---- changes that undo knows -----------------------------------------------------------------

    /// Begins a gesture, which is one step of undo.
    public void begin(String what) {
        history.begin(what);
    }

    /// Ends a gesture.
    public void end() {
        history.end();
    }

    /// Goes one step back.
    public void undo() {
        history.undo();
    }

    /// Goes one step forward again.
    public void redo() {
        history.redo();
    }

    /// Changes a setting of one run, or of all that have it, see [SettingEdit].
    ///
    /// @param only the one run; null for all
    /// @param value checked
    /// @param what for the menu of undo
    void edit(@Nullable String only, String path, Object value, String what) {
        edit(what, new SettingEdit(name -> only == null || only.equals(name), only == null, path, value));
    }

    /// Changes a setting of some runs, as [#begin] and [#end] around several changes of a gesture do.
    ///
    /// @param names of the runs; those without the setting stay as they are
    /// @param value checked
    /// @param what for the menu of undo
    public void editRuns(Set<String> names, String path, Object value, String what) {
        edit(what, new SettingEdit(names::contains, false, path, value));
    }

    /// Changes several settings of some runs at once: none is ever without the others.
    ///
    /// @param names of the runs; those without the first setting stay as they are
    /// @param changes path to value, checked, at least one
    /// @param what for the menu of undo
    public void editRuns(Set<String> names, SequencedMap<String, Object> changes, String what) {
        edit(what, new SettingEdit(names::contains, false, changes));
    }

    private void edit(String what, SettingEdit edit) {
        playing.toChange();
        goingOn(() -> {
            SettingEdit.Result result =
                    edit.of(history.state(), keeper, runList.selectedProperty().get());
            change(what, result.state());
            runList.selectedProperty().set(result.selected());
        });
    }

    /// What a person says of runs: which are shown, pinned, noted about.
    public RunMarks marks() {
        return marks;
    }

    /// Takes a run out of the document.
    public void remove(String name) {
        change("Remove run", history.state().minus(name));
    }

    /// A new run with the same past as another, up to the iteration that is shown.
    ///
    /// @param name of the other; null for the run in focus
    /// @return its name, "" if there is no run
    public String branch(@Nullable String name) {
        return offspring.branch(name == null ? focus() : run(name));
    }

    /// Branches off the run in focus at the iteration that is shown, and makes one step with an optimizer there.
    ///
    /// @param optimizer id
    /// @return the new run's name, "" if there is no run or the runs are locked
    public String takeStep(String optimizer) {
        return offspring.takeStep(focus(), optimizer);
    }

    /// A new run from the start.
    ///
    /// @param settings its own
    /// @param label what the list shows
    /// @return its name
    public String addRun(Settings settings, String label) {
        return added("Add run", service.add(keeper.added(settings, label), settings), settings);
    }

    /// Takes a new run into the document.
    ///
    /// @param what for the menu of undo
    /// @param settings that it trains under from now on
    /// @return its name
    String added(String what, Run run, Settings settings) {
        keeper.add(run, settings);
        history.record(what, history.state().plus(new LabState.Line(run.name(), settings, Marks.DEFAULT)));
        edited = true;
        listRuns();
        runList.selectedProperty().set(run.name());
        touch();
        return run.name();
    }

    /// Takes note of a layout that the person made in the dock.
    public void layoutChanged(PanelLayout layout) {
        if (!layout.equals(preset().layout())) {
            history.record("Change layout", history.state().with(layout));
            edited = true;
            touch();
        }
    }

    /// Makes a change, which undo knows.
    void change(String what, LabState after) {
        history.record(what, after);
        settle(after);
    }

    /// On undo and redo.
    private void apply(LabState target) {
        settle(target);
        showLayout.accept(target.preset().layout());
    }

    /// Makes the service and the list agree with a state.
    private void settle(LabState target) {
        List<Run> anew = keeper.agree(target);
        if (!anew.isEmpty()) {
            startOver(anew);
        }
        listRuns();
        settingsEditor.settingsChanged();
        edited = true;
        touch();
        edits.set(edits.get() + 1);
    }

    // ---- the list --------------------------------------------------------------------------------

    private void listRuns() {
        reporter.list(history.state().runs());
        if (keeper.find(runList.selectedProperty().get()) == null) {
            runList.selectedProperty().set("");
        }
    }

    Run run(String name) {
        return keeper.get(name);
    }

    /// The settings that a run trains under from now on, also where the service has not got to them yet.
    public Settings wanted(Run run) {
        return history.state().line(run.name()).settings();
    }

    /// The settings that hold for a run at the iteration that is shown.
    public Settings shownSettings(Run run) {
        return viewing.settings(run);
    }

    /// Name of the file that the run in focus learns from in place of what the preset brings; "" for none.
    public String dataName() {
        return viewing.dataName();
    }

    /// Whether a run is shown at its newest iteration, where it holds what is asked for.
    boolean isNewestShown(Run run) {
        return viewing.isNewest(run);
    }

    /// Takes note that something has changed that pictures or the document show.
    public void touch() {
        changes.incrementAndGet();
        snapshot = Snapshot.of(this);
    }

    /// Reads what the runs have done; once a pulse.
    ///
    /// @return whether anything changed that panels show
    public boolean refresh() {
        long now = clock.getAsLong();
        playing.advance(now);
        boolean changed = reporter.report(now);
        settingsEditor.follow();
        return changed;
    }

    /// Whether recorded iterations are being played back.
    boolean isReplaying() {
        return playing.isReplaying();
    }

    /// All live changes on the time line.
    List<TransportModel.Event> events() {
        return settingsEditor.events();
    }

    @Override
    public void close() {
        reporter.close();
        service.close();
    }
}
