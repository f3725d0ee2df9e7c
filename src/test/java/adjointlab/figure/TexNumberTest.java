package adjointlab.figure;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.figure.Axis.Scale;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Numbers for TeX stay where they are drawn, with no digit more than that takes.
final class TexNumberTest {
    /// 0.01 mm in big points.
    private static final double RESOLUTION = 0.01 / 25.4 * 72;

    private static double offBy(AxisMap map, double value) {
        return Math.abs(map.toPosition(Double.parseDouble(TexNumber.on(map, value))) - map.toPosition(value));
    }

    @Test
    void everyValueStaysWhereItIs() {
        Random random = new Random(5);
        for (int k = 0; k < 20_000; k++) {
            double min = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(-12, 13));
            double span = Math.max(Math.abs(min), 1e-300) * Math.pow(10, -random.nextInt(0, 11));
            AxisMap linear = new AxisMap(Scale.LINEAR, min, min + span, 40, 40 + 20 + 300 * random.nextDouble());
            double value = min + random.nextDouble() * span;
            assertThat(offBy(linear, value)).as("%s in %s", value, linear).isLessThanOrEqualTo(RESOLUTION * 1.001);
            AxisMap log = new AxisMap(Scale.LOG, Math.abs(min) + 1e-12, 2 * (Math.abs(min) + 1e-12 + span), 300, 40);
            double positive = log.toValue(40 + 260 * random.nextDouble());
            assertThat(offBy(log, positive)).as("%s in %s", positive, log).isLessThanOrEqualTo(RESOLUTION * 1.001);
        }
    }

    @Test
    void noDigitMoreThanThat() {
        AxisMap unit = new AxisMap(Scale.LINEAR, 0, 1, 0, 283.46);
        assertThat(TexNumber.on(unit, 1 / 3.0)).isEqualTo("0.3333");
        assertThat(TexNumber.on(unit, 0.5)).isEqualTo("0.5");
        assertThat(TexNumber.on(unit, 1)).isEqualTo("1");
        assertThat(TexNumber.on(unit, 1e-9)).isEqualTo("0");
        assertThat(TexNumber.on(unit, Double.NaN)).isEqualTo("nan");
        assertThat(TexNumber.on(new AxisMap(Scale.LOG, 1e-9, 1e-3, 0, 283.46), Math.PI * 1e-8))
                .isEqualTo("3.142e-8");
        AxisMap narrow = new AxisMap(Scale.LINEAR, 0.41600001, 0.41600002, 0, 283.46);
        assertThat(TexNumber.on(narrow, 0.41600001333333333)).isEqualTo("0.416000013333");
        assertThat(TexNumber.shade(0, 1, 1 / 3.0)).isEqualTo("0.3333");
    }

    /// A curve whose range is small beside its values is no flat line, and has no two ticks in one place.
    @Test
    void aNarrowCurveIsNotFlat() throws IOException {
        double[] x = IntStream.range(0, 40).asDoubleStream().toArray();
        double[] y = DoubleStream.of(x).map(k -> 0.916 * (1 - 1e-10 * k)).toArray();
        Layer line = new Layer.Line("loss", SeriesStyle.line(SeriesStyle.Hue.TRUTH), x, y, "");
        Figure figure = Figure.of(
                "Loss",
                "",
                new Plot(
                        "Loss",
                        Axis.of("k", Scale.LINEAR, Axis.Quantity.OTHER),
                        Axis.of("L", Scale.LINEAR, Axis.Quantity.OTHER),
                        List.of(line),
                        false));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FigureWriters.of("tex").write(figure, Page.of(100, 70), "", out);
        String tex = out.toString(StandardCharsets.UTF_8);
        Matcher limits = Pattern.compile("ymin=([^,]+),ymax=([^,]+),").matcher(tex);
        assertThat(limits.find()).isTrue();
        assertThat(Double.parseDouble(limits.group(2)) - Double.parseDouble(limits.group(1)))
                .isBetween(0.9 * 3.9e-9 * 0.916, 2 * 3.9e-9 * 0.916);
        Matcher ticks = Pattern.compile(",ytick=\\{([^}]+)\\}").matcher(tex);
        assertThat(ticks.find()).isTrue();
        assertThat(ticks.group(1).split(",")).hasSizeGreaterThan(2).doesNotHaveDuplicates();
        Matcher path = Pattern.compile("coordinates \\{([^}]+)\\}").matcher(tex);
        assertThat(path.find()).isTrue();
        assertThat(Pattern.compile(",([^)]+)\\)")
                        .matcher(path.group(1))
                        .results()
                        .map(found -> found.group(1)))
                .hasSizeGreaterThan(20)
                .doesNotHaveDuplicates();
    }
}
