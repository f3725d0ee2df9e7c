package adjointlab.core.adjoint;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.core.TestSettings;
import adjointlab.core.catalog.Gradients;
import adjointlab.core.field.Activation;
import adjointlab.core.field.Mlp;
import adjointlab.core.field.StandardActivations;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Crew;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.ode.StepListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Large batches are shared by threads; whatever their number, gradients have the same bits.
@Timeout(value = Patience.SECONDS, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ThreadsTest {
    private static final int SAMPLES = 300;

    private final int before = Crew.limit();

    @AfterEach
    void restore() {
        Crew.limit(before);
    }

    private static Batch normal(int dim, Random random, boolean state) {
        Batch batch = new Batch(dim, SAMPLES);
        for (int i = 0; i < dim; i++) {
            for (int s = 0; s < SAMPLES; s++) {
                batch.set(i, s, random.nextGaussian());
            }
        }
        if (state) {
            batch.padState();
        } else {
            batch.padCotangent();
        }
        return batch;
    }

    /// A gradient and all that comes with it.
    private static double[] gradient(String method, Mlp field, Cancellation cancellation) {
        return gradient(method, field, cancellation, 0.5, 1);
    }

    private static double[] gradient(String method, Mlp field, Cancellation cancellation, double... times) {
        Random random = new Random(11);
        double[] theta = random.doubles(field.parameters().size(), -0.4, 0.4).toArray();
        AdjointMethod.Work work = Gradients.CATALOG
                .get(method)
                .createDefault()
                .prepare(new AdjointMethod.Setup(field, SAMPLES, TestSettings.adaptive("dopri5", 1e-5)));
        Batch start = normal(field.dim(), random, true);
        Batch[] cotangents = new Batch[times.length];
        Arrays.setAll(cotangents, _ -> normal(field.dim(), random, false));
        SolveStatus status =
                work.forward(theta, start, new AdjointMethod.Times(0, times), StepListener.NONE, cancellation);
        if (status.ok()) {
            status = work.backward(cotangents, AdjointListener.NONE, cancellation);
        }
        if (!status.ok()) {
            assertThat(status.kind()).isEqualTo(SolveStatus.Kind.CANCELLED);
            return new double[0];
        }
        List<double[]> parts =
                List.of(work.gradTheta(), work.gradInitial().data(), new double[] {work.gradStart(), work.gradEnd()});
        return parts.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    private static Mlp field(Activation activation, int width) {
        return Mlp.of(List.of(2, width, width, 2), activation, true);
    }

    static Stream<String> methods() {
        return Gradients.CATALOG.ids().stream();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void sameBitsForAnyNumberOfThreads(String method) {
        for (Activation activation : List.of(StandardActivations.TANH, StandardActivations.GELU)) {
            // forward sensitivities cost as much as there are parameters
            Mlp field = method.equals("forward") ? Mlp.of(List.of(2, 7, 2), activation, true) : field(activation, 40);
            Crew.limit(1);
            double[] alone = gradient(method, field, Cancellation.NEVER);
            assertThat(alone).hasSizeGreaterThan(SAMPLES);
            for (int threads = 2; threads <= 4; threads++) {
                Crew.limit(threads);
                assertThat(gradient(method, field, Cancellation.NEVER))
                        .as("%d threads", threads)
                        .isEqualTo(alone);
            }
        }
    }

    @Test
    void concurrentRunsDoNotDisturbEachOther() throws Exception {
        Mlp field = field(StandardActivations.TANH, 40);
        Crew.limit(1);
        double[] continuous = gradient("continuous", field, Cancellation.NEVER);
        double[] discrete = gradient("discrete", field, Cancellation.NEVER);
        Crew.limit(4);
        List<Callable<double[]>> runs = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            String method = i % 2 == 0 ? "continuous" : "discrete";
            runs.add(() -> gradient(method, field, Cancellation.NEVER));
        }
        try (var pool = Executors.newFixedThreadPool(3)) {
            List<Future<double[]>> results = pool.invokeAll(runs);
            for (int i = 0; i < results.size(); i++) {
                assertThat(results.get(i).get()).isEqualTo(i % 2 == 0 ? continuous : discrete);
            }
        }
    }

    @Test
    void cancellationStillWorks() {
        Crew.limit(4);
        Mlp field = field(StandardActivations.TANH, 40);
        for (int steps = 0; steps < 3; steps++) {
            int[] left = {steps};
            assertThat(gradient("discrete", field, () -> left[0]-- <= 0)).isEmpty();
        }
        assertThat(gradient("discrete", field, Cancellation.NEVER)).isNotEmpty();
    }
}
