package adjointlab.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.table.SampleFacts.Shown;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is shown of a column.
final class SampleFactsTest {
    /// Quotients of whole numbers, where 1/49·49 and the like fall short of one in floating point.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 50, 99, 160})
    void aShortColumnIsShownRowByRow(int count) {
        assertThat(Shown.of(count, row -> row).curve())
                .containsExactlyElementsOf(
                        IntStream.range(0, count).mapToObj(row -> (double) row).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {161, 1000, 20_000_000})
    void aLongOneFromItsFirstRowToItsLast(int count) {
        assertThat(Shown.of(count, row -> row).curve())
                .hasSize(160)
                .startsWith(0.0)
                .endsWith(count - 1.0)
                .isSorted()
                .doesNotHaveDuplicates();
    }
}
