package adjointlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// What is said where no window can open.
final class DisplayTest {
    private static final Display.Library THERE = new Display.Library("libc.so.6", "libc6");

    @Test
    @EnabledOnOs(OS.LINUX)
    void namesTheLibrariesThatAreMissingAndTheirPackages() {
        assertThat(Display.missing(List.of(THERE))).isEmpty();
        assertThat(Display.missing(List.of(
                        THERE,
                        new Display.Library("libnowhere.so.7", "libnowhere7"),
                        new Display.Library("libneither.so.1", "libneither1"))))
                .contains("The window needs libnowhere.so.7, libneither.so.1;"
                        + " on Debian and Ubuntu: apt-get install libnowhere7 libneither1");
    }
}
