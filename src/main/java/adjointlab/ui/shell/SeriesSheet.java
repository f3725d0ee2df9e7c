package adjointlab.ui.shell;

import adjointlab.core.math.Numbers;
import adjointlab.core.table.series.Understood;
import adjointlab.core.table.series.Understood.Channel;
import adjointlab.ui.form.FieldView;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What was understood of a file of series, and what a person chooses before it is taken into use.
final class SeriesSheet extends VBox {
    private static final int MOST_CHANNELS = 64;
    private static final int MOST_CLASSES = 12;
    private static final int DIGITS = 4;
    private static final double LEFT = 470;
    private static final double RIGHT = 320;
    private static final double HEIGHT = 430;

    private final SeriesSheetModel model;
    private final GridPane facts = new GridPane(12, 4);
    private final VBox channels = new VBox(2);
    private final Label sentence = new Label();
    private final ProgressBar progress = new ProgressBar();
    private final Button use = new Button("Use these series");
    private final List<FieldView> fields = new ArrayList<>();

    /// @param model is closed with the sheet
    /// @param cancel closes the sheet
    /// @param accept takes the file into use
    SeriesSheet(SeriesSheetModel model, Runnable cancel, Runnable accept) {
        this.model = model;
        setId("series-sheet");
        setSpacing(12);
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(Region.USE_PREF_SIZE);
        facts.getColumnConstraints().setAll(names, new ColumnConstraints());
        channels.setId("series-channels");
        VBox form = new VBox(6);
        for (var field : model.fields()) {
            FieldView view = new FieldView(field);
            fields.add(view);
            form.getChildren().add(view);
        }
        Label help =
                new Label("Columns are named, or numbered from 1, between commas. Where nothing stands, times, series"
                        + " and classes are found by their names; - is for none.");
        help.setWrapText(true);
        help.setMinHeight(Region.USE_PREF_SIZE);
        help.getStyleClass().add("about");
        form.getChildren().add(help);
        form.getStyleClass().add("series-form");
        VBox read = new VBox(12, facts, channels);
        read.getStyleClass().add("series-read");
        HBox both = new HBox(24, scroll(read, LEFT), scroll(form, RIGHT));
        getChildren().addAll(both, foot(cancel, accept));
        model.stateProperty().addListener((_, _, _) -> show());
        sceneProperty().addListener((_, _, scene) -> {
            if (scene == null) {
                model.close(); // however it was closed
            }
        });
        show();
    }

    private static ScrollPane scroll(Region content, double width) {
        ScrollPane pane = new ScrollPane(content);
        pane.setFitToWidth(true);
        pane.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        pane.setPrefSize(width, HEIGHT);
        pane.setMinWidth(width);
        pane.getStyleClass().add("series-scroll");
        return pane;
    }

    private HBox foot(Runnable cancel, Runnable accept) {
        sentence.setId("series-sentence");
        sentence.setWrapText(true);
        sentence.setMinHeight(Region.USE_PREF_SIZE);
        sentence.setMaxWidth(Double.MAX_VALUE);
        progress.setPrefWidth(160);
        progress.setMinWidth(160);
        progress.setId("series-progress");
        Button back = new Button("Cancel");
        back.setId("series-cancel");
        back.setMinWidth(Region.USE_PREF_SIZE);
        back.setOnAction(_ -> cancel.run());
        use.setId("series-use");
        use.setMinWidth(Region.USE_PREF_SIZE);
        use.setDefaultButton(true);
        use.getStyleClass().add("accent");
        use.setOnAction(_ -> accept.run());
        HBox foot = new HBox(8, progress, sentence, back, use);
        HBox.setHgrow(sentence, Priority.ALWAYS);
        foot.setAlignment(Pos.CENTER_LEFT);
        foot.setMaxWidth(LEFT + RIGHT + 24);
        foot.setMinHeight(40);
        return foot;
    }

