package adjointlab.panel.image;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Values;
import adjointlab.core.field.Shape;
import adjointlab.core.kernel.Batch;
import adjointlab.core.problem.Problem;
import adjointlab.core.rollout.Verdicts;
import adjointlab.figure.Axis;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.figure.Tile;
import adjointlab.panel.kit.Groups;
import adjointlab.panel.kit.LookedAt;
import adjointlab.panel.kit.Looks;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import java.util.ArrayList;
import java.util.List;

/// Test images with what a run says of them, the wrong ones first.
public final class ImageGrid implements Panel {
    private static final String TITLE = "Images";

    public static final Entry<Panel> ENTRY = new Entry<>(
            "images",
            TITLE,
            "Test images with true class, told class and probability; wrong ones first, the surest of them at the top.",
            "",
            List.of(LookedAt.IMAGE),
            ImageGrid::new);

    private final int image;

    private ImageGrid(Values values) {
        image = values.get(LookedAt.IMAGE);
    }

    @Override
    public String chosen() {
        return LookedAt.IMAGE.name();
    }

    @Override
    public Figure figure(PanelContext context) {
        if (context.runs().isEmpty()) {
            return Figure.empty(TITLE, "Show a run to see what it says of images.");
        }
        Shown first = Groups.focus(context);
        Problem problem = Looks.experiment(first.run().settingsAt(0)).task().problem();
        if (!Pictures.areImages(problem.shape())) {
            return Figure.empty(TITLE, "These samples are no images; choose a problem of images.");
        }
        return Told.figure(
                TITLE,
                context,
                "image",
                "wrong",
                Verdicts::wrong,
                (told, title) -> new Plot(title, Axis.linear(""), Axis.linear(""), List.of(tiles(told)), false));
    }

    private Layer.Tiles tiles(Told told) {
        Shape shape = told.problem().shape();
        Verdicts verdicts = told.verdicts();
        Batch images = told.samples().data().initial();
        int chosen = told.samples().index(image);
        List<Tile> tiles = new ArrayList<>();
        for (int s : verdicts.wrongFirst()) {
            tiles.add(new Tile(
                    Pictures.sample(images, s, shape),
                    caption(verdicts, s, told.problem()),
                    verdicts.right(s) ? Hue.MUTED : Hue.WARNING,
                    s == chosen,
                    s + 1));
        }
        return new Layer.Tiles("", tiles, Tile.Arrangement.FITTING, Layer.ColourMap.GREY, Pictures.range(images))
                .ownedBy(told.shown().owner());
    }

    /// "3 as 8, 97 %" of a 3 that is taken for an 8, "3, 99 %" of one that is not.
    private static String caption(Verdicts verdicts, int sample, Problem problem) {
        String truth = verdicts.right(sample) ? "" : problem.className(verdicts.truth()[sample]) + " as ";
        return truth + told(verdicts, sample, problem);
    }

    /// "8, 97 %", without a share where predictions are no probabilities.
    static String told(Verdicts verdicts, int sample, Problem problem) {
        String sure = verdicts.probabilities() ? ", " + Math.round(100 * verdicts.confidence()[sample]) + " %" : "";
        return problem.className(verdicts.told()[sample]) + sure;
    }
}
