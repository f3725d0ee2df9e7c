package adjointlab.core.problem.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.kernel.Batch;
import adjointlab.core.math.RandomStreams;
import adjointlab.core.problem.RowSampler;
import adjointlab.core.problem.Uniformity;
import java.awt.geom.Line2D;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The densities in the plane against their descriptions: supports, moments, shares, noise.
final class PlanarDensityTest {
    private static final int SEED = 17;
    private static final int N = 40_000;

    private static final Map<PlanarDensity, Consumer<Batch>> FACTS = Map.of(
            PlanarDensity.CIRCLE, PlanarDensityTest::circles,
            PlanarDensity.MOONS, PlanarDensityTest::moons,
            PlanarDensity.EIGHT_GAUSSIANS, PlanarDensityTest::gaussians,
            PlanarDensity.CHECKERBOARD, PlanarDensityTest::checkerboard,
            PlanarDensity.SPIRALS, PlanarDensityTest::spirals);

    @ParameterizedTest
    @EnumSource
    void samplesAreAsDescribed(PlanarDensity density) {
        assertThat(FACTS)
                .as("the density %s needs its facts in this test", density)
                .containsKey(density);
        assertThat(density.dim()).isEqualTo(2);
        Batch x = new Batch(2, N);
        density.sample(RandomStreams.of(SEED, "facts"), x);
        Objects.requireNonNull(FACTS.get(density)).accept(x);
    }

    private static double[] each(Batch x, ToDoubleBiFunction<Double, Double> of) {
        double[] out = new double[x.size()];
        Arrays.setAll(out, s -> of.applyAsDouble(x.get(0, s), x.get(1, s)));
        return out;
    }

    private static double turn(double angle) {
        double part = angle / (2 * Math.PI);
        return part - Math.floor(part);
    }

    /// Half on each of two circles; across them a deviation of 0.06, to which first order the radius' is equal.
    private static void circles(Batch x) {
        double[] outer =
                Arrays.stream(each(x, Math::hypot)).filter(r -> r > 0.75).toArray();
        double[] inner =
                Arrays.stream(each(x, Math::hypot)).filter(r -> r <= 0.75).toArray();
        Uniformity.areDistributed(new double[] {outer.length, inner.length}, new double[] {0.5, 0.5}, "halves");
        // E[r] = R + σ²/2R + …, from the noise along the circle
        Uniformity.hasMean(outer, 1 + 0.0018, "outer radius");
        Uniformity.hasMean(inner, 0.5 + 0.0036, "inner radius");
        Uniformity.hasMean(Arrays.stream(outer).map(r -> (r - 1) * (r - 1)).toArray(), 0.0036, "outer noise");
        Uniformity.hasMean(Arrays.stream(inner).map(r -> (r - 0.5) * (r - 0.5)).toArray(), 0.0036, "inner noise");
        Uniformity.isUniform(each(x, (u, v) -> turn(Math.atan2(v, u))), "angles");
    }

    /// Points are 1.5(c − ½, s − ¼) for half of them, 1.5(½ − c, ¼ − s) for the others, with c, s on the upper
    /// half of the unit circle, where E[s] = 2/π and E[c] = E[cs] = 0; and noise of deviation 0.12.
    private static void moons(Batch x) {
        Uniformity.hasMean(each(x, (u, _) -> u), 0, "x");
        Uniformity.hasMean(each(x, (_, v) -> v), 0, "y");
        Uniformity.hasMean(each(x, (u, _) -> u * u), 2.25 * 0.75 + 0.0144, "x²");
        Uniformity.hasMean(each(x, (_, v) -> v * v), 2.25 * (0.5625 - 1 / Math.PI) + 0.0144, "y²");
        Uniformity.hasMean(each(x, (u, v) -> u * v), 2.25 * (0.125 - 1 / Math.PI), "xy");
        // between 130° and 170° around its middle each moon is alone
        double[] left = radii(each(x, (u, _) -> u / 1.5 + 0.5), each(x, (_, v) -> v / 1.5 + 0.25));
        double[] right = radii(each(x, (u, _) -> 0.5 - u / 1.5), each(x, (_, v) -> 0.25 - v / 1.5));
        Uniformity.areDistributed(new double[] {left.length, right.length}, new double[] {0.5, 0.5}, "moons");
        assertThat(left.length).isCloseTo((int) (N / 2.0 * 40 / 180), within(300));
        for (double[] moon : new double[][] {left, right}) {
            Uniformity.hasMean(Arrays.stream(moon).map(r -> r - 1).toArray(), 0.0032, "radius");
            Uniformity.hasMean(Arrays.stream(moon).map(r -> (r - 1) * (r - 1)).toArray(), 0.0064, "noise");
        }
        assertThat(Arrays.stream(each(x, (u, v) -> Math.max(Math.abs(u) - 2.25, Math.abs(v) - 1.125))))
                .allMatch(beyond -> beyond < 5 * 0.12);
    }

