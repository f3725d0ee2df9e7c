package adjointlab.ui.form;

import static adjointlab.Patience.fx;
import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Type;
import adjointlab.lab.preset.Slot;
import adjointlab.lab.preset.Slots;
import adjointlab.ui.look.Look;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.framework.junit5.ApplicationExtension;

/// Each setting that there is can be read and typed into in every width that forms have: captions are whole, and a
/// control has room for what stands in it.
@ExtendWith(ApplicationExtension.class)
final class FieldRoomTest implements EditListener {
    /// Of a text field; a number has its own.
    private static final double LEAST_TEXT = 120;

    private static final double LEAST_SLIDER = 50;

    @Override
    public void begun(FieldModel field) {
        // nothing hears it
    }

    @Override
    public void changed(FieldModel field, Object value) {
        // nothing hears it
    }

    @Override
    public void ended(FieldModel field) {
        // nothing hears it
    }

    private static Stream<Key<?>> keys() {
        return Stream.concat(
                Slots.GENERAL.stream().map(setting -> setting.key()),
                Slots.ALL.stream()
                        .flatMap(slot -> ((Slot<?>) slot).catalog().entries().stream())
                        .map(entry -> (Entry<?>) entry)
                        .flatMap(entry -> entry.parameters().stream()));
    }

    @ParameterizedTest
    @ValueSource(doubles = {200, 250, 300, 360})
    void nothingIsCut(double width) throws Exception {
        nothingIsCut(width, Look.LIGHT);
    }

    /// As beside a lesson that is shown to an audience.
    @Test
    void nothingIsCutInLargeType() throws Exception {
        nothingIsCut(360, new Look(false, true, Look.DEFAULT_FONT_SIZE));
    }

    /// A form that is open moves captions that have no room any more, though its width is as it was.
    @Test
    void typeMayGrowWhereTheWidthStays() throws Exception {
        VBox form = fx(() -> shown(360, Look.LIGHT));
        fx(() -> {
            new Look(false, true, Look.DEFAULT_FONT_SIZE).applyTo(form.getScene());
            layOut(form);
            return 0;
        });
        assertThat(fx(() -> {
                    layOut(form);
                    return faults(form, 360);
                }))
                .isEmpty();
    }

    private void nothingIsCut(double width, Look look) throws Exception {
        assertThat(fx(() -> faults(shown(width, look), width))).isEmpty();
    }

    private VBox shown(double width, Look look) {
        VBox form = new VBox();
        keys().distinct().filter(key -> !(key.type() instanceof Type.Typed)).forEach(key -> form.getChildren()
                .add(new FieldView(FieldModel.typed("form." + key.name(), key, key.defaultValue(), this))));
        Scene scene = new Scene(form, width, 60_000);
        look.applyTo(scene);
        layOut(form);
        assertThat(form.getChildren()).hasSizeGreaterThan(100);
        return form;
    }

    private static void layOut(VBox form) {
        for (int i = 0; i < 3; i++) { // a field moves its caption once it knows its width
            form.applyCss();
            form.layout();
        }
    }

    private static List<String> faults(VBox form, double width) {
        List<String> found = new ArrayList<>();
        form.getChildren().forEach(field -> check((FieldView) field, width, found));
        return found;
    }

    /// Whether not even the whole width holds the words, and a pointer that rests there reads them.
    private static boolean isExplained(FieldView field, String words, double width) {
        return field.lookupAll(".combo-box").stream()
                .map(node -> (ComboBox<?>) node)
                .anyMatch(box -> box.getWidth() >= width - 2
                        && box.getTooltip().getText().equals(words));
    }

    private static void check(FieldView field, double width, List<String> faults) {
        String name = field.model().parameter().label();
        for (Node node : field.lookupAll(".text")) {
            if (node instanceof Text text
                    && text.getParent() instanceof Labeled labeled
                    && !text.getText().equals(labeled.getText())
                    && text.getText().endsWith(labeled.getEllipsisString())
                    && !isExplained(field, labeled.getText(), width)) {
                faults.add(name + " is cut: " + text.getText());
            }
        }
        for (Node node : field.lookupAll(".text-field")) {
            TextField text = (TextField) node;
            boolean number = text.getStyleClass().contains("number-field")
                    || text.getParent().getStyleClass().contains("spinner");
            if (!number && text.getWidth() < LEAST_TEXT) {
                faults.add(name + " has a field of " + text.getWidth() + " px");
            }
        }
        for (Node node : field.lookupAll(".value-slider")) {
            if (((Region) node).getWidth() < LEAST_SLIDER) {
                faults.add(name + " has a slider of " + ((Region) node).getWidth() + " px");
            }
        }
        for (Node node : field.lookupAll(".combo-box")) {
            double most = ((ComboBox<?>) node).getWidth();
            if (node.localToScene(node.getLayoutBounds()).getMaxX() > width + 1) {
                faults.add(name + " leaves the form with its choice of " + most + " px");
            }
        }
    }
}
