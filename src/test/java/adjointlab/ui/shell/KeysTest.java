package adjointlab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import adjointlab.ui.model.Command;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Each key means one thing.
final class KeysTest {
    private static Command command(String group, String label, String keys) {
        return new Command(group, label, keys, () -> {});
    }

    @Test
    void noKeyHasTwoMeanings() {
        Command save = command("File", "Save", "Shortcut+S");
        assertThatThrownBy(() -> new Keys(List.of(save, command("View", "Surface", "T / Shortcut+S"))))
                .hasMessageContaining("“Save” and “Surface”");
        assertThat(new Keys(List.of(save, command("View", "Surface", "Shift+S"))).menus())
                .hasSize(2);
    }

    @Test
    void inFrontOfAnAudienceKeysMayMeanSomethingElse() {
        Command branch = command("Train", "Branch", "B");
        assertThat(new Keys(List.of(branch, command(Keys.PRESENTING, "Black screen", "B"))).menus())
                .hasSize(2);
    }

    @Test
    void whatIsNoKeyIsRefused() {
        assertThatThrownBy(() -> new Keys(List.of(command("View", "Surface", "§§"))))
                .hasMessage("there is no key §§");
    }
}
