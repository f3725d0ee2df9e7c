package adjointlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.figure.Manifest;
import adjointlab.lab.preset.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `adjointlab figure` with figure documents.
final class FigureDocumentCommandTest {
    private static final String THREE = """
        {"figure": 1, "title": "Three panels", "target": "neurips", "names": {"SGD": "Descent"},
         "grid": {"rows": 1, "columns": 3},
         "cells": [
          {"place": {"row": 0, "column": 0}, "source": "simplest-fig-2", "set": ["iterations=6"],
           "panel": "loss-curves", "title": "Loss", "lines": [{"y": 1, "label": "one"}],
           "notes": [{"text": "start", "x": 1, "y": 1}]},
          {"place": {"row": 0, "column": 1}, "source": "simplest-fig-2", "set": ["iterations=6"], "at": 3,
           "panel": "loss-surface"},
          {"place": {"row": 0, "column": 2}, "source": "simplest-fig-2", "set": ["iterations=6"],
           "panel": "adjoint-norm", "y": {"from": 1e-3, "to": 10, "log": true, "ticks": [0.001, 0.1, 10]}}
         ]}
        """;

    @TempDir
    Path folder;

    private Path document = Path.of("");

    private record Result(int code, String out, String err) {}

    private static Result run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Commands.execute(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        return new Result(code, out.toString(), err.toString());
    }

    @BeforeEach
    void write() throws IOException {
        document = Files.writeString(folder.resolve("three.figure.json"), THREE);
    }

    private Path draw(String name, String... more) {
        Path written = folder.resolve(name);
        String[] arguments = new String[more.length + 4];
        arguments[0] = "figure";
        arguments[1] = document.toString();
        arguments[2] = "--out";
        arguments[3] = written.toString();
        System.arraycopy(more, 0, arguments, 4, more.length);
        Result result = run(arguments);
        assertThat(result.code()).as(result.err()).isZero();
        return written;
    }

    @ParameterizedTest
    @ValueSource(strings = {"pdf", "svg"})
    void threePanelsAreTheSameBytesAgainAndFromWhatWasWritten(String format) throws IOException {
        Path first = draw("first." + format);
        Path second = draw("second." + format);
        Files.delete(document);
        Path again = folder.resolve("again." + format);
        Result result = run("figure", first.toString(), "--out", again.toString());

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(second).hasSameBinaryContentAs(first);
        assertThat(again).hasSameBinaryContentAs(first);
        JsonObject manifest = JsonObject.parse("manifest", Manifest.extract(first));
        assertThat(manifest.text("kind")).isEqualTo("adjointlab-composed-figure");
        assertThat(manifest.objects("sources")).hasSize(1);
        assertThat(manifest.object("document").objects("cells")).hasSize(3);
    }

    @Test
    void withoutAFileToWriteItIsWrittenBesideTheDocument() {
        assertThat(run("figure", document.toString()).code()).isZero();
        assertThat(folder.resolve("three.pdf")).isNotEmptyFile();
    }

    @Test
    void aSourceMayBeAWrittenFigureWhosePanelIsItsOwn() throws IOException {
        Path single = folder.resolve("single.pdf");
        run("figure", "simplest-fig-2", "--panel", "loss-curves", "--iterations", "4", "--out", single.toString());
        document = Files.writeString(folder.resolve("of.figure.json"), """
            {"figure": 1, "grid": {"rows": 1, "columns": 1},
             "cells": [{"place": {"row": 0, "column": 0}, "source": "./single.pdf"}]}
            """);

        assertThat(draw("of.svg")).content().contains("iteration");
    }

    @Test
    void aPageThatIsTooSmallIsAFaultThatNamesTheSizeThatSuffices() {
        Result small = run("figure", document.toString(), "--width-mm", "40", "--height-mm", "30");
        assertThat(small.code()).isEqualTo(2);
        Matcher size = Pattern.compile("needs ([0-9.]+) × ([0-9.]+) mm, and the page has 40 × 30 mm")
                .matcher(small.err());
        assertThat(size.find()).as(small.err()).isTrue();

        draw("fits.pdf", "--width-mm", size.group(1), "--height-mm", size.group(2));
        assertThat(folder.resolve("three.pdf")).doesNotExist();
    }

