package adjointlab.ui.session;

import adjointlab.lab.preset.Effects;
import adjointlab.lab.preset.Offer;
import adjointlab.lab.preset.SettingPath;
import adjointlab.lab.run.Run;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What of the lab's controls a document offers; a change is a step of undo, and files keep it.
public final class Offering {
    private final Session session;

    /// @param session whose document it is
    public Offering(Session session) {
        this.session = session;
    }

    /// What is offered now.
    public Offer get() {
        return session.preset().offer();
    }

    /// Offers something else.
    public void set(Offer offer) {
        if (!offer.equals(get())) {
            session.change(
                    "Choose the controls", session.state().with(session.preset().with(offer)));
        }
    }

    /// All settings that could be offered: those of any run, each once, in the order of forms.
    public List<SettingPath> settings() {
        Map<String, SettingPath> all = new LinkedHashMap<>();
        for (Run run : session.runs()) {
            Effects.paths(session.wanted(run)).forEach(path -> all.putIfAbsent(path.path(), path));
        }
        return List.copyOf(all.values());
    }
}
