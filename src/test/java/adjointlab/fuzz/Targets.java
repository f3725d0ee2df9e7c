package adjointlab.fuzz;

import adjointlab.cli.CommandLines;
import adjointlab.core.catalog.FormulaUse;
import adjointlab.core.data.NdArray;
import adjointlab.core.data.Npz;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.table.BroughtTables;
import adjointlab.core.table.LabelledSamples;
import adjointlab.core.table.TableOptions;
import adjointlab.core.table.VectorFile;
import adjointlab.core.table.series.SeriesFile;
import adjointlab.figure.Manifest;
import adjointlab.lab.lesson.AnswerSheet;
import adjointlab.lab.lesson.LessonJson;
import adjointlab.lab.lesson.Lessons;
import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.PresetJson;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.run.Experiments;
import adjointlab.lab.run.TrainingService;
import adjointlab.lab.store.Documents;
import adjointlab.lab.store.LabDocument;
import adjointlab.lab.store.LabFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/// All readers of the lab with inputs to begin with.
final class Targets {
    private static final int MOST_SAMPLES = 200;
    private static final List<String> PRESETS = List.of(
            "simplest-fig-2", "learn-van-der-pol", "flow-moons", "heavy-ball-cifar-small", "continuous-or-discrete");

    private Targets() {}

    static List<Target> all() throws IOException {
        List<Target> all = new ArrayList<>();
        all.addAll(json());
        all.addAll(words());
        all.addAll(tables());
        all.addAll(binary());
        return all;
    }

    private static List<Target> json() throws IOException {
        List<byte[]> presets = texts(PRESETS.stream()
                .filter(Presets.ids()::contains)
                .map(id -> Presets.resource(id + ".json"))
                .toList());
        List<byte[]> layouts = texts(Presets.builtIn().stream()
                .map(preset -> JsonObject.write(PresetJson.tree(preset.layout())))
                .toList());
        List<byte[]> lessons = texts(Lessons.ids().stream()
                .map(id -> Presets.resource("lessons/" + id + ".json"))
                .toList());
        List<byte[]> answers =
                texts(List.of("{\"answers\": 1, \"lesson\": \"first-minute\", \"steps\": [{}, {\"option\": \"a\"},"
                        + " {\"value\": 0.5}, {\"text\": \"because\"}]}"));
        return List.of(
                new Target("presets", true, presets, (bytes, _) -> PresetJson.read("a.json", string(bytes))),
                new Target(
                        "layouts",
                        true,
                        layouts,
                        (bytes, _) -> PresetJson.layout(JsonObject.parse("a.json", string(bytes)))),
                new Target("lessons", true, lessons, (bytes, _) -> LessonJson.read("a.json", string(bytes))),
                new Target(
                        "answers",
                        true,
                        answers,
                        (bytes, _) -> AnswerSheet.read(JsonObject.parse("a.json", string(bytes)))),
                new Target("documents", true, documents(), (bytes, _) -> Documents.read("a.lab", string(bytes))),
                new Target(
                        "svg manifests",
                        true,
                        texts(List.of("<svg xmlns=\"http://www.w3.org/2000/svg\"><metadata"
                                + " id=\"adjointlab-manifest.json\">{\"schema\": 1}</metadata></svg>")),
                        (bytes, folder) -> Manifest.extract(Files.write(folder.resolve("a.svg"), bytes))));
    }

    private static List<byte[]> documents() {
        Preset preset = Presets.get("simplest-fig-2");
        try (TrainingService service = new TrainingService(0)) {
            var runs = service.open(preset).subList(0, 2);
            service.drain(Cancellation.NEVER);
            LabDocument document = Documents.of(preset, runs, LabDocument.View.DEFAULT);
            return texts(List.of(
                    JsonObject.write(LabFile.tree(document)), JsonObject.write(LabFile.tree(document.recipe()))));
        }
    }

