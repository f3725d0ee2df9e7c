package adjointlab.panel.loss;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Values;
import adjointlab.core.math.Numbers;
import adjointlab.figure.Axis;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.lab.check.Expectation.Outcome;
import adjointlab.lab.check.ReproductionCard;
import adjointlab.lab.check.ReproductionCard.Row;
import adjointlab.lab.check.Verdict;
import adjointlab.lab.preset.ExpectationSpec;
import adjointlab.lab.preset.ExpectationSpec.Source;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.RunSpec;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.run.Run;
import adjointlab.panel.kit.Memo;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is claimed of a preset's runs, judged by the runs that are here once all of them have ended as the preset has
/// them. Each run is there once, so that a claim about chance is often undecided; the card that [ReproductionCard]
/// makes trains every run with several seeds.
public final class ClaimTable implements Panel {
    private static final String TITLE = "Claims";
    private static final String VERDICT = "Verdict";
    private static final String NOT_YET = "not run yet";
    private static final String PROBLEM = Slots.PROBLEM.choice().path().replaceFirst("[^.]*$", "");
    private static final int MOST_NAMED = 2;

    public static final Entry<Panel> ENTRY = new Entry<>(
            "claims",
            TITLE,
            "What the paper, theory and other programs say of these runs, what the runs gave, and whether it holds.",
            "",
            List.of(),
            ClaimTable::new);

    private static final Memo<Judged, ReproductionCard> KNOWN = new Memo<>(4);

    private ClaimTable(Values values) {}

    /// What a card depends on.
    private record Judged(Preset preset, List<Run> runs, List<Integer> iterations) {}

    @Override
    public boolean computesLong() {
        return true;
    }

    @Override
    public Figure figure(PanelContext context) {
        Preset preset = context.preset();
        if (preset.expectations().isEmpty()) {
            return Figure.empty(TITLE, "Nothing is claimed of these runs.");
        }
        if (context.runs().isEmpty()) {
            return Figure.empty(TITLE, "Show the runs to see what is claimed of them.");
        }
        List<Run> runs = new ArrayList<>();
        String obstacle = obstacle(context, runs);
        if (!obstacle.isEmpty()) {
            return figure(obstacle, unjudged(preset.expectations()));
        }
        ReproductionCard card = card(preset, runs);
        return figure(counts(card), judged(card).of(data(card)));
    }

    private static ReproductionCard card(Preset preset, List<Run> runs) {
        Judged key = new Judged(preset, runs, runs.stream().map(Run::iteration).toList());
        return KNOWN.get(key, () -> Optional.of(ReproductionCard.of(preset, runs)))
                .orElseThrow();
    }

    /// "4 of 6 hold, 1 undecided, 1 does not".
    private static String counts(ReproductionCard card) {
        List<String> parts = new ArrayList<>();
        parts.add(count(card, Verdict.HOLDS) + " of " + card.rows().size() + " hold");
        for (Verdict verdict : List.of(Verdict.DOES_NOT_HOLD, Verdict.UNDECIDED, Verdict.NOT_JUDGED)) {
            long count = count(card, verdict);
            if (count > 0) {
                String not = count == 1 ? "does not" : "do not";
                parts.add(count + " " + (verdict == Verdict.DOES_NOT_HOLD ? not : verdict.word()));
            }
        }
        return String.join(", ", parts);
    }

    private static long count(ReproductionCard card, Verdict verdict) {
        return card.rows().stream().filter(row -> row.verdict() == verdict).count();
    }

    private static Figure figure(String note, Layer.Table table) {
        Plot plot = new Plot("", Axis.linear(""), Axis.linear(""), List.of(table), false);
        return Figure.of(TITLE, note, plot);
    }

