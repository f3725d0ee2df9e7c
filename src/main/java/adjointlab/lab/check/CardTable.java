package adjointlab.lab.check;

import adjointlab.lab.preset.ExpectationSpec.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Cards as a table in Markdown: how many claims of each preset hold, by whose they are, and below it the claims that
/// do not or that are undecided, with our numbers.
public final class CardTable {
    private CardTable() {}

    /// The table, ending in a line break.
    ///
    /// @param cards in the order of the rows
    public static String markdown(List<CheckedSeeds> cards) {
        List<String> heads = new ArrayList<>(List.of("Preset"));
        for (Source source : Source.values()) {
            heads.add(source.heading());
        }
        StringBuilder text = new StringBuilder(row(heads));
        text.append(row(heads.stream().map(_ -> "---").toList()));
        for (CheckedSeeds checked : cards) {
            List<String> cells = new ArrayList<>(List.of("`" + checked.card().preset() + "`"));
            for (Source source : Source.values()) {
                cells.add(cell(checked.card(), source));
            }
            text.append(row(cells));
        }
        for (Verdict verdict : List.of(Verdict.DOES_NOT_HOLD, Verdict.UNDECIDED)) {
            append(text, cards, verdict);
        }
        return text.toString();
    }

    /// A section for each card with a table of its claims, those of a source together, ending in a line break.
    ///
    /// @param cards in the order of the sections
    public static String claims(List<ReproductionCard> cards) {
        StringBuilder text = new StringBuilder();
        List<String> heads = List.of("Verdict", "Claim", "Ours", "Expected", "Tolerance", "Source", "Where");
        for (ReproductionCard card : cards) {
            text.append("\n## ").append(card.title()).append("\n\n`").append(card.preset());
            text.append("`: ").append(card.summary()).append(".\n\n");
            text.append(row(heads)).append(row(heads.stream().map(_ -> "---").toList()));
            for (Source source : Source.values()) {
                card.rows().stream().filter(row -> row.source() == source).forEach(row -> text.append(claim(row)));
            }
        }
        return text.toString();
    }

    private static String claim(ReproductionCard.Row row) {
        return row(List.of(
                        row.verdict().mark() + " " + row.judged(),
                        row.claim(),
                        row.outcome().ours(),
                        row.outcome().expected(),
                        row.outcome().tolerance(),
                        row.source().heading(),
                        row.citation())
                .stream()
                .map(CardTable::cellText)
                .toList());
    }

    private static void append(StringBuilder text, List<CheckedSeeds> cards, Verdict verdict) {
        boolean first = true;
        for (CheckedSeeds checked : cards) {
            for (ReproductionCard.Row row : checked.card().rows()) {
                if (row.verdict() != verdict) {
                    continue;
                }
                if (first) {
                    text.append('\n').append(capital(verdict.word())).append(":\n\n");
                    first = false;
                }
                text.append("- `").append(checked.card().preset()).append("`: ").append(cellText(row.claim()));
                text.append(" Ours: ").append(cellText(row.outcome().ours()));
                text.append(row.outcome().count() > 0 ? " (n = " + row.outcome().count() + ")" : "")
                        .append(".\n");
            }
        }
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1).toLowerCase(Locale.ROOT);
    }

    /// "3 of 4, 1 undecided"; empty where a source claims nothing.
    private static String cell(ReproductionCard card, Source source) {
        long all = card.rows().stream().filter(row -> row.source() == source).count();
        if (all == 0) {
            return "";
        }
        long undecided = card.count(source, Verdict.UNDECIDED);
        long unjudged = card.count(source, Verdict.NOT_JUDGED);
        return card.count(source, Verdict.HOLDS) + " of " + all + (undecided > 0 ? ", " + undecided + " undecided" : "")
                + (unjudged > 0 ? ", " + unjudged + " not judged" : "");
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String cellText(String text) {
        return text.replace("|", "\\|").replace('\n', ' ');
    }
}
