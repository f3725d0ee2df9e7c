package adjointlab.ui.shell;

import adjointlab.core.catalog.Prominence;
import adjointlab.core.math.Numbers;
import adjointlab.figure.FigureWriter;
import adjointlab.lab.glossary.Glossary;
import adjointlab.lab.lesson.AnswerSheet;
import adjointlab.lab.lesson.Lessons;
import adjointlab.lab.preset.Effects;
import adjointlab.lab.preset.SettingPath;
import adjointlab.lab.preset.WantedFiles;
import adjointlab.lab.run.Run;
import adjointlab.panel.Panels;
import adjointlab.ui.explain.GlossarySheet;
import adjointlab.ui.form.TabKey;
import adjointlab.ui.lesson.LessonModel;
import adjointlab.ui.model.Command;
import adjointlab.ui.model.Preferences;
import adjointlab.ui.model.RunItem;
import adjointlab.ui.model.Speeds;
import adjointlab.ui.session.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.concurrent.Task;
import javafx.scene.Node;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.FileChooser.ExtensionFilter;
import org.jspecify.annotations.Nullable;

/// What a person can ask of the window, in one list for menus, keys and the shortcut sheet.
final class LabActions {
    private final LabWindow window;
    private final Sweeper sweeper;
    private final Keys keys;
    private FileQuestions questions;

    /// @param unfinished remembers a sweep at work
    LabActions(LabWindow window, UnfinishedSweep unfinished) {
        this.window = window;
        this.sweeper = new Sweeper(window, unfinished);
        this.keys = new Keys(commands());
        this.questions = FileQuestions.ofSystem(window::stage, this::lastFolder);
    }

    /// Everything that can be asked for, in the order of menus.
    List<Command> commands() {
        List<Command> all = new ArrayList<>();
        add(all, "File", "Open…", "Shortcut+O", this::open);
        add(all, "File", "Open beside…", "Shortcut+Shift+O", () -> window.neighbours()
                .askBeside());
        add(all, "File", "New window", "Shortcut+N", () -> window.neighbours().openAnother());
        add(all, "File", "Presets…", "G", () -> window.choices().presets());
        add(all, "File", "Lessons…", "L", () -> window.classroom().choose());
        add(all, "File", "Draw by hand…", "Shift+D", new HandDrawing(window)::draw);
        add(all, "File", "Save", "Shortcut+S", this::save);
        add(all, "File", "Save as…", "Shortcut+Shift+S", this::saveAs);
        add(all, "File", "Save the lesson as…", "", this::saveLesson);
        add(all, "File", "Write a lesson", "W", () -> window.classroom()
                .author()
                .toggle());
        add(all, "File", "Export figure…", "Shortcut+E", () -> window.desk().exportUsed());
        add(all, "File", "Figure of several panels…", "Shortcut+Shift+E", () -> window.figures()
                .show());
        add(all, "File", "Preferences…", "Shortcut+COMMA", this::preferences);
        add(all, "File", "Quit", "Shortcut+Q", () -> window.askToClose());
        add(all, "Edit", "Undo", "Shortcut+Z", () -> session().undo());
        add(all, "Edit", "Redo", "Shortcut+Shift+Z / Shortcut+Y", () -> session()
                .redo());
        add(all, "Train", "Train or pause", "SPACE", this::togglePlay);
        add(all, "Train", "One iteration", "PERIOD", () -> session().step());
        add(all, "Train", "Show the iteration before", "LEFT", () -> scrubBy(-1));
        add(all, "Train", "Show the iteration after", "RIGHT", () -> scrubBy(1));
        add(all, "Train", "Ten iterations back", "Shift+LEFT", () -> scrubBy(-10));
        add(all, "Train", "Ten iterations on", "Shift+RIGHT", () -> scrubBy(10));
        add(all, "Train", "Show the start", "HOME", () -> session().scrub(0));
        add(all, "Train", "Show the newest", "END", () -> session().showNewest());
        add(all, "Train", "Slower", "Open Bracket", () -> faster(-1));
        add(all, "Train", "Faster", "Close Bracket", () -> faster(1));
        add(all, "Train", "Restart with the same seed", "R", () -> session().restart());
        add(all, "Train", "Restart with a new seed", "Shift+R", () -> session().newSeed());
        add(all, "Train", "Branch from this iteration", "B", () -> session().branch(null));
        add(all, "Train", "Add run…", "A", this::addRun);
        add(all, "Train", "Sweep…", "S", () -> sweeper.ask());
        add(all, "Train", "Trainings of the sweep…", "Shift+S", () -> sweeper.showTable());
        add(all, "View", "Reproduction cards…", "K", () -> window.choices()
                .cards()
                .show());
        add(all, "View", "Panels…", "N", () -> window.choices().panels());
        add(all, "View", "Side by side", "C", () -> window.inUse().compare());
        add(all, "View", "Both windows at one iteration", "Shift+C", () -> window.neighbours()
                .toggleTogether());
        add(all, "View", "Heat map or surface", "T", () -> window.inUse().toggleSurface());
        add(all, "View", "Ghost: keep the state before a drag", "H", this::toggleGhosts);
        add(all, "View", "Maximise or restore the panel", "M", () -> window.inUse()
                .maximise());
        add(all, "View", "Present", "F11 / P", () -> window.presentation()
                .set(!window.presentation().isOn()));
        add(all, "View", "Speaker's window", "", () -> window.presentation().toggleSpeaker());
        add(all, "View", "Light or dark", "D", () -> window.switchMode());
        add(all, "View", "Run list and presets", "Shortcut+1", () -> window.view()
                .toggleLeft());
        add(all, "View", "Inspector", "Shortcut+2", () -> window.view().toggleRight());
        add(all, "View", "Controls shown…", "", () -> window.offered().ask());
        add(all, "View", "Sentences under panels", "E", this::toggleSentences);
        add(all, "View", "Larger text", "Shortcut+PLUS / Shortcut+EQUALS", () -> resizeText(1));
        add(all, "View", "Smaller text", "Shortcut+MINUS", () -> resizeText(-1));
        addPresented(all, "Next step or panel", KeyCode.RIGHT);
        addPresented(all, "Step or panel before", KeyCode.LEFT);
        addPresented(all, "Bright point", KeyCode.X);
        addPresented(all, "Pen, whose marks go by themselves", KeyCode.W);
        addPresented(all, "Hold the picture", KeyCode.F);
        addPresented(all, "Black screen", KeyCode.B);
        add(all, "Help", "Menu", "F10", () -> window.titleBar().openMenu());
        add(all, "Help", "Explain what has the keys", "F1", () -> glossary(List.of()));
        add(all, "Help", "Glossary…", "Shift+F1", () -> glossary(List.of()));
        add(all, "Help", "Shortcuts", "Shift+SLASH", this::shortcuts);
        add(all, "Help", "About", "", this::about);
        return all;
    }

