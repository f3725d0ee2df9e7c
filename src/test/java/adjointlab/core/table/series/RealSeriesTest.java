package adjointlab.core.table.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import adjointlab.core.table.series.SeriesFile.Options;
import adjointlab.core.table.series.Understood.Range;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Files of series that others published, read where they lie beside the checkout, in `../shared/data`; skipped where
/// they do not.
final class RealSeriesTest {
    private static final Path DATA = Path.of("..", "shared", "data");

    private static Path file(String name) {
        Path file = DATA.resolve(name);
        assumeTrue(Files.exists(file), () -> "no " + file.normalize() + " here; the test needs the real file");
        return file;
    }

    @Test
    void spokenWords() throws IOException {
        String name = "uea-ArticularyWordRecognition/ArticularyWordRecognition_";
        SeriesSet train = SeriesFile.read(file(name + "TRAIN.ts.gz"), Options.USUAL);
        SeriesSet test = SeriesFile.read(file(name + "TEST.ts.gz"), Options.USUAL);
        assertThat(train.all()).hasSize(275);
        assertThat(test.all()).hasSize(300);
        for (SeriesSet set : List.of(train, test)) {
            assertThat(set.channels()).hasSize(9);
            assertThat(set.classes()).hasSize(25).isEqualTo(train.classes());
            assertThat(set.understood().lengths()).isEqualTo(new Range(144, 144));
            assertThat(set.understood().missing()).isZero();
            assertThat(set.understood().classes()).allMatch(each -> each.series() >= 10);
            assertThat(set.understood().remarks()).isEmpty();
        }
    }

    @Test
    void planeVibration() throws IOException {
        SeriesSet set = SeriesFile.read(file("f16-plane-vibration/pv.csv"), new Options("", "", "", "", 1 / 400.0));
        assertThat(set.channels())
                .containsExactly("Force", "Voltage", "Acceleration1", "Acceleration2", "Acceleration3");
        assertThat(set.all()).hasSize(1);
        assertThat(set.all().getFirst().length()).isEqualTo(73_728);
        assertThat(set.all().getFirst().values()[1])
                .containsExactly(-0.52401, 0.0027407, -0.018391, -0.033239, -0.027533);
        assertThat(set.all().getFirst().times()[400]).isEqualTo(1);
        assertThat(set.understood().missing()).isZero();
        assertThat(set.understood().remarks()).contains("channel Fs has at most one value and is left out");
    }

    @Test
    void silverbox() throws IOException {
        SeriesSet set = SeriesFile.read(file("silverbox/SNLS80mV.csv"), Options.USUAL);
        assertThat(set.channels()).containsExactly("V1", "V2");
        assertThat(set.all().getFirst().length()).isEqualTo(131_072);
        assertThat(set.all().getFirst().values()[0]).containsExactly(0.0057756, 0.0093978);
        assertThat(set.all().getFirst().values()[131_071]).containsExactly(0.0096732, -0.0072247);
        assertThat(set.understood().remarks()).containsExactly("an empty last column is left out");
    }

    @Test
    void walksInThreeArchivesOfOneFolder() throws IOException {
        SeriesSet set = SeriesFile.read(file("walker2d"), Options.USUAL);
        assertThat(set.all()).hasSize(400);
        assertThat(set.channels()).hasSize(17);
        assertThat(set.understood().lengths()).isEqualTo(new Range(131, 1000));
        assertThat(set.all().stream().mapToInt(SeriesSet.Recording::length).sum())
                .isEqualTo(254_963);
        assertThat(set.all().getFirst().name()).isEqualTo("rollout_000.npy");
        assertThat(set.all().getLast().name()).isEqualTo("rollout_399.npy");
        assertThat(set.understood().remarks()).containsExactly("SOURCE.txt left out");
        SeriesSet part = SeriesFile.read(file("walker2d/walker-part2.zip"), Options.USUAL);
        assertThat(part.all()).hasSize(133);
        assertThat(part.all().getFirst().values()).isEqualTo(set.all().get(134).values());
    }

    @Test
    void weatherByDates() throws IOException {
        SeriesSet set = SeriesFile.read(file("daily-delhi-climate/DailyDelhiClimateTrain.csv"), Options.USUAL);
        assertThat(set.channels()).containsExactly("meantemp", "humidity", "wind_speed", "meanpressure");
        assertThat(set.all().getFirst().length()).isEqualTo(1462);
        assertThat(set.understood().gaps()).isEqualTo(new Range(86_400, 86_400));
    }
}
