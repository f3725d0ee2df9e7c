package adjointlab.handout;

import adjointlab.figure.LatexText;
import adjointlab.lab.check.ReproductionCard;
import adjointlab.lab.check.ReproductionCard.Row;
import adjointlab.lab.preset.ExpectationSpec.Source;
import java.util.List;
import java.util.Locale;

/// Reproduction cards as a page of HTML and as tables of LaTeX: each claim with our numbers beside the paper's and what
/// they say of it.
public final class CardPages {
    private static final String STYLE = """
        body { font: 15px/1.45 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
        table { border-collapse: collapse; width: 100%; margin: 0 0 2rem; }
        th, td { text-align: left; vertical-align: top; padding: .4rem .8rem .4rem 0;
                 border-bottom: 1px solid #ccc; }
        th { font-weight: 600; }
        td.verdict { white-space: nowrap; font-weight: 600; }
        td.cite { color: #555; }
        """;

    private CardPages() {}

    /// A page that loads nothing.
    public static String html(List<ReproductionCard> cards) {
        Markup page = new Markup().raw("<!DOCTYPE html>\n").open("html", "lang", "en");
        page.open("head").empty("meta", "charset", "utf-8").element("title", "Reproduction cards");
        page.open("style").raw(STYLE).close("style").close("head").open("body");
        page.element("h1", "Reproduction cards");
        for (ReproductionCard card : cards) {
            page.element("h2", card.title(), "id", card.preset());
            page.element("p", card.preset() + ": " + card.summary());
            page.open("table").open("thead").open("tr");
            for (String head : List.of("Verdict", "Claim", "Ours", "Expected", "Tolerance", "Where")) {
                page.element("th", head);
            }
            page.close("tr").close("thead").open("tbody");
            for (Source source : Source.values()) {
                card.rows().stream().filter(row -> row.source() == source).forEach(row -> line(page, row));
            }
            page.close("tbody").close("table");
        }
        return page.close("body").close("html").toString();
    }

    private static void line(Markup page, Row row) {
        page.open("tr");
        page.element("td", row.verdict().mark() + " " + row.judged().toLowerCase(Locale.ROOT), "class", "verdict");
        page.element("td", row.claim())
                .element("td", row.outcome().ours())
                .element("td", row.outcome().expected());
        page.element("td", row.outcome().tolerance());
        String where = row.citation().isEmpty() ? row.source().heading() : row.citation();
        page.element("td", where, "class", "cite").close("tr");
    }

    /// A table for each card, for a document with the packages booktabs and tabularx.
    public static String latex(List<ReproductionCard> cards) {
        StringBuilder text = new StringBuilder("% needs booktabs, tabularx and amssymb\n");
        for (ReproductionCard card : cards) {
            text.append("\\begin{table}\n\\caption{")
                    .append(LatexText.of(card.title()))
                    .append(": ")
                    .append(LatexText.of(card.summary()))
                    .append(".}\n\\begin{tabularx}{\\linewidth}{@{}XXXl@{}}\n\\toprule\n");
            text.append("Claim & Ours & Expected & Verdict \\\\\n\\midrule\n");
            for (Row row : card.rows()) {
                String tolerance = row.outcome().tolerance().isEmpty()
                        ? ""
                        : " (± " + row.outcome().tolerance() + ")";
                text.append(LatexText.of(row.claim()))
                        .append(" & ")
                        .append(LatexText.of(row.outcome().ours()))
                        .append(" & ")
                        .append(LatexText.of(row.outcome().expected() + tolerance))
                        .append(" & ")
                        .append(LatexText.of(row.judged().toLowerCase(Locale.ROOT)))
                        .append(" \\\\\n");
            }
            text.append("\\bottomrule\n\\end{tabularx}\n\\end{table}\n\n");
        }
        return text.toString();
    }
}
