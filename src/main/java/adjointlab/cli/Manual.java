package adjointlab.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/// The one place where help comes from: commands declare sentences, options and examples; this adds what is common.
/// `--help`, the man page and completions are all made from the result.
final class Manual {
    private static final int WIDTH = 100;

    /// Exit code to meaning.
    static final Map<String, String> EXIT_CODES = exitCodes();

    private Manual() {}

    private static Map<String, String> exitCodes() {
        Map<String, String> codes = new LinkedHashMap<>();
        codes.put("0", "Done.");
        codes.put("1", "A run broke, or a claim does not hold.");
        codes.put("2", "Bad input, told in one line on the error stream.");
        codes.put("130", "Interrupted; what was done until then is kept.");
        codes.put("141", "No one reads the output any more.");
        return codes;
    }

    /// Adds what all commands share: `--help`, `--quiet`, exit codes, and the form of the help.
    static void complete(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        spec.addMixin("common", CommandSpec.forAnnotatedObject(new CommonOptions()));
        UsageMessageSpec usage = spec.usageMessage();
        usage.width(WIDTH).sortOptions(false);
        usage.descriptionHeading("%n").parameterListHeading("%nArguments:%n").optionListHeading("%nOptions:%n");
        usage.commandListHeading("%nCommands:%n").footerHeading("%nExamples:%n");
        usage.exitCodeListHeading("%nExit codes:%n").exitCodeList(EXIT_CODES);
    }

    /// A sentence, or several, as one line.
    static String text(String[] description) {
        return String.join(" ", description);
    }

    /// What a command does.
    static String summary(CommandSpec command) {
        return text(command.usageMessage().description());
    }

    /// How a command is called, on one line.
    static String synopsis(CommandSpec command) {
        return new CommandLine.Help(command, CommandLine.Help.Ansi.OFF)
                .synopsis(0)
                .replaceAll("\\s+", " ")
                .strip();
    }

    /// Command lines that do something useful.
    static List<String> examples(CommandSpec command) {
        return List.of(command.usageMessage().footer()).stream()
                .map(String::strip)
                .toList();
    }

    /// The subcommands, in the order of the help.
    static List<CommandSpec> commands(CommandSpec root) {
        return root.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .toList();
    }

    /// Names and value: `-o, --out=DIR`.
    static String usage(OptionSpec option) {
        String names = String.join(", ", option.names());
        return option.arity().max() == 0 ? names : names + "=" + option.paramLabel();
    }

    /// Words that can follow an option or stand as an argument; empty where anything can.
    static List<String> candidates(ArgSpec argument) {
        Iterable<String> words = Objects.requireNonNullElse(argument.completionCandidates(), List.of());
        List<String> all = new ArrayList<>();
        words.forEach(all::add);
        return all;
    }
}
