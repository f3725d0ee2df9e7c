package adjointlab.figure;

import adjointlab.figure.Axis.Quantity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// Lines of a plot in words: who ended lowest and who highest, what fell, rose or came to rest, and who diverged; of a
/// loss surface's section, where it is lowest and where the runs stand on it.
final class CourseWords {
    /// Over which trainings go forward.
    private static final Set<Quantity> PROGRESS =
            Set.of(Quantity.ITERATION, Quantity.EPOCHS, Quantity.EVALUATIONS, Quantity.SECONDS);

    /// A line that spans less than this share of the widest one is a trail or a mark.
    private static final double TRAIL = 0.5;

    /// Values that differ by less than this share are said to be one.
    private static final double ALIKE = 0.005;

    private static final String SMOOTHED = ", mean of ";

    /// How quantities begin that are solved from the end to the start.
    private static final String ADJOINT = "‖a(t)";

    private final Plot plot;
    private final Measure across;
    private final Measure up;
    private final Naming naming;
    private final List<Course> courses;

    /// @param naming shortens the lines' names
    CourseWords(Plot plot, Naming naming) {
        this.plot = plot;
        this.naming = naming;
        across = Measure.of(plot.x());
        up = Measure.of(plot.y());
        courses = courses(plot);
    }

    /// The lines that mean something by themselves: neither raw beside its own mean, nor a trail, nor a reference
    /// beside those of runs.
    private static List<Course> courses(Plot plot) {
        List<Course> all = new ArrayList<>();
        for (Layer layer : plot.layers()) {
            if (layer instanceof Layer.Line line) {
                Course course = Course.of(line, plot);
                if (!course.isEmpty()) {
                    all.add(course);
                }
            }
        }
        double widest = all.stream().mapToDouble(CourseWords::span).max().orElse(0);
        boolean named = all.stream().anyMatch(course -> !course.line().name().isEmpty());
        return all.stream()
                .filter(course -> !named || !course.line().name().isEmpty())
                .filter(course -> span(course) >= TRAIL * widest
                        || PROGRESS.contains(plot.x().quantity()))
                .filter(course -> all.stream()
                        .noneMatch(other -> other.line()
                                        .owner()
                                        .equals(course.line().owner())
                                && other.line().name().startsWith(course.line().name() + SMOOTHED)))
                .toList();
    }

    private static double span(Course course) {
        return Math.abs(course.end() - course.start());
    }

    /// What the lines say; "" where there is none with a point, or where they are paths in a plane.
    String words() {
        if (courses.isEmpty() || isPlane() || !courses.stream().allMatch(Course::ascends)) {
            return "";
        }
        List<Course> told = told();
        if (PROGRESS.contains(plot.x().quantity())) {
            return progress(told);
        }
        if (isSection()) {
            return section();
        }
        if (told.stream().allMatch(course -> span(course) == 0)) {
            return "";
        }
        return up.name().startsWith(ADJOINT) ? starts(told) : ends(told);
    }

    /// Whether both axes are components of one thing, "h₁" and "h₂".
    private boolean isPlane() {
        String stem = across.name().replaceAll("[₀-₉0-9]+$", "");
        return !stem.isEmpty()
                && !stem.equals(across.name())
                && stem.equals(up.name().replaceAll("[₀-₉0-9]+$", ""));
    }

    /// The runs' lines where there are any, else all of them.
    private List<Course> told() {
        List<Course> owned = courses.stream()
                .filter(course -> !course.line().owner().isNobody())
                .toList();
        return owned.isEmpty() ? courses : owned;
    }

    // ---- over training ---------------------------------------------------------------------------

    private String progress(List<Course> told) {
        List<String> diverged = diverged();
        String end = diverged.isEmpty()
                ? ""
                : "; " + (diverged.size() > 1 ? diverged.size() + " of them" : diverged.getFirst()) + " diverged";
        if (told.size() == 1) {
            return alone(told.getFirst()) + (diverged.isEmpty() ? "" : "; it diverged");
        }
        Course low = told.stream().min(Comparator.comparingDouble(Course::last)).orElseThrow();
        Course high =
                told.stream().max(Comparator.comparingDouble(Course::last)).orElseThrow();
        String of = told.size() > 2 ? "of " + counted(told) + ", " : "";
        String name = up.nameOr("the value");
        if (alike(low.last(), high.last())) {
            return name + " ended at " + up.value(low.last()) + " in " + all(told) + end;
        }
        if (low.line().name().equals(high.line().name())) {
            return of + name + " ended between " + up.value(low.last()) + " and " + up.value(high.last()) + by(low)
                    + end;
        }
        return of + name + " ended lowest in " + naming.of(low.line()) + ", at " + up.value(low.last()) + by(low)
                + resting(low) + ", and highest in " + naming.of(high.line()) + ", at " + up.value(high.last())
                + (low.end() == high.end() ? "" : by(high)) + resting(high) + end;
    }

