package adjointlab.ui.shell;

import adjointlab.compose.ComposedManifest;
import adjointlab.compose.FigureDocumentJson;
import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.catalog.Problems;
import adjointlab.core.math.Stop;
import adjointlab.core.table.Darkness;
import adjointlab.core.table.DataStore;
import adjointlab.core.table.LabelledSamples;
import adjointlab.core.table.series.SeriesFile;
import adjointlab.figure.Manifest;
import adjointlab.lab.lesson.AnswerFiles;
import adjointlab.lab.lesson.AnswerSheet;
import adjointlab.lab.lesson.Lesson;
import adjointlab.lab.lesson.LessonJson;
import adjointlab.lab.preset.DataFiles;
import adjointlab.lab.preset.DataUse;
import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.preset.Setting;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.preset.WantedFiles;
import adjointlab.lab.run.Experiments;
import adjointlab.lab.run.Run;
import adjointlab.lab.store.Documents;
import adjointlab.lab.store.FigureManifest;
import adjointlab.lab.store.LabDocument;
import adjointlab.lab.store.LabFile;
import adjointlab.lab.sweep.ForeignCurves;
import adjointlab.lab.sweep.SweepDocument;
import adjointlab.ui.session.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// Opens and saves documents on a thread of its own; what went wrong is told in one sentence. What is read can be
/// stopped: nothing of it is opened then.
final class DocumentFiles implements AutoCloseable {
    /// Who hears of what happened, on the FX thread.
    ///
    /// @param opened a file was read
    /// @param lesson a lesson was read from a file
    /// @param figure a figure of several panels was asked for
    /// @param answers files of answers were read, all to one lesson
    /// @param sweep a sweep was read and its preset opened; the folder of its results
    /// @param curves a table of curves that another program logged
    /// @param unused a file of data that nothing that is open takes
    /// @param saved a file was written
    /// @param failed one sentence
    record Listener(
            Consumer<Path> opened,
            BiConsumer<Path, Lesson> lesson,
            Consumer<Path> figure,
            Consumer<List<AnswerSheet>> answers,
            Consumer<Path> sweep,
            Consumer<Path> curves,
            Consumer<Path> unused,
            Consumer<Path> saved,
            Consumer<String> failed) {}

    /// Something that writes itself to a file.
    interface Content {
        void writeTo(Path target) throws IOException;
    }

    /// Something that reads a file.
    interface Reader<T> {
        T read(Path path) throws IOException;
    }

    /// Work that may fail.
    private interface Task {
        Runnable run() throws IOException;
    }

    /// A file that is read.
    static final class Reading {
        private final Path path;
        private volatile boolean stopped;

        private Reading(Path path) {
            this.path = path;
        }

        Path path() {
            return path;
        }

        /// What was read is not wanted any more.
        void stop() {
            stopped = true;
        }
    }

    private static final Logger LOG = Logger.getLogger(DocumentFiles.class.getName());

    private static final int MOST_SAMPLES = 20_000;
    private static final Setting<String> SAMPLES = Slots.PROBLEM.at(Problems.FILE);

    /// What every problem has whose samples are vectors with targets.
    private static final Setting<Boolean> VECTORS = Slots.PROBLEM.at(Problems.NORMALISED);

