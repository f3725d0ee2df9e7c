package adjointlab.figure;

import java.util.Optional;

/// A heat map as a surface in the box of a [Projection]: two triangles between four neighbouring values. A cell with a
/// corner that has no value is a hole.
///
/// Heights are what the map's colours are: fractions of the ramp, in decades on a logarithmic one and cut at both ends.
final class SurfaceMesh {
    /// What is below the lowest value, so that the surface stands clear of the floor: a share of the box.
    static final double LIFT = 0.06;
    /// Finer maps are thinned: no picture shows more.
    private static final int MOST_NODES = 240;
    /// How far outside the axes a value may lie by rounding.
    private static final double ROUNDING = 1e-9;

    private final int columns;
    private final int rows;
    private final double[] x;
    private final double[] y;
    private final double[] fraction;
    private final double[] normals;
    private final boolean[] clipped;
    private final AxisMap across;
    private final AxisMap up;
    private final AxisMap ramp;

    /// @param map at least two by two
    /// @param ramp values of its colours
    /// @param across horizontal axis
    /// @param up vertical axis of the map, here into the depth
    SurfaceMesh(Layer.HeatMap map, AxisMap ramp, AxisMap across, AxisMap up) {
        this.across = across.between(-1, 1);
        this.up = up.between(-1, 1);
        this.ramp = ramp;
        int[] i = thinned(map.x().length);
        int[] j = thinned(map.y().length);
        columns = i.length;
        rows = j.length;
        x = new double[columns];
        y = new double[rows];
        fraction = new double[columns * rows];
        clipped = new boolean[columns * rows];
        for (int c = 0; c < columns; c++) {
            x[c] = this.across.toPosition(map.x()[i[c]]);
        }
        for (int r = 0; r < rows; r++) {
            y[r] = this.up.toPosition(map.y()[j[r]]);
            for (int c = 0; c < columns; c++) {
                take(map, r * columns + c, map.z()[j[r]][i[c]], inside(x[c]) && inside(y[r]));
            }
        }
        normals = normals();
    }

    private static boolean inside(double position) {
        return Math.abs(position) <= 1 + ROUNDING;
    }

    private void take(Layer.HeatMap map, int node, double value, boolean seen) {
        if (!seen || !Double.isFinite(value)) {
            fraction[node] = Double.NaN;
            return;
        }
        double exact = map.log() && value <= 0 ? Double.NEGATIVE_INFINITY : ramp.fraction(value);
        clipped[node] = exact < -ROUNDING || exact > 1 + ROUNDING;
        fraction[node] = Math.clamp(exact, 0, 1);
    }

    /// All indices, or evenly chosen ones with both ends.
    private static int[] thinned(int count) {
        int kept = Math.min(count, MOST_NODES);
        int[] indices = new int[kept];
        for (int k = 0; k < kept; k++) {
            indices[k] = (int) Math.round((double) k * (count - 1) / (kept - 1));
        }
        return indices;
    }

