package adjointlab.panel.kit;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.ode.Cancellation;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.run.TrainingService;
import adjointlab.panel.kit.PanelContext.Shown;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// What runs and their groups are called among others.
final class GroupsTest {
    private static List<Shown> shown(String preset, Predicate<String> wanted) {
        Preset opened = Presets.get(preset);
        try (TrainingService service = new TrainingService(0)) {
            List<Shown> runs = service.open(opened).stream()
                    .filter(run -> wanted.test(run.name()))
                    .map(run -> new Shown(run, RunStyles.of(run)))
                    .toList();
            service.drain(Cancellation.NEVER);
            return runs;
        }
    }

    private static List<String> groups(List<Shown> runs) {
        return Groups.of(runs).stream().map(Groups.Group::label).toList();
    }

    private static List<String> names(List<Shown> runs) {
        return runs.stream().map(run -> Groups.shortName(run, runs)).toList();
    }

    /// A setting whose name has two words is not cut between them.
    @Test
    void aGroupIsNamedByWholeSettings() {
        List<Shown> node = shown("heavy-ball-nfe-tolerance", name -> name.contains("/node/"));
        assertThat(node).hasSize(5);
        assertThat(groups(node)).containsExactly("Adam NODE");
        assertThat(names(node).getFirst()).isEqualTo("relative tolerance = 0.001");
    }

    @Test
    void whatAllEndWithIsNotSaid() {
        List<Shown> families =
                shown("heavy-ball-nfe-tolerance", name -> name.endsWith("/0.001") && !name.contains("/anode/"));
        assertThat(groups(families)).containsExactly("NODE", "SONODE", "HBNODE", "GHBNODE");
        assertThat(names(families)).containsExactly("NODE", "SONODE", "HBNODE", "GHBNODE");
        List<Shown> methods = shown("simplest-fig-2", name -> name.endsWith("/2"));
        assertThat(groups(methods)).containsExactly("SGD", "Adam", "Variance-corrected");
        assertThat(names(methods)).containsExactly("SGD", "Adam", "Variance-corrected");
    }

    @Test
    void whatDiffersIsSaid() {
        List<Shown> all = shown("simplest-fig-2", _ -> true);
        assertThat(groups(all)).containsExactly("SGD", "Adam", "Variance-corrected");
        assertThat(names(all)).doesNotHaveDuplicates().contains("SGD a₀ = −4", "Adam a₀ = 2");
        List<Shown> starts = shown("simplest-fig-2", name -> name.startsWith("sgd/"));
        assertThat(groups(starts)).containsExactly("SGD");
        assertThat(names(starts)).contains("a₀ = −4", "a₀ = 2").doesNotHaveDuplicates();
    }

    /// Words of a name that stand before a setting, and are none of its own.
    @Test
    void wordsBeforeASettingStay() {
        List<Shown> codings = shown("wide-fig-7", name -> name.contains("/softplus/"));
        assertThat(names(codings))
                .contains("halves seed = 0", "one-hot seed = 0")
                .doesNotHaveDuplicates();
        List<Shown> one = shown("wide-fig-7", name -> name.contains("/softplus/halves/"));
        assertThat(one).hasSizeGreaterThan(1);
        assertThat(groups(one)).containsExactly("SGD Softplus halves");
    }
}
