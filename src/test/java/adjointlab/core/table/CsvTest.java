package adjointlab.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.run.Experiments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CsvTest {
    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("t.csv"), text);
    }

    @Test
    void readsNamesNumbersAndTheSeparatorAtTheEnd() throws IOException {
        Csv table = Csv.read(file("\"V1\",\"V2\",\n0.5,-1e-3,\n+2.,.25,\n\n\n"), 100);
        assertThat(table.names()).containsExactly("V1", "V2");
        assertThat(table.rows()).isDeepEqualTo(new double[][] {{0.5, -1e-3}, {2, 0.25}});
        assertThat(Csv.read(file("1;2\n3;4\n5;6"), 2).column(1)).containsExactly(2, 4);
        assertThat(Csv.read(file("1\t2"), 2).names()).containsExactly("1", "2");
    }

    @Test
    void saysWhereATableIsNone() throws IOException {
        assertThatThrownBy(() -> Csv.read(file("a,b\n1,2\n3,x"), 9))
                .hasMessageEndingWith("line 3, column 2: 'x' is not a number");
        assertThatThrownBy(() -> Csv.read(file("1,2\n3"), 9)).hasMessageEndingWith("line 2: 1 columns; expected 2");
        assertThatThrownBy(() -> Csv.read(file("1,NaN"), 9)).hasMessageContaining("'NaN' is not a number");
        assertThatThrownBy(() -> Csv.read(file("a,b\n"), 9)).hasMessageContaining("no rows of numbers");
        assertThatThrownBy(() -> Csv.read(folder, 9)).hasMessageContaining("is no file");
        assertThatThrownBy(() -> Csv.read(folder.resolve("none"), 9)).hasMessageContaining("does not exist");
    }

    @Test
    void aColumnDrivesAField() throws IOException {
        Path input = file("u,v\n1,10\n2,20\n6,30\n");
        var settings = Overrides.apply(
                        Presets.get("heavy-ball-init"),
                        List.of(
                                "field.inputFile=" + input,
                                "field.inputColumn=2",
                                "field.inputLength=2",
                                "field.inputScale=3"))
                .settings();
        var field = (adjointlab.core.field.Driven)
                Experiments.build(settings).model().field();
        assertThat(field.input().samples()).containsExactly(-30.0, 0.0); // less the mean of the whole column

        var missing = Overrides.apply(Presets.get("heavy-ball-init"), List.of("field.inputFile=none.csv"))
                .settings();
        assertThatThrownBy(() -> Experiments.build(missing))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("none.csv does not exist");
    }
}
