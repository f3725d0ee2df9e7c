package adjointlab.cli;

import adjointlab.lab.Environment;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The manual's page in troff with the macros of man(7), made from the commands' model.
final class ManPage {
    private final StringBuilder out = new StringBuilder();

    private ManPage() {}

    /// @param root with all commands
    static String troff(CommandSpec root) {
        ManPage page = new ManPage();
        page.line(".TH ADJOINTLAB 1 \"\" \"Adjoint Lab " + Environment.version() + "\"");
        page.section("NAME");
        page.line("adjointlab \\- watch neural ODEs train");
        page.section("SYNOPSIS");
        page.line(".B adjointlab");
        page.line("[\\fICOMMAND\\fR] [\\fIARGUMENT\\fR]...");
        page.section("DESCRIPTION");
        page.text(Manual.summary(root));
        page.options(root);
        page.section("COMMANDS");
        for (CommandSpec command : Manual.commands(root)) {
            page.line(".SS adjointlab " + command.name());
            page.text(Manual.summary(command));
            page.line(".PP");
            page.text(Manual.synopsis(command));
            for (PositionalParamSpec argument : command.positionalParameters()) {
                page.item(argument.paramLabel(), Manual.text(argument.description()));
            }
            page.options(command);
            page.examples(command);
        }
        page.section("EXIT STATUS");
        Manual.EXIT_CODES.forEach(page::item);
        page.section("ENVIRONMENT");
        page.item("NO_COLOR", "No colours, where it is set and not empty.");
        page.section("EXAMPLES");
        page.examples(root);
        return page.out.toString();
    }

    private void options(CommandSpec command) {
        for (OptionSpec option : command.options()) {
            item(Manual.usage(option), Manual.text(option.description()));
        }
    }

    private void examples(CommandSpec command) {
        line(".PP");
        line(".nf");
        Manual.examples(command).forEach(this::text);
        line(".fi");
    }

    private void section(String heading) {
        line(".SH " + heading);
    }

    private void item(String term, String text) {
        line(".TP");
        line("\\fB" + escaped(term) + "\\fR");
        text(text);
    }

    private void text(String text) {
        line("\\&" + escaped(text));
    }

    private void line(String line) {
        out.append(line).append('\n');
    }

    /// In ASCII, so that no locale garbles it; hyphens are some that one can copy.
    private static String escaped(String text) {
        StringBuilder ascii = new StringBuilder();
        text.codePoints()
                .forEach(c -> ascii.append(
                        switch (c) {
                            case '\\' -> "\\e";
                            case '-' -> "\\-";
                            default -> c < 0x80 ? Character.toString(c) : String.format(Locale.ROOT, "\\[u%04X]", c);
                        }));
        return ascii.toString();
    }
}
