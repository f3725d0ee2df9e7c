package adjointlab.ui.lesson;

import adjointlab.core.catalog.Entry;
import adjointlab.lab.lesson.Blank;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.PanelLayout.PanelState;
import adjointlab.lab.run.Run;
import adjointlab.panel.Panels;
import adjointlab.ui.session.Session;
import java.util.List;
import java.util.Optional;

/// What an author may fill in that depends on what the lab shows.
final class Suggestions {
    private final Session session;

    Suggestions(Session session) {
        this.session = session;
    }

    /// What may be typed into a blank; anything where it is empty.
    List<String> of(Blank.Form form) {
        return switch (form) {
            case RUNS -> session.runs().stream().map(Run::name).toList();
            case METRIC ->
                session.runs().stream()
                        .flatMap(run -> run.log().names().stream())
                        .distinct()
                        .toList();
            case SETTING -> settings();
            case LINE, WORDS, NUMBER, WHOLE, PICK, TOPIC, ANSWERS -> List.of();
        };
    }

    /// Paths of the settings that runs of the lab have.
    List<String> settings() {
        return Overrides.paths(session.preset());
    }

    /// What a setting is called.
    String label(String path) {
        return session.runs().stream()
                .filter(run -> run.settings().has(path))
                .findFirst()
                .map(run -> run.settings().parameter(path).label())
                .orElse(path);
    }

    /// The panels that the lab shows.
    List<Entry<?>> panels() {
        return session.preset().layout().shown().stream()
                .map(PanelState::id)
                .distinct()
                .map(Panels.CATALOG::find)
                .flatMap(Optional::stream)
                .<Entry<?>>map(entry -> entry)
                .toList();
    }
}