    private static List<Target> words() {
        Preset preset = Presets.get("simplest-fig-2");
        List<byte[]> assignments =
                texts(Overrides.paths(preset).stream().map(path -> path + "=1").toList());
        List<byte[]> commands = texts(List.of(
                "run simplest-fig-2 --iterations 3 --set optimizer.learningRate=0.1 --seed 1",
                "list presets --json",
                "figure simplest-fig-2 --panel loss-curves --format svg --option scale=log --out a.svg",
                "sweep simplest-fig-2 --vary seed=0:3 --out b --shard 1/2",
                "check simplest-fig-2 --seeds 3 --markdown"));
        List<Target> targets = new ArrayList<>();
        targets.add(new Target("settings", true, assignments, (bytes, _) -> {
            for (var run : Overrides.apply(preset, List.of(string(bytes))).runs()) {
                run.settings(preset.settings());
            }
        }));
        targets.add(new Target("combinations", true, combinations(), (bytes, _) -> combined(string(bytes))));
        targets.add(new Target(
                "command lines",
                true,
                commands,
                (bytes, _) -> CommandLines.parse(string(bytes).split(" ", -1))));
        List<byte[]> formulas = texts(List.of(
                "x' = a*x - x^3 + sin(t), a = 1, x(0) = 1 ± 0.5",
                "x' = y, y' = mu*(1 - x^2)*y - x, mu = 2",
                "x' = learn a = 1, nn(x)",
                "lorenz",
                "x' = y\ny' = a*(1 - x^2)*y - x + sin(t)\na = 1\nx(0) = 1 ± 0.5\ny(0) = 0",
                "x' = a*x - x*y\ny' = -c*y + nn(x, y)\nlearn a = 1\nc = 1",
                "exp(-x^2 - y^2) + min(x, y)/atan2(y, x)",
                "(p - y)^2 + abs(p)",
                "((((x))))^((2))^-1"));
        for (FormulaUse use : FormulaUse.values()) {
            targets.add(new Target("formulas of " + use, true, formulas, (bytes, _) -> use.meant(string(bytes))));
        }
        return targets;
    }

    /// A preset's id, and some of its settings, a line each.
    private static List<byte[]> combinations() {
        List<String> lines = new ArrayList<>();
        for (Preset preset : Presets.builtIn()) {
            List<String> paths = Overrides.paths(preset);
            for (int i = 0; i + 1 < paths.size(); i++) {
                lines.add(preset.id() + "\n" + paths.get(i) + "=1\n" + paths.get(i + 1) + "=2");
            }
        }
        return texts(lines);
    }

    private static void combined(String text) {
        List<String> lines = text.lines().toList();
        Preset preset = Presets.get(lines.isEmpty() ? "" : lines.getFirst());
        Preset changed = Overrides.apply(preset, lines.stream().skip(1).toList());
        Experiments.refusal(changed.runs().getFirst().settings(changed.settings()));
    }

    private static List<Target> tables() {
        List<byte[]> tables = texts(List.of(
                "a,b,class\n1,2,0\n3,4.5,1\n-1e3,0.1,1\n",
                "# comment\n\"a; b\";c\n1,5;2\n3;\"4,25\"\n",
                "1\t2\t3\n4\t5\t6\n",
                "time,series,x,class\n0,a,1,u\n1,a,2,u\n0,b,,v\n2026-01-02,b,4,v\n"));
        List<byte[]> archives = texts(List.of("""
            @problemName A
            @timeStamps false
            @missing true
            @univariate false
            @dimensions 2
            @equalLength true
            @seriesLength 3
            @classLabel true one two
            @data
            1,2,3:4,5,?:one
            1,2,3:4,5,6:two
            """, """
            @problemName B
            @timeStamps true
            @univariate true
            @classLabel false
            @data
            (0,1),(2,3)
            (0,1),(1,5)
            """));
        return List.of(
                new Target(
                        "vectors of a table",
                        true,
                        tables,
                        (bytes, folder) -> VectorFile.read(
                                Files.write(folder.resolve("a.csv"), bytes), MOST_SAMPLES, TableOptions.USUAL)),
                new Target(
                        "samples of a table",
                        true,
                        tables,
                        (bytes, folder) ->
                                LabelledSamples.read(Files.write(folder.resolve("a.csv"), bytes), MOST_SAMPLES)),
                new Target(
                        "series of a table",
                        true,
                        tables,
                        (bytes, folder) ->
                                SeriesFile.read(Files.write(folder.resolve("a.csv"), bytes), SeriesFile.Options.USUAL)),
                new Target(
                        "series of an archive",
                        true,
                        archives,
                        (bytes, folder) ->
                                SeriesFile.read(Files.write(folder.resolve("a.ts"), bytes), SeriesFile.Options.USUAL)));
    }

