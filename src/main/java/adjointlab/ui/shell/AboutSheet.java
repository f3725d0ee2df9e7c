package adjointlab.ui.shell;

import adjointlab.core.kernel.Crew;
import adjointlab.lab.Environment;
import adjointlab.lab.ThirdParty;
import adjointlab.ui.form.TabKey;
import java.util.List;
import java.util.Map;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

/// What Help → About says: versions and the machine, and whose libraries are in the program under which licences.
final class AboutSheet extends VBox {
    private static final int ROWS = 12;
    private static final int COLUMNS = 64;

    AboutSheet() {
        setSpacing(12);
        getChildren().add(facts());
        List<ThirdParty> libraries = ThirdParty.all();
        if (!libraries.isEmpty()) {
            Label heading = new Label("Libraries and their licences");
            heading.getStyleClass().add("field-label");
            TextArea list = new TextArea(String.join(
                    "\n",
                    libraries.stream()
                            .map(each -> each.name() + " (" + each.artifact() + "): " + each.licence())
                            .toList()));
            list.setId("third-party");
            list.setEditable(false);
            TabKey.leaves(list);
            list.setPrefRowCount(ROWS);
            list.setPrefColumnCount(COLUMNS);
            heading.setLabelFor(list);
            getChildren().addAll(heading, list);
        }
    }

    private static GridPane facts() {
        GridPane facts = new GridPane(16, 6);
        int row = 0;
        Map<String, Object> known = Environment.describe();
        known.put("threads", "up to " + Crew.limit() + " for a large batch");
        known.put("window", "JavaFX " + System.getProperty("javafx.runtime.version", ""));
        for (var fact : known.entrySet()) {
            Label name = new Label(fact.getKey());
            name.getStyleClass().add("field-label");
            facts.addRow(row++, name, new Label(String.valueOf(fact.getValue())));
        }
        return facts;
    }
}
