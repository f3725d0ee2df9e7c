package adjointlab.lab.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import adjointlab.core.catalog.Fields;
import adjointlab.core.field.Signal;
import adjointlab.core.ode.Cancellation;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.Slots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The growth of untrained models under the measured input, where the file lies beside the checkout, in
/// `../shared/data`; skipped where it does not.
final class SilverboxTest {
    private static final Path FILE = Path.of("..", "shared", "data", "silverbox", "SNLS80mV.csv");

    private static Preset given() {
        assumeTrue(Files.exists(FILE), () -> "no " + FILE.normalize() + " here; the test needs the real file");
        return Overrides.apply(Presets.get("heavy-ball-silverbox"), List.of("field.inputFile=" + FILE));
    }

    private static Signal input(Preset preset, String run) {
        return preset.runs().stream()
                .filter(spec -> spec.name().equals(run))
                .map(spec -> Fields.inputs(spec.settings(preset.settings()).values(Slots.FIELD))
                        .getFirst())
                .findFirst()
                .orElseThrow();
    }

    /// [rows][V1, V2], read without the lab's readers.
    private static List<double[]> rows() throws IOException {
        return Files.readAllLines(FILE).stream()
                .skip(1)
                .filter(line -> !line.isBlank())
                .map(line -> line.split(","))
                .map(cells -> new double[] {Double.parseDouble(cells[0]), Double.parseDouble(cells[1])})
                .toList();
    }

    private static double mean(List<double[]> rows, int column) {
        return rows.stream().mapToDouble(row -> row[column]).average().orElseThrow();
    }

    @Test
    void inputAndStartAreTheMeasuredOnes() throws IOException {
        Preset preset = given();
        List<double[]> rows = rows();
        double mean = mean(rows, 0);
        Signal measured = input(preset, "adam/node/0/hold");
        for (int k = 0; k < 64; k++) {
            double u = 100 * (rows.get(k)[0] - mean);
            assertThat(measured.at(k)).isCloseTo(u, within(1e-10));
            if (k < 63) {
                double next = 100 * (rows.get(k + 1)[0] - mean);
                assertThat(measured.at(k + 0.3)).isCloseTo(0.7 * u + 0.3 * next, within(1e-10));
            }
        }
        Signal asPublished = input(preset, "adam/node/0/line");
        double first = 100 * (rows.get(1)[0] - mean);
        double second = 100 * (rows.get(2)[0] - mean);
        assertThat(asPublished.at(1.5)).isEqualTo(measured.at(1.5));
        assertThat(asPublished.at(63)).isCloseTo(first + 62 * (second - first), within(1e-9));
        assertThat(preset.settings().get("problem.start"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(Double.class))
                .singleElement()
                .satisfies(
                        start -> assertThat(start).isCloseTo(100 * (rows.getFirst()[1] - mean(rows, 1)), within(1e-9)));
    }

    @Test
    void everyClaimHolds() {
        ReproductionCard card = ReproductionCard.run(given(), Cancellation.NEVER);
        assertThat(card.holds()).as(card.text()).isTrue();
    }
}
