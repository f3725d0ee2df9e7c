package adjointlab.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// A script for the shell fish, one line a word that can be completed.
final class FishCompletion {
    private FishCompletion() {}

    static String script(CommandSpec root) {
        String name = root.name();
        StringBuilder out = new StringBuilder("# Completions of " + name + " for fish.\n");
        options(out, "complete -c " + name + " -n __fish_use_subcommand", root.options());
        for (CommandSpec command : Manual.commands(root)) {
            out.append("complete -c " + name + " -n __fish_use_subcommand -f -a " + command.name() + " -d "
                    + quoted(Manual.summary(command)) + "\n");
            String here = "complete -c " + name + " -n " + quoted("__fish_seen_subcommand_from " + command.name());
            options(out, here, command.options());
            for (PositionalParamSpec argument : command.positionalParameters()) {
                List<String> words = Manual.candidates(argument);
                if (!words.isEmpty()) {
                    out.append(here + " -a " + quoted(String.join(" ", words)) + " -d " + quoted(argument.paramLabel())
                            + "\n");
                }
            }
        }
        Manual.commands(root).stream()
                .filter(command -> command.name().equals("help"))
                .forEach(help -> out.append("complete -c " + name + " -n "
                        + quoted("__fish_seen_subcommand_from " + help.name()) + " -f -a "
                        + quoted(String.join(" ", root.subcommands().keySet())) + "\n"));
        return out.toString();
    }

    private static void options(StringBuilder out, String here, List<OptionSpec> options) {
        for (OptionSpec option : options) {
            out.append(here);
            for (String word : option.names()) {
                out.append(word.startsWith("--") ? " -l " + word.substring(2) : " -s " + word.substring(1));
            }
            List<String> words = Manual.candidates(option);
            if (option.arity().max() > 0) {
                out.append(words.isEmpty() ? " -r" : " -x -a " + quoted(String.join(" ", words)));
            }
            out.append(" -d ").append(quoted(Manual.text(option.description()))).append('\n');
        }
    }

    /// In single quotes, in which fish knows but two escapes.
    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
