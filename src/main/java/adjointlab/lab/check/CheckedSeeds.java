package adjointlab.lab.check;

import adjointlab.lab.preset.Preset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A card and the same one made with other seeds: a claim that holds with some and does not with others is none.
///
/// @param cards of the same claims; the first with the preset's own seeds
public record CheckedSeeds(List<ReproductionCard> cards) {
    /// How far the seeds of one card are from those of the next: farther than those of any preset with all replicas.
    private static final int APART = 1_000_000;

    public CheckedSeeds {
        cards = List.copyOf(cards);
    }

    /// A preset and the same with other seeds.
    ///
    /// @param others how many times
    public static List<Preset> presets(Preset preset, int others) {
        List<Preset> presets = new ArrayList<>();
        for (int k = 0; k <= others; k++) {
            presets.add(k == 0 ? preset : preset.withSeedsMoved(k * APART));
        }
        return presets;
    }

    /// The card with the preset's own seeds.
    public ReproductionCard card() {
        return cards.getFirst();
    }

    /// Whether some claim holds with some seeds and does not with others.
    public boolean isContradicted() {
        for (int i = 0; i < card().rows().size(); i++) {
            if (isContradicted(i)) {
                return true;
            }
        }
        return false;
    }

    /// Whether a claim does.
    ///
    /// @param row its place in the card
    public boolean isContradicted(int row) {
        List<Verdict> verdicts = verdicts(row);
        return verdicts.contains(Verdict.HOLDS) && verdicts.contains(Verdict.DOES_NOT_HOLD);
    }

    /// What each card says of a claim.
    public List<Verdict> verdicts(int row) {
        return cards.stream().map(card -> card.rows().get(row).verdict()).toList();
    }

    /// The card for a terminal, ending in a line break, and what other seeds say.
    public String text() {
        StringBuilder text = new StringBuilder(card().text());
        for (int i = 0; cards.size() > 1 && i < card().rows().size(); i++) {
            List<String> words = verdicts(i).stream().skip(1).map(Verdict::word).toList();
            text.append("  other seeds: ")
                    .append(isContradicted(i) ? "CONTRADICTED, " : "")
                    .append(String.join(", ", words))
                    .append(": ")
                    .append(card().rows().get(i).claim())
                    .append('\n');
            for (int k = 1; isContradicted(i) && k < cards.size(); k++) {
                text.append("        ours       ")
                        .append(cards.get(k).rows().get(i).outcome().ours())
                        .append('\n');
            }
        }
        return text.toString();
    }

    /// The card as a tree, with what other seeds say where there are any.
    public Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>(card().tree());
        if (cards.size() > 1) {
            tree.put("contradicted", isContradicted());
            tree.put(
                    "otherSeeds",
                    cards.stream().skip(1).map(ReproductionCard::tree).toList());
        }
        return tree;
    }
}
