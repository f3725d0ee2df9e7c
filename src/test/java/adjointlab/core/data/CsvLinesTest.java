package adjointlab.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvLinesTest {
    private static String text(LineDelimiter end, String... cells) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CsvLines lines = new CsvLines(out, end);
        lines.add(List.of(cells));
        lines.flush();
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void quotesStandWhereTheyMust() throws IOException {
        assertThat(text(LineDelimiter.LF, "a", "", "θ ", "1e-9")).isEqualTo("a,,θ ,1e-9\n");
        assertThat(text(LineDelimiter.CRLF, "# runs", "1;2")).isEqualTo("# runs,1;2\r\n");
        assertThat(text(LineDelimiter.LF, "a,b", "say \"no\"", "two\nlines", "two\rlines"))
                .isEqualTo("\"a,b\",\"say \"\"no\"\"\",\"two\nlines\",\"two\rlines\"\n");
        assertThat(text(LineDelimiter.LF, "")).isEqualTo("\n");
        assertThat(text(LineDelimiter.LF, "", "")).isEqualTo(",\n");
    }

    @Test
    void aFullDiskIsSaid() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("no space left");
            }
        };
        CsvLines lines = new CsvLines(full, LineDelimiter.LF);
        assertThatThrownBy(() -> {
                    for (int line = 0; line < 100_000; line++) {
                        lines.add(List.of("a"));
                    }
                })
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("no space left");
    }
}
