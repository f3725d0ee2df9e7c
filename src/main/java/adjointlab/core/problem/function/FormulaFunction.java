package adjointlab.core.problem.function;

import adjointlab.core.formula.Formula;
import adjointlab.core.formula.Surface;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A function of the plane that a person typed, above its smallest value in the part that people look at. Minima are
/// looked for there: from every point of a grid that lies below its neighbours, by Newton's method.
public final class FormulaFunction implements TestFunction {
    private static final int GRID = 60;
    private static final int NEWTON_STEPS = 50;

    private final Surface surface;
    private final double extent;
    private final List<List<Double>> minima;
    private final double least;

    /// @param formula F(x, y)
    /// @param extent half the width of the part that people look at
    /// @throws IllegalArgumentException in one sentence, if it is nowhere a number there, or has no minimum there
    public FormulaFunction(Formula formula, double extent) {
        this.surface = Surface.of(formula);
        this.extent = extent;
        List<List<Double>> found = new ArrayList<>();
        double step = 2 * extent / GRID;
        for (int i = 1; i < GRID; i++) {
            for (int k = 1; k < GRID; k++) {
                double x = -extent + i * step;
                double y = -extent + k * step;
                if (isLowest(x, y, step)) {
                    refine(x, y, step, found);
                }
            }
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException(
                    "the formula has no minimum where |x| and |y| are below " + extent + "; change it, or the extent");
        }
        least = found.stream()
                .mapToDouble(at -> surface.value().at(at.getFirst(), at.getLast()))
                .min()
                .orElseThrow();
        double above = 1e-9 * (1 + Math.abs(least));
        minima = found.stream()
                .filter(at -> surface.value().at(at.getFirst(), at.getLast()) <= least + above)
                .sorted(Comparator.comparing(List<Double>::getFirst).thenComparing(List::getLast))
                .toList();
    }

    private boolean isLowest(double x, double y, double step) {
        double here = surface.value().at(x, y);
        if (!Double.isFinite(here)) {
            return false;
        }
        for (int i = -1; i <= 1; i++) {
            for (int k = -1; k <= 1; k++) {
                if (surface.value().at(x + i * step, y + k * step) < here) {
                    return false;
                }
            }
        }
        return true;
    }

    /// Newton's steps as long as they go down and stay near; where the curvature is no guide, halved steps of the
    /// gradient's.
    private void refine(double x, double y, double step, List<List<Double>> found) {
        double[] g = new double[2];
        double[] h = new double[3];
        double px = x;
        double py = y;
        for (int n = 0; n < NEWTON_STEPS; n++) {
            gradient(px, py, g);
            hessian(px, py, h);
            double determinant = h[0] * h[2] - h[1] * h[1];
            boolean bowl = determinant > 0 && h[0] > 0;
            double dx = bowl ? -(h[2] * g[0] - h[1] * g[1]) / determinant : -step * g[0];
            double dy = bowl ? -(h[0] * g[1] - h[1] * g[0]) / determinant : -step * g[1];
            double before = surface.value().at(px, py);
            double share = 1;
            while (share > 1e-9 && !(surface.value().at(px + share * dx, py + share * dy) <= before)) {
                share /= 2;
            }
            if (share <= 1e-9) {
                break;
            }
            px += share * dx;
            py += share * dy;
        }
        boolean near = Math.hypot(px - x, py - y) <= 4 * step;
        double fx = px;
        double fy = py;
        boolean fresh =
                found.stream().noneMatch(at -> Math.hypot(at.getFirst() - fx, at.getLast() - fy) < 1e-6 * (1 + extent));
        if (near && fresh) {
            found.add(List.of(px, py));
        }
    }

    @Override
    public List<List<Double>> minima() {
        return minima;
    }

    @Override
    public List<Double> view() {
        return List.of(-extent, extent, -extent, extent);
    }

    @Override
    public double value(double x, double y) {
        return surface.value().at(x, y) - least;
    }

    @Override
    public void gradient(double x, double y, double[] out) {
        out[0] = surface.slope(0).at(x, y);
        out[1] = surface.slope(1).at(x, y);
    }

    @Override
    public void hessian(double x, double y, double[] out) {
        for (int k = 0; k < out.length; k++) {
            out[k] = surface.curvature(k).at(x, y);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FormulaFunction function
                && function.surface.formula().equals(surface.formula())
                && function.extent == extent;
    }

    @Override
    public int hashCode() {
        return surface.formula().hashCode();
    }
}