    private static void add(List<Command> all, String group, String label, String keys, Runnable action) {
        all.add(new Command(group, label, keys, action));
    }

    /// What is there in front of an audience, whose keys go before the others'; chosen from a menu, it presents first.
    private void addPresented(List<Command> all, String label, KeyCode key) {
        add(all, Keys.PRESENTING, label, key.name(), () -> {
            window.presentation().set(true);
            window.presentation().key(key);
        });
    }

    private Session session() {
        return window.session();
    }

    // ---- keys and menus --------------------------------------------------------------------------

    /// Keys that nothing in the scene wanted.
    void key(KeyEvent event) {
        if (window.sheets().isOpen()) {
            if (event.getCode() == KeyCode.ESCAPE) {
                event.consume();
                window.sheets().dismiss();
            }
            return;
        }
        if (window.presentation().isOn() && presentationKey(event.getCode())) {
            event.consume();
            return;
        }
        keys.handle(event);
        if (!event.isConsumed() && window.classroom().key(event)) {
            event.consume();
        }
    }

    /// Characters that nothing in the scene wanted.
    void typed(KeyEvent event) {
        if (!window.sheets().isOpen()) {
            keys.typed(event);
        }
    }

    private boolean presentationKey(KeyCode code) {
        if (window.presentation().key(code)) {
            return true;
        }
        switch (code) {
            case UP -> scrubBy(1);
            case DOWN -> scrubBy(-1);
            default -> {
                return false;
            }
        }
        return true;
    }

    /// The menus of the title row.
    List<Menu> menus() {
        List<Menu> menus = new ArrayList<>(keys.menus());
        Menu recent = new Menu("Recent");
        for (String path : window.preferences().recent().files()) {
            recent.getItems().add(item(String.valueOf(Path.of(path).getFileName()), () -> openRecent(path)));
        }
        recent.setDisable(recent.getItems().isEmpty());
        menus.getFirst().getItems().add(1, recent);
        return menus;
    }

    private static MenuItem item(String text, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setMnemonicParsing(false);
        item.setOnAction(_ -> action.run());
        return item;
    }

    /// Sweeps in the background.
    Sweeper sweeper() {
        return sweeper;
    }

    // ---- views -----------------------------------------------------------------------------------

