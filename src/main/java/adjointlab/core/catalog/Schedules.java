package adjointlab.core.catalog;

import adjointlab.core.catalog.Type.Int;
import adjointlab.core.optim.Schedule;
import adjointlab.core.optim.StandardSchedules;
import java.util.List;

/// The learning-rate schedules.
public final class Schedules {
    private static final Int COUNT = new Int(1, Integer.MAX_VALUE, 1, 1000);
    private static final Key<Integer> EVERY = Key.whole("every", "Every", 50, COUNT);
    private static final Key<Integer> ITERATIONS = Key.whole("iterations", "Iterations", 200, COUNT);
    private static final Key<Integer> WARM_UP = Key.whole("warmUp", "Warm-up", 20, COUNT);
    private static final Key<Double> FACTOR = Key.real("factor", "Factor", 0.5, Ranges.fraction());
    private static final Key<Integer> MOST =
            Key.whole("most", "Most often, 0 for no limit", 0, new Int(0, 1_000_000, 0, 10));
    private static final Key<Double> FLOOR = Key.real("floor", "Floor", 0, Ranges.fraction());

    /// In display order.
    public static final Catalog<Schedule> CATALOG = new Catalog<>(
            "schedule",
            List.of(
                    Entry.plain("constant", "Constant", "The learning rate stays as it is.", "", Schedule.CONSTANT),
                    new Entry<>(
                            "step",
                            "Step",
                            "Multiplied by a factor after every so many iterations, as often as it may be.",
                            "",
                            List.of(EVERY, FACTOR, MOST),
                            v -> new StandardSchedules.Step(
                                    v.get(EVERY), v.get(FACTOR), v.get(MOST) == 0 ? Integer.MAX_VALUE : v.get(MOST))),
                    new Entry<>(
                            "exponential",
                            "Exponential",
                            "Multiplied by a factor at every iteration.",
                            "",
                            List.of(FACTOR.withDefault(0.99)),
                            v -> new StandardSchedules.Exponential(v.get(FACTOR))),
                    new Entry<>(
                            "cosine",
                            "Cosine",
                            "Half a cosine down to a floor.",
                            "Loshchilov and Hutter, ICLR 2017, equation (5)",
                            List.of(ITERATIONS, FLOOR),
                            v -> new StandardSchedules.Cosine(v.get(ITERATIONS), v.get(FLOOR))),
                    new Entry<>(
                            "warm-up",
                            "Warm-up",
                            "Rises linearly, then stays.",
                            "",
                            List.of(ITERATIONS.withDefault(20)),
                            v -> new StandardSchedules.WarmUp(v.get(ITERATIONS))),
                    new Entry<>(
                            "warm-up-cosine",
                            "Warm-up, then cosine",
                            "Rises linearly while half a cosine falls to a floor.",
                            "",
                            List.of(WARM_UP, ITERATIONS, FLOOR),
                            v -> new StandardSchedules.Product(
                                    new StandardSchedules.WarmUp(v.get(WARM_UP)),
                                    new StandardSchedules.Cosine(v.get(ITERATIONS), v.get(FLOOR))))));

    private Schedules() {}
}
