package adjointlab.compose;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.compose.FigureSources.Trained;
import adjointlab.core.ode.Cancellation;
import adjointlab.figure.DrawnText;
import adjointlab.figure.Figure;
import adjointlab.figure.Page;
import adjointlab.figure.Theme;
import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.run.TrainingService;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A cell that shows one run among several says which it is: the legend of all cells has names of groups alone.
final class ComposedNamesTest {
    private static final String TWO = """
        {"figure": 1, "grid": {"rows": 1, "columns": 2}, "cells": [
          {"place": {"row": 0, "column": 0}, "source": "simplest-fig-2", "set": ["iterations=2"],
           "panel": "loss-curves"},
          {"place": {"row": 0, "column": 1}, "source": "simplest-fig-2", "set": ["iterations=2"],
           "panel": "phase-portrait", "title": "Plane"}
        ]}
        """;

    private static List<String> words(FigureDocument document, Trained trained) {
        Composer composer = new Composer(_ -> trained, Cancellation.NEVER);
        FigureDocument resolved = composer.resolved(document);
        Figure figure = composer.figure(resolved);
        Page page = Composer.page(resolved, figure);
        return DrawnText.of(figure, Theme.PRINT, page.width(), page.height()).stream()
                .map(DrawnText::words)
                .toList();
    }

    @Test
    void aRunAmongOthersIsNamedOverItsCellAndOneAloneIsNot() throws IOException, InterruptedException {
        FigureDocument document = FigureDocumentJson.read(JsonObject.parse("two.figure.json", TWO));
        try (TrainingService service = new TrainingService(1)) {
            Trained trained =
                    FigureSources.trained(FigureSources.read(document.sources().getFirst(), Path.of("")), service);
            Trained alone = new Trained(trained.document(), trained.runs().subList(0, 1), Optional.empty());

            assertThat(words(document, trained)).contains("Plane (SGD a₀ = −4)", "SGD", "Adam");
            assertThat(words(document, alone)).contains("Plane").noneMatch(text -> text.contains("(" + "SGD"));
        }
    }
}
