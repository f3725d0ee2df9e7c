package adjointlab.figure;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.lab.preset.Presets;
import adjointlab.panel.Panels;
import adjointlab.panel.TrainedPresets;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A column or row without its name says nothing: names of categories are never left out.
final class CategoryNamesTest {
    private static final double PAPER_COLUMN = 82.6;

    private static Plot plot(List<String> across, List<String> up) {
        double[] x = IntStream.rangeClosed(1, Math.max(1, across.size()))
                .asDoubleStream()
                .toArray();
        double[] y = new double[x.length];
        Arrays.fill(y, 1);
        return new Plot(
                "",
                across.isEmpty() ? Axis.linear("x") : Axis.ofNames("", across),
                up.isEmpty() ? Axis.linear("y").within(0, 2) : Axis.ofNames("", up),
                List.of(new Layer.Points("", Samples.SGD, x, y)),
                false);
    }

    private static List<DrawnText> texts(Plot plot, Theme theme, double width, double height) {
        return DrawnText.of(Figure.of("", "", plot), theme, width, height);
    }

    private static List<String> words(List<DrawnText> texts) {
        return texts.stream().map(DrawnText::words).toList();
    }

    private static List<CutText> cuts(Plot plot, double width, double height) {
        return new Painter(Theme.LIGHT)
                .place(Figure.of("", "", plot), new Rectangle2D.Double(0, 0, width, height))
                .cuts();
    }

