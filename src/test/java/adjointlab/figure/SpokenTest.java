package adjointlab.figure;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.figure.Axis.Quantity;
import adjointlab.figure.Axis.Scale;
import adjointlab.figure.SeriesStyle.Hue;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SpokenTest {
    private static Layer line(String name, double... y) {
        return new Layer.Line(name, SeriesStyle.line(Hue.BLUE), new double[] {0, 200}, y, "");
    }

    private static Plot plot(List<Layer> layers) {
        return new Plot(
                "",
                Axis.of("iteration k", Scale.LINEAR, Quantity.ITERATION),
                Axis.of("Loss L", Scale.LOG, Quantity.OTHER).within(0.001, 10),
                layers,
                true);
    }

    @Test
    void aPlotSaysWhatItMeasuresAndOfWhom() {
        Figure figure =
                Figure.of("Loss", "k = 64", plot(List.of(line("SGD", 1, 2), line("Adam", 2, 3), line("", 1, 1))));
        assertThat(Spoken.of(figure))
                .isEqualTo("Loss, k = 64. Loss L ended lowest in SGD, at 2 by iteration 200, and highest in Adam, at 3."
                        + " Loss L from 0.001 to 10, in decades, over iteration k from 0 to 200: SGD, Adam.");
    }

    @Test
    void manyNamesAreCounted() {
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            layers.add(line("run " + i, 1, 2));
        }
        assertThat(Spoken.of(Figure.of("Loss", "", plot(layers)))).endsWith("run 6, run 7 and 22 more.");
    }

    @Test
    void aTableSaysItsColumnsAndRows() {
        Layer table = new Layer.Table("Runs", List.of("Run", "Loss"), List.of(List.of("a", "1"), List.of("b", "2")));
        assertThat(Spoken.of(Figure.of("Runs", "", plot(List.of(table)))))
                .isEqualTo("Runs. The table has 2 rows and 2 columns, from a to b. Columns Run, Loss; rows a, b.");
    }

    @Test
    void nothingSaysWhy() {
        assertThat(Spoken.of(Figure.empty("Flow", "No run here is a flow."))).isEqualTo("Flow. No run here is a flow.");
    }
}
