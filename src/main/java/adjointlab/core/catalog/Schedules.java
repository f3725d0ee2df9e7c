package adjointlab.core.catalog;

import adjointlab.core.catalog.Parameter.Int;
import adjointlab.core.optim.Schedule;
import adjointlab.core.optim.StandardSchedules;
import java.util.List;

/// The learning-rate schedules.
public final class Schedules {
    private static final Int ITERATIONS = new Int(1, Integer.MAX_VALUE, 1, 1000);

    /// In display order.
    public static final Catalog<Schedule> CATALOG = new Catalog<>(
            "schedule",
            List.of(
                    Entry.plain("constant", "Constant", "The learning rate stays as it is.", "", Schedule.CONSTANT),
                    new Entry<>(
                            "step",
                            "Step",
                            "Multiplied by a factor after every so many iterations.",
                            "",
                            List.of(Parameter.whole("every", "", "Every", 50, ITERATIONS), factor(0.5)),
                            v -> new StandardSchedules.Step(v.whole("every"), v.real("factor"))),
                    new Entry<>(
                            "exponential",
                            "Exponential",
                            "Multiplied by a factor at every iteration.",
                            "",
                            List.of(factor(0.99)),
                            v -> new StandardSchedules.Exponential(v.real("factor"))),
                    new Entry<>(
                            "cosine",
                            "Cosine",
                            "Half a cosine down to a floor.",
                            "Loshchilov and Hutter, ICLR 2017, equation (5)",
                            List.of(
                                    Parameter.whole("iterations", "", "Iterations", 200, ITERATIONS),
                                    Parameter.real("floor", "", "Floor", 0, Ranges.fraction(), true)),
                            v -> new StandardSchedules.Cosine(v.whole("iterations"), v.real("floor"))),
                    new Entry<>(
                            "warm-up",
                            "Warm-up",
                            "Rises linearly, then stays.",
                            "",
                            List.of(Parameter.whole("iterations", "", "Iterations", 20, ITERATIONS)),
                            v -> new StandardSchedules.WarmUp(v.whole("iterations"))),
                    new Entry<>(
                            "warm-up-cosine",
                            "Warm-up, then cosine",
                            "Rises linearly while half a cosine falls to a floor.",
                            "",
                            List.of(
                                    Parameter.whole("warmUp", "", "Warm-up", 20, ITERATIONS),
                                    Parameter.whole("iterations", "", "Iterations", 200, ITERATIONS),
                                    Parameter.real("floor", "", "Floor", 0, Ranges.fraction(), true)),
                            v -> new StandardSchedules.Product(
                                    new StandardSchedules.WarmUp(v.whole("warmUp")),
                                    new StandardSchedules.Cosine(v.whole("iterations"), v.real("floor"))))));

    private Schedules() {}

    private static Parameter factor(double defaultValue) {
        return Parameter.real("factor", "", "Factor", defaultValue, Ranges.fraction(), true);
    }
}