    private static List<Target> binary() throws IOException {
        Map<String, NdArray> arrays = new LinkedHashMap<>();
        arrays.put("x", new NdArray(new int[] {2, 3, 2}, new double[12]));
        arrays.put("y", new NdArray(new int[] {2}, new double[] {0, 1}));
        ByteArrayOutputStream npz = new ByteArrayOutputStream();
        Npz.write(npz, arrays);
        List<byte[]> archives = List.of(npz.toByteArray());
        byte[] npy = stored(npz.toByteArray());
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        Npz.write(table, Map.of("x", NdArray.matrix(new double[][] {{1, 2, 0}, {3, 4, 1}, {5, 6, 1}})));
        byte[] matrix = stored(table.toByteArray());
        List<byte[]> idx = List.of(idx(new int[] {2, 2, 2}), idx(new int[] {4}));
        return List.of(
                new Target(
                        "NPZ",
                        false,
                        archives,
                        (bytes, folder) -> Npz.read(Files.write(folder.resolve("a.npz"), bytes))),
                new Target(
                        "series of NPZ",
                        false,
                        archives,
                        (bytes, folder) ->
                                SeriesFile.read(Files.write(folder.resolve("a.npz"), bytes), SeriesFile.Options.USUAL)),
                new Target(
                        "arrays in NPZ",
                        true,
                        List.of(npy),
                        (bytes, folder) -> SeriesFile.read(
                                Files.write(folder.resolve("a.npz"), zip("x.npy", bytes)), SeriesFile.Options.USUAL)),
                new Target(
                        "samples of NPY",
                        true,
                        List.of(npy, matrix),
                        (bytes, folder) ->
                                LabelledSamples.read(Files.write(folder.resolve("a.npy"), bytes), MOST_SAMPLES)),
                new Target(
                        "recordings in ZIP",
                        false,
                        List.of(zip("a.csv", "t,x\n0,1\n1,2\n".getBytes(StandardCharsets.UTF_8))),
                        (bytes, folder) ->
                                SeriesFile.read(Files.write(folder.resolve("a.zip"), bytes), SeriesFile.Options.USUAL)),
                new Target(
                        "IDX",
                        false,
                        idx,
                        (bytes, folder) -> LabelledSamples.read(images(folder, bytes), MOST_SAMPLES)),
                new Target(
                        "Parquet",
                        false,
                        List.of(BroughtTables.stored("types.parquet"), BroughtTables.stored("series.parquet")),
                        (bytes, folder) -> VectorFile.read(
                                Files.write(folder.resolve("a.parquet"), bytes), MOST_SAMPLES, TableOptions.USUAL)),
                new Target(
                        "HDF5",
                        false,
                        List.of(BroughtTables.stored("v73.mat"), BroughtTables.stored("h5py-packed.h5")),
                        (bytes, folder) ->
                                LabelledSamples.read(Files.write(folder.resolve("a.h5"), bytes), MOST_SAMPLES)),
                new Target(
                        "CIFAR",
                        false,
                        List.of(new byte[3073]),
                        (bytes, folder) -> LabelledSamples.read(
                                Files.write(folder.resolve("data_batch_1.bin"), bytes), MOST_SAMPLES)),
                new Target("PNG", false, pictures("png"), (bytes, folder) -> picture("png", bytes, folder)),
                new Target("BMP", false, pictures("bmp"), (bytes, folder) -> picture("bmp", bytes, folder)),
                new Target("GIF", false, pictures("gif"), (bytes, folder) -> picture("gif", bytes, folder)),
                new Target("JPEG", false, pictures("jpg"), (bytes, folder) -> picture("jpg", bytes, folder)));
    }

    /// Two images, with their labels beside them.
    private static Path images(Path folder, byte[] bytes) throws IOException {
        Files.write(folder.resolve("train-labels-idx1-ubyte"), new byte[] {0, 0, 8, 1, 0, 0, 0, 2, 0, 1});
        return Files.write(folder.resolve("train-images-idx3-ubyte"), bytes);
    }

    /// Two classes with the same picture each.
    private static void picture(String ending, byte[] bytes, Path folder) throws IOException {
        for (String each : List.of("one", "two")) {
            Path file = Files.createDirectories(folder.resolve(ending).resolve(each))
                    .resolve("a." + ending);
            Files.write(file, bytes);
        }
        LabelledSamples.read(folder.resolve(ending), MOST_SAMPLES);
    }

    private static List<byte[]> pictures(String ending) throws IOException {
        List<byte[]> pictures = new ArrayList<>();
        for (int type :
                new int[] {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_BYTE_INDEXED}) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            if (ImageIO.write(new BufferedImage(5, 4, type), ending, out)) {
                pictures.add(out.toByteArray());
            }
        }
        return pictures;
    }

    private static byte[] idx(int... shape) {
        int size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        byte[] bytes = new byte[4 + 4 * shape.length + size];
        bytes[2] = 8;
        bytes[3] = (byte) shape.length;
        for (int i = 0; i < shape.length; i++) {
            bytes[7 + 4 * i] = (byte) shape[i];
        }
        return bytes;
    }

    /// The bytes of the first entry, which is not compressed.
    private static byte[] stored(byte[] zip) throws IOException {
        try (var in = new java.util.zip.ZipInputStream(new java.io.ByteArrayInputStream(zip))) {
            in.getNextEntry();
            return in.readAllBytes();
        }
    }

    /// An archive that is whole, whatever is in it.
    private static byte[] zip(String name, byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            ZipEntry entry = new ZipEntry(name);
            CRC32 crc = new CRC32();
            crc.update(bytes);
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(bytes.length);
            entry.setCrc(crc.getValue());
            zip.putNextEntry(entry);
            zip.write(bytes);
        }
        return out.toByteArray();
    }

    private static String string(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static List<byte[]> texts(List<String> texts) {
        return texts.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    }
}
