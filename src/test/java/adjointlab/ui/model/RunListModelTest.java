package adjointlab.ui.model;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.figure.SeriesStyle;
import adjointlab.figure.SeriesStyle.Hue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a long list of runs shows of them, and what it says of the others.
class RunListModelTest {
    @ParameterizedTest
    @CsvSource({
        // five methods of two runs each: one of each is shown
        "5, 2, '5 more, in groups ▾', fewer ▴",
        "2, 15, '24 more, in groups ▾', fewer ▴",
        // as many methods as runs: all are shown
        "10, 1, in groups ▾, not grouped ▴"
    })
    void theLinkSaysHowManyAreHidden(int methods, int each, String link, String back) {
        RunListModel model = new RunListModel();
        for (int method = 0; method < methods; method++) {
            for (int i = 0; i < each; i++) {
                model.runs().add(new RunItem(method + "/" + i, "m" + method, "run", "", SeriesStyle.line(Hue.BLUE)));
            }
        }
        assertThat(model.moreWords()).isEqualTo(link);
        model.expandedProperty().set(true);
        assertThat(model.moreWords()).isEqualTo(back);
    }
}