    /// Numbers need no room, also where names would have to find theirs below the panels.
    @ParameterizedTest
    @CsvSource({"csv, top", "npz, top", "csv, off", "npz, off"})
    void aPageIsNotLookedAtWhereTheFormatHasNone(String format, String legend) throws IOException {
        Files.writeString(
                document,
                THREE.replace("\"target\": \"neurips\",", "\"target\": \"neurips\", \"legend\": \"" + legend + "\","));
        Path roomy = draw("roomy." + format);
        Path small = draw("small." + format, "--width-mm", "40", "--height-mm", "30");
        assertThat(small).hasSameBinaryContentAs(roomy);
        assertThat(run("figure", document.toString(), "--width-mm", "40", "--height-mm", "30")
                        .err())
                .contains("the page has 40 × 30 mm");

        Path again = folder.resolve("again." + format);
        Result result = run("figure", small.toString(), "--out", again.toString());
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(again).hasSameBinaryContentAs(roomy);
        Result told = run("figure", small.toString(), "--out", again.toString(), "--json");
        assertThat(JsonObject.parse("out", told.out()).real("widthMm")).isEqualTo(40);
    }

    @Test
    void anotherTargetBringsItsWidthAndLetters() {
        Path nature = draw("nature.svg", "--target", "nature");

        assertThat(nature).content().contains("width=\"183.0mm\"");
        assertThat(draw("nature.png", "--target", "nature")).isNotEmptyFile();
    }

    @Test
    void namesAreChangedEverywhere() {
        assertThat(draw("named.svg")).content().contains(">Descent<").doesNotContain(">SGD<");
    }

    @Test
    void aCaptionSaysWhatIsDrawn() {
        Result result = run("figure", document.toString(), "--caption");

        assertThat(result.code()).isZero();
        assertThat(result.out())
                .startsWith("Three panels. (a) Loss; iteration 6. (b) Loss surface; iteration 3. (c) Adjoint norm;")
                .contains("Runs: ", "n = 10 runs each", "optimizer sgd, adam")
                .contains("\\begin{figure}", "\\includegraphics[width=139.7mm]{three.pdf}", "\\label{fig:three}");
        assertThat(folder.resolve("three.pdf")).doesNotExist();
        JsonObject json = JsonObject.parse(
                "out", run("figure", document.toString(), "--caption", "--json").out());
        assertThat(result.out()).startsWith(json.text("caption"));
    }

    @Test
    void aTableOfRunsIsOfferedWithMeansAndTheBestInBold() throws IOException {
        document = Files.writeString(folder.resolve("table.figure.json"), """
            {"figure": 1, "grid": {"rows": 1, "columns": 1}, "letters": "none",
             "cells": [{"place": {"row": 0, "column": 0}, "source": "./runs.json", "panel": "run-table"}]}
            """);
        Files.writeString(folder.resolve("runs.json"), """
            {"schema": 1, "id": "runs", "title": "Runs", "group": "Own", "settings": {"iterations": 3},
             "vary": [{"path": "optimizer.id", "values": ["sgd", "adam"]}, {"path": "seed", "values": [1, 2, 3]}],
             "layout": {"tabs": [{"panel": "run-table"}]}}
            """);
        Result result = run("figure", document.toString(), "--caption");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("\\begin{tabular}{l", "\\toprule", "$\\pm$", "\\textbf{", "\\bottomrule")
                .containsOnlyOnce("\\midrule");
    }

    @Test
    void runsThatBrokeOffAreToldAndAreNotAmongTheBest() throws IOException {
        document = Files.writeString(folder.resolve("table.figure.json"), """
            {"figure": 1, "grid": {"rows": 1, "columns": 1}, "letters": "none",
             "cells": [{"place": {"row": 0, "column": 0}, "source": "./runs.json", "panel": "run-table"}]}
            """);
        Files.writeString(folder.resolve("runs.json"), """
            {"schema": 1, "id": "runs", "title": "Runs", "group": "Own",
             "settings": {"iterations": 5, "optimizer.id": "sgd"},
             "vary": [{"path": "optimizer.learningRate", "values": [0.05, 1e9]}, {"path": "seed", "values": [1, 2]}],
             "layout": {"tabs": [{"panel": "run-table"}]}}
            """);
        Result result = run("figure", document.toString(), "--caption");

        assertThat(result.out()).as(result.err()).contains("2 of 4 broke off");
        assertThat(result.out().lines().filter(line -> line.contains("\\textbf")))
                .singleElement()
                .asString()
                .contains("0.05");
    }