    private static double[] radii(double[] x, double[] y) {
        return IntStream.range(0, x.length)
                .filter(s ->
                        Math.abs(Math.toDegrees(Math.atan2(y[s], x[s])) - 150) < 20 && Math.hypot(x[s], y[s]) > 0.5)
                .mapToDouble(s -> Math.hypot(x[s], y[s]))
                .toArray();
    }

    private static void gaussians(Batch x) {
        double[] counts = new double[8];
        double[] along = new double[N];
        double[] across = new double[N];
        for (int s = 0; s < N; s++) {
            double u = x.get(0, s);
            double v = x.get(1, s);
            int cluster = (int) Math.floorMod(Math.round(Math.atan2(v, u) / (Math.PI / 4)), 8L);
            counts[cluster]++;
            double angle = cluster * Math.PI / 4;
            along[s] = u * Math.cos(angle) + v * Math.sin(angle) - 2;
            across[s] = v * Math.cos(angle) - u * Math.sin(angle);
        }
        double[] eighths = new double[8];
        Arrays.fill(eighths, 0.125);
        Uniformity.areDistributed(counts, eighths, "clusters");
        Uniformity.hasMean(along, 0, "distance from the origin");
        Uniformity.hasMean(across, 0, "across");
        // neighbours are three deviations off: the cut there takes two percent of the variance across
        assertThat(squares(along)).isBetween(0.98 * 0.0625, 1.03 * 0.0625);
        assertThat(squares(across)).isBetween(0.95 * 0.0625, 1.02 * 0.0625);
    }

    private static double squares(double[] v) {
        return Arrays.stream(v).map(a -> a * a).average().orElseThrow();
    }

    private static void checkerboard(Batch x) {
        double[] counts = new double[8];
        for (int s = 0; s < N; s++) {
            int column = (int) Math.floor(x.get(0, s) + 2);
            int row = (int) Math.floor(x.get(1, s) + 2);
            assertThat(column).isBetween(0, 3);
            assertThat(row).isBetween(0, 3);
            assertThat((column + row) % 2).as("only every other square").isZero();
            counts[2 * column + row / 2]++;
        }
        double[] eighths = new double[8];
        Arrays.fill(eighths, 0.125);
        Uniformity.areDistributed(counts, eighths, "squares");
        Uniformity.isUniform(each(x, (u, _) -> u - Math.floor(u)), "x within a square");
        Uniformity.isUniform(each(x, (_, v) -> v - Math.floor(v)), "y within a square");
        Uniformity.isUniform(each(x, (u, _) -> (u + 2) / 4), "x");
        Uniformity.isUniform(each(x, (_, v) -> (v + 2) / 4), "y");
    }

    /// An arm is at radius 2.2·a/3π after an angle a, of which a² is uniform; the other arm is its mirror image.
    private static void spirals(Batch x) {
        Uniformity.hasMean(each(x, (u, _) -> u), 0, "x");
        Uniformity.hasMean(each(x, (_, v) -> v), 0, "y");
        Uniformity.hasMean(each(x, (u, v) -> u * u + v * v), 2.42 + 2 * 0.0064, "r²");
        Uniformity.hasMean(each(x, (u, v) -> Math.pow(u * u + v * v, 2)), 23.4256 / 3 + 8 * 0.0064 * 2.42, "r⁴");
        double[] arms = new double[2];
        double[] off = new double[N];
        int far = 0;
        for (int s = 0; s < N; s++) {
            double r = Math.hypot(x.get(0, s), x.get(1, s));
            assertThat(r).isLessThan(2.2 + 5 * 0.08);
            if (r > 1) {
                double angle = 3 * Math.PI * r / 2.2;
                double side = Math.cos(Math.atan2(x.get(1, s), x.get(0, s)) - angle);
                arms[side > 0 ? 0 : 1]++;
                // along a circle the distance is r·sin; an arm is a little steeper
                off[far++] = Math.pow(r * Math.sin(Math.atan2(x.get(1, s), x.get(0, s)) - angle), 2);
            }
        }
        Uniformity.areDistributed(arms, new double[] {0.5, 0.5}, "arms");
        // noise across the circle moves the angle by σ/r and, by way of the radius, by 3πσ/2.2
        double expected = 0;
        double weight = 0;
        for (double q = 1 / 4.84; q < 1; q += 1e-4) {
            expected += 0.0064 * (1 + Math.pow(2.2 * Math.sqrt(q) * 3 * Math.PI / 2.2, 2));
            weight++;
        }
        assertThat(Arrays.stream(off, 0, far).average().orElseThrow())
                .isBetween(0.8 * expected / weight, 1.1 * expected / weight);
    }

