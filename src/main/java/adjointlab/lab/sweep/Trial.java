package adjointlab.lab.sweep;

import adjointlab.core.catalog.Optimizers;
import adjointlab.lab.preset.Setting;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;

/// One training that is compared with others.
///
/// @param settings complete, those of an optimizer with a learning rate
/// @param loss where it stands; not a number for a training that ended by itself before its last iteration
/// @param made iterations made; all of them for one that broke, which can make no more
/// @param planned iterations asked for
public record Trial(Settings settings, double loss, int made, int planned) {
    private static final Setting<Double> RATE = Slots.OPTIMIZER.at(Optimizers.LEARNING_RATE);

    /// Whether settings can be those of one.
    public static boolean fits(Settings settings) {
        return settings.has(RATE);
    }

    /// That of a sweep's result.
    public static Trial of(SweepResult result) {
        int planned = result.cell().iterations();
        boolean finished = result.finished();
        return new Trial(
                result.cell().settings(),
                finished ? result.losses().last() : Double.NaN,
                finished ? result.end().iteration() : planned,
                planned);
    }

    /// The optimizer's id.
    public String optimizer() {
        return settings.id(Slots.OPTIMIZER);
    }

    /// The optimizer's name for people.
    public String label() {
        return settings.entry(Slots.OPTIMIZER).label();
    }

    /// Learning rate.
    public double rate() {
        return settings.get(RATE);
    }

    /// Of whatever is random.
    public int seed() {
        return settings.get(Slots.SEED);
    }

    /// Whether it ended by itself before its last iteration.
    public boolean broke() {
        return Double.isNaN(loss);
    }

    /// Whether a setting is what trials of one optimizer differ in.
    static boolean isVaried(String path) {
        return path.equals(RATE.path()) || path.equals(Slots.SEED.path());
    }

    /// Whether a setting says how a loss is minimized, rather than which.
    static boolean isMethod(String path) {
        return Slots.of(path)
                .filter(slot -> slot == Slots.OPTIMIZER
                        || slot == Slots.AROUND
                        || slot == Slots.SCHEDULE
                        || slot == Slots.CLIPPING
                        || slot == Slots.GRADIENT)
                .isPresent();
    }
}
