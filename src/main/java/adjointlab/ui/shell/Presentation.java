package adjointlab.ui.shell;

import adjointlab.lab.lesson.Lesson;
import adjointlab.lab.lesson.Step;
import adjointlab.lab.preset.PanelLayout.PanelState;
import adjointlab.panel.Panels;
import adjointlab.ui.lesson.LessonModel;
import adjointlab.ui.look.Look;
import adjointlab.ui.present.AudienceLayer;
import adjointlab.ui.present.AudienceLayer.Tool;
import adjointlab.ui.present.Cue;
import java.util.List;
import javafx.geometry.Rectangle2D;
import javafx.scene.input.KeyCode;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/// Shows the lab to an audience, on the screen that is theirs, and to the speaker what the audience does not see.
final class Presentation {
    private final LabWindow window;
    private final Presenter presenter;
    private final AudienceLayer layer;
    private final SpeakerWindow speaker;
    private boolean on;
    private @Nullable Rectangle2D before;

    /// @param presenter rows around the panels
    /// @param layer over everything that the audience sees
    Presentation(LabWindow window, Presenter presenter, AudienceLayer layer) {
        this.window = window;
        this.presenter = presenter;
        this.layer = layer;
        speaker = new SpeakerWindow(window, () -> key(KeyCode.LEFT), () -> key(KeyCode.RIGHT));
    }

    boolean isOn() {
        return on;
    }

    /// Rows around the panels.
    Presenter presenter() {
        return presenter;
    }

    /// What lies over the lab.
    AudienceLayer layer() {
        return layer;
    }

    /// What only the speaker sees.
    SpeakerWindow speaker() {
        return speaker;
    }

    /// Shows to an audience, or goes back.
    void set(boolean present) {
        if (on == present) {
            return;
        }
        on = present;
        layer.clear();
        window.presenting(present);
        Stage stage = window.stage();
        if (stage != null) {
            stage.setFullScreenExitHint("");
            if (present) {
                toTheAudience(stage);
            }
            stage.setFullScreen(present);
            if (!present) {
                comeBack(stage);
            }
        }
        speaker.startTime();
        if (!present) {
            speaker.close();
        }
        refreshCue();
    }

    /// With a second screen the audience has it, and the speaker the first.
    private void toTheAudience(Stage stage) {
        List<Rectangle2D> screens =
                Screen.getScreens().stream().map(Screen::getBounds).toList();
        Rectangle2D primary = Screen.getPrimary().getBounds();
        Rectangle2D now = new Rectangle2D(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight());
        Rectangle2D theirs = SpeakerWindow.audienceScreen(screens, primary, now);
        if (theirs == null) {
            return;
        }
        if (!theirs.contains(centreX(now), centreY(now))) {
            before = now;
            stage.setX(theirs.getMinX());
            stage.setY(theirs.getMinY());
        }
        speaker.open(primary);
    }

    private void comeBack(Stage stage) {
        Rectangle2D place = before;
        before = null;
        if (place != null) {
            stage.setX(place.getMinX());
            stage.setY(place.getMinY());
            stage.setWidth(place.getWidth());
            stage.setHeight(place.getHeight());
        }
    }

    private static double centreX(Rectangle2D area) {
        return (area.getMinX() + area.getMaxX()) / 2;
    }

    private static double centreY(Rectangle2D area) {
        return (area.getMinY() + area.getMaxY()) / 2;
    }

    /// Opens the speaker's window on the first screen, or closes it.
    void toggleSpeaker() {
        if (speaker.isOpen()) {
            speaker.close();
        } else {
            speaker.open(Screen.getPrimary().getBounds());
            refreshCue();
        }
    }

    /// Shows the panels of the presenter's present place.
    void changed() {
        window.presentationChanged();
        refreshCue();
    }

    /// What only an audience's window knows.
    ///
    /// @return whether the key was meant for it
    boolean key(KeyCode code) {
        if (layer.isBlack() && code != KeyCode.B) {
            layer.toggleBlack(); // whatever is pressed next brings the picture back
            return true;
        }
        switch (code) {
            case B -> layer.toggleBlack();
            case F ->
                layer.toggleHeld("Held at iteration "
                        + window.session().transport().cursorProperty().get() + "; F shows the lab");
            case X -> layer.toggle(Tool.LASER);
            case W -> layer.toggle(Tool.PEN);
            case ESCAPE -> {
                if (!layer.dismiss()) {
                    set(false);
                }
            }
            default -> {
                return turn(code);
            }
        }
        return true;
    }

    private boolean turn(KeyCode code) {
        if (window.classroom().isOpen() && window.classroom().turn(code)) {
            refreshCue();
            return true;
        }
        switch (code) {
            case RIGHT, PAGE_DOWN -> presenter.go(1);
            case LEFT, PAGE_UP -> presenter.go(-1);
            case DIGIT1 -> presenter.setCount(1);
            case DIGIT2 -> presenter.setCount(2);
            default -> {
                return false;
            }
        }
        changed();
        return true;
    }

    // ---- the speaker's -------------------------------------------------------------------------------

    /// The speaker reads what is on now.
    void refreshCue() {
        if (speaker.isOpen()) {
            LessonModel lesson = window.classroom().model();
            speaker.show(lesson == null ? ofPanels() : of(lesson));
        }
    }

    private static Cue of(LessonModel model) {
        Lesson lesson = model.lesson();
        int at = Math.max(0, model.indexProperty().get());
        Step step = lesson.steps().get(at);
        boolean last = at == lesson.steps().size() - 1;
        Step next = lesson.steps().get(last ? at : at + 1);
        return new Cue(
                (at + 1) + " / " + lesson.steps().size(),
                step.texts().title(),
                notes(step),
                last ? "" : next.texts().title(),
                last ? "" : next.texts().text());
    }

    /// The lesson's notes for who teaches it; without any, what it says once the answer is given.
    private static String notes(Step step) {
        return step.texts().notes().isEmpty()
                ? step.texts().after()
                : step.texts().notes();
    }

    private Cue ofPanels() {
        List<PanelState> panels = window.session().preset().layout().panels();
        int at = presenter.place();
        boolean more = at + 1 < panels.size();
        var info = window.session().preset().info();
        String about = panels.isEmpty() ? "" : described(panels.get(at));
        return new Cue(
                (at + 1) + " / " + Math.max(1, panels.size()),
                panels.isEmpty() ? info.title() : label(panels.get(at)),
                at == 0 ? info.text() : about,
                more ? label(panels.get(at + 1)) : "",
                more ? described(panels.get(at + 1)) : "");
    }

    private static String label(PanelState state) {
        return Panels.CATALOG.find(state.id()).map(entry -> entry.label()).orElse(state.id());
    }

    private static String described(PanelState state) {
        return Panels.CATALOG.find(state.id()).map(entry -> entry.summary()).orElse("");
    }

    /// Other settings are shown, or other runs.
    void follow() {
        if (on) {
            presenter.follow(window.look().theme().palette());
        }
    }

    /// Something else is open.
    void described() {
        presenter.show(window.look().theme().palette());
        refreshCue();
    }

    /// @param still whether nothing moves by itself
    void setLook(Look look, boolean still) {
        presenter.show(look.theme().palette());
        layer.setStill(still);
        speaker.setLook(look);
    }

    /// The window closes.
    void close() {
        speaker.close();
    }
}
