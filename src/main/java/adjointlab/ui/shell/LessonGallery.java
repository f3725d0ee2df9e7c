package adjointlab.ui.shell;

import adjointlab.lab.lesson.Lesson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.HPos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Lessons to choose from, grouped by paper.
final class LessonGallery extends ScrollPane {
    private static final double WIDTH = 680;
    private static final double HEIGHT = 520;

    LessonGallery(List<Lesson> lessons, Consumer<Lesson> open) {
        setId("lesson-gallery");
        getStyleClass().addAll("column", "edge-to-edge", "lesson-gallery");
        VBox content = new VBox();
        content.getStyleClass().add("gallery");
        Map<String, VBox> groups = new LinkedHashMap<>();
        for (Lesson lesson : lessons) {
            groups.computeIfAbsent(lesson.info().group(), group -> {
                        Label heading = new Label(group.toUpperCase(Locale.ROOT));
                        heading.getStyleClass().addAll("section", "gallery-heading");
                        VBox cards = new VBox(6);
                        content.getChildren().addAll(heading, cards);
                        return cards;
                    })
                    .getChildren()
                    .add(card(lesson, open));
        }
        setContent(content);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setPrefSize(WIDTH, HEIGHT);
        setMinSize(0, 0);
        setFocusTraversable(false); // its cards are
    }

    private static Button card(Lesson lesson, Consumer<Lesson> open) {
        Label title = new Label(lesson.info().title());
        title.getStyleClass().add("title");
        Label minutes = new Label(lesson.info().minutes() + " min");
        minutes.getStyleClass().add("lesson-place");
        Label text = new Label(lesson.info().text());
        text.getStyleClass().add("about");
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        GridPane grid = new GridPane(8, 2);
        ColumnConstraints wide = new ColumnConstraints();
        wide.setHgrow(javafx.scene.layout.Priority.ALWAYS);
        grid.getColumnConstraints().addAll(wide, new ColumnConstraints());
        grid.add(title, 0, 0);
        grid.add(minutes, 1, 0);
        grid.add(text, 0, 1, 2, 1);
        GridPane.setHalignment(minutes, HPos.RIGHT);
        grid.setMaxWidth(Double.MAX_VALUE);
        Button card = new Button(null, grid);
        card.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        card.setId("lesson-" + lesson.id());
        card.setAccessibleText(lesson.info().title() + ", " + lesson.info().minutes() + " minutes. "
                + lesson.info().text());
        card.getStyleClass().addAll("preset-card", "lesson-card");
        card.setMaxWidth(Double.MAX_VALUE);
        grid.prefWidthProperty().bind(card.widthProperty().subtract(24));
        card.setOnAction(_ -> open.accept(lesson));
        return card;
    }
}
