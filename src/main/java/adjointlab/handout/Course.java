package adjointlab.handout;

import adjointlab.lab.lesson.Lesson;
import adjointlab.lab.lesson.Patch;
import adjointlab.lab.lesson.Step;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.RunSpec;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One training, and the moments of it at which steps of a lesson look: steps that show the same runs share it.
///
/// @param preset with the runs that are trained
/// @param moments in the order in which the training comes by
record Course(Preset preset, List<Moment> moments) {
    /// What a step looks at.
    ///
    /// @param step its number, from 0
    /// @param revealed whether the question was answered
    /// @param iteration up to which the runs have trained
    /// @param preset with settings and panels of the step
    /// @param focus name of the run whose details are shown; "" for the first
    record Moment(int step, boolean revealed, int iteration, Preset preset, String focus) {}

    /// What a training depends on.
    private record Start(String name, Settings settings) {}

    /// Whether the lab shows something of its own at a step, rather than what the person has left.
    static boolean isShown(Lesson lesson, int step) {
        Step asked = lesson.steps().get(step);
        return asked.patch().isPresent() || asked.predicts();
    }

    /// The trainings that a lesson needs.
    static List<Course> all(Lesson lesson) {
        Map<List<Start>, Course> courses = new LinkedHashMap<>();
        for (int i = 0; i < lesson.steps().size(); i++) {
            if (!isShown(lesson, i)) {
                continue;
            }
            Patch patch = lesson.patchAt(i);
            Preset opened = patch.open();
            List<RunSpec> specs = patch.specs(opened);
            Preset preset = opened.withRuns(specs);
            List<Start> starts = specs.stream()
                    .map(spec -> new Start(spec.name(), spec.settings(opened.settings())))
                    .toList();
            List<Moment> moments = courses.computeIfAbsent(starts, _ -> new Course(preset, new ArrayList<>())).moments;
            String focus = patch.view().focus();
            moments.add(new Moment(i, false, patch.view().iteration(), preset, focus));
            Step step = lesson.steps().get(i);
            if (step.predicts()) {
                moments.add(new Moment(i, true, step.reveal(), preset, focus));
            }
        }
        courses.values().forEach(course -> course.moments.sort(Comparator.comparingInt(Moment::iteration)));
        return List.copyOf(courses.values());
    }

    /// How many iterations its runs make in all, at most.
    long iterations() {
        int to = moments.getLast().iteration();
        return preset.runs().stream()
                .mapToLong(run -> Math.min(to, run.settings(preset.settings()).get(Slots.ITERATIONS)))
                .sum();
    }
}
