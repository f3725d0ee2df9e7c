package adjointlab.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// One thread appends, others read: what they see of a row is all of it, and rows never become fewer.
final class MetricLogRaceTest {
    private static final int ROWS = 300_000;
    private static final int READERS = 3;

    private static double second(int row) {
        return Math.sqrt(row) + 1;
    }

    @Test
    void aRowIsSeenWholeOrNotAtAll() throws Exception {
        MetricLog log = new MetricLog(List.of("a", "b"));
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService threads = Executors.newFixedThreadPool(READERS)) {
            List<Future<Long>> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                readers.add(threads.submit(reader(log, done)));
            }
            double[] row = new double[2];
            for (int k = 0; k < ROWS; k++) {
                row[0] = k;
                row[1] = second(k);
                log.append(row);
            }
            done.set(true);
            for (Future<Long> reader : readers) {
                assertThat(reader.get()).isPositive();
            }
        }
    }

    /// @return how many rows it has looked at
    private static Callable<Long> reader(MetricLog log, AtomicBoolean done) {
        return () -> {
            long looks = 0;
            int before = 0;
            boolean last;
            do {
                last = done.get();
                int rows = log.rows();
                assertThat(rows).isGreaterThanOrEqualTo(before);
                before = rows;
                for (int k : new int[] {rows - 1, rows / 2}) {
                    if (k >= 0 && k < rows) {
                        assertThat(log.get("a", k)).isEqualTo(k);
                        assertThat(log.get("b", k)).isEqualTo(second(k));
                        looks++;
                    }
                }
                assertThat(log.get("a", Integer.MAX_VALUE)).isNaN();
                if (looks % 512 == 0) {
                    double[] column = log.values("b", rows);
                    assertThat(column).hasSize(rows);
                    for (int k = 0; k < rows; k += 997) {
                        assertThat(column[k]).isEqualTo(second(k));
                    }
                }
            } while (!last);
            assertThat(log.rows()).isEqualTo(ROWS);
            return looks;
        };
    }
}
