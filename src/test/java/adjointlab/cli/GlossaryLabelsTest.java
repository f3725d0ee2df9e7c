package adjointlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Everyday;
import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Key;
import adjointlab.core.train.Metric;
import adjointlab.lab.glossary.Glossary;
import adjointlab.lab.glossary.Term;
import adjointlab.lab.preset.Slots;
import adjointlab.panel.Panels;
import adjointlab.panel.kit.RunMeasures;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Whatever a person finds written at a control has a card that explains it.
final class GlossaryLabelsTest {
    /// What a check claims is no setting of the window.
    private static final String NOT_SHOWN = "expectations";

    private static Set<String> settings() {
        Set<String> labels = new TreeSet<>();
        ListCommand.catalogs().forEach((kind, catalog) -> {
            if (!kind.equals(NOT_SHOWN)) {
                for (Entry<?> entry : catalog.entries()) {
                    entry.parameters().stream().map(Key::label).forEach(labels::add);
                }
            }
        });
        Slots.ALL.forEach(slot -> labels.add(slot.label()));
        Slots.GENERAL.forEach(setting -> labels.add(setting.key().label()));
        return labels;
    }

    private static List<String> unclear(Stream<String> labels) {
        return labels.filter(label -> !Everyday.isClear(label)).toList();
    }

    @Test
    void everySetting() {
        assertThat(settings()).hasSizeGreaterThan(200);
        assertThat(unclear(settings().stream())).isEmpty();
    }

    @Test
    void everyPanelsTitle() {
        assertThat(unclear(Panels.CATALOG.entries().stream().map(Entry::label))).isEmpty();
    }

    @Test
    void everyNumberOfARun() {
        List<Metric> metrics = List.of(Metric.values());
        assertThat(unclear(metrics.stream().map(Metric::label))).isEmpty();
        assertThat(unclear(metrics.stream().map(RunMeasures::title))).isEmpty();
        // as the column of numbers has them
        assertThat(unclear(metrics.stream()
                        .map(metric -> metric.label().toLowerCase(Locale.ROOT) + "  " + metric.symbol())))
                .isEmpty();
    }

    /// A check that lets everything pass would prove nothing.
    @Test
    void aNewLabelIsMissed() {
        assertThat(Everyday.isClear("Hyperbolic frobnication")).isFalse();
        assertThat(Everyday.isClear("Learning rate")).isTrue();
    }

    @Test
    void everydayWordsHaveNoCard() {
        assertThat(Everyday.words())
                .allSatisfy(word -> assertThat(Glossary.builtIn().of(word)).isEmpty());
    }

    /// What is nobody's label explains nothing.
    @Test
    void settingsOfTermsExist() {
        Set<String> settings = settings();
        assertThat(Glossary.builtIn().terms().stream().map(Term::labels).filter(labels -> labels.stream()
                        .anyMatch(settings::contains)))
                .hasSizeGreaterThan(40);
    }
}
