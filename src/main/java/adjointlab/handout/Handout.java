package adjointlab.handout;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Values;
import adjointlab.core.ode.Cancellation;
import adjointlab.figure.Figure;
import adjointlab.figure.Page;
import adjointlab.figure.PageFit;
import adjointlab.lab.lesson.AnswerForm.Curve;
import adjointlab.lab.lesson.Lesson;
import adjointlab.lab.lesson.Step;
import adjointlab.lab.preset.PanelLayout.PanelState;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.run.Run;
import adjointlab.lab.store.LabDocument.Marks;
import adjointlab.panel.Panels;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import adjointlab.panel.kit.RunNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A lesson with what the lab shows at its steps.
///
/// @param lesson what it is about
/// @param sheets one for each step
public record Handout(Lesson lesson, List<Sheet> sheets) {
    /// Widths of pictures in mm, alone and beside another one, and their heights.
    private static final Page ALONE = new Page(130, 78, 200);

    private static final Page BESIDE = new Page(82, 62, 200);
    private static final Page SKETCH = Page.of(130, 70);

    /// What a page of paper has room for, with a heading and a caption.
    private static final Page MOST = Page.of(169, 235);

    public Handout {
        sheets = List.copyOf(sheets);
    }

    /// What the lab shows at a step.
    ///
    /// @param before what is seen when the question is asked
    /// @param after what is seen when the runs have shown it; none where nothing is predicted
    /// @param asAt number of an earlier step, from 0, whose pictures still hold; −1 where it has its own
    public record Sheet(List<Picture> before, List<Picture> after, int asAt) {
        public Sheet {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }
    }

    /// A figure of some size.
    public record Picture(Figure figure, Page page) {}

    /// Trains runs, and can be told to stop.
    public interface Trainer {
        /// The runs of a preset, at their starts; those of before are forgotten.
        List<Run> open(Preset preset);

        /// Trains runs up to an iteration, or to their ends.
        ///
        /// @return whether it came so far; not where a person interrupts
        boolean train(List<Run> runs, int iteration) throws InterruptedException;
    }

    /// Trains what the steps show, and draws it.
    ///
    /// @return nothing where it was interrupted
    public static Optional<Handout> of(Lesson lesson, Trainer trainer) throws InterruptedException {
        List<List<Picture>> before = new ArrayList<>();
        List<List<Picture>> after = new ArrayList<>();
        for (int i = 0; i < lesson.steps().size(); i++) {
            before.add(List.of());
            after.add(List.of());
        }
        for (Course course : Course.all(lesson)) {
            List<Run> runs = trainer.open(course.preset());
            for (Course.Moment moment : course.moments()) {
                if (!trainer.train(runs, moment.iteration())) {
                    return Optional.empty();
                }
                List<Picture> pictures = new ArrayList<>();
                if (moment.revealed()
                        && lesson.steps().get(moment.step()).question().form() instanceof Curve curve) {
                    pictures.add(truth(curve, runs));
                }
                pictures.addAll(pictures(moment, runs));
                (moment.revealed() ? after : before).set(moment.step(), pictures);
            }
        }
        List<Sheet> sheets = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            int asAt = Course.isShown(lesson, i) ? -1 : shownBefore(lesson, i);
            sheets.add(new Sheet(before.get(i), after.get(i), asAt));
        }
        return Optional.of(new Handout(lesson, sheets));
    }

    private static int shownBefore(Lesson lesson, int step) {
        int shown = step - 1;
        while (!Course.isShown(lesson, shown)) {
            shown--;
        }
        return shown;
    }

    /// How many iterations of runs are trained for a lesson at most.
    public static long iterations(Lesson lesson) {
        return Course.all(lesson).stream().mapToLong(Course::iterations).sum();
    }

    /// Axes to sketch a curve in.
    static Picture sketch(Curve curve) {
        return new Picture(SketchAxes.empty("Your sketch", curve), SKETCH);
    }

    private static Picture truth(Curve curve, List<Run> runs) {
        return new Picture(
                SketchAxes.figure(
                        "The run's own curve",
                        curve,
                        List.of(SketchAxes.truth(curve.truth().values(runs)))),
                SKETCH);
    }

    /// The panels that are seen; those that have nothing to show yet are left out.
    private static List<Picture> pictures(Course.Moment moment, List<Run> runs) {
        List<Figure> figures = new ArrayList<>();
        List<Shown> shown =
                runs.stream().map(run -> Shown.of(run, Marks.DEFAULT)).toList();
        List<PanelState> panels = moment.preset().layout().shown().stream()
                .filter(panel -> Panels.CATALOG.find(panel.id()).isPresent())
                .toList();
        boolean wide = panels.size() == 1;
        for (PanelState panel : panels) {
            Figure figure = figure(moment, panel, shown);
            if (figure.emptyText().isEmpty()) {
                figures.add(figure);
                wide |= panel.columns();
            }
        }
        Page page = wide || figures.size() == 1 ? ALONE : BESIDE;
        return figures.stream().map(figure -> named(figure, page, shown)).toList();
    }

    /// The figure with the names of the runs that it draws and does not name, on a page that holds them: whoever reads
    /// it has no list of runs.
    private static Picture named(Figure figure, Page page, List<Shown> runs) {
        RunNames names = RunNames.of(figure, runs);
        Figure named = names.on(page, figure);
        return new Picture(named, roomy(named, page));
    }

    /// The page itself, or a larger one on which all of a figure can be read; the page itself, too, where none that
    /// paper has room for does.
    static Page roomy(Figure figure, Page page) {
        return PageFit.needed(figure, page)
                .filter(needed -> needed.widthMm() <= MOST.widthMm() && needed.heightMm() <= MOST.heightMm())
                .orElse(page);
    }

    private static Figure figure(Course.Moment moment, PanelState panel, List<Shown> runs) {
        Entry<Panel> entry = Panels.CATALOG.get(panel.id());
        return entry.create(new Values(panel.options()).complete(entry.parameters()))
                .figure(new PanelContext(
                        moment.preset(),
                        runs,
                        moment.iteration(),
                        moment.focus(),
                        panel.columns(),
                        Cancellation.NEVER));
    }

    /// The step and what is said at it.
    Step step(int index) {
        return lesson.steps().get(index);
    }
}