    @ParameterizedTest
    @EnumSource
    void paddingRepeatsTheLastSampleAndChanceComesFromTheStreamAlone(PlanarDensity density) {
        Batch x = new Batch(2, 5);
        density.sample(RandomStreams.of(SEED, "a"), x);
        Batch again = new Batch(2, 5);
        again.fill(9);
        density.sample(RandomStreams.of(SEED, "a"), again);
        assertThat(again.data()).isEqualTo(x.data());
        assertThat(x.get(0, 7)).isEqualTo(x.get(0, 4));
        assertThat(x.get(1, 5)).isEqualTo(x.get(1, 4));
        density.sample(RandomStreams.of(SEED + 1, "a"), again);
        assertThat(again.get(0, 0)).isNotEqualTo(x.get(0, 0));
    }

    /// A picture of one dark cell: all samples lie there, uniformly. The longer side is 4.
    @Test
    void aPicturesDarkCellHoldsItsSamples() {
        double[][] darkness = new double[2][5];
        darkness[0][3] = 0.7;
        PictureDensity density = new PictureDensity(darkness);
        assertThat(density.dim()).isEqualTo(2);
        Batch x = new Batch(2, 5001);
        density.sample(RandomStreams.of(SEED, "picture"), x);
        // cells are 0.8 wide: column 3 is [0.4, 1.2], the upper row [0, 0.8]
        Uniformity.isUniform(each(x, (u, _) -> (u - 0.4) / 0.8), "x");
        Uniformity.isUniform(each(x, (_, v) -> v / 0.8), "y");
        assertThat(x.get(0, 5007)).as("padding").isEqualTo(x.get(0, 5000));
        assertThat(density.entropy()).isCloseTo(Math.log(0.64), within(1e-15));
        assertThatThrownBy(() -> new PictureDensity(new double[3][2])).hasMessageContaining("white everywhere");
    }

    /// −Σ pᵢ ln(pᵢ/area) written out for unequal cells.
    @Test
    void entropyIsThatOfTheCells() {
        double expected = -(0.1 * Math.log(0.1 / 4) + 0.2 * Math.log(0.2 / 4) + 0.7 * Math.log(0.7 / 4));
        assertThat(new PictureDensity(new double[][] {{1, 2}, {7, 0}}).entropy())
                .isCloseTo(expected, within(1e-14));
    }

    @Test
    void rowsOfATableAreDrawnEquallyOften() {
        double[][] rows = {{1, -1}, {2, -2}, {3, -3}, {4, -4}, {5, -5}};
        RowSampler sampler = new RowSampler(rows);
        Batch x = new Batch(2, N);
        sampler.sample(RandomStreams.of(SEED, "rows"), x);
        double[] counts = new double[5];
        for (int s = 0; s < N; s++) {
            assertThat(x.get(1, s)).isEqualTo(-x.get(0, s));
            counts[(int) x.get(0, s) - 1]++;
        }
        Uniformity.areDistributed(counts, new double[] {0.2, 0.2, 0.2, 0.2, 0.2}, "rows");
        // by n, as the documentation of a variance of 1 over the rows has it
        double[][] scaled =
                RowSampler.standardised(new double[][] {{1, 7}, {5, 7}}).rows();
        assertThat(scaled).isDeepEqualTo(new double[][] {{-1, 0}, {1, 0}});
    }

    @Test
    void rowsFillThePaddingToo() {
        RowSampler sampler = new RowSampler(new double[][] {{1, -1, 7}, {2, -2, 7}});
        assertThat(sampler.dim()).isEqualTo(3);
        Batch x = new Batch(3, 5);
        sampler.sample(RandomStreams.of(SEED, "rows"), x);
        assertThat(x.get(2, 7)).isEqualTo(7);
        assertThat(x.get(0, 6)).isEqualTo(x.get(0, 4));
    }

    /// The digit 1 in a frame of 4: samples lie within a pen's width and a pixel of its two straight strokes,
    /// which a plain hand writes at nine tenths of the size.
    @Test
    void aDrawnDigitsSamplesLieOnItsStrokes() {
        Batch x = new Batch(2, 2000);
        PictureDensity.drawn(1).sample(RandomStreams.of(SEED, "drawn"), x);
        for (int s = 0; s < 2000; s++) {
            double u = x.get(0, s) / 4;
            double v = -x.get(1, s) / 4;
            double hook = Line2D.ptSegDist(0.9 * -0.14, 0.9 * -0.23, 0.9 * 0.02, 0.9 * -0.4, u, v);
            double stem = Line2D.ptSegDist(0.9 * 0.02, 0.9 * -0.4, 0, 0.9 * 0.4, u, v);
            assertThat(Math.min(hook, stem)).isLessThan(0.045 + 2.0 / 48);
        }
    }
}
