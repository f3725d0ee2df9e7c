package adjointlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// What shells, pagers and pipes get.
@DisabledOnOs(OS.WINDOWS)
final class ShellTest {
    @TempDir
    Path folder;

    private static String run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        assertThat(Commands.execute(new PrintWriter(out, true), new PrintWriter(err, true), args))
                .as(err.toString())
                .isZero();
        assertThat(err.toString()).isEmpty();
        return out.toString();
    }

    private static List<CommandSpec> commands() {
        return Manual.commands(
                Commands.root(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()), Terminal.NONE)
                        .getCommandSpec());
    }

    private String bash(String script) throws IOException, InterruptedException {
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder("bash", "-c", script)
                .redirectError(err.toFile())
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        assertThat(err).content().isEmpty();
        return out;
    }

    @Test
    @Timeout(Patience.SECONDS)
    void bashCompletes() throws IOException, InterruptedException {
        String script = run("completion", "bash");
        assertThat(run("completion", "bash")).isEqualTo(script);
        Path file = Files.writeString(folder.resolve("adjointlab.bash"), script);
        assertThat(bash("bash -n " + file + " && echo parsed")).isEqualTo("parsed\n");
        String ask = "compopt() { :; }; source " + file + "; COMP_WORDS=(adjointlab %s); COMP_CWORD=%d;"
                + " _complete_adjointlab; echo \"${COMPREPLY[@]}\"";
        assertThat(bash(ask.formatted("sw", 1))).contains("sweep");
        assertThat(bash(ask.formatted("figure --col", 2))).contains("--columns");
        assertThat(bash(ask.formatted("figure --panel loss-su", 3))).contains("loss-surface");
        assertThat(bash(ask.formatted("run simplest-fig", 2))).contains("simplest-fig-2");
    }

    @Test
    void zshAndFishHaveScripts() {
        assertThat(run("completion", "zsh")).startsWith("#compdef adjointlab\n").contains("bashcompinit");
        List<String> fish = run("completion", "fish").lines().toList();
        for (CommandSpec command : commands()) {
            assertThat(fish).anyMatch(line -> line.contains("-f -a " + command.name() + " "));
            List<String> here = fish.stream()
                    .filter(line -> line.contains("__fish_seen_subcommand_from " + command.name() + "'"))
                    .toList();
            for (OptionSpec option : command.options()) {
                String name = option.longestName().substring(2);
                assertThat(here).anyMatch(line -> line.contains(" -l " + name + " "));
            }
        }
        assertThat(fish).anyMatch(line -> line.contains("-l format -x -a 'pdf svg"));
        assertThat(fish)
                .allMatch(line ->
                        line.replace("\\'", "").chars().filter(c -> c == '\'').count() % 2 == 0);
    }

    @Test
    void theManualHasEverything() {
        String page = run("man");
        assertThat(page).startsWith(".TH ADJOINTLAB 1 ");
        assertThat(page.chars()).allMatch(c -> c < 0x80);
        for (CommandSpec command : commands()) {
            assertThat(page).contains(".SS adjointlab " + command.name() + "\n");
            for (OptionSpec option : command.options()) {
                assertThat(page).contains(option.longestName().replace("-", "\\-"));
            }
        }
        assertThat(page.lines().filter(line -> line.startsWith(".")))
                .allMatch(line -> line.matches("\\.(TH|SH|SS|PP|TP|B|nf|fi)( .*)?"));
    }

    @Test
    void aReaderThatGoesEndsACommandQuietly() {
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        for (List<String> call : List.of(List.of("list"), List.of("run", "--help"), List.of("--version"))) {
            StringWriter err = new StringWriter();
            PrintWriter out = new PrintWriter(new StandardOutput(gone), true, StandardCharsets.UTF_8);
            int code = Commands.execute(out, new PrintWriter(err, true), call.toArray(String[]::new));
            assertThat(code).as(call.toString()).isEqualTo(141);
            assertThat(err.toString()).isEmpty();
        }
    }

    @Test
    @Tag("slow")
    @Timeout(Patience.SECONDS)
    void aBrokenPipeIsQuiet() throws IOException, InterruptedException {
        List<String> java = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "completion",
                "bash"));
        String call = "'" + String.join("' '", java) + "'";
        assertThat(bash(call + " | head -1")).isEqualTo("#!/usr/bin/env bash\n");
        String gate = folder.resolve("gate").toString();
        String late = "mkfifo " + gate + "; (read -r go < " + gate + "; exec " + call + ") | (exec <&-; echo go > "
                + gate + "); echo ${PIPESTATUS[0]}";
        assertThat(bash(late)).as("no reader before the first byte").isEqualTo("141\n");
    }
}
