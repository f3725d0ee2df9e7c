package adjointlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.data.Npz;
import adjointlab.figure.Manifest;
import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.store.Documents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Programs killed at random moments (`mvn -Pkill verify`, `-Dkill.moments=200`): what has its final name is whole, and
/// the next start leaves nothing else.
@Tag("kill")
final class KillTest {
    private static final int MOMENTS = Integer.getInteger("kill.moments", 20);
    private static final long SEED = Long.getLong("kill.seed", 0);
    private static final String DOCUMENT = """
        {"figure": 1, "grid": {"rows": 1, "columns": 2}, "cells": [
          {"place": {"row": 0, "column": 0}, "source": "simplest-fig-2", "set": ["iterations=6"],
           "panel": "loss-curves"},
          {"place": {"row": 0, "column": 1}, "source": "simplest-fig-2", "set": ["iterations=6"],
           "panel": "loss-surface"}]}
        """;

    private static final List<List<String>> COMMANDS = List.of(
            List.of("run", "simplest-lemma-1", "--iterations", "40", "--out", "OUT"),
            List.of(
                    "sweep",
                    "simplest-fig-2",
                    "--iterations",
                    "20",
                    "--vary",
                    "optimizer.learningRate=0.001:0.1:log4",
                    "--vary",
                    "seed=0:2",
                    "--out",
                    "OUT"),
            List.of(
                    "figure",
                    "simplest-fig-2",
                    "--iterations",
                    "20",
                    "--panel",
                    "loss-curves",
                    "--format",
                    "pdf",
                    "--out",
                    "OUT/figure.pdf"),
            List.of("figure", "DOCUMENT", "--out", "OUT/figure.svg"),
            List.of("gradient", "learn-pendulum", "--out", "OUT/gradient.npz"));

    @TempDir
    Path folder;

    private final SplittableRandom random = new SplittableRandom(SEED);

    @Test
    void whatHasItsNameIsWhole() throws IOException, InterruptedException {
        int killed = 0;
        for (List<String> command : COMMANDS) {
            long usual = milliseconds(command, whole(command));
            for (int k = 0; k < Math.ceilDiv(MOMENTS - MOMENTS / 4, COMMANDS.size()); k++) {
                Path out = Files.createDirectories(folder.resolve(COMMANDS.indexOf(command) + "-" + k));
                Process process = start(command, out);
                // most of what is written is written at the end
                long moment = (long) (usual * (0.4 + 0.65 * random.nextDouble()));
                if (!process.waitFor(moment, TimeUnit.MILLISECONDS)) {
                    killed++;
                }
                process.destroyForcibly().waitFor();
                isWhole(out, command + " killed after " + moment + " ms");
                List<String> again = new ArrayList<>(command);
                if (command.getFirst().equals("sweep")) {
                    again.add("--resume");
                }
                assertThat(start(again, out).waitFor()).as("%s again", command).isZero();
                isWhole(out, command + " again");
                assertThat(hidden(out)).as("%s again", command).isEmpty();
                assertThat(names(out)).isEqualTo(names(whole(command)));
            }
        }
        assertThat(killed).as("killed before their ends").isGreaterThan(MOMENTS / 5);
    }

    private Path whole(List<String> command) {
        return folder.resolve("whole-" + COMMANDS.indexOf(command));
    }

    private long milliseconds(List<String> command, Path out) throws IOException, InterruptedException {
        Files.createDirectories(out);
        long start = System.nanoTime();
        assertThat(start(command, out).waitFor()).as("%s", command).isZero();
        return (System.nanoTime() - start) / 1_000_000;
    }

    private Process start(List<String> command, Path out) throws IOException {
        Path document = Files.writeString(folder.resolve("killed.figure.json"), DOCUMENT);
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx1g",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.forEach(
                word -> words.add(word.equals("DOCUMENT") ? document.toString() : word.replace("OUT", out.toString())));
        return new ProcessBuilder(words)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static List<Path> files(Path out) throws IOException {
        try (Stream<Path> all = Files.walk(out)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static boolean isHidden(Path file) {
        return String.valueOf(file.getFileName()).startsWith(".");
    }

    private static List<Path> hidden(Path out) throws IOException {
        return files(out).stream().filter(KillTest::isHidden).toList();
    }

    private static List<String> names(Path out) throws IOException {
        return files(out).stream().map(file -> out.relativize(file).toString()).toList();
    }

    private static void isWhole(Path out, String when) throws IOException {
        for (Path file : files(out)) {
            if (isHidden(file)) {
                continue;
            }
            String name = String.valueOf(file.getFileName());
            byte[] bytes = Files.readAllBytes(file);
            String text = new String(bytes, StandardCharsets.UTF_8);
            String as = file + ", " + when;
            switch (name.substring(name.lastIndexOf('.') + 1)) {
                case "csv" -> assertThat(text).as(as).endsWith("\n");
                case "json" -> assertThat(JsonObject.parse(name, text)).as(as).isNotNull();
                case "lab" -> assertThat(Documents.read(name, text)).as(as).isNotNull();
                case "npz" -> assertThat(Npz.read(file)).as(as).isNotEmpty();
                case "pdf", "svg" -> assertThat(Manifest.extract(file)).as(as).isNotBlank();
                default -> assertThat(bytes).as(as).isNotEmpty();
            }
        }
    }
}
