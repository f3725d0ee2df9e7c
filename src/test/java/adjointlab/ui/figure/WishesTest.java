package adjointlab.ui.figure;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.compose.FigureDocument;
import adjointlab.compose.FigureDocument.Cell;
import adjointlab.compose.FigureDocument.Changes;
import adjointlab.compose.FigureDocument.Source;
import adjointlab.figure.Composition.Place;
import adjointlab.lab.preset.PanelLayout.PanelState;
import adjointlab.ui.figure.Wishes.Wish;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Cells that wait for runs, in the model without its window.
final class WishesTest {
    private static final Source SHARED = new Source("shared", List.of("a=1", "b=2"));
    private static final Source WISHED = new Source("wished", List.of());
    private static final Source OTHER = new Source("other", List.of());

    private final FigureModel model = new FigureModel();
    private final List<String> dropped = new ArrayList<>();

    /// Three cells that show the same source.
    WishesTest() {
        model.open(FigureDocument.EMPTY.with(
                IntStream.range(0, 3).mapToObj(WishesTest::cell).toList()));
    }

    private static Cell cell(int column) {
        PanelState panel = new PanelState("loss-curves", Map.of(), false);
        return new Cell(new Place(0, column, 1, 1), SHARED, panel, -1, Changes.NONE.titled("panel " + column));
    }

    private Wish wish(int cell, Source source) {
        model.selectedProperty().set(cell);
        Wish wish = model.wishes().add(source);
        wish.ifDropped(() -> dropped.add(source.file()));
        return wish;
    }

    private List<String> showing(Source source) {
        return model.document().cells().stream()
                .filter(cell -> cell.source().equals(source))
                .map(cell -> cell.changes().title())
                .toList();
    }

    @Test
    void theCellThatWasMeantGetsItWhereverItIsCounted() {
        Wish wish = wish(2, WISHED);
        model.selectedProperty().set(0);
        model.remove();
        model.selectedProperty().set(0);
        model.count(1);
        model.edit("Move", all -> all.with(0, all.cells().getFirst().at(new Place(1, 0, 1, 1))));
        assertThat(model.wishes().fulfil(wish)).isTrue();
        assertThat(showing(WISHED)).containsExactly("panel 2");
        assertThat(dropped).isEmpty();
        assertThat(model.wishes().isPending(wish)).isFalse();
    }

    @Test
    void whatIsUndoneMeanwhileLeavesTheCellItsWish() {
        model.selectedProperty().set(0);
        model.count(2);
        Wish wish = wish(0, WISHED);
        model.history().undo();
        assertThat(model.wishes().fulfil(wish)).isTrue();
        assertThat(showing(WISHED)).containsExactly("panel 1");
    }

    @Test
    void aCellHasOneWishWhichIsNoOthers() {
        Wish first = wish(0, WISHED);
        Wish others = wish(1, WISHED);
        Wish second = wish(0, OTHER);
        assertThat(dropped).containsExactly("wished");
        assertThat(model.wishes().isPending(first)).isFalse();
        assertThat(model.wishes().fulfil(second)).isTrue();
        assertThat(model.wishes().fulfil(others)).isTrue();
        assertThat(showing(OTHER)).containsExactly("panel 0");
        assertThat(showing(WISHED)).containsExactly("panel 1");
    }

    @Test
    void nobodyWaitsForTheRunsOfACellThatIsGoneOrOfAnotherDocument() {
        Wish wish = wish(0, WISHED);
        Wish others = wish(1, OTHER);
        model.selectedProperty().set(0);
        model.remove();
        assertThat(dropped).containsExactly("wished");
        assertThat(model.wishes().isPending(wish)).isFalse();
        assertThat(model.wishes().fulfil(wish)).isFalse();
        model.open(FigureDocument.EMPTY);
        assertThat(dropped).containsExactly("wished", "other");
        assertThat(model.wishes().isPending(others)).isFalse();
    }

    @Test
    void aCellThatShowsYetAnotherKeepsIt() {
        Wish wish = wish(0, WISHED);
        model.edit("Change source", all -> all.with(0, all.cells().getFirst().with(OTHER)));
        assertThat(model.wishes().fulfil(wish)).isFalse();
        assertThat(showing(OTHER)).containsExactly("panel 0");
    }

    @Test
    void settingsAreTakenAwayOneAfterAnotherWhileTheyAreTrained() {
        List<Wish> asked = new ArrayList<>();
        FigureFields fields = new FigureFields(
                model,
                _ -> {},
                change -> asked.add(wish(
                        0,
                        new Source(
                                "shared",
                                change.apply(
                                        model.wishes().wished().orElseThrow().set())))));
        model.selectedProperty().set(0);
        SettingFields settings = fields.settings();
        settings.remove();
        assertThat(settings.names()).containsExactly("b = 2");
        settings.remove();
        settings.remove();
        assertThat(settings.names()).isEmpty();
        assertThat(asked).hasSize(2);

        model.wishes().withdraw(asked.getLast());
        assertThat(settings.names()).as("as there are no such runs").containsExactly("a = 1", "b = 2");
        assertThat(settings.fields().getFirst().value()).isEqualTo("a = 1");
    }

    /// Else it could be saved over the file of the one that is open.
    @Test
    void anotherDocumentHasNoWayBack() {
        model.remove();
        assertThat(model.history().undoNameProperty().get()).isEqualTo("Remove panel");
        model.history().undo();
        FigureDocument other = FigureDocument.EMPTY.titled("Another");
        model.open(other);
        assertThat(model.history().undoNameProperty().get()).isEmpty();
        assertThat(model.history().redoNameProperty().get()).isEmpty();
        model.history().undo();
        model.history().redo();
        assertThat(model.document()).isEqualTo(other);
        model.edit("Change title", all -> all.titled("Changed"));
        model.history().undo();
        assertThat(model.document()).isEqualTo(other);
    }
}
