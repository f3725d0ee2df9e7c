package adjointlab.ui.session;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.lab.preset.Drawing;
import adjointlab.ui.model.InspectorModel.Group;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Settings that stand beside each other are told apart by their words.
final class SettingsWordsTest extends SessionScene {
    private static List<Double> arc() {
        List<Double> points = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            points.addAll(List.of(-1 + 0.1 * i, Math.cos(0.3 * i)));
        }
        return points;
    }

    /// A system and a field that are typed once were both called "Formula".
    @ParameterizedTest
    @EnumSource
    void noWordStandsTwiceBehindADrawing(Drawing drawing) {
        session.open(drawing.preset(arc()));
        settle();
        List<String> words = session.inspector().groups().stream()
                .filter(Group::open)
                .flatMap(group -> group.fields().stream())
                .map(field -> field.parameter().label())
                .toList();
        assertThat(words).isNotEmpty().doesNotHaveDuplicates();
    }
}