    /// One line from its start to its end.
    private String alone(Course course) {
        String name = up.nameOr("the value") + of(course);
        String way = " from " + up.value(course.first()) + " to " + up.value(course.last()) + by(course);
        return switch (course.trend()) {
            case LEVEL -> name + " stayed at " + up.value(course.last()) + through(course);
            case FALLS -> name + " fell" + way + resting(course) + lowest(course);
            case RISES -> name + " rose" + way + resting(course) + highest(course);
            case VARIES -> name + " went" + way + between(course);
        };
    }

    /// Whose it is, where neither the axis nor the plot's title says so.
    private String of(Course course) {
        String name = course.line().name();
        boolean said = name.equals(up.name())
                || !plot.title().isEmpty()
                        && (name.contains(plot.title()) || plot.title().contains(name));
        return name.isEmpty() || said ? "" : " of " + naming.of(course.line());
    }

    private String by(Course course) {
        double end = course.end();
        return switch (plot.x().quantity()) {
            case ITERATION -> " by iteration " + across.value(end);
            case EPOCHS -> " by epoch " + across.value(end);
            case EVALUATIONS -> " within " + across.value(end) + " evaluations";
            case SECONDS -> " within " + across.value(end);
            default -> across.at(end);
        };
    }

    private String through(Course course) {
        return by(course).replaceFirst("^ (by|at) ", " up to ");
    }

    private String place(double x) {
        return switch (plot.x().quantity()) {
            case ITERATION -> "iteration " + across.value(x);
            case EPOCHS -> "epoch " + across.value(x);
            case EVALUATIONS -> across.value(x) + " evaluations";
            default -> across.value(x);
        };
    }

    private String resting(Course course) {
        double from = course.restsFrom();
        return Double.isNaN(from) || course.trend() == Course.Trend.LEVEL ? "" : ", level from " + place(from) + " on";
    }

    private String lowest(Course course) {
        int i = course.lowest();
        return course.cameBackUp() ? ", after " + up.value(course.y()[i]) + " at " + place(course.x()[i]) : "";
    }

    private String highest(Course course) {
        int i = course.highest();
        return course.cameBackDown() ? ", after " + up.value(course.y()[i]) + " at " + place(course.x()[i]) : "";
    }

    private String between(Course course) {
        return ", between " + up.value(course.y()[course.lowest()]) + " and " + up.value(course.y()[course.highest()]);
    }

    /// Names of those whose curve stops at a mark that says so.
    private List<String> diverged() {
        return plot.layers().stream()
                .filter(layer -> layer instanceof Layer.Points && layer.name().contains(Finding.DIVERGED))
                .map(layer -> naming.of(layer.name().substring(0, layer.name().indexOf(Finding.DIVERGED))))
                .distinct()
                .toList();
    }

    // ---- along anything else ---------------------------------------------------------------------

    private String ends(List<Course> told) {
        if (told.size() == 1) {
            Course course = told.getFirst();
            String name = up.nameOr("the value") + of(course);
            if (course.trend() == Course.Trend.LEVEL) {
                return name + " stayed at " + up.value(course.last());
            }
            return name + " went from " + up.value(course.first()) + across.at(course.start()) + " to "
                    + up.value(course.last()) + across.at(course.end()) + turn(course);
        }
        Course low = told.stream().min(Comparator.comparingDouble(Course::last)).orElseThrow();
        Course high =
                told.stream().max(Comparator.comparingDouble(Course::last)).orElseThrow();
        boolean together = told.stream().allMatch(course -> alike(course.end(), low.end()));
        String name = up.nameOr("the value");
        String where = together ? across.at(low.end()) : "";
        if (alike(low.last(), high.last())) {
            return name + " ended at " + up.value(low.last()) + where + " in " + all(told);
        }
        String of = told.size() > 2 ? "of " + counted(told) + ", " : "";
        if (low.line().name().equals(high.line().name())) {
            return of + name + " ended" + where + " between " + up.value(low.last()) + " and " + up.value(high.last())
                    + reference(told, low.end());
        }
        return of + name + " ended" + where + " lowest in " + naming.of(low.line()) + ", at " + up.value(low.last())
                + (together ? "" : across.at(low.end())) + ", and highest in " + naming.of(high.line()) + ", at "
                + up.value(high.last()) + (together ? "" : across.at(high.end())) + reference(told, low.end());
    }

