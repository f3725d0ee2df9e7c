package adjointlab.compose;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import adjointlab.compose.FigureSources.Trained;
import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.ode.Cancellation;
import adjointlab.figure.Figure;
import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.run.TrainingService;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The page of a composed figure, and how long one looks for it.
final class ComposedPageTest {
    private final TrainingService service = new TrainingService(1);

    @AfterEach
    void close() {
        service.close();
    }

    private static FigureDocument document(int rows, String more) {
        String cells = IntStream.range(0, rows).mapToObj("""
            {"place": {"row": %d, "column": 0}, "source": "simplest-fig-2", "set": ["iterations=2"],
             "panel": "loss-curves"}\
            """::formatted).collect(Collectors.joining(", "));
        return FigureDocumentJson.read(JsonObject.parse("it.figure.json", """
            {"figure": 1, "grid": {"rows": %d, "columns": 1}, "cells": [%s]%s}
            """.formatted(rows, cells, more)));
    }

    private Trained trained(FigureDocument document) throws IOException, InterruptedException {
        return FigureSources.trained(FigureSources.read(document.sources().getFirst(), Path.of("")), service);
    }

    @Test
    void whoSaysHowLargeThePageIsLearnsWhatItNeedsAlsoWhereNoPaperHasRoom() throws Exception {
        FigureDocument document = document(12, ", \"widthMm\": 120, \"heightMm\": 100");
        Trained trained = trained(document);
        Figure figure = new Composer(_ -> trained, Cancellation.NEVER).figure(document);
        assertThatThrownBy(() -> Composer.page(document, figure))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageMatching(
                        "the figure needs 120 × \\d{3} mm, and no page of paper has room for all of it, 190 ×"
                                + " 247 mm at most: leave out panel .*");

        FigureDocument free = document(12, "");
        assertThatThrownBy(() -> Composer.page(free, figure))
                .as("nobody has said so")
                .hasMessageStartingWith("no page of paper has room for all of it");
    }

    /// Names below the panels are looked at again and again.
    @Test
    void aFigureThatNobodyWaitsForIsLeft() throws Exception {
        FigureDocument document = document(2, ", \"legend\": \"off\"");
        Trained trained = trained(document);
        assertThatThrownBy(() -> new Composer(_ -> trained, () -> true).figure(document))
                .isInstanceOf(CancellationException.class);
    }
}
