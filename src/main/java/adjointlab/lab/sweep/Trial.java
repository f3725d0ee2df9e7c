package adjointlab.lab.sweep;

import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;

/// One training that is compared with others.
///
/// @param contrast what is compared
/// @param settings complete, those that have what is compared and what is tuned
/// @param loss where it stands; not a number for a training that ended by itself before its last iteration
/// @param spent of what was planned
public record Trial(Contrast contrast, Settings settings, double loss, Spent spent) {
    /// @param made iterations made; all of them for one that broke, which can make no more
    /// @param planned iterations asked for
    /// @param budget that it had; iterations count only where it is in them
    public record Spent(int made, int planned, Budget budget) {}

    /// One among optimizers with a budget in iterations.
    public Trial(Settings settings, double loss, int made, int planned) {
        this(Contrast.OPTIMIZERS, settings, loss, new Spent(made, planned, Budget.ITERATIONS));
    }

    /// That of a sweep's result.
    public static Trial of(Contrast contrast, SweepResult result) {
        int planned = result.cell().iterations();
        boolean finished = result.finished();
        // of a budget in something else nothing is left either
        boolean counted = finished && result.cell().budget().unit() == Budget.Unit.ITERATIONS;
        return new Trial(
                contrast,
                result.cell().settings(),
                finished ? result.losses().last() : Double.NaN,
                new Spent(
                        counted ? result.end().iteration() : planned,
                        planned,
                        result.cell().budget()));
    }

    /// Which of the compared ones it is.
    public String group() {
        return contrast.group(settings);
    }

    /// Its name for people.
    public String label() {
        return contrast.label(settings);
    }

    /// The first tuned number, of optimizers the learning rate.
    public double rate() {
        return contrast.rate(settings);
    }

    /// All tuned numbers.
    public TunedPoint point() {
        return contrast.point(settings);
    }

    /// Of whatever is random.
    public int seed() {
        return settings.get(Slots.SEED);
    }

    /// Whether it ended by itself before its last iteration.
    public boolean broke() {
        return Double.isNaN(loss);
    }

    /// Whether it has iterations left to make.
    boolean isOpen() {
        return spent.made() < spent.planned();
    }
}
