package adjointlab.ui.shell;

import adjointlab.lab.lesson.Lesson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;

/// Lessons to choose from, grouped by paper.
final class LessonGallery extends ScrollPane {
    private static final double WIDTH = 680;
    private static final double HEIGHT = 520;

    /// Width of what is in a card.
    private static final double INNER = 636;

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
        Text text = new Text(lesson.info().text()); // a label has no height of its own in a button
        text.getStyleClass().add("lesson-summary");
        text.setWrappingWidth(INNER);
        Region filler = new Region();
        HBox.setHgrow(filler, Priority.ALWAYS);
        VBox content = new VBox(2, new HBox(8, title, filler, minutes), text);
        Button card = new Button(null, content);
        card.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        card.setId("lesson-" + lesson.id());
        card.setAccessibleText(lesson.info().title() + ", " + lesson.info().minutes() + " minutes. "
                + lesson.info().text());
        card.getStyleClass().addAll("preset-card", "lesson-card");
        card.setMaxWidth(Double.MAX_VALUE);
        card.setOnAction(_ -> open.accept(lesson));
        return card;
    }
}
