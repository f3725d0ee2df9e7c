package adjointlab.lab.check;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.math.Numbers;
import adjointlab.core.ode.Cancellation;
import adjointlab.lab.MemoryShortage;
import adjointlab.lab.check.Expectation.Outcome;
import adjointlab.lab.preset.ExpectationSpec;
import adjointlab.lab.preset.ExpectationSpec.Source;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.WantedFiles;
import adjointlab.lab.run.Run;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What came of a preset's expectations: each claim with our numbers beside the paper's.
///
/// @param preset id
/// @param title of the preset
/// @param rows one for each expectation, in order
public record ReproductionCard(String preset, String title, List<Row> rows) {
    private static final System.Logger LOG = System.getLogger(ReproductionCard.class.getName());

    /// Seeds of replicas are so far apart; a preset's own lie in between.
    private static final int REPLICA_SEEDS = 1000;

    public ReproductionCard {
        rows = List.copyOf(rows);
    }

    /// One claim.
    ///
    /// @param source whose claim it is
    /// @param claim as the preset words it
    /// @param citation where it stands
    /// @param outcome what was seen, or why nothing was
    public record Row(Source source, String claim, String citation, Outcome outcome) {
        /// What our numbers say of it.
        public Verdict verdict() {
            return outcome.verdict();
        }

        /// The verdict and how many seeds or trials it rests on: "undecided (n = 3)".
        public String judged() {
            return verdict().word() + (outcome.count() > 0 ? " (n = " + Numbers.count(outcome.count()) + ")" : "");
        }

        /// What a reader of a claim that does not hold may want to do, in a sentence; "" where it holds.
        public String advice() {
            return switch (verdict()) {
                case HOLDS -> "";
                case DOES_NOT_HOLD ->
                    source == Source.MEASURED
                            ? "We measured this before: something has changed since."
                            : "It does not hold on this problem and budget; open the preset, train longer or with"
                                    + " other settings, and see what it depends on.";
                case UNDECIDED -> "With more replicas (more seeds) the interval narrows until it is on one side.";
                case NOT_JUDGED -> "The runs are not those that are claimed about.";
            };
        }
    }

    /// Trains a preset's runs to their ends by one thread, as often as it has replicas, and checks its
    /// expectations.
    ///
    /// @param cancellation asked between iterations; cancelled runs are checked as far as they came
    public static ReproductionCard run(Preset preset, Cancellation cancellation) {
        return new Cards(1, _ -> {}, cancellation).of(List.of(preset)).getFirst();
    }

    /// A preset with the seeds of one of its replicas; those of the first are its own.
    public static Preset replica(Preset preset, int replica) {
        return replica == 0 ? preset : preset.withSeedsMoved(replica * REPLICA_SEEDS);
    }

    /// Checks a preset's expectations.
    ///
    /// @param runs all of the preset's, at their ends, of all replicas
    public static ReproductionCard of(Preset preset, List<Run> runs) {
        List<Row> rows = new ArrayList<>();
        if (!canJudge(preset)) {
            String why = "made for " + preset.wants().orElseThrow().name() + ", whose files no one has given";
            return same(preset, new Outcome(why, "", "", Verdict.NOT_JUDGED, 0));
        }
        for (ExpectationSpec spec : preset.expectations()) {
            rows.add(row(spec, outcome(preset, runs, spec)));
        }
        return new ReproductionCard(preset.id(), preset.info().title(), rows);
    }

    /// The card of a preset whose runs could not be trained or judged.
    ///
    /// @param why not
    static ReproductionCard failed(Preset preset, Throwable why) {
        return same(preset, notChecked(why));
    }

    private static ReproductionCard same(Preset preset, Outcome outcome) {
        List<Row> rows =
                preset.expectations().stream().map(spec -> row(spec, outcome)).toList();
        return new ReproductionCard(preset.id(), preset.info().title(), rows);
    }

    private static Row row(ExpectationSpec spec, Outcome outcome) {
        return new Row(spec.source(), spec.claim(), spec.citation(), outcome);
    }

    private static Outcome outcome(Preset preset, List<Run> runs, ExpectationSpec spec) {
        try {
            return Claims.check(spec).check(preset, runs);
        } catch (RuntimeException e) {
            return notChecked(e);
        }
    }

