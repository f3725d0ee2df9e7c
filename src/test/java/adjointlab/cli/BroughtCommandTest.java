package adjointlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.table.Brought;
import adjointlab.core.table.BroughtFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the command line makes of files as people's programs write them: what is understood of each is printed, or the
/// sentence with which it is refused.
final class BroughtCommandTest {
    static List<Brought> files() {
        return BroughtFiles.all();
    }

    @ParameterizedTest
    @MethodSource("files")
    void saysWhatTheReaderUnderstands(Brought brought, @TempDir Path folder) throws IOException {
        Path file = brought.write(folder);
        List<String> arguments = new ArrayList<>(List.of("gradient", "wide-fig-4", "--template"));
        arguments.addAll(List.of("--out", folder.resolve("out.npz").toString()));
        arguments.addAll(List.of("--set", "problem.id=samples-file", "--set", "problem.file=" + file));
        boolean values = !brought.refused()
                && BroughtFiles.facts(file, brought).classes().isEmpty();
        arguments.addAll(List.of("--set", "problem.coding=" + (values ? "value" : "halves")));
        BroughtFiles.settings(brought).forEach((name, value) -> {
            if (!value.isEmpty()) {
                arguments.addAll(List.of("--set", "problem." + name + "=" + value));
            }
        });
        StringWriter told = new StringWriter();
        PrintWriter print = new PrintWriter(told);
        int code = Commands.execute(print, print, arguments.toArray(String[]::new));
        if (brought.refused()) {
            assertThat(code).as(told.toString()).isNotZero();
            assertThat(told.toString())
                    .contains(brought.words(), String.valueOf(file.getFileName()))
                    .doesNotContain("\tat ");
            assertThat(told.toString().strip().lines()).as("one sentence").hasSize(1);
            return;
        }
        assertThat(code).as(told.toString()).isZero();
        List<String> lines = new ArrayList<>(BroughtFiles.facts(file, brought).lines());
        lines.set(0, file.getFileName() + ": " + lines.getFirst());
        List<String> said = new ArrayList<>(told.toString().strip().lines().toList());
        said.set(0, said.getFirst().replaceAll("; test: \\d+ samples$", ""));
        assertThat(said).isEqualTo(lines);
        assertThat(Files.exists(folder.resolve("out.npz"))).isTrue();
    }
}
