package adjointlab.panel.sweep;

import adjointlab.core.math.Numbers;
import adjointlab.lab.preset.Slots;
import adjointlab.panel.kit.Trail;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Collects where trainings stand in a figure, and says what tells each from the others.
final class Trails {
    private static final int DIGITS = 3;
    private static final int MOST_FACTORS = 6;

    private final List<Factor> factors;
    private final boolean seeds;
    private final Cell.Measure measure;
    private final Map<Cell, Trail.Training> named = new HashMap<>();
    private final List<Trail> all = new ArrayList<>();

    /// @param cells all that there are
    /// @param measure what is said of each
    Trails(List<Cell> cells, Cell.Measure measure) {
        this.measure = measure;
        List<Factor> differ = cells.isEmpty() ? List.of() : Factor.of(cells);
        factors = differ.subList(0, Math.min(MOST_FACTORS, differ.size()));
        seeds = cells.stream()
                        .map(cell -> cell.settings().get(Slots.SEED))
                        .distinct()
                        .count()
                > 1;
    }

    /// One in a plot.
    void add(int plot, Cell cell, double[] x, double[] y) {
        all.add(new Trail(plot, named.computeIfAbsent(cell, this::training), x, y));
    }

    /// All that were added.
    List<Trail> all() {
        return List.copyOf(all);
    }

    private Trail.Training training(Cell cell) {
        boolean run = !cell.owner().isNobody();
        String label = cell.settings().entry(Slots.OPTIMIZER).label() + " "
                + cell.who().name();
        return new Trail.Training(run ? cell.who().name() : "", label, cell.settings(), words(cell));
    }

    private String words(Cell cell) {
        List<String> lines = new ArrayList<>();
        for (Factor factor : factors) {
            int index = factor.index(cell.settings());
            if (index >= 0) {
                lines.add(factor.label() + "  " + factor.words().get(index));
            }
        }
        if (seeds) {
            lines.add("Seed  " + cell.settings().get(Slots.SEED));
        }
        double reached = measure.of(cell);
        lines.add(
                Double.isNaN(reached)
                        ? "No " + measure.title()
                        : measure.title() + "  " + Numbers.format(reached, DIGITS));
        return String.join("\n", lines);
    }
}
