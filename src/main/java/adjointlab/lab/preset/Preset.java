package adjointlab.lab.preset;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The whole lab as plain data: what trains, what varies, what is shown and what should be seen.
///
/// @param id lower-case with hyphens
/// @param info texts for people
/// @param settings shared by all runs; the seed and the number of iterations are among them
/// @param vary the runs are the product of these values, the first path varying slowest; empty: a single run
/// @param extra runs beside those of `vary`
/// @param layout the panels
/// @param expectations what a program can check
/// @param wants files that it is made for
/// @param replicas how often cards train every run, each time with seeds of its own; at least 1
/// @param offer the controls that are there
public record Preset(
        String id,
        Info info,
        Settings settings,
        List<Vary> vary,
        List<RunSpec> extra,
        PanelLayout layout,
        List<ExpectationSpec> expectations,
        Optional<WantedFiles> wants,
        int replicas,
        Offer offer) {

    /// Newest version of the JSON form that this program reads and writes.
    public static final int SCHEMA = 1;

    public Preset {
        vary = List.copyOf(vary);
        extra = List.copyOf(extra);
        expectations = List.copyOf(expectations);
        if (replicas < 1) {
            throw new IllegalArgumentException("runs are trained at least once, not " + replicas + " times");
        }
    }

    /// One that hides no controls.
    public Preset(
            String id,
            Info info,
            Settings settings,
            List<Vary> vary,
            List<RunSpec> extra,
            PanelLayout layout,
            List<ExpectationSpec> expectations,
            Optional<WantedFiles> wants,
            int replicas) {
        this(id, info, settings, vary, extra, layout, expectations, wants, replicas, Offer.ALL);
    }

    /// One that is made for no files, and whose runs cards train once.
    public Preset(
            String id,
            Info info,
            Settings settings,
            List<Vary> vary,
            List<RunSpec> extra,
            PanelLayout layout,
            List<ExpectationSpec> expectations) {
        this(id, info, settings, vary, extra, layout, expectations, Optional.empty(), 1);
    }

    /// Texts of a preset.
    ///
    /// @param title short, for instance "Three methods, ten starts"
    /// @param group heading in the gallery: the paper
    /// @param citation paper and figure, for instance "Learning the Simplest Neural ODE, Fig. 2"
    /// @param text what the preset shows, in two or three sentences
    /// @param formula LaTeX in the paper's notation; "" for none
    public record Info(String title, String group, String citation, String text, String formula) {}

    /// The runs, in order: the product of `vary`, then `extra`.
    public List<RunSpec> runs() {
        return RunSpecs.of(this);
    }

    /// This preset with other settings.
    public Preset with(Settings newSettings) {
        return new Preset(id, info, newSettings, vary, extra, layout, expectations, wants, replicas, offer);
    }

    /// This preset with another layout.
    public Preset with(PanelLayout newLayout) {
        return new Preset(id, info, settings, vary, extra, newLayout, expectations, wants, replicas, offer);
    }

    /// This preset with other runs beside those of `vary`.
    public Preset withExtra(List<RunSpec> newExtra) {
        return new Preset(id, info, settings, vary, newExtra, layout, expectations, wants, replicas, offer);
    }

    /// This preset with other runs, none of which come from `vary`.
    public Preset withRuns(List<RunSpec> runs) {
        return new Preset(id, info, settings, List.of(), runs, layout, expectations, wants, replicas, offer);
    }

    /// This preset with other claims.
    public Preset withExpectations(List<ExpectationSpec> newExpectations) {
        return new Preset(id, info, settings, vary, extra, layout, newExpectations, wants, replicas, offer);
    }

    /// This preset with other controls.
    public Preset with(Offer newOffer) {
        return new Preset(id, info, settings, vary, extra, layout, expectations, wants, replicas, newOffer);
    }

    /// This preset with every run's seed moved; names and groups are those of before.
    ///
    /// @param by is added to each seed
    public Preset withSeedsMoved(int by) {
        return withRuns(runs().stream()
                .map(run -> {
                    Map<String, Object> changes = new LinkedHashMap<>(run.changes());
                    changes.put(Slots.SEED.path(), run.settings(settings).get(Slots.SEED) + by);
                    return new RunSpec(run.name(), run.label(), run.group(), changes);
                })
                .toList());
    }
}