    /// Of what is solved backward, where it arrives.
    private String starts(List<Course> told) {
        Course low =
                told.stream().min(Comparator.comparingDouble(Course::first)).orElseThrow();
        Course high =
                told.stream().max(Comparator.comparingDouble(Course::first)).orElseThrow();
        String where = across.at(low.start());
        if (told.size() == 1) {
            return up.name() + of(low) + " went back from " + up.value(low.last()) + across.at(low.end()) + " to "
                    + up.value(low.first()) + where + turn(low);
        }
        String of = told.size() > 2 ? "of " + counted(told) + ", " : "";
        if (alike(low.first(), high.first())
                || low.line().name().equals(high.line().name())) {
            return of + up.name() + " arrived" + where + " between " + up.value(low.first()) + " and "
                    + up.value(high.first());
        }
        return of + up.name() + " arrived" + where + " lowest in " + naming.of(low.line()) + ", at "
                + up.value(low.first()) + ", and highest in " + naming.of(high.line()) + ", at "
                + up.value(high.first());
    }

    /// The largest or least value on the way, where it is neither at the start nor at the end.
    private String turn(Course course) {
        int low = course.lowest();
        int high = course.highest();
        int last = course.y().length - 1;
        if (high > 0 && high < last && course.cameBackDown()) {
            return ", at most " + up.value(course.y()[high]) + across.at(course.x()[high]);
        }
        return low > 0 && low < last && course.cameBackUp()
                ? ", at least " + up.value(course.y()[low]) + across.at(course.x()[low])
                : "";
    }

    /// What runs are compared with, where it ends at the same place.
    private String reference(List<Course> told, double end) {
        return courses.stream()
                .filter(course -> !told.contains(course) && alike(course.end(), end))
                .filter(course -> !course.line().name().isEmpty())
                .findFirst()
                .map(course -> "; " + naming.of(course.line()) + ": " + up.value(course.last()))
                .orElse("");
    }

    // ---- a loss over what can be chosen ----------------------------------------------------------

    /// Whether the lines are sections of a loss, of which the lowest place is asked for.
    private boolean isSection() {
        return plot.x().quantity() == Quantity.PARAMETER
                || up.name().matches("(Loss )?L(\\(.*\\))?")
                        && !across.name().isEmpty()
                        && !across.name().startsWith("iteration");
    }

    private String section() {
        List<Course> curves = told();
        Course best = curves.stream()
                .min(Comparator.comparingDouble(course -> course.y()[course.lowest()]))
                .orElseThrow();
        int i = best.lowest();
        String of = curves.size() > 1 ? " of " + curves.size() + " curves in " + naming.of(best.line()) : "";
        return up.nameOr("the value") + " is lowest" + of + across.at(best.x()[i]) + ", with " + up.value(best.y()[i])
                + standing();
    }

    /// Who of the runs that stand on the curves is lowest and highest.
    private String standing() {
        List<Layer.Points> runs = plot.layers().stream()
                .filter(layer -> layer instanceof Layer.Points points
                        && !points.owner().isNobody()
                        && points.y().length == 1
                        && Double.isFinite(points.y()[0]))
                .map(Layer.Points.class::cast)
                .toList();
        if (runs.isEmpty()) {
            return "";
        }
        Comparator<Layer.Points> byHeight = Comparator.comparingDouble(points -> points.y()[0]);
        Layer.Points low = runs.stream().min(byHeight).orElseThrow();
        Layer.Points high = runs.stream().max(byHeight).orElseThrow();
        if (runs.size() == 1 || low.y()[0] == high.y()[0]) {
            return "; " + naming.of(low.name()) + " is at " + up.value(low.y()[0]);
        }
        return "; " + naming.of(low.name()) + " is at " + up.value(low.y()[0]) + ", " + naming.of(high.name()) + " at "
                + up.value(high.y()[0]);
    }

    // ---- both ------------------------------------------------------------------------------------

    private static String counted(List<Course> told) {
        return told.size() + " " + kind(told);
    }

    private static String all(List<Course> told) {
        return told.size() == 2 ? "both " + kind(told) : "all " + counted(told);
    }

    /// Runs where each line is another one's, groups where each is of several, else lines.
    private static String kind(List<Course> told) {
        List<Owner> owners = told.stream()
                .map(course -> course.line().owner())
                .filter(owner -> !owner.isNobody())
                .distinct()
                .toList();
        if (owners.size() < told.size()) {
            return "lines";
        }
        return owners.stream().anyMatch(owner -> owner.names().size() > 1) ? "groups" : "runs";
    }

    private static boolean alike(double one, double other) {
        return Math.abs(one - other) <= ALIKE * Math.max(Math.abs(one), Math.abs(other));
    }
}
