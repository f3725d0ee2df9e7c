package adjointlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.compose.ComposedManifest;
import adjointlab.figure.Manifest;
import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.run.Warnings;
import adjointlab.lab.store.FigureManifest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whoever gets a figure alone reads on it, and in it, that gradients behind it were wrong.
final class WarningsTest {
    private static final List<String> CONTRACTING = List.of(
            "problem.samples=2",
            "problem.times=1",
            "problem.horizon=5",
            "field.id=linear",
            "init.id=values",
            "init.values=-6,0.5,0.5,-0.1",
            "optimizer.learningRate=1e-6",
            "solver.rtol=1e-7",
            "solver.atol=1e-9",
            "iterations=2");

    @TempDir
    Path folder;

    private static void run(List<String> arguments) {
        StringWriter err = new StringWriter();
        int code = Commands.execute(
                new PrintWriter(new StringWriter()), new PrintWriter(err, true), arguments.toArray(String[]::new));
        assertThat(code).as(err.toString()).isZero();
    }

    private List<String> figure(String gradient, Path out) {
        List<String> words = new ArrayList<>(List.of(
                "figure", "learn-pendulum", "--panel", "loss-curves", "--format", "svg", "--out", out.toString()));
        CONTRACTING.stream().forEach(set -> words.addAll(List.of("--set", set)));
        words.addAll(List.of("--set", "gradient.id=" + gradient));
        return words;
    }

    @Test
    void aFigureAndItsManifestSayIt() throws IOException {
        Path wrong = folder.resolve("wrong.svg");
        run(figure("continuous", wrong));
        FigureManifest manifest = FigureManifest.read(JsonObject.parse("wrong.svg", Manifest.extract(wrong)));
        assertThat(manifest.warnings().byRun().values()).isNotEmpty().allSatisfy(each -> assertThat(each)
                .startsWith("The gradients of 3 iterations were wrong: at "));
        assertThat(Files.readString(wrong)).contains("wrong gradients in ");
        Path right = folder.resolve("right.svg");
        run(figure("discrete", right));
        assertThat(FigureManifest.read(JsonObject.parse("right.svg", Manifest.extract(right)))
                        .warnings())
                .isEqualTo(Warnings.NONE);
        assertThat(Files.readString(right)).doesNotContain("wrong gradients in ");
    }

    @Test
    void aFigureOfSeveralPanelsKeepsThemBySource() throws IOException {
        StringBuilder sets = new StringBuilder();
        CONTRACTING.stream().forEach(set -> sets.append('"').append(set).append("\", "));
        Path document = Files.writeString(folder.resolve("two.figure.json"), """
            {"figure": 1, "grid": {"rows": 1, "columns": 2}, "cells": [
              {"place": {"row": 0, "column": 0}, "source": "learn-pendulum",
               "set": [%s "gradient.id=continuous"], "panel": "loss-curves"},
              {"place": {"row": 0, "column": 1}, "source": "simplest-fig-2", "set": ["iterations=2"],
               "panel": "loss-curves"}]}
            """.formatted(sets));
        Path out = folder.resolve("two.svg");
        run(List.of("figure", document.toString(), "--out", out.toString()));
        ComposedManifest manifest = ComposedManifest.read(JsonObject.parse("two.svg", Manifest.extract(out)));
        assertThat(manifest.warnings()).hasSize(1);
        assertThat(manifest.warnings().keySet().iterator().next().file()).isEqualTo("learn-pendulum");
        assertThat(manifest.sources()).hasSize(2);
    }

    @Test
    void aFewWordsNameAFewRuns() {
        assertThat(Warnings.NONE.note()).isEmpty();
        assertThat(new Warnings(Map.of("SGD", "why")).note()).isEqualTo("wrong gradients in SGD");
        assertThat(new Warnings(Map.of("a", "", "b", "", "c", "")).note()).isEqualTo("wrong gradients in 3 runs");
    }
}