    private static List<String> numbered(String name, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> name + i).toList();
    }

    private static boolean isUpright(DrawnText text) {
        return text.box().getHeight() > text.box().getWidth();
    }

    @Test
    void shortNamesStandInALine() {
        List<String> names = List.of("SNOpt", "Adam", "SGD");
        List<DrawnText> texts = texts(plot(names, List.of()), Theme.LIGHT, 300, 200);
        assertThat(words(texts)).containsAll(names);
        assertThat(texts).noneMatch(text -> names.contains(text.words()) && isUpright(text));
    }

    @Test
    void namesAreBrokenBetweenWordsWhereThatIsEnough() {
        List<String> names = List.of("stochastic gradient descent", "natural gradient", "second order");
        List<DrawnText> texts = texts(plot(names, List.of()), Theme.LIGHT, 300, 200);
        assertThat(words(texts))
                .contains("stochastic", "natural", "second order")
                .doesNotContain(names.getFirst());
        noneMeets(texts);
    }

    @Test
    void namesThatAreWiderThanTheirPlacesRunUpwards() {
        List<String> names = numbered("optimizer", 12);
        for (Theme theme : List.of(Theme.LIGHT, Theme.PRESENTATION_LIGHT, Theme.PRINT)) {
            List<DrawnText> texts = texts(plot(names, List.of()), theme.withHeading(false), 380, 300);
            assertThat(words(texts)).as(theme.id()).containsAll(names);
            assertThat(texts)
                    .filteredOn(text -> names.contains(text.words()))
                    .allMatch(CategoryNamesTest::isUpright)
                    .allMatch(text -> text.box().getMaxY() <= 300);
            noneMeets(texts);
        }
    }

    @Test
    void whatIsTooLongUpwardsIsWholeForThePointer() {
        List<String> names = List.of("a name that nobody would give to anything", "b".repeat(60), "c".repeat(60));
        Plot plot = plot(names, List.of());
        assertThat(texts(plot, Theme.LIGHT, 120, 160))
                .filteredOn(DrawnText::isCut)
                .hasSize(3);
        assertThat(cuts(plot, 120, 160)).extracting(CutText::whole).containsExactlyElementsOf(names);
        double[] middles = cuts(plot, 120, 160).stream()
                .mapToDouble(cut -> cut.box().getCenterX())
                .toArray();
        assertThat(middles).isSorted().doesNotHaveDuplicates();
    }

    /// No type is so small that 90 names have room in 200 pixels.
    @Test
    void whatHasNoPlaceAtAllIsThereForThePointer() {
        List<String> names = numbered("n", 90);
        Plot plot = plot(names, List.of());
        List<String> all = new ArrayList<>(words(texts(plot, Theme.LIGHT, 240, 200)));
        all.retainAll(names);
        assertThat(all).isNotEmpty();
        cuts(plot, 240, 200).forEach(cut -> all.add(cut.whole()));
        assertThat(all).containsExactlyInAnyOrderElementsOf(names);
        noneMeets(texts(plot, Theme.LIGHT, 240, 200));
    }

    @Test
    void namesBesideTheData() {
        List<String> names = numbered("row ", 24);
        assertThat(words(texts(plot(List.of(), names), Theme.LIGHT, 300, 24 * 15 + 60)))
                .containsAll(names);
        Plot low = plot(List.of(), names);
        List<String> all = new ArrayList<>(words(texts(low, Theme.LIGHT, 300, 150)));
        all.retainAll(names);
        assertThat(all).hasSizeBetween(5, 23);
        cuts(low, 300, 150).forEach(cut -> all.add(cut.whole()));
        assertThat(all).containsExactlyInAnyOrderElementsOf(names);
        Plot wide = plot(List.of(), List.of("w".repeat(80), "short"));
        PlotFrame.Drawn drawn = new Painter(Theme.LIGHT)
                .place(Figure.of("", "", wide), new Rectangle2D.Double(0, 0, 300, 150))
                .plots()
                .getFirst();
        assertThat(drawn.area().data().getWidth()).isGreaterThan(150);
        assertThat(cuts(wide, 300, 150)).extracting(CutText::whole).containsExactly("w".repeat(80));
    }

    @Test
    void pagesGrowUntilNamesAreWhole() {
        List<String> names = numbered("an optimizer of number ", 40);
        Figure figure = Figure.of("", "", plot(names, List.of()));
        Page asked = Page.of(60, 30);
        assertThat(PageFit.needed(figure, asked)).hasValueSatisfying(page -> {
            assertThat(page.width()).isGreaterThan(asked.width());
            assertThat(words(DrawnText.of(figure, Theme.PRINT, page.width(), page.height())))
                    .containsAll(names);
        });
    }

    @Test
    void texTurnsAndBreaksThemToo() throws IOException {
        assertThat(tex(List.of("SNOpt", "second order"), Page.of(30, 40))).contains("{SNOpt},{second\\\\order}");
        assertThat(tex(numbered("optimizer", 12), Page.of(60, 60))).contains("rotate=90", "{optimizer12}");
    }

    private static String tex(List<String> names, Page page) throws IOException {
        ByteArrayOutputStream tex = new ByteArrayOutputStream();
        FigureWriters.of("tex").write(Figure.of("", "", plot(names, List.of())), page, "", tex);
        return tex.toString(StandardCharsets.UTF_8);
    }

    /// A table can be scrolled and a plot cannot.
    @Test
    void aTableGivesWayToPlots() {
        Layer.Table long30 = new Layer.Table(
                "table",
                List.of("Run"),
                numbered("run ", 30).stream().map(List::of).toList());
        Plot table = new Plot("", Axis.linear(""), Axis.linear(""), List.of(long30), false);
        Plot plot = plot(List.of("SNOpt", "Adam"), List.of());
        Figure figure = new Figure(
                "",
                "",
                List.of(
                        new Figure.Row(8, List.of(plot)),
                        new Figure.Row(32, List.of(table)),
                        new Figure.Row(3, List.of(table))),
                "");
        for (double height : new double[] {240, 300, 400}) {
            Painter.Placed placed = new Painter(Theme.LIGHT.withHeading(false))
                    .place(figure, new Rectangle2D.Double(0, 0, 300, height));
            assertThat(placed.plots().getFirst().area().data().getHeight())
                    .as("height " + height)
                    .isGreaterThanOrEqualTo(7 * Theme.LIGHT.type().tick());
            List<String> words = words(DrawnText.of(figure, Theme.LIGHT.withHeading(false), 300, height));
            assertThat(words.stream().anyMatch("No room for 1 table"::equals))
                    .as("height " + height)
                    .isEqualTo(placed.tables().size() == 1);
        }
    }

    // ---- the panels ------------------------------------------------------------------------------

    /// Panels that have categories and presets whose layouts show them, and the one that each is made for.
    static Stream<String[]> panels() {
        List<String[]> all = new ArrayList<>();
        for (String panel : Panels.CATALOG.entries().stream()
                .map(entry -> entry.id())
                .filter(id -> !names(figure(id, TrainedPresets.madeFor(id))).isEmpty())
                .toList()) {
            TreeSet<String> presets = new TreeSet<>(List.of(TrainedPresets.madeFor(panel), "snopt-sensitivity"));
            TrainedPresets.ids().stream()
                    .filter(id -> Presets.get(id).layout().panels().stream()
                            .anyMatch(shown -> shown.id().equals(panel)))
                    .forEach(presets::add);
            presets.forEach(preset -> all.add(new String[] {panel, preset}));
        }
        return all.stream();
    }

    private static Figure figure(String panel, String preset) {
        return TrainedPresets.create(panel, Map.of()).figure(TrainedPresets.context(preset, Integer.MAX_VALUE, false));
    }

    private static List<String> names(Figure figure) {
        List<String> names = new ArrayList<>();
        for (Plot plot : figure.plots()) {
            names.addAll(plot.x().names());
            names.addAll(plot.y().names());
            plot.layers().forEach(layer -> names.addAll(layer instanceof Layer.Tiles tiles ? names(tiles) : List.of()));
        }
        return names;
    }

    private static List<String> names(Layer.Tiles tiles) {
        Tile.Arrangement arrangement = tiles.arrangement();
        return Stream.concat(arrangement.columnLabels().stream(), arrangement.rowLabels().stream())
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /// In cells as a lesson in front of an audience leaves them at 1024×768, and in a column of a paper.
    @ParameterizedTest
    @MethodSource("panels")
    void noCategoryOfAPanelLacksItsName(String panel, String preset) {
        Figure figure = figure(panel, preset);
        Theme presentation = Theme.PRESENTATION_LIGHT.withHeading(false);
        for (double[] size : new double[][] {{980, 620}, {620, 560}, {620, 280}, {440, 560}, {440, 320}}) {
            check(panel + " of " + preset, figure, presentation, size[0], size[1]);
        }
        Page column = Page.of(PAPER_COLUMN, 62);
        Page page = PageFit.needed(figure, column).orElse(column);
        check(panel + " of " + preset, figure, Theme.PRINT, page.width(), page.height());
    }

    private static void check(String what, Figure figure, Theme theme, double width, double height) {
        String where = what + ", " + theme.id() + " " + (int) width + "×" + (int) height;
        List<DrawnText> texts = DrawnText.of(figure, theme, width, height);
        List<String> words = words(texts);
        Painter.Placed placed = new Painter(theme).place(figure, new Rectangle2D.Double(0, 0, width, height));
        List<String> told = new ArrayList<>(words);
        placed.cuts().forEach(cut -> told.add(cut.whole()));
        for (TilesDrawing.Drawn tiles : placed.tiles()) {
            assertThat(told).as(where).containsAll(names(tiles.area().tiles()));
        }
        for (PlotFrame.Drawn drawn : placed.plots()) {
            CategoryNames below = drawn.frame().names();
            if (below != null) {
                assertThat(below.lines()).as(where).allSatisfy(lines -> {
                    assertThat(lines).isNotEmpty();
                    assertThat(words).containsAll(lines);
                });
                assertThat(below.lines()).hasSameSizeAs(drawn.area().plot().x().names());
            }
            assertThat(words).as(where).containsAll(drawn.area().plot().y().names());
        }
        noneMeets(texts);
    }

    private static void noneMeets(List<DrawnText> texts) {
        for (int i = 0; i < texts.size(); i++) {
            for (int j = 0; j < i; j++) {
                assertThat(texts.get(i).meets(texts.get(j), 1.5))
                        .as(texts.get(i).words() + " over " + texts.get(j).words())
                        .isFalse();
            }
        }
    }
}
