package adjointlab.panel.flow;

import adjointlab.core.problem.Outlook;
import adjointlab.figure.Layer;
import adjointlab.figure.SeriesStyle;
import adjointlab.figure.SeriesStyle.Dash;
import adjointlab.figure.SeriesStyle.Emphasis;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.figure.SeriesStyle.Marker;
import java.util.ArrayList;
import java.util.List;

/// What was observed of one sample: dots where it is trained on, crosses where it is held out.
final class ObservedPoints {
    private static final SeriesStyle TRAINED = new SeriesStyle(Hue.TRUTH, Dash.NONE, Marker.CIRCLE, Emphasis.NORMAL);
    private static final SeriesStyle HELD = new SeriesStyle(Hue.TRUTH, Dash.NONE, Marker.PLUS, Emphasis.STRONG);

    private final Outlook outlook;
    private final int sample;

    /// @param sample the last one where there are fewer
    ObservedPoints(Outlook outlook, int sample) {
        this.outlook = outlook;
        this.sample = Math.min(sample, outlook.seen().size() - 1);
    }

    /// Over time, and where the forecast begins.
    List<Layer> overTime() {
        List<Layer> layers = new ArrayList<>();
        for (boolean held : new boolean[] {false, true}) {
            int[] which = outlook.which(sample, held);
            for (int i = 0; i < outlook.units().names().size() && which.length > 0; i++) {
                double[][] points = outlook.points(sample, i, which);
                layers.add(new Layer.Points(name(held, i), held ? HELD : TRAINED, points[0], points[1]));
            }
        }
        int[] trained = outlook.which(sample, false);
        double[] times = outlook.seen().get(sample).times();
        double last = outlook.units().time() * times[times.length - 1];
        boolean some = trained.length > 0 && trained.length < times.length;
        layers.add(new Layer.Rule(
                "",
                SeriesStyle.line(Hue.MUTED).with(Dash.DASHED),
                true,
                some ? outlook.units().time() * times[trained[trained.length - 1]] : last));
        if (some) {
            layers.add(new Layer.Rule("", SeriesStyle.line(Hue.MUTED).with(Dash.DOTTED), true, last));
        }
        return layers;
    }

    private String name(boolean held, int output) {
        return outlook.units().names().get(output) + (held ? ", held out" : ", observed");
    }

    /// In the plane of the first two outputs.
    List<Layer> inPlane() {
        List<Layer> layers = new ArrayList<>();
        for (boolean held : new boolean[] {false, true}) {
            int[] which = outlook.which(sample, held);
            if (which.length > 0) {
                layers.add(new Layer.Points(
                        held ? "held out" : "observed",
                        held ? HELD : TRAINED,
                        outlook.points(sample, 0, which)[1],
                        outlook.points(sample, 1, which)[1]));
            }
        }
        return layers;
    }

    /// ", trajectory 3 of 4, ● seen, + held out".
    String words() {
        return ", trajectory " + outlook.seen().get(sample).name() + " of "
                + outlook.seen().size() + ", ● seen"
                + (outlook.which(sample, true).length > 0 ? ", + held out" : "");
    }
}
