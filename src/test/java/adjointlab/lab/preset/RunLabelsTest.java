package adjointlab.lab.preset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Names of runs and the settings that they tell.
final class RunLabelsTest {
    private static final Settings BEFORE = Settings.defaults()
            .with("optimizer.id", "sgd")
            .with("optimizer.learningRate", 0.1)
            .with("init.id", "values")
            .with("init.values", List.of(-4.0));

    @Test
    void aSettingIsToldAsItIsNow() {
        Settings after = BEFORE.with("optimizer.learningRate", 1e-7);
        assertThat(RunLabels.follow("SGD η = 0.1", BEFORE, after)).isEqualTo("SGD η = 10⁻⁷");
        assertThat(RunLabels.follow("SGD η = 0.1 @ 7", BEFORE, after)).isEqualTo("SGD η = 10⁻⁷ @ 7");
        assertThat(RunLabels.follow("SGD · Learning rate = 0.1", BEFORE, after))
                .isEqualTo("SGD · Learning rate = 10⁻⁷");
        assertThat(RunLabels.follow("SGD a₀ = −4 η = 0.1", BEFORE, after.with("init.values", List.of(2.0))))
                .isEqualTo("SGD a₀ = 2 η = 10⁻⁷");
        assertThat(RunLabels.follow("SGD η = 10⁻⁷", after, BEFORE)).isEqualTo("SGD η = 0.1");
    }

    @Test
    void whatIsNoSettingStays() {
        Settings after = BEFORE.with("optimizer.learningRate", 0.5);
        for (String label : List.of("SGD", "SGD η = 0.15", "SGD η = 0.1, 3", "Kη = 0.1", "my run", "")) {
            assertThat(RunLabels.follow(label, BEFORE, after)).isEqualTo(label);
        }
        assertThat(RunLabels.follow("SGD η = 0.1", BEFORE, BEFORE.with("seed", 7)))
                .isEqualTo("SGD η = 0.1");
    }

    @Test
    void whatIsNoMoreGoesOut() {
        Settings after = BEFORE.with("init.id", "normal");
        assertThat(RunLabels.follow("SGD a₀ = −4 η = 0.1", BEFORE, after)).isEqualTo("SGD η = 0.1");
        assertThat(RunLabels.follow("a₀ = −4", BEFORE, after)).isEqualTo("a₀ = −4");
    }

    @Test
    void aRunMadeFromAnotherKeepsWhatItsNameTells() {
        Settings rate = BEFORE.with("optimizer.learningRate", 0.5);
        assertThat(RunLabels.made("SGD a₀ = −4", BEFORE, rate, Slots.OPTIMIZER)).isEqualTo("SGD a₀ = −4 η = 0.5");
        assertThat(RunLabels.made("SGD a₀ = −4 η = 0.1", BEFORE, rate, Slots.OPTIMIZER))
                .isEqualTo("SGD a₀ = −4 η = 0.5");
        Settings adam = BEFORE.with("optimizer.id", "adam").with("init.values", List.of(2.0));
        assertThat(RunLabels.made("SGD a₀ = −4", BEFORE, adam, Slots.OPTIMIZER)).isEqualTo("Adam a₀ = 2");
        assertThat(RunLabels.made("a₀ = −4", BEFORE, adam, Slots.OPTIMIZER)).isEqualTo("Adam a₀ = 2");
        assertThat(RunLabels.made("", BEFORE, BEFORE, Slots.OPTIMIZER)).isEqualTo("SGD");
        assertThat(RunLabels.made("mine", BEFORE, rate, Slots.OPTIMIZER)).isEqualTo("mine η = 0.5");
    }

    @Test
    void anEntryIsToldByItsName() {
        Settings after = BEFORE.with("optimizer.id", "adam");
        String told = RunLabels.follow("SGD η = 0.1", BEFORE, after);
        assertThat(told).startsWith("Adam");
        assertThat(told.contains("η")).isEqualTo(after.has("optimizer.learningRate"));
    }

    /// The optimizer's rate and that of a learned horizon have one symbol.
    @Test
    void ofTwoSettingsWithOneSymbolTheMoreProminentIsMeant() {
        Settings both = Settings.defaults()
                .with("horizon.id", "first-order")
                .with("optimizer.learningRate", 0.1)
                .with("horizon.learningRate", 0.1);
        assertThat(RunLabels.words(both, "horizon.learningRate"))
                .isEqualTo(RunLabels.words(both, "optimizer.learningRate"));
        assertThat(RunLabels.follow("Adam η = 0.1", both, both.with("horizon.learningRate", 0.5)))
                .isEqualTo("Adam η = 0.1");
        assertThat(RunLabels.follow(
                        "Adam η = 0.1",
                        both,
                        both.with("horizon.learningRate", 0.1001).with("optimizer.learningRate", 0.7)))
                .isEqualTo("Adam η = 0.7");
    }

    /// What one setting was told as is what another one is told as now.
    @Test
    void valuesThatAreExchangedAreToldSo() {
        Settings before = BEFORE.with("problem.horizon", 2.0);
        String named =
                RunLabels.words(before, "problem.horizon") + " " + RunLabels.words(before, "optimizer.learningRate");
        Settings after = before.with("problem.horizon", 0.1).with("optimizer.learningRate", 2.0);
        assertThat(RunLabels.follow(named, before, after))
                .isEqualTo(RunLabels.words(after, "problem.horizon") + " "
                        + RunLabels.words(after, "optimizer.learningRate"));
    }
}