    /// What the run list asks for.
    RunRow.Actions forRuns() {
        return new RunRow.Actions() {
            @Override
            public void select(RunItem run) {
                session().runList().selectedProperty().set(run.id());
                session().touch();
            }

            @Override
            public void hover(@Nullable RunItem run) {
                session().runList().hoveredProperty().set(run == null ? Set.of() : Set.of(run.id()));
            }

            @Override
            public void setVisible(RunItem run, boolean visible) {
                session().marks().setVisible(run.id(), visible);
            }

            @Override
            public void only(RunItem run) {
                session().marks().showOnly(run.id());
            }

            @Override
            public void setPinned(RunItem run, boolean pinned) {
                session().marks().setPinned(run.id(), pinned);
            }

            @Override
            public void editNote(RunItem run) {
                note(run);
            }

            @Override
            public void rename(RunItem run, String name) {
                session().marks().rename(run.id(), name);
            }

            @Override
            public void chooseColour(RunItem run, Node beside) {
                new ColourChoice(session().marks(), run, window.look().theme().palette()).showBeside(beside);
            }

            @Override
            public void restart(RunItem run) {
                session()
                        .restart(session().runs().stream()
                                .filter(each -> each.name().equals(run.id()))
                                .toList());
            }

            @Override
            public void branch(RunItem run) {
                session().branch(run.id());
            }

            @Override
            public void stop(RunItem run) {
                session().stop(run.id());
            }

            @Override
            public void remove(RunItem run) {
                session().remove(run.id());
            }
        };
    }

    /// What the transport bar asks for.
    TransportBar.Actions forTransport() {
        return new TransportBar.Actions() {
            @Override
            public void toStart() {
                session().scrub(0);
            }

            @Override
            public void togglePlay() {
                LabActions.this.togglePlay();
            }

            @Override
            public void step() {
                session().step();
            }

            @Override
            public void scrub(int iteration) {
                session().scrub(iteration);
            }

            @Override
            public void setSpeed(double iterationsPerSecond) {
                setPace(iterationsPerSecond);
            }

            @Override
            public void restart() {
                session().restart();
            }

            @Override
            public void newSeed() {
                session().newSeed();
            }

            @Override
            public void branch() {
                session().branch(null);
            }
        };
    }

    /// The numbers of the title row, by which the run in focus is known, such as learning rate and horizon: those
    /// that concern updates come first.
    String readout() {
        Run focus = session().focus();
        var settings = focus == null ? session().preset().settings() : session().shownSettings(focus);
        List<String> parts = new ArrayList<>();
        for (SettingPath path : Effects.paths(settings).reversed()) {
            if (path.parameter().prominence() == Prominence.TITLE && path.value() instanceof Double value) {
                parts.add(path.parameter().symbol() + " " + Numbers.brief(value, 3));
            }
        }
        return String.join("    ", parts);
    }

    private void scrubBy(int iterations) {
        session().scrub(session().transport().cursorProperty().get() + iterations);
    }

    private void faster(int by) {
        setPace(Speeds.after(session().transport().speedProperty().get(), by));
    }

    /// In slow motion there is a panel in which the moments of an iteration are seen.
    private void setPace(double iterationsPerSecond) {
        session().setSpeed(iterationsPerSecond);
        if (iterationsPerSecond == Speeds.SLOW_MOTION) {
            if (Refresher.hosts(window.dock().visiblePanels()).stream()
                    .noneMatch(host -> host.entry().id().equals(Panels.SLOW_MOTION))) {
                window.openPanel(Panels.SLOW_MOTION);
            }
        }
    }

    /// Trains or rests; runs that are not trained are played through their own time where a panel shows it.
    void togglePlay() {
        if (session().isTrainable()) {
            session().togglePlay();
        } else {
            window.inUse().play();
        }
    }

    private void toggleGhosts() {
        window.ghosts().toggleAlways();
        window.tell(
                window.ghosts().isAlways()
                        ? "Every drag now leaves the state before it pale behind, with the difference. H ends that."
                        : "A drag leaves nothing behind, unless Shift is held.");
    }

    private void resizeText(int by) {
        double size = Math.clamp(window.preferences().fontSize() + by, Preferences.SMALLEST, Preferences.LARGEST);
        window.setPreferences(window.preferences().withFontSize(size));
    }

    private void toggleSentences() {
        window.setPreferences(
                window.preferences().withSentences(!window.preferences().sentences()));
    }

    /// Asks for a new run.
    void addRun() {
        AddRunForm form = new AddRunForm(session());
        window.sheets()
                .show(
                        "Add run",
                        form,
                        new Sheets.Answer("Cancel", false, () -> {}),
                        new Sheets.Answer("Add", true, form::add));
    }

    private void note(RunItem run) {
        TextArea text = new TextArea(run.noteProperty().get());
        text.setPromptText("What you saw, or want to remember.");
        text.setPrefSize(420, 120);
        TabKey.leaves(text);
        text.setWrapText(true);
        window.sheets()
                .show(
                        "Note on " + run.name() + " " + run.detail(),
                        text,
                        new Sheets.Answer("Cancel", false, () -> {}),
                        new Sheets.Answer("Keep", true, () -> session()
                                .marks()
                                .setNote(run.id(), text.getText().strip())));
    }

    // ---- files -----------------------------------------------------------------------------------

