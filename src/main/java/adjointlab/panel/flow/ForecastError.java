package adjointlab.panel.flow;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Values;
import adjointlab.core.problem.sequence.SequenceLearning;
import adjointlab.core.train.ForecastErrors;
import adjointlab.figure.Axis;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.panel.kit.Groups;
import adjointlab.panel.kit.Groups.Group;
import adjointlab.panel.kit.LookedAt;
import adjointlab.panel.kit.Looks;
import adjointlab.panel.kit.Measured;
import adjointlab.panel.kit.Options;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import adjointlab.panel.kit.Scales;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The mean squared error of each step of a forecast at the cursor's iteration, on test series where there are any.
public final class ForecastError implements Panel {
    private static final String TITLE = "Error per forecast step";

    private static final Key<String> CHANNEL =
            Options.text("channel", "Channel by name or number, empty for all", ChannelNames.LONGEST);
    private static final Key<Axis.Scale> SCALE = Scales.option("linear");

    public static final Entry<Panel> ENTRY = new Entry<>(
            "forecast-error",
            TITLE,
            "The mean squared error of each step of the forecast, on test series where there are any.",
            "Xia et al., NeurIPS 2021, Figs. 8 and 9",
            List.of(CHANNEL, SCALE),
            ForecastError::new);

    private static final Measured<ForecastErrors> MEASURED = new Measured<>((experiment, theta, cancellation) ->
            ForecastErrors.of(experiment, LookedAt.of(experiment).data(), theta, cancellation));

    private final String channel;
    private final Axis.Scale scale;

    private ForecastError(Values values) {
        channel = values.get(CHANNEL).strip();
        scale = values.get(SCALE);
    }

    @Override
    public Figure figure(PanelContext context) {
        if (context.runs().isEmpty()) {
            return Figure.empty(TITLE, "Show a run to see how far its forecasts are off.");
        }
        var settings = Groups.focus(context).run().settingsAt(0);
        Optional<SequenceLearning> problem = Looks.sequences(settings);
        if (problem.isEmpty()) {
            return Figure.empty(TITLE, "These samples are not observed on their way; choose a problem of series.");
        }
        List<String> told = ChannelNames.told(problem.get());
        int output = channel.isEmpty() ? -1 : ChannelNames.find(channel, told);
        if (!channel.isEmpty() && output < 0) {
            return Figure.empty(TITLE, ChannelNames.unknown(channel, told));
        }
        List<Plot> plots = new ArrayList<>();
        String refusal = "";
        for (Group column : Groups.columns(context)) {
            List<Layer> layers = new ArrayList<>();
            for (Shown shown : column.runs()) {
                int k = LookedAt.iteration(shown, context.cursor());
                var outcome = MEASURED.at(shown, k, context.cancellation());
                outcome.flatMap(Measured.Outcome::value)
                        .ifPresent(errors -> layers.add(line(shown, column, errors, output)));
                refusal = refusal.isEmpty()
                        ? outcome.map(Measured.Outcome::refusal).orElse("")
                        : refusal;
            }
            String unit = problem.get().view().standardised() ? "in squared standard deviations" : "in squared units";
            Axis y = Axis.of("mean squared error, " + unit, scale, Axis.Quantity.OTHER);
            plots.add(new Plot(column.label(), Axis.linear("step of the forecast"), y, layers, false));
        }
        if (plots.stream().allMatch(plot -> plot.layers().isEmpty())) {
            return Figure.empty(TITLE, refusal.isEmpty() ? Looks.notYet(context.runs()) : refusal);
        }
        String of = output < 0 ? told.size() == 1 ? told.getFirst() : "all channels" : told.get(output);
        String note = "k = " + context.cursor() + ", " + of + ", "
                + LookedAt.of(settings).words("window");
        return new Figure(TITLE, note, List.of(new Figure.Row(1, Scales.share(plots))), "");
    }

    private static Layer line(Shown shown, Group column, ForecastErrors errors, int output) {
        double[] steps = new double[errors.steps()];
        Arrays.setAll(steps, k -> k + 1);
        String label = Groups.labelIn(column, shown);
        return new Layer.Line(
                        Groups.name(shown),
                        shown.style(),
                        steps,
                        output < 0 ? errors.means() : errors.of(output),
                        label)
                .ownedBy(shown.owner());
    }
}
