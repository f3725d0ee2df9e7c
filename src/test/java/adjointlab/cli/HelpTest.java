package adjointlab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import adjointlab.lab.Environment;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// A person finds out from the program itself what it can do.
final class HelpTest {
    private record Result(int code, String out, String err) {}

    private static Result run(Terminal terminal, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Commands.execute(new PrintWriter(out, true), new PrintWriter(err, true), terminal, args);
        return new Result(code, out.toString(), err.toString());
    }

    private static Result run(String... args) {
        return run(Terminal.NONE, args);
    }

    private static CommandLine root() {
        return Commands.root(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()), Terminal.NONE);
    }

    static Stream<CommandSpec> all() {
        CommandSpec root = root().getCommandSpec();
        return Stream.concat(Stream.of(root), Manual.commands(root).stream());
    }

    private static void assertWhole(CommandSpec command, Result result) {
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains(Manual.summary(command).split(" ")).contains("Exit codes:", "Examples:");
        for (OptionSpec option : command.options()) {
            assertThat(result.out()).contains(option.names());
            if (option.arity().max() > 0) {
                assertThat(result.out()).contains(option.longestName() + "=" + option.paramLabel());
            }
        }
        for (ArgSpec argument : command.positionalParameters()) {
            assertThat(result.out()).contains(argument.paramLabel());
        }
        Manual.EXIT_CODES.forEach((code, meaning) -> assertThat(result.out()).containsPattern(code + " +" + meaning));
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyCommandHelps(CommandSpec command) {
        if (command.parent() == null) {
            for (String word : List.of("--help", "-h", "help")) {
                assertWhole(command, run(word));
            }
        } else {
            assertWhole(command, run(command.name(), "--help"));
            assertWhole(command, run(command.name(), "-h"));
            assertWhole(command, run("help", command.name()));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void everythingIsDescribedInASentence(CommandSpec command) {
        assertThat(Manual.summary(command)).matches("[A-Z].*\\.");
        for (ArgSpec argument : command.args()) {
            assertThat(Manual.text(argument.description()))
                    .as(command.name() + " " + argument.paramLabel())
                    .matches("\\p{Lu}.*\\.");
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyExampleIsACallThatTheParserTakes(CommandSpec command) {
        assertThat(Manual.examples(command)).hasSizeGreaterThanOrEqualTo(2);
        for (String example : Manual.examples(command)) {
            String call = example.replaceFirst(".*adjointlab ", "");
            if (example.contains("> adjointlab.1")) {
                call = "man";
            } else if (example.contains(" > ~")) {
                call = "completion fish";
            }
            List<String> words = List.of(call.replaceAll(" *[|)].*", "").split(" "));
            if (command.parent() != null) {
                assertThat(words.getFirst()).as(example).isEqualTo(command.name());
            }
            assertThatCode(() -> root().parseArgs(words.toArray(String[]::new)))
                    .as(example)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void theReadmeNamesEveryCommand() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        all().filter(command -> command.parent() != null)
                .forEach(command -> assertThat(readme).contains("adjointlab " + command.name()));
    }

    @Test
    void theVersionTellsBuildAndJdk() {
        Result result = run("--version");
        assertThat(result.code()).isZero();
        assertThat(result.out().lines()).hasSize(3);
        assertThat(result.out())
                .contains(Environment.version(), Environment.commit().orElse("unknown commit"))
                .contains(System.getProperty("java.runtime.version"));
    }

    @Test
    void coloursAreForPeopleWhoWantThem() {
        String escape = "\u001b[";
        assertThat(run(new Terminal(true, Map.of()), "--help").out()).contains(escape);
        assertThat(run(new Terminal(true, Map.of("NO_COLOR", "")), "help", "run")
                        .out())
                .contains(escape);
        assertThat(run(new Terminal(true, Map.of("NO_COLOR", "1")), "--help").out())
                .doesNotContain(escape);
        assertThat(run(new Terminal(true, Map.of("TERM", "dumb")), "--help").out())
                .doesNotContain(escape);
        assertThat(run(new Terminal(false, Map.of()), "--help").out()).doesNotContain(escape);
    }

    @Test
    void argumentsAreTakenAsTheyAreWritten() {
        assertThat(run("run", "my${java.version}.json").err())
                .hasLineCount(1)
                .contains("my${java.version}.json does not exist");
        assertThat(run("run", "simplest-fig-2", "--seed", "${sys:user.name}").err())
                .hasLineCount(1)
                .contains("'${sys:user.name}' is not a number");
        assertThat(run("run", "@pom.xml").err()).hasLineCount(1).contains("@pom.xml does not exist");
    }

    @Test
    void whatDoesNotFitIsToldInOneLine() {
        assertThat(run("list", "paths", "simplest-fig-2", "c", "d", "e", "f", "g")
                        .err())
                .startsWith("adjointlab: unexpected arguments 'c', 'd', 'e' and 2 more; see 'adjointlab list --help'");
        Result many = run("list", "paths", "simplest-fig-2", "c");
        assertThat(many.code()).isEqualTo(2);
        assertThat(many.err())
                .hasLineCount(1)
                .startsWith("adjointlab: unexpected argument 'c'; see 'adjointlab list --help'");
        for (CommandSpec command : all().filter(each -> each.parent() != null).toList()) {
            Result unknown = run(command.name(), "--not-an-option");
            assertThat(unknown.code()).as(command.name()).isEqualTo(2);
            assertThat(unknown.out()).isEmpty();
            assertThat(unknown.err()).as(command.name()).hasLineCount(1).startsWith("adjointlab: ");
        }
        assertThat(run("run", "simplest-fig-2", "--jsno").err()).contains("did you mean '--json'?");
        Result help = run("help", "chekc");
        assertThat(help.code()).isEqualTo(2);
        assertThat(help.err()).hasLineCount(1).contains("did you mean 'check'?");
    }
}
