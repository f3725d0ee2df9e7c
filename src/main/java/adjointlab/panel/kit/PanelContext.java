package adjointlab.panel.kit;

import adjointlab.core.ode.Cancellation;
import adjointlab.figure.Owner;
import adjointlab.figure.Preview;
import adjointlab.figure.SeriesStyle;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.run.Run;
import adjointlab.lab.store.LabDocument.Marks;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a panel looks at.
///
/// @param preset what is open
/// @param runs the visible ones, in list order
/// @param iteration the shared cursor k; a run that has not come that far shows its newest iteration
/// @param focus name of the run whose details single-run panels show; "" for the first visible one
/// @param columns whether to draw one plot for each run (or group of runs) side by side with linked axes
/// @param cancellation asked now and then; a builder that is told to stop returns what it has
/// @param preview what may be seen while the builder works on
public record PanelContext(
        Preset preset,
        List<Shown> runs,
        int iteration,
        String focus,
        boolean columns,
        Cancellation cancellation,
        Preview preview) {
    public PanelContext {
        runs = List.copyOf(runs);
    }

    /// Without a preview.
    public PanelContext(
            Preset preset, List<Shown> runs, int iteration, String focus, boolean columns, Cancellation cancellation) {
        this(preset, runs, iteration, focus, columns, cancellation, Preview.NONE);
    }

    /// The same, showing these runs.
    public PanelContext with(List<Shown> shown) {
        return new PanelContext(preset, shown, iteration, focus, columns, cancellation, preview);
    }

    /// The same, for a builder that is stopped and watched by others.
    public PanelContext with(Cancellation newCancellation, Preview newPreview) {
        return new PanelContext(preset, runs, iteration, focus, columns, newCancellation, newPreview);
    }

    /// The same, for a builder that others stop and nobody watches.
    public PanelContext with(Cancellation newCancellation) {
        return with(newCancellation, Preview.NONE);
    }

    /// The same with the cursor where each run has come to.
    public PanelContext atEnd() {
        return new PanelContext(preset, runs, Integer.MAX_VALUE, focus, columns, cancellation, preview);
    }

    /// The shared cursor, no further than the run that has come furthest.
    public int cursor() {
        return Math.min(
                iteration,
                runs.stream().mapToInt(shown -> shown.run().iteration()).max().orElse(0));
    }

    /// A run as lists and plots show it.
    ///
    /// @param run its logs and checkpoints
    /// @param style colour, dash and marker bound to the run; its emphasis follows hover and pin
    /// @param asked the settings that hold at the cursor where it follows the training, whatever the run has done
    ///     since, or where the run broke before it; null where it stands at a past iteration of the run
    /// @param label what it is called
    /// @param came what it is called unless a person said otherwise
    public record Shown(
            Run run, SeriesStyle style, @Nullable Settings asked, String label, String came) {
        /// At a past iteration, called as it came.
        public Shown(Run run, SeriesStyle style) {
            this(run, style, null, run.label(), run.label());
        }

        /// At a past iteration, called and coloured as a person said.
        public static Shown of(Run run, Marks marks) {
            return of(run, RunStyles.of(run, marks), null, marks);
        }

        /// Called as a person said.
        public static Shown of(Run run, SeriesStyle style, @Nullable Settings asked, Marks marks) {
            String came = run.label();
            return new Shown(run, style, asked, marks.name().isEmpty() ? came : marks.name(), came);
        }

        /// Whether a person gave it its name.
        boolean isRenamed() {
            return !label.equals(came);
        }

        /// Whose everything is that is drawn of the run.
        public Owner owner() {
            return new Owner(run.name());
        }

        /// The settings that hold at one of the run's iterations.
        public Settings settings(int iteration) {
            return asked == null ? run.settingsAt(iteration) : asked;
        }

        /// What a column of the log says of an iteration, at the newest under the settings of now where it has been
        /// measured under them; NaN for a column that does not exist.
        public double value(String column, int iteration) {
            return asked == null ? run.log().get(column, iteration) : run.value(column, iteration);
        }

        /// The iteration of this run that belongs to the cursor.
        public int at(int cursor) {
            return Math.min(cursor, run.iteration());
        }
    }
}
