package adjointlab.lab.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/// The share of training's time that lies in the field's own products and activations: the virtual machine's flight
/// recorder looks every few milliseconds at where the thread is.
final class FieldShare {
    private static final Duration PERIOD = Duration.ofMillis(10);
    private static final String SAMPLE = "jdk.ExecutionSample";

    /// Where fields, the parts that they are made of, and what families put around them are.
    private static final List<String> FIELD =
            List.of("adjointlab.core.field.", "adjointlab.core.net.", "adjointlab.core.family.");

    /// What makes an iteration.
    private static final String ITERATION = "adjointlab.core.train.Trainer.step";

    private FieldShare() {}

    /// @param training what the calling thread does meanwhile
    /// @return 0 … 1; NaN where it was never seen training
    static double of(Runnable training) {
        try (Recording recording = new Recording()) {
            recording.enable(SAMPLE).withPeriod(PERIOD);
            recording.start();
            training.run();
            recording.stop();
            Path file = Files.createTempFile("field-share", ".jfr");
            try {
                recording.dump(file);
                return share(
                        RecordingFile.readAllEvents(file),
                        Thread.currentThread().threadId());
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("what the flight recorder saw cannot be kept in a temporary file", e);
        }
    }

    private static double share(List<RecordedEvent> events, long thread) {
        int all = 0;
        int field = 0;
        for (RecordedEvent event : events) {
            RecordedStackTrace stack = event.getStackTrace();
            if (stack == null || event.getThread("sampledThread").getJavaThreadId() != thread) {
                continue;
            }
            List<String> places =
                    stack.getFrames().stream().map(FieldShare::place).toList();
            if (places.contains(ITERATION)) {
                all++;
                field += places.stream().anyMatch(place -> FIELD.stream().anyMatch(place::startsWith)) ? 1 : 0;
            }
        }
        return (double) field / all;
    }

    private static String place(RecordedFrame frame) {
        return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
    }
}