    /// Upward normals of length 1, from differences to the neighbours that there are.
    private double[] normals() {
        double[] all = new double[3 * fraction.length];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                double dx = slope(r, c, 0, 1);
                double dy = slope(r, c, 1, 0);
                double length = Math.sqrt(1 + dx * dx + dy * dy);
                int at = 3 * (r * columns + c);
                all[at] = -dx / length;
                all[at + 1] = -dy / length;
                all[at + 2] = 1 / length;
            }
        }
        return all;
    }

    private double slope(int r, int c, int stepR, int stepC) {
        boolean before = isNode(r - stepR, c - stepC);
        boolean after = isNode(r + stepR, c + stepC);
        int fromR = before ? r - stepR : r;
        int fromC = before ? c - stepC : c;
        int toR = after ? r + stepR : r;
        int toC = after ? c + stepC : c;
        double run = stepC == 1 ? x[toC] - x[fromC] : y[toR] - y[fromR];
        return run == 0 || !isNode(r, c) ? 0 : (z(toR * columns + toC) - z(fromR * columns + fromC)) / run;
    }

    private boolean isNode(int r, int c) {
        return r >= 0 && r < rows && c >= 0 && c < columns && !Double.isNaN(fraction[r * columns + c]);
    }

    int columns() {
        return columns;
    }

    int rows() {
        return rows;
    }

    /// Place of a column across the box.
    double x(int column) {
        return x[column];
    }

    /// Place of a row into the depth of the box.
    double y(int row) {
        return y[row];
    }

    /// Height of a node in the box; NaN in a hole.
    double z(int node) {
        return height(fraction[node]);
    }

    /// A node's place between the first and the last colour; NaN in a hole.
    double fraction(int node) {
        return fraction[node];
    }

    /// Whether a node's value lies outside the colours.
    boolean clipped(int node) {
        return clipped[node];
    }

    /// Whether the four corners of a cell have values.
    ///
    /// @param node at its first row and column
    boolean isCell(int node) {
        return !Double.isNaN(
                fraction[node] + fraction[node + 1] + fraction[node + columns] + fraction[node + columns + 1]);
    }

    /// Upward normals of all nodes.
    ///
    /// @return [3·nodes], not to be modified
    double[] normalsOfNodes() {
        return normals;
    }

    /// Height in the box of a fraction of the colours.
    static double height(double fraction) {
        return Projection.TOP * (LIFT + (1 - LIFT) * fraction);
    }

    /// Fraction of the colours at a height in the box.
    static double fractionAt(double height) {
        return (height / Projection.TOP - LIFT) / (1 - LIFT);
    }

    /// Place of a value of the horizontal axis across the box.
    double across(double value) {
        return across.toPosition(value);
    }

    /// Place of a value of the vertical axis into the depth of the box.
    double into(double value) {
        return up.toPosition(value);
    }

    /// Height in the box at a place of the floor, on the triangles; NaN outside and in holes.
    double height(double px, double py) {
        int c = cell(x, px);
        int r = cell(y, py);
        if (c < 0 || r < 0 || !isCell(r * columns + c)) {
            return Double.NaN;
        }
        double u = (px - x[c]) / (x[c + 1] - x[c]);
        double v = (py - y[r]) / (y[r + 1] - y[r]);
        int node = r * columns + c;
        double z00 = z(node);
        double z11 = z(node + columns + 1);
        return u >= v
                ? z00 + u * (z(node + 1) - z00) + v * (z11 - z(node + 1))
                : z00 + v * (z(node + columns) - z00) + u * (z11 - z(node + columns));
    }

    /// The cell that holds a place; −1 outside.
    private static int cell(double[] ascending, double place) {
        int last = ascending.length - 1;
        if (!(place >= ascending[0] - ROUNDING) || !(place <= ascending[last] + ROUNDING)) {
            return -1;
        }
        double step = (ascending[last] - ascending[0]) / last;
        int guess = Math.clamp((long) Math.floor((place - ascending[0]) / step), 0, last - 1);
        while (guess > 0 && place < ascending[guess]) {
            guess--;
        }
        while (guess < last - 1 && place > ascending[guess + 1]) {
            guess++;
        }
        return guess;
    }

    /// What is seen at a place of the surface.
    ///
    /// @param x place across the box
    /// @param y place into the depth
    /// @param z height
    /// @param valueX of the horizontal axis
    /// @param valueY of the vertical axis
    /// @param value of the map, cut at the ends of the colours
    record Seen(double x, double y, double z, double valueX, double valueY, double value) {}

    /// The first point of the surface on the way from whoever looks through a place of the drawing. Cells are
    /// visited from near to far along the ray's shadow on the floor, from border to border, since columns need
    /// not be equally wide. Amanatides and Woo, "A Fast Voxel Traversal Algorithm for Ray Tracing",
    /// Eurographics 1987.
    Optional<Seen> hit(Projection projection, double px, double py) {
        double[] through = projection.back(px, py);
        double[] towards = projection.towards();
        double far = Double.NEGATIVE_INFINITY;
        double near = Double.POSITIVE_INFINITY;
        double[][] borders = {x, y};
        for (int axis = 0; axis < 2; axis++) {
            double low = borders[axis][0];
            double high = borders[axis][borders[axis].length - 1];
            if (Math.abs(towards[axis]) < 1e-12) {
                if (through[axis] < low || through[axis] > high) {
                    return Optional.empty();
                }
            } else {
                double one = (low - through[axis]) / towards[axis];
                double other = (high - through[axis]) / towards[axis];
                far = Math.max(far, Math.min(one, other));
                near = Math.min(near, Math.max(one, other));
            }
        }
        // not above the box, nor under it
        near = Math.min(near, (Projection.TOP + ROUNDING - through[2]) / towards[2]);
        far = Math.max(far, (-ROUNDING - through[2]) / towards[2]);
        return far > near ? Optional.empty() : march(through, towards, near, far);
    }

    private Optional<Seen> march(double[] through, double[] towards, double near, double far) {
        double at = near;
        double inside = near;
        while (true) {
            double next = Math.max(far, nextBorder(through, towards, inside));
            double middle = (at + next) / 2;
            int c = cell(x, through[0] + middle * towards[0]);
            int r = cell(y, through[1] + middle * towards[1]);
            if (c >= 0 && r >= 0 && isCell(r * columns + c)) {
                double t = cross(through, towards, at, next, r, c);
                if (!Double.isNaN(t)) {
                    return Optional.of(seen(
                            through[0] + t * towards[0], through[1] + t * towards[1], through[2] + t * towards[2]));
                }
            }
            if (next <= far) {
                return Optional.empty();
            }
            at = next;
            inside = next;
        }
    }

    /// Where a ray on its way from near to far leaves the cell that it is in.
    private double nextBorder(double[] through, double[] towards, double from) {
        double best = Double.NEGATIVE_INFINITY;
        double[][] borders = {x, y};
        for (int axis = 0; axis < 2; axis++) {
            double d = towards[axis];
            if (Math.abs(d) < 1e-12) {
                continue;
            }
            double place = through[axis] + from * d;
            double[] lines = borders[axis];
            double nudge = ROUNDING * 2;
            int c = cell(lines, Math.clamp(place - Math.signum(d) * nudge, lines[0], lines[lines.length - 1]));
            double border = d > 0 ? lines[c] : lines[c + 1];
            best = Math.max(best, Math.min((border - through[axis]) / d, from - nudge));
        }
        return best;
    }

    /// Where a ray meets a cell's triangles, first the nearer one; NaN where it meets none.
    private double cross(double[] through, double[] towards, double near, double far, int r, int c) {
        double dx = x[c + 1] - x[c];
        double dy = y[r + 1] - y[r];
        int node = r * columns + c;
        double z00 = z(node);
        double z10 = z(node + 1);
        double z01 = z(node + columns);
        double z11 = z(node + columns + 1);
        double u0 = (through[0] - x[c]) / dx;
        double v0 = (through[1] - y[r]) / dy;
        double du = towards[0] / dx;
        double dv = towards[1] / dy;
        double best = Double.NaN;
        for (int half = 0; half < 2; half++) {
            double su = half == 0 ? z10 - z00 : z11 - z01;
            double sv = half == 0 ? z11 - z10 : z01 - z00;
            double t = (z00 + su * u0 + sv * v0 - through[2]) / (towards[2] - su * du - sv * dv);
            double u = u0 + t * du;
            double v = v0 + t * dv;
            boolean within = t <= near + ROUNDING
                    && t >= far - ROUNDING
                    && Math.min(u, v) >= -ROUNDING
                    && Math.max(u, v) <= 1 + ROUNDING
                    && (half == 0 ? u >= v - ROUNDING : v >= u - ROUNDING);
            if (within && !(t < best)) {
                best = t;
            }
        }
        return best;
    }

    private Seen seen(double px, double py, double pz) {
        return new Seen(px, py, pz, across.toValue(px), up.toValue(py), ramp.toValue(Math.clamp(fractionAt(pz), 0, 1)));
    }
}