    private final Session session;
    private final SeriesOpening series;
    private final SampleOpening samples;
    private final InputOpening inputs;
    private final Listener listener;
    private final ReadOnlyObjectWrapper<@Nullable Path> file = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Reading> reading = new ReadOnlyObjectWrapper<>();
    private volatile boolean closed;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread made = new Thread(task, "document-files");
        made.setDaemon(true);
        return made;
    });

    /// @param series opens what has series, where such can be used
    /// @param samples opens tables and arrays, where such can be used
    /// @param inputs opens tables that drive, where something can be driven
    DocumentFiles(
            Session session, SeriesOpening series, SampleOpening samples, InputOpening inputs, Listener listener) {
        this.session = session;
        this.series = series;
        this.samples = samples;
        this.inputs = inputs;
        this.listener = listener;
    }

    /// Where the document was saved to or opened from; null for one that has no file yet.
    ReadOnlyObjectProperty<@Nullable Path> fileProperty() {
        return file.getReadOnlyProperty();
    }

    /// What is read now; null while nothing is.
    ReadOnlyObjectProperty<@Nullable Reading> readingProperty() {
        return reading.getReadOnlyProperty();
    }

    /// A document without a file is shown now.
    void forget() {
        file.set(null);
    }

    /// Opens a document, a preset, a lesson, a manifest, or a figure with a manifest inside or, of numbers, beside it.
    /// A table of numbers becomes the input of what is open, where that takes such; a picture that is no figure
    /// becomes the density that is learned; of series, of inputs and of samples in tables and arrays it is shown
    /// first what was understood.
    void open(Path path) {
        open(path, Runnable::run);
    }

    /// The same.
    ///
    /// @param replacing does what takes the place of what is open, or asks first
    void open(Path path, Consumer<Runnable> replacing) {
        String name = path.toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".csv") && !name.endsWith(".npz")) {
            openOther(path, replacing);
            return;
        }
        submit(path, () -> {
            Optional<String> manifest = Manifest.ofNumbers(path, DocumentFiles::titles)
                    .filter(text -> figure(text).isPresent());
            if (manifest.isPresent()) {
                return manifest(path, manifest.get(), replacing);
            }
            boolean curves = name.endsWith(".csv") && ForeignCurves.isOne(path);
            return () -> {
                if (curves) {
                    listener.curves.accept(path);
                } else {
                    openOther(path, replacing);
                }
            };
        });
    }

    private static List<String> titles(String manifest) {
        return figure(manifest).map(FigureManifest::titles).orElse(List.of());
    }

    /// What a manifest says of a figure of one panel or of several; nothing where it is something else that is called
    /// so.
    private static Optional<JsonObject> figure(String manifest) {
        try {
            return Optional.of(JsonObject.parse("manifest", manifest))
                    .filter(json -> FigureManifest.is(json) || ComposedManifest.is(json));
        } catch (InvalidValueException _) {
            return Optional.empty();
        }
    }

    /// Opens what is no figure's numbers.
    private void openOther(Path path, Consumer<Runnable> replacing) {
        if (series.open(path)) {
            return;
        }
        boolean table = DataUse.drives(path);
        if (table && inputs.open(path)) {
            return;
        }
        if (table && withSetting(SAMPLES).isEmpty() && withSetting(VECTORS).isEmpty()) {
            openInput(path, () -> path);
            return;
        }
        if (samples.open(path)) {
            return;
        }
        if (isOfSeries(path)) {
            listener.unused.accept(path);
            return;
        }
        if (isData(path)) {
            submit(path, () -> {
                Optional<String> manifest = Manifest.ofPicture(path);
                return manifest.isPresent()
                        ? manifest(path, manifest.get(), replacing)
                        : () -> openSamples(path, () -> new WantedFiles.Found(path, Optional.empty()));
            });
            return;
        }
        if (!DataUse.of(path).isEmpty()) {
            listener.unused.accept(path);
            return;
        }
        submit(
                path,
                () -> isDocument(path)
                        ? replacement(path, LabFile.read(path), replacing)
                        : manifest(path, Manifest.extract(path), replacing));
    }

    /// Opens what a text of JSON says.
    ///
    /// @param path where it was found
    private Runnable manifest(Path path, String text, Consumer<Runnable> replacing) throws IOException {
        JsonObject json = JsonObject.parse(String.valueOf(path.getFileName()), text);
        if (FigureDocumentJson.is(json) || ComposedManifest.is(json)) {
            return () -> listener.figure.accept(path);
        }
        if (LessonJson.is(json)) {
            Lesson lesson = LessonJson.read(json);
            return () -> listener.lesson.accept(path, lesson);
        }
        Path folder = path.toAbsolutePath().resolveSibling("");
        LabDocument document = Documents.read(json, folder);
        boolean sweep = SweepDocument.is(json);
        return replacement(
                path,
                document,
                open -> replacing.accept(() -> {
                    open.run();
                    if (sweep) {
                        listener.sweep.accept(folder);
                    }
                }));
    }

    private Runnable replacement(Path path, LabDocument document, Consumer<Runnable> replacing) {
        List<String> changes = DataFiles.changes(document.data());
        return () -> replacing.accept(() -> {
            session.open(document);
            file.set(isDocument(path) ? path : null);
            listener.opened.accept(path);
            if (!changes.isEmpty()) {
                listener.failed.accept(
                        "The data are others than those of the saved runs: " + String.join("; ", changes) + ".");
            }
        });
    }

    /// Whether a file is for what is open: a change that can be undone, which takes nothing's place.
    static boolean isData(Path path) {
        return LabelledSamples.knows(path) || Darkness.knows(path);
    }

    /// Whether a file can be nothing but series.
    private static boolean isOfSeries(Path path) {
        return SeriesFile.knows(path) && !LabelledSamples.knows(path);
    }

    /// Whether something that is open takes an input from a file.
    private boolean isDriven() {
        return session.runs().stream()
                .anyMatch(run -> !WantedFiles.inputs(run.settings(), "").isEmpty());
    }

    /// The table's column takes the place of what drives systems and fields.
    ///
    /// @param file finds it, on another thread
    private void openInput(Path path, Supplier<Path> file) {
        if (!isDriven()) {
            listener.unused.accept(path);
            return;
        }
        List<Settings> before = session.runs().stream()
                .map(Run::settings)
                .filter(settings -> !WantedFiles.inputs(settings, "").isEmpty())
                .distinct()
                .toList();
        submit(path, () -> {
            String found = file.get().toAbsolutePath().toString();
            before.forEach(settings -> refuse(List.of(settings), WantedFiles.inputs(settings, found)));
            return () -> {
                session.begin("Open input");
                drivenBy(found).forEach((changes, runs) -> session.editRuns(runs, changes, "Open input"));
                session.end();
            };
        });
    }

    /// Names of runs by what changes in them together.
    private Map<SequencedMap<String, Object>, Set<String>> drivenBy(String table) {
        return session.runs().stream()
                .filter(run -> !WantedFiles.inputs(run.settings(), table).isEmpty())
                .collect(Collectors.groupingBy(
                        run -> WantedFiles.inputs(run.settings(), table),
                        LinkedHashMap::new,
                        Collectors.mapping(Run::name, Collectors.toSet())));
    }

    private List<Settings> settingsWith(Setting<?> setting) {
        return session.runs().stream()
                .map(Run::settings)
                .filter(some -> some.has(setting))
                .distinct()
                .toList();
    }

    /// A file that cannot be read must not become a setting.
    ///
    /// @throws InvalidValueException in one sentence, if the changes fit some settings less than what they have
    private static void refuse(List<Settings> settings, Map<String, Object> changes) {
        for (Settings before : settings) {
            Experiments.newRefusal(before, before.withAll(changes)).ifPresent(sentence -> {
                throw new InvalidValueException(sentence);
            });
        }
    }

    /// Opens the files that a preset is made for.
    ///
    /// @param chosen one of them, or their folder
    void openWanted(WantedFiles wanted, Path chosen) {
        if (WantedFiles.takesInput(session.preset().settings())) {
            openInput(chosen, () -> wanted.find(chosen).file());
        } else {
            openSamples(chosen, () -> wanted.find(chosen));
        }
    }

    /// The samples take the place of those that are learned from.
    ///
    /// @param files finds them, on another thread
    private void openSamples(Path path, Supplier<WantedFiles.Found> files) {
        boolean vectors = !withSetting(VECTORS).isEmpty();
        Setting<?> concerned = vectors ? VECTORS : SAMPLES;
        if (withSetting(concerned).isEmpty()) {
            listener.unused.accept(path);
            return;
        }
        List<Settings> settings = settingsWith(concerned);
        submit(path, () -> {
            WantedFiles.Found found = files.get();
            Map<String, Object> changes = new LinkedHashMap<>();
            if (!vectors && settings.stream().anyMatch(WantedFiles::takesSeries)) {
                changes.putAll(WantedFiles.settings(found, settings.getFirst()));
            } else if (vectors) {
                changes.putAll(WantedFiles.settings(found, settings.getFirst()));
                boolean plain = changes.containsValue(Problems.SAMPLES_FILE);
                if (plain
                        && !DataStore.SHARED.samples(found.file(), MOST_SAMPLES).areClasses()) {
                    changes.put(Slots.PROBLEM.at(Problems.FILE_TARGET).path(), "value");
                }
            } else {
                changes.put(SAMPLES.path(), found.file().toAbsolutePath().toString());
            }
            refuse(settings, changes);
            return () -> {
                session.begin("Open samples");
                changes.forEach(
                        (setting, value) -> session.editRuns(withSetting(concerned), setting, value, "Open samples"));
                session.end();
            };
        });
    }

    private Set<String> withSetting(Setting<?> setting) {
        return session.runs().stream()
                .filter(run -> run.settings().has(setting))
                .map(Run::name)
                .collect(Collectors.toSet());
    }

    /// Saves the document.
    void save(Path path) {
        Path target = isDocument(path) ? path : path.resolveSibling(path.getFileName() + ".lab");
        write(target, () -> {
            LabFile.write(target, session.document());
            return () -> {
                file.set(target);
                listener.saved.accept(target);
            };
        });
    }

    /// Writes a file of JSON beside the document: a lesson, answers.
    ///
    /// @param content writes it
    /// @param then hears on the FX thread where it was written to
    void save(Path path, Content content, Consumer<Path> then) {
        boolean named = path.toString().toLowerCase(Locale.ROOT).endsWith(".json");
        Path target = named ? path : path.resolveSibling(path.getFileName() + ".json");
        write(target, () -> {
            content.writeTo(target);
            return () -> then.accept(target);
        });
    }

    /// Reads a file beside the document.
    ///
    /// @param reader reads it, on another thread
    /// @param then hears on the FX thread what was read
    <T> void read(Path path, Reader<T> reader, Consumer<T> then) {
        submit(path, () -> {
            T read = reader.read(path);
            return () -> then.accept(read);
        });
    }

    /// Opens files of answers together; of one that cannot be read it is said why, and the others are shown.
    ///
    /// @param others is run where the files are not all answers
    void openClass(List<Path> paths, Runnable others) {
        submit(paths.getFirst(), () -> {
            AnswerFiles files = AnswerFiles.read(paths);
            if (files.foreign()) {
                return others;
            }
            return () -> {
                if (!files.sheets().isEmpty()) {
                    listener.answers.accept(files.sheets());
                }
                if (!files.complaint().isEmpty()) {
                    listener.failed.accept(files.complaint() + ".");
                }
            };
        });
    }

    private static boolean isDocument(Path path) {
        return path.toString().toLowerCase(Locale.ROOT).endsWith(".lab");
    }

    /// Reads a file, and does on the FX thread what follows from it, unless it was stopped.
    private void submit(Path path, Task work) {
        Reading now = new Reading(path);
        thread.execute(() -> {
            Platform.runLater(() -> reading.set(now));
            try {
                Stop.within(
                        () -> isStopped(now),
                        () -> perform(path, () -> {
                            Stop.heedOfThisWork();
                            Runnable then = work.run();
                            return () -> {
                                if (!isStopped(now)) {
                                    then.run();
                                }
                            };
                        }));
            } finally {
                Platform.runLater(() -> reading.set(null));
            }
        });
    }

    /// Nothing is read for a window that is closed.
    private boolean isStopped(Reading now) {
        return closed || now.stopped;
    }

    private void write(Path path, Task work) {
        thread.execute(() -> perform(path, work));
    }

    private void perform(Path path, Task work) {
        try {
            Platform.runLater(work.run());
        } catch (CancellationException e) {
            LOG.log(Level.FINE, () -> path + ": " + e.getMessage()); // as somebody asked for
        } catch (InvalidValueException e) {
            fail(e.getMessage() + ".");
        } catch (IOException e) {
            fail(sentence(path, e));
        } catch (OutOfMemoryError e) {
            fail(path + ": there is not enough memory for it.");
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, path.toString(), e);
            fail(path + " could not be read or written: " + e.getMessage() + ".");
        }
    }

    private void fail(String sentence) {
        Platform.runLater(() -> listener.failed.accept(sentence));
    }

    private static String sentence(Path path, IOException e) {
        String message = String.valueOf(e.getMessage());
        return (message.startsWith(path.toString()) ? message : path + ": " + message) + ".";
    }

    @Override
    public void close() {
        closed = true;
        thread.shutdown();
        try {
            thread.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
