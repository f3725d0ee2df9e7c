package adjointlab.panel.image;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Fields;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Option;
import adjointlab.core.catalog.Values;
import adjointlab.core.family.Model;
import adjointlab.core.family.Model.Places;
import adjointlab.core.family.Trait;
import adjointlab.core.field.ParameterLayout.Block;
import adjointlab.core.field.Shape;
import adjointlab.core.field.WeightPictures;
import adjointlab.core.net.ConvStack.TimeChannel;
import adjointlab.core.problem.Problem;
import adjointlab.core.rollout.Experiment;
import adjointlab.figure.Axis;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.figure.Tile;
import adjointlab.lab.preset.Setting;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import adjointlab.panel.kit.Groups;
import adjointlab.panel.kit.Groups.Group;
import adjointlab.panel.kit.LookedAt;
import adjointlab.panel.kit.Looks;
import adjointlab.panel.kit.Options;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Weights that act on images as pictures: a convolution's kernels, rows of a dense layer's matrix.
public final class WeightGrid implements Panel {
    private static final String TITLE = "Filters";
    private static final String OF_IMAGES = "These samples are no images; choose a problem of images.";

    /// More rows or columns than this cannot be made out.
    private static final int MOST = 24;

    /// Only fields of convolutions have it.
    private static final Setting<Integer> KERNEL = Slots.FIELD.at(Fields.KERNEL);

    /// Which layer.
    private enum Of {
        FIELD,
        READ_OUT
    }

    private static final Key<Of> LAYER = Options.choice(
            "layer",
            "Layer",
            "field",
            new Option<>("field", "first that sees neighbours", Of.FIELD),
            new Option<>("read-out", "read-out", Of.READ_OUT));

    public static final Entry<Panel> ENTRY = new Entry<>(
            "filters",
            TITLE,
            "The weights of a layer that acts on images, as pictures: kernels of a convolution, rows of a dense layer.",
            "",
            List.of(LAYER),
            WeightGrid::new);

    private final Of layer;

    private WeightGrid(Values values) {
        layer = values.get(LAYER);
    }

    /// The weights of a run.
    ///
    /// @param name of their block
    private record Seen(Group column, Shown shown, int k, String name, WeightPictures pictures) {
        Settings settings() {
            return shown.run().settingsAt(k);
        }
    }

    @Override
    public Figure figure(PanelContext context) {
        if (context.runs().isEmpty()) {
            return Figure.empty(TITLE, "Show a run to see its weights.");
        }
        Columns<Seen> columns = Columns.of(context, (column, shown) -> look(column, shown, context));
        List<Seen> all = columns.seen();
        if (all.isEmpty()) {
            return Figure.empty(TITLE, columns.refusal());
        }
        double largest = all.stream()
                .mapToDouble(seen -> seen.pictures.largest())
                .filter(size -> size > 0)
                .max()
                .orElse(1);
        List<Plot> plots = all.stream()
                .map(seen -> plot(seen, new Layer.Range(-largest, largest)))
                .toList();
        Seen first = all.getFirst();
        String size = first.pictures.height() + " × " + first.pictures.width();
        String note = first.name + ", " + size + (context.columns() ? "" : ", " + Groups.name(first.shown)) + ", k = "
                + first.k;
        return new Figure(TITLE, note, List.of(new Figure.Row(1, plots)), "");
    }

    /// @throws IllegalArgumentException if there is nothing to see of the run, saying why in a sentence
    private Optional<Seen> look(Group column, Shown shown, PanelContext context) {
        int k = LookedAt.iteration(shown, context.cursor());
        Settings settings = shown.run().settingsAt(k);
        Experiment experiment = Looks.experiment(settings);
        Shape image = experiment.task().problem().shape();
        if (!Pictures.areImages(image)) {
            throw new IllegalArgumentException(OF_IMAGES);
        }
        Optional<double[]> theta = Looks.weights(shown.run(), k, context.cancellation());
        if (theta.isEmpty()) {
            return Optional.empty();
        }
        Model model = experiment.model();
        Shape pixels = pixels(settings, model, image);
        boolean convolution = layer == Of.FIELD && settings.has(KERNEL);
        Block block = (layer == Of.FIELD ? stem(model) : Optional.<Block>empty())
                .or(() -> block(model, convolution && outerKernel(settings) == 1, pixels, image))
                .orElseThrow(() -> new IllegalArgumentException(
                        "No weights of this " + (layer == Of.FIELD ? "model" : "read-out") + " act on images."));
        WeightPictures pictures = WeightPictures.of(block, theta.get(), pixels.height(), pixels.width());
        return Optional.of(new Seen(column, shown, k, block.name(), pictures));
    }

