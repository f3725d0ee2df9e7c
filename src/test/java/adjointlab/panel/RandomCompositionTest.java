package adjointlab.panel;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.compose.FigureDocument;
import adjointlab.compose.FigureDocumentJson;
import adjointlab.lab.preset.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever panels of whatever runs stand side by side: no text of the figure lies over another, is cut or smaller than
/// asked, and every run that is drawn is named.
final class RandomCompositionTest {
    private static final int FIRST = Integer.getInteger("adjointlab.compositions.first", 0);
    private static final int COUNT = Integer.getInteger("adjointlab.compositions", 30);

    static List<Integer> seeds() {
        return IntStream.range(FIRST, FIRST + COUNT).boxed().toList();
    }

    @Tag("layout")
    @ParameterizedTest
    @MethodSource("seeds")
    void canBeReadAndNamesWhatItDraws(int seed) {
        FigureDocument document = new RandomDocuments(seed).next();

        assertThat(ComposedCheck.roomy(document).faults())
                .as(() -> "seed " + seed + ": " + JsonObject.write(FigureDocumentJson.tree(document)))
                .isEmpty();
    }
}