    private void open() {
        questions.open("Open", FileKinds.OPENED).ifPresent(window::openHere);
    }

    /// Asks for one of the files that a preset is made for.
    Optional<Path> chooseWanted(WantedFiles wanted) {
        return questions.open("Choose one of " + wanted.name() + "'s files", List.of());
    }

    private void openRecent(String path) {
        Path file = Path.of(path);
        if (Files.exists(file)) {
            window.openHere(file);
        } else {
            window.setPreferences(window.preferences().withoutRecent(path));
            window.titleBar().setMenus(menus());
            window.sheets().complain(path + " is no longer there.");
        }
    }

    /// Saves to the document's file, or asks for one.
    void save() {
        Path file = window.files().fileProperty().get();
        if (file == null) {
            saveAs();
        } else {
            window.files().save(file);
        }
    }

    private void saveAs() {
        questions
                .save("Save as", session().preset().id() + ".lab", kind("Adjoint Lab documents", "lab"))
                .ifPresent(window.files()::save);
    }

    /// Asks where somebody's answers go.
    void saveAnswers(AnswerSheet answers) {
        String who = answers.name().replaceAll("[^\\p{L}\\p{N}]+", "-");
        String name = answers.lesson() + (who.isEmpty() ? "" : "-" + who) + ".answers.json";
        questions.save("Save my answers", name, kind("Answers", "json")).ifPresent(file -> window.files()
                .save(file, answers::save, this::savedAs));
    }

    private void savedAs(Path written) {
        window.sheets().tell("Saved " + written.getFileName() + ".");
    }

    /// A copy of the open lesson, to be made one's own.
    private void saveLesson() {
        LessonModel open = window.classroom().model();
        if (open == null) {
            window.sheets().tell("Open a lesson first; L shows those that there are.");
            return;
        }
        chooseLessonTarget(open.lesson().id() + ".json").ifPresent(file -> window.files()
                .save(file, target -> Lessons.save(target, open.lesson()), this::savedAs));
    }

    /// Asks where a lesson goes.
    Optional<Path> chooseLessonTarget(String name) {
        return questions.save("Save the lesson as", name, kind("Lessons", "json"));
    }

    /// Asks for a lesson's file.
    Optional<Path> chooseLesson() {
        return questions.open("Open a lesson to change it", kind("Lessons", "json"));
    }

    /// Asks where a figure goes, then writes it in the background.
    void chooseTarget(ExportSheet sheet) {
        FigureWriter writer = sheet.writer();
        questions
                .save("Export figure", sheet.suggestedName(), kind(writer.label(), writer.extension()))
                .ifPresent(file -> export(sheet, file));
    }

    /// Writes a figure in the background and says so.
    void export(ExportSheet sheet, Path target) {
        Task<Path> task = sheet.writing(target);
        task.setOnSucceeded(_ -> window.sheets().tell("Exported " + target.getFileName() + " and its manifest."));
        task.setOnFailed(_ -> window.sheets()
                .complain("The figure cannot be written: " + task.getException().getMessage() + "."));
        Thread thread = new Thread(task, "figure-export");
        thread.setDaemon(true);
        thread.start();
    }

    private static List<ExtensionFilter> kind(String name, String ending) {
        return List.of(new ExtensionFilter(name, "*." + ending));
    }

    /// Whom the window asks for files.
    FileQuestions questions() {
        return questions;
    }

    /// Lets something else ask for files than the system.
    void askBy(FileQuestions other) {
        questions = other;
    }

    /// Where the file that was used last lies.
    private Optional<Path> lastFolder() {
        return window.preferences().recent().files().stream()
                .findFirst()
                .flatMap(file -> Optional.ofNullable(Path.of(file).getParent()));
    }

    // ---- sheets ----------------------------------------------------------------------------------

    private void preferences() {
        window.sheets()
                .show(
                        "Preferences",
                        new PreferencesForm(window.preferences(), window::setPreferences),
                        new Sheets.Answer("Done", true, () -> {}));
    }

    /// Opens the glossary.
    ///
    /// @param labels what its first terms explain; none: all terms
    void glossary(List<String> labels) {
        Glossary glossary = Glossary.builtIn();
        GlossarySheet sheet = new GlossarySheet(
                glossary,
                labels.stream()
                        .flatMap(label -> glossary.of(label).stream())
                        .distinct()
                        .toList());
        window.sheets().show("Glossary", sheet, new Sheets.Answer("Close", true, () -> {}));
        sheet.search().requestFocus();
    }

    private void shortcuts() {
        window.sheets().show("Shortcuts", keys.sheet(), new Sheets.Answer("Close", true, () -> {}));
    }

    private void about() {
        window.sheets().show("About Adjoint Lab", new AboutSheet(), new Sheets.Answer("Close", true, () -> {}));
    }
}
