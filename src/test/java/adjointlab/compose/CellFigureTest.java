package adjointlab.compose;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.compose.FigureDocument.Changes;
import adjointlab.figure.Axis;
import adjointlab.figure.Composition;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.figure.SeriesStyle;
import adjointlab.figure.SeriesStyle.Hue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CellFigureTest {
    @Test
    void namesBelowAFigureStayUnderTheNamesThatTheCellGives() {
        SeriesStyle style = SeriesStyle.line(Hue.BLUE);
        Layer line = new Layer.Line("η = 1", style, new double[] {0, 1}, new double[] {0, 1}, "");
        Plot plot = new Plot("", Axis.linear("k"), Axis.linear("L"), List.of(line), false);
        Figure figure = Figure.of("Loss", "", plot)
                .naming(List.of(new Composition.Entry("η = 1", style), new Composition.Entry("η = 2", style)));
        assertThat(CellFigure.of(figure, Changes.NONE, Map.of("η = 1", "Descent"))
                        .names())
                .extracting(Composition.Entry::name)
                .containsExactly("Descent", "η = 2");
    }
}
