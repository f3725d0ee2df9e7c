package adjointlab.panel.image;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Values;
import adjointlab.core.problem.Problem;
import adjointlab.core.rollout.Verdicts;
import adjointlab.figure.Axis;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.figure.Tile;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// How many samples of each class are given each class; colours are shares of the true class.
public final class Confusion implements Panel {
    private static final String TITLE = "Confusion";
    private static final Layer.Range SHARES = new Layer.Range(0, 1);

    public static final Entry<Panel> ENTRY = new Entry<>(
            "confusion",
            TITLE,
            "Test samples counted by their true class and the class that they are given.",
            "",
            List.of(),
            Confusion::new);

    private Confusion(Values values) {}

    @Override
    public Figure figure(PanelContext context) {
        if (context.runs().isEmpty()) {
            return Figure.empty(TITLE, "Show a run to see which classes it mixes up.");
        }
        return Told.figure(
                TITLE,
                context,
                "sample",
                "right",
                verdicts -> verdicts.samples() - verdicts.wrong(),
                (told, title) -> new Plot(
                        title,
                        Axis.linear("told"),
                        Axis.linear("true class"),
                        List.of(tiles(told.verdicts(), told.problem())
                                .ownedBy(told.shown().owner())),
                        false));
    }

    private static Layer.Tiles tiles(Verdicts verdicts, Problem problem) {
        int[][] counts = verdicts.confusion();
        List<Tile> tiles = new ArrayList<>();
        for (int truth = 0; truth < counts.length; truth++) {
            int all = Arrays.stream(counts[truth]).sum();
            for (int told = 0; told < counts.length; told++) {
                int count = counts[truth][told];
                tiles.add(Tile.of(new double[][] {{all == 0 ? 0 : (double) count / all}})
                        .saying(count == 0 ? "" : String.valueOf(count), truth == told ? Hue.MUTED : Hue.WARNING));
            }
        }
        List<String> names =
                IntStream.range(0, counts.length).mapToObj(problem::className).toList();
        return new Layer.Tiles(
                "share of the true class",
                tiles,
                new Tile.Arrangement(counts.length, names, names, true, false),
                Layer.ColourMap.PALE,
                SHARES);
    }
}
