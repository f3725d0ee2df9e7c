package adjointlab.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `adjointlab man`: the manual's page.
@Command(
        name = "man",
        description = "Print the manual's page as man and groff read it.",
        footer = {"  adjointlab man > adjointlab.1", "  adjointlab man | man -l -"})
final class ManCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.print(ManPage.troff(spec.root()));
        out.flush();
        return 0;
    }
}