    @Test
    void aMeanOfSomeOfTheRunsIsExplainedBelowTheTable() throws IOException {
        document = Files.writeString(folder.resolve("table.figure.json"), """
            {"figure": 1, "grid": {"rows": 1, "columns": 1}, "letters": "none",
             "cells": [{"place": {"row": 0, "column": 0}, "source": "./runs.json", "panel": "run-table"}]}
            """);
        String runs = """
            {"schema": 1, "id": "runs", "title": "Runs", "group": "Own",
             "settings": {"iterations": 5, "optimizer.id": "sgd", "init.id": "normal"},
             "vary": [{"path": "optimizer.learningRate", "values": [0.05, @RATE@]},
              {"path": "seed", "values": [1, 2, 3, 4, 5, 6]}],
             "layout": {"tabs": [{"panel": "run-table"}]}}
            """;
        String note = "($k$ of $n$): mean of the $k$ of $n$ runs that have a value";
        Files.writeString(folder.resolve("runs.json"), runs.replace("@RATE@", "1000"));
        assertThat(run("figure", document.toString(), "--caption").out())
                .containsPattern(" \\([1-5] of 6\\)")
                .containsOnlyOnce(note);
        Files.writeString(folder.resolve("runs.json"), runs.replace("@RATE@", "3"));
        assertThat(run("figure", document.toString(), "--caption").out())
                .contains("\\bottomrule")
                .doesNotContain(note);
    }

    @Test
    void whatTwoSourcesCallAlikeLooksAlikeAndIsNamedOnce() throws IOException {
        document = Files.writeString(folder.resolve("two.figure.json"), """
            {"figure": 1, "grid": {"rows": 1, "columns": 2},
             "cells": [
              {"place": {"row": 0, "column": 0}, "source": "simplest-fig-2", "set": ["iterations=3"],
               "panel": "loss-curves"},
              {"place": {"row": 0, "column": 1}, "source": "natural-gradient-2d", "set": ["iterations=3"],
               "panel": "loss-curves"}]}
            """);
        String svg = Files.readString(draw("two.svg"));

        assertThat(svg).containsOnlyOnce(">SGD<").containsOnlyOnce(">Adam<").containsOnlyOnce(">L-BFGS<");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"panel\": \"loss-surface\" | \"panel\": \"los-surface\" | cells[1]: unknown panel 'los-surface'",
                "simplest-fig-2\", \"set\": [\"iterations=6\"], \"at\" | simplest-fig-0\", \"at\" | unknown preset"
                        + " 'simplest-fig-0'",
                "\"iterations=6\" | \"iteratons=6\" | unknown setting 'iteratons'",
                "\"panel\": \"loss-surface\" | \"panel\": \"loss-surface\", \"options\": {\"no\": 1} | cells[1]: ",
                "\"x\": 1, \"y\": 1 | \"x\": 1e6, \"y\": 1 | the note 'start' points at",
                "\"panel\": \"loss-surface\" | \"panel\": \"input\" | cells[1]: 'input' has nothing to show"
            })
    void whatDoesNotFitIsAFaultInOneSentence(String right, String wrong, String sentence) throws IOException {
        Files.writeString(document, THREE.replace(right, wrong));
        Result result = run("figure", document.toString());

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err().lines().reduce((_, last) -> last).orElse("")).contains(sentence);
    }

    @Test
    void optionsOfOnePanelAreRefused() {
        assertThat(run("figure", document.toString(), "--panel", "loss-curves").err())
                .contains("go with one panel");
        assertThat(run("figure", "simplest-fig-2", "--watch").err()).contains("go with figure documents");
        assertThat(run("figure", "simplest-fig-2", "--panel", "loss-curves").err())
                .contains("--out is missing");
        assertThat(run("open", document.toString(), "--idle", "5").code()).isEqualTo(2);
    }

    @Test
    void aFileThatChangesIsDrawnAgainOnceItIsLeftAlone() throws Exception {
        Path watched = folder.resolve("watched.json");
        Files.writeString(watched, "0");
        AtomicInteger count = new AtomicInteger();
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(2);
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                new Watching(watched, () -> {
                            count.incrementAndGet();
                            first.countDown();
                            second.countDown();
                        })
                        .untilInterrupted();
            } catch (InterruptedException | IOException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(first.await(30, TimeUnit.SECONDS)).isTrue();
        Files.writeString(folder.resolve("other.json"), "1");
        Files.writeString(watched, "1");
        Files.writeString(watched, "2");

        assertThat(second.await(30, TimeUnit.SECONDS)).isTrue();
        thread.interrupt();
        thread.join();
        assertThat(count).hasValue(2);
    }
}