    private void show() {
        boolean reading = model.stateProperty().get() instanceof SeriesSheetModel.Reading;
        progress.setVisible(reading);
        progress.setManaged(reading);
        progress.setProgress(reading ? ProgressBar.INDETERMINATE_PROGRESS : 0); // which is animated while it is shown
        use.setDisable(!model.isReady());
        for (FieldView view : fields) {
            boolean applies = model.applies(view.model());
            view.setVisible(applies);
            view.setManaged(applies);
        }
        switch (model.stateProperty().get()) {
            case SeriesSheetModel.Reading _ -> say("Reading…", false);
            case SeriesSheetModel.Refused(String why) -> {
                facts.getChildren().clear();
                channels.getChildren().clear();
                say(why, true);
            }
            case SeriesSheetModel.Read read -> {
                show(read.understood());
                show(read.understood().channels(), read.curves());
                say(
                        read.refusal().isEmpty() ? read.outcome() : read.refusal(),
                        !read.refusal().isEmpty());
            }
        }
    }

    private void say(String words, boolean trouble) {
        sentence.setText(words);
        sentence.getStyleClass().setAll("label", trouble ? "field-error" : "about");
    }

    private void show(Understood understood) {
        facts.getChildren().clear();
        fact("Form", understood.form().words());
        fact("Series", Numbers.count(understood.series()) + ", of " + range(understood.lengths()) + " observations");
        fact("Times", understood.timing());
        fact(
                "Missing",
                understood.missing() == 0
                        ? "no value"
                        : Numbers.count(understood.missing()) + (understood.missing() == 1 ? " value" : " values"));
        if (!understood.classes().isEmpty()) {
            String some = understood.classes().stream()
                    .limit(MOST_CLASSES)
                    .map(each -> each.name() + " (" + each.series() + ")")
                    .collect(Collectors.joining(", "));
            int more = understood.classes().size() - MOST_CLASSES;
            fact(understood.classes().size() + " classes", some + (more > 0 ? " and " + more + " more" : ""));
        }
        if (!understood.remarks().isEmpty()) {
            fact("Note", String.join("; ", understood.remarks()));
        }
    }

    private static String range(Understood.Range range) {
        return range.min() == range.max()
                ? Numbers.count((long) range.min())
                : Numbers.count((long) range.min()) + " to " + Numbers.count((long) range.max());
    }

    private void fact(String name, String value) {
        Label words = new Label(value);
        words.setWrapText(true);
        words.setMinHeight(Region.USE_PREF_SIZE);
        words.setMaxWidth(LEFT - 110);
        Label caption = new Label(name);
        caption.getStyleClass().add("series-caption");
        GridPane.setValignment(caption, VPos.TOP);
        facts.addRow(facts.getRowCount(), caption, words);
    }

    private void show(List<Channel> all, List<double[]> curves) {
        List<Node> rows = new ArrayList<>();
        for (int c = 0; c < Math.min(MOST_CHANNELS, all.size()); c++) {
            rows.add(row(all.get(c), curves.get(c)));
        }
        if (all.size() > MOST_CHANNELS) {
            Label more = new Label("and " + (all.size() - MOST_CHANNELS) + " more channels");
            more.getStyleClass().add("about");
            rows.add(more);
        }
        channels.getChildren().setAll(rows);
    }

    private static HBox row(Channel channel, double... curve) {
        Label name = new Label(channel.name());
        name.setPrefWidth(130);
        name.setMinWidth(60);
        HBox.setHgrow(name, Priority.ALWAYS);
        name.setMaxWidth(Double.MAX_VALUE);
        String span = Double.isNaN(channel.range().min())
                ? "no values"
                : Numbers.brief(channel.range().min(), DIGITS) + " … "
                        + Numbers.brief(channel.range().max(), DIGITS);
        Label range = new Label(span);
        range.getStyleClass().add("about");
        range.setPrefWidth(130);
        range.setMinWidth(130);
        Label missing = new Label(channel.missing() == 0 ? "" : Numbers.count(channel.missing()) + " missing");
        missing.getStyleClass().add("about");
        missing.setPrefWidth(90);
        missing.setMinWidth(90);
        HBox row = new HBox(8, name, range, missing, new Sparkline(110, 24, curve));
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("series-row");
        return row;
    }
}