    /// Why the claims cannot be judged by the runs that are shown; "" where they can.
    ///
    /// @param runsOut the preset's runs, in its order, as far as they are there
    private static String obstacle(PanelContext context, List<Run> runsOut) {
        Map<String, Run> shown = new HashMap<>();
        for (Shown each : context.runs()) {
            shown.put(each.run().name(), each.run());
        }
        Preset original = original(context.preset());
        List<String> missing = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        int ended = 0;
        for (RunSpec spec : original.runs()) {
            @Nullable Run run = shown.get(spec.name());
            if (run == null) {
                missing.add(spec.label());
                continue;
            }
            runsOut.add(run);
            if (isChanged(run, spec, original)) {
                changed.add(run.label());
            }
            ended += run.state().ended() && !run.isLooking() ? 1 : 0;
        }
        if (!missing.isEmpty()) {
            return listed(missing) + (missing.size() == 1 ? " is" : " are") + " not shown";
        }
        if (!changed.isEmpty()) {
            return "settings of " + listed(changed) + " are not the preset’s";
        }
        return ended == runsOut.size()
                ? ""
                : Numbers.count(ended) + " of " + Numbers.count(runsOut.size()) + " runs have ended";
    }

    /// The preset as it came with the program, whose claims are about its own settings; itself where it is a person's.
    private static Preset original(Preset preset) {
        return Presets.ids().contains(preset.id())
                        && Presets.get(preset.id()).expectations().equals(preset.expectations())
                ? Presets.get(preset.id())
                : preset;
    }

    /// Whether a run had other settings than the preset gives it, at its start or later. Files that a preset is made
    /// for change its problem, and its claims are about them.
    private static boolean isChanged(Run run, RunSpec spec, Preset original) {
        List<String> different = run.startSettings().differences(spec.settings(original.settings()));
        return !run.events().isEmpty()
                || run.isChanged()
                || different.stream().anyMatch(path -> original.wants().isEmpty() || !path.startsWith(PROBLEM));
    }

    private static String listed(List<String> names) {
        return names.size() <= MOST_NAMED
                ? String.join(" and ", names)
                : names.getFirst() + " and " + (names.size() - 1) + " more runs";
    }

    private static Layer.Table unjudged(List<ExpectationSpec> claims) {
        List<List<String>> rows = new ArrayList<>();
        for (Source source : Source.values()) {
            for (ExpectationSpec claim : claims) {
                if (claim.source() == source) {
                    rows.add(List.of(NOT_YET, claim.claim(), said(source, claim.citation())));
                }
            }
        }
        return new Layer.Table(TITLE, List.of(VERDICT, "Claim", "Said by"), rows);
    }

    private static Layer.Table judged(ReproductionCard card) {
        List<Row> claims = bySource(card);
        boolean advised = claims.stream().anyMatch(row -> !row.advice().isEmpty());
        List<String> header = new ArrayList<>(List.of(VERDICT, "Claim", "Ours", "Claimed", "Said by"));
        if (advised) {
            header.add("To try");
        }
        List<List<String>> rows = new ArrayList<>();
        for (Row row : claims) {
            List<String> cells = new ArrayList<>(List.of(
                    row.verdict().mark() + " " + row.judged().toLowerCase(Locale.ROOT),
                    row.claim(),
                    row.outcome().ours(),
                    claimed(row.outcome()),
                    said(row.source(), row.citation())));
            if (advised) {
                cells.add(row.advice());
            }
            rows.add(cells);
        }
        return new Layer.Table(TITLE, header, rows);
    }

    private static String said(Source source, String citation) {
        if (source == Source.MEASURED && !citation.isEmpty()) {
            return citation;
        }
        return citation.isEmpty() ? source.id() : source.id() + ", " + citation;
    }

    private static String claimed(Outcome outcome) {
        String tolerance = outcome.tolerance();
        return tolerance.isEmpty()
                ? outcome.expected()
                : outcome.expected() + (tolerance.startsWith("±") ? " " : ", ") + tolerance;
    }

    private static List<Row> bySource(ReproductionCard card) {
        List<Row> rows = new ArrayList<>();
        for (Source source : Source.values()) {
            card.rows().stream().filter(row -> row.source() == source).forEach(rows::add);
        }
        return rows;
    }

    private static Layer.Table.Data data(ReproductionCard card) {
        List<List<Object>> rows = new ArrayList<>();
        for (Row row : bySource(card)) {
            rows.add(List.of(
                    row.source().id(),
                    row.claim(),
                    row.citation(),
                    row.outcome().expected(),
                    row.outcome().tolerance(),
                    row.outcome().ours(),
                    row.verdict().word().toLowerCase(Locale.ROOT),
                    row.outcome().count()));
        }
        return new Layer.Table.Data(
                List.of("source", "claim", "citation", "expected", "tolerance", "ours", "verdict", "n"), rows);
    }
}
