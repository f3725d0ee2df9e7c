package adjointlab.ui.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.compose.FigureDocument;
import adjointlab.compose.FigureDocument.AxisChange;
import adjointlab.compose.FigureDocument.Cell;
import adjointlab.compose.FigureDocument.Changes;
import adjointlab.compose.FigureDocument.Source;
import adjointlab.figure.Axis;
import adjointlab.figure.AxisMap;
import adjointlab.figure.Composition.Place;
import adjointlab.lab.preset.PanelLayout.PanelState;
import adjointlab.ui.form.FieldModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The form of a figure document without its window.
final class FormOfAFigureTest {
    private final List<String> complaints = new ArrayList<>();
    private final FigureModel model = new FigureModel();
    private final FigureFields fields = new FigureFields(model, complaints::add);

    FormOfAFigureTest() {
        PanelState panel = new PanelState("loss-curves", Map.of(), false);
        Cell cell = new Cell(new Place(0, 0, 1, 1), new Source("none", List.of()), panel, -1, Changes.NONE);
        model.open(FigureDocument.EMPTY.with(List.of(cell)));
    }

    private FieldModel field(String path) {
        return List.of(
                        fields.ofPage(),
                        fields.ofCell(),
                        fields.marks().stream()
                                .flatMap(kind -> kind.fields().stream())
                                .toList())
                .stream()
                .flatMap(List::stream)
                .filter(each -> each.path().equals("figure." + path))
                .findFirst()
                .orElseThrow();
    }

    private Changes changes() {
        return model.cell().orElseThrow().changes();
    }

    @Test
    void oneEndOfTwoIsRefusedAndNoneTakesBothAway() {
        FieldModel ends = field("xLimits");
        ends.type("0, 2.5");
        AxisChange both = changes().axes().x();
        assertThat(both.to()).isEqualTo(2.5);

        ends.type("7");
        assertThat(changes().axes().x()).isEqualTo(both);
        assertThat(ends.value()).isEqualTo(List.of(0.0, 2.5));
        assertThat(complaints).singleElement().asString().contains("two ends");

        ends.type("");
        assertThat(changes().axes().x()).isEqualTo(AxisChange.NONE);
        assertThat(complaints).hasSize(1);
    }

    @Test
    void aMarkThatIsUndoneDoesNotComeBackWithTheNextEnter() {
        field("lineAt").type("0.5");
        assertThat(changes().marks().lines()).hasSize(1);
        model.history().undo();
        assertThat(changes().marks().lines()).isEmpty();
        assertThat(field("lineAt").value()).isEqualTo(List.of());
        field("lineLabel").type("half");
        assertThat(changes().marks().lines()).isEmpty();
        assertThat(field("lineLabel").value())
                .as("what is typed of a new one stays")
                .isEqualTo("half");
    }

    @Test
    void aListOfOneNumberIsTypedAllTheSame() {
        for (String path : List.of("widths", "heights", "lineAt", "xLimits")) {
            assertThat(field(path).hasSlider()).as(path).isFalse();
        }
        assertThat(field("widths").value()).isEqualTo(List.of(1.0));
    }

    @ParameterizedTest
    @CsvSource({
        "LINEAR, 0, 20000, 12345.678",
        "LINEAR, 10000, 10010, 10004.3217",
        "LINEAR, -1, 1, 1.23456e-5",
        "LOG, 1e-6, 1e3, 3.14159e-4",
        "LOG, 10, 11, 10.543219"
    })
    void aPlaceIsRoundedToAThousandthOfItsAxis(Axis.Scale scale, double min, double max, double value) {
        AxisMap axis = new AxisMap(scale, min, max, 0, 100);
        double rounded = PagePointer.rounded(value, axis);
        assertThat(axis.toPosition(rounded)).isCloseTo(axis.toPosition(value), within(0.1));
        assertThat(String.valueOf(Math.abs(rounded))
                        .replaceAll("E.*|\\.|^0+", "")
                        .length())
                .as("%s has no more digits than who points can mean", rounded)
                .isLessThanOrEqualTo(7);
    }
}
