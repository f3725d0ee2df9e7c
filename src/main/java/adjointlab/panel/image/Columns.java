package adjointlab.panel.image;

import adjointlab.panel.kit.Groups;
import adjointlab.panel.kit.Groups.Group;
import adjointlab.panel.kit.Looks;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is seen of the run in the middle of each column.
///
/// @param seen of those of which something is
/// @param refusal why there is nothing of another, in a sentence
/// @param <S> what is seen of one
record Columns<S>(List<S> seen, String refusal) {
    /// Looks at one run.
    @FunctionalInterface
    interface Look<S> {
        /// @throws IllegalArgumentException if there is nothing to see of it, saying why in a sentence
        Optional<S> of(Group column, Shown shown);
    }

    static <S> Columns<S> of(PanelContext context, Look<S> look) {
        List<S> seen = new ArrayList<>();
        String refusal = Looks.notYet(context.runs());
        for (Group column : Groups.columns(context)) {
            Shown shown = Groups.focus(column.runs(), context.focus());
            try {
                look.of(column, shown).ifPresent(seen::add);
            } catch (IllegalArgumentException refused) {
                refusal = String.valueOf(refused.getMessage());
            }
        }
        return new Columns<>(seen, refusal);
    }
}