    private static Outcome notChecked(Throwable why) {
        String sentence =
                switch (why) {
                    case InvalidValueException invalid -> invalid.getMessage();
                    case OutOfMemoryError _ -> MemoryShortage.sentence();
                    default -> {
                        LOG.log(Level.DEBUG, "a card failed", why);
                        yield "internal error: " + why;
                    }
                };
        return Outcome.certain("not checked: " + sentence, "", "", false);
    }

    /// Whether all runs of a preset are about what its claims are about: where they take something from files that
    /// it is made for, whether they have them.
    public static boolean canJudge(Preset preset) {
        return preset.wants().isEmpty()
                || preset.runs().stream()
                        .map(run -> run.settings(preset.settings()))
                        .noneMatch(WantedFiles::missing);
    }

    /// Whether some claim does not hold.
    public boolean refuted() {
        return rows.stream().anyMatch(row -> row.verdict() == Verdict.DOES_NOT_HOLD);
    }

    /// Whether every claim holds.
    public boolean holds() {
        return rows.stream().allMatch(row -> row.verdict() == Verdict.HOLDS);
    }

    /// How many claims of a source have a verdict.
    public long count(Source source, Verdict verdict) {
        return rows.stream()
                .filter(row -> row.source() == source && row.verdict() == verdict)
                .count();
    }

    /// The card for a terminal, by sources, ending in a line break.
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(preset).append(": ").append(title).append('\n');
        for (Source source : Source.values()) {
            List<Row> own = rows.stream().filter(row -> row.source() == source).toList();
            if (own.isEmpty()) {
                continue;
            }
            text.append("  ").append(source.heading()).append('\n');
            own.forEach(row -> append(text, row));
        }
        text.append("  ").append(summary()).append('\n');
        return text.toString();
    }

    private static void append(StringBuilder text, Row row) {
        text.append("    ").append(row.verdict().mark()).append(' ').append(row.claim());
        text.append(row.citation().isEmpty() ? "" : " [" + row.citation() + "]").append('\n');
        line(text, "ours", row.outcome().ours());
        line(text, "expected", row.outcome().expected());
        line(text, "tolerance", row.outcome().tolerance());
        line(text, "verdict", row.judged());
    }

    /// How many claims of each source hold: "the paper's claims: 3 of 4 hold, 1 undecided; …".
    public String summary() {
        List<String> parts = new ArrayList<>();
        for (Source source : Source.values()) {
            long all = rows.stream().filter(row -> row.source() == source).count();
            if (all == 0) {
                continue;
            }
            String holding = count(source, Verdict.HOLDS) + " of " + all + " hold";
            parts.add(source.heading() + ": " + holding + counted(source, Verdict.UNDECIDED)
                    + counted(source, Verdict.DOES_NOT_HOLD) + counted(source, Verdict.NOT_JUDGED));
        }
        return String.join("; ", parts);
    }

    private String counted(Source source, Verdict verdict) {
        long count = count(source, verdict);
        return count == 0
                ? ""
                : ", " + count
                        + switch (verdict) {
                            case HOLDS -> " hold";
                            case DOES_NOT_HOLD -> count == 1 ? " does not" : " do not";
                            case UNDECIDED -> " undecided";
                            case NOT_JUDGED -> " not judged";
                        };
    }

    private static void line(StringBuilder text, String name, String value) {
        if (!value.isEmpty()) {
            text.append("        ")
                    .append(name)
                    .append(" ".repeat(11 - name.length()))
                    .append(value)
                    .append('\n');
        }
    }

    /// The card as a tree of maps, lists, texts and booleans for a JSON writer.
    public Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("preset", preset);
        tree.put("title", title);
        tree.put("holds", holds());
        List<Map<String, Object>> claims = new ArrayList<>();
        for (Row row : rows) {
            Map<String, Object> claim = new LinkedHashMap<>();
            claim.put("source", row.source().id());
            claim.put("claim", row.claim());
            claim.put("citation", row.citation());
            claim.put("ours", row.outcome().ours());
            claim.put("expected", row.outcome().expected());
            claim.put("tolerance", row.outcome().tolerance());
            claim.put("verdict", row.verdict().word().toLowerCase(Locale.ROOT));
            claim.put("n", row.outcome().count());
            claims.add(claim);
        }
        tree.put("claims", claims);
        return tree;
    }
}