    /// The size of a picture: of an image that a dense layer sees, or of a kernel.
    private Shape pixels(Settings settings, Model model, Shape image) {
        if (layer == Of.READ_OUT) {
            return ofState(model, image);
        }
        Optional<Block> stem = stem(model);
        if (stem.isPresent()) {
            int entries = stem.get().shape().get(1) / image.channels();
            int side = (int) Math.round(Math.sqrt(entries));
            return new Shape(1, side, side);
        }
        int side = settings.has(KERNEL) ? kernel(settings) : 0;
        return side == 0 ? image : new Shape(1, side, side);
    }

    /// A channel of the state.
    private static Shape ofState(Model model, Shape image) {
        return model.trait(Trait.Pixels.class)
                .map(own -> new Shape(1, own.height(), own.width()))
                .orElse(image);
    }

    /// What makes a smaller image of the data, and sees these first.
    private static Optional<Block> stem(Model model) {
        return model.trait(Trait.Pixels.class).flatMap(_ -> model.parameters().blocks().stream()
                .filter(block -> block.offset() >= model.places().encoder())
                .findFirst());
    }

    /// Pixels of a side of the first kernels that see neighbours; single ones where there are none.
    private static int kernel(Settings settings) {
        int outer = outerKernel(settings);
        if (outer > 1) {
            return outer;
        }
        return settings.get(Slots.FIELD.at(Fields.CHANNELS)).size() > 1 ? settings.get(KERNEL) : 1;
    }

    private static int outerKernel(Settings settings) {
        return settings.get(Slots.FIELD.at(Fields.OUTER_KERNEL));
    }

    /// The first block that acts on neighbourhoods, or on whole images.
    ///
    /// @param singleFirst whether a convolution's first layer sees single pixels
    private Optional<Block> block(Model model, boolean singleFirst, Shape picture, Shape image) {
        Places places = model.places();
        int pixels = picture.height() * picture.width();
        int fieldEnd = model.field().parameters().size();
        int state = model.field().dim() - model.costDim();
        Shape ofState = ofState(model, image);
        // a state of channels is an image to the field; else what makes the state of an image sees it first
        boolean channels = state % (ofState.height() * ofState.width()) == 0;
        return model.parameters().blocks().stream()
                .filter(block -> layer == Of.READ_OUT
                        ? block.offset() >= places.decoder()
                        : channels
                                ? block.offset() < fieldEnd
                                : block.offset() >= places.encoder() && block.offset() < places.decoder())
                .filter(block -> layer == Of.FIELD || channels)
                .filter(block -> block.shape().size() == 2 && block.shape().get(1) >= pixels)
                // means of windows are no image
                .filter(block -> layer == Of.FIELD || block.shape().get(1) == state - model.velocityDim())
                .filter(block -> !singleFirst || pixels == 1 || !block.name().endsWith("W1"))
                .findFirst();
    }

    private Plot plot(Seen seen, Layer.Range range) {
        WeightPictures pictures = seen.pictures;
        int outputs = Math.min(MOST, pictures.outputs());
        int channels = Math.min(MOST, pictures.channels());
        Problem problem = Looks.experiment(seen.settings()).task().problem();
        List<Tile> tiles = new ArrayList<>();
        for (int o = 0; o < outputs; o++) {
            for (int c = 0; c < channels; c++) {
                Tile tile = Tile.of(pictures.values()[o][c]);
                tiles.add(channels > 1 ? tile : tile.saying(name(o, problem), Hue.MUTED));
            }
        }
        Tile.Arrangement arrangement = channels == 1
                ? Tile.Arrangement.FITTING
                : new Tile.Arrangement(
                        channels,
                        IntStream.range(0, channels)
                                .mapToObj(c -> channel(seen, c))
                                .toList(),
                        IntStream.range(0, outputs)
                                .mapToObj(o -> name(o, problem))
                                .toList(),
                        false,
                        false);
        Layer.Tiles layerOfTiles = new Layer.Tiles("weight", tiles, arrangement, Layer.ColourMap.DIVERGING, range)
                .ownedBy(seen.shown.owner());
        return new Plot(
                seen.column.label(),
                Axis.linear(channels == 1 ? "" : "from channel"),
                Axis.linear(channels == 1 ? "" : layer == Of.FIELD ? "to channel" : "to class"),
                List.of(layerOfTiles),
                false);
    }

    private String name(int output, Problem problem) {
        return layer == Of.READ_OUT && problem.tellsClasses() ? problem.className(output) : String.valueOf(output + 1);
    }

    /// The number of a convolution's input channel from 1, or the time's letter.
    private String channel(Seen seen, int c) {
        Settings settings = seen.settings();
        boolean time = layer == Of.FIELD
                && settings.has(KERNEL)
                && !seen.name.startsWith("stem")
                && settings.get(Slots.FIELD.at(Fields.TIME_CHANNEL));
        boolean first = time && settings.get(Slots.FIELD.at(Fields.TIME_PLACE)) == TimeChannel.FIRST;
        boolean isTime = time && c == (first ? 0 : seen.pictures.channels() - 1);
        return isTime ? "t" : String.valueOf(first ? c : c + 1);
    }
}
