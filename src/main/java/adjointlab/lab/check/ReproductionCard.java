package adjointlab.lab.check;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.ode.Cancellation;
import adjointlab.lab.preset.ExpectationSpec;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.WantedFiles;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.TrainingService;
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
    public ReproductionCard {
        rows = List.copyOf(rows);
    }

    /// Whether our numbers agree with a claim's.
    public enum Verdict {
        /// They agree within the tolerance.
        REPRODUCED,
        /// They do not, or the check could not be made.
        NOT_REPRODUCED,
        /// The runs are not those that are claimed about: they trained on other samples.
        NOT_JUDGED;

        /// "reproduced", "NOT REPRODUCED" or "not judged".
        public String word() {
            return switch (this) {
                case REPRODUCED -> "reproduced";
                case NOT_REPRODUCED -> "NOT REPRODUCED";
                case NOT_JUDGED -> "not judged";
            };
        }

        private String mark() {
            return switch (this) {
                case REPRODUCED -> "✓ ";
                case NOT_REPRODUCED -> "✗ ";
                case NOT_JUDGED -> "· ";
            };
        }
    }

    /// One claim.
    ///
    /// @param claim as the preset words it
    /// @param citation where it stands
    /// @param ours our numbers, or why there are none
    /// @param expected the claim's numbers
    /// @param tolerance how far apart they may be
    /// @param verdict whether they agree
    public record Row(String claim, String citation, String ours, String expected, String tolerance, Verdict verdict) {}

    /// Trains a preset's runs to their ends in the calling thread and checks its expectations.
    ///
    /// @param cancellation asked between iterations; cancelled runs are checked as far as they came
    public static ReproductionCard run(Preset preset, Cancellation cancellation) {
        try (TrainingService service = new TrainingService(0)) {
            List<Run> runs = service.open(preset);
            service.drain(cancellation);
            service.play();
            service.drain(cancellation);
            return of(preset, runs);
        }
    }

    /// Checks a preset's expectations.
    ///
    /// @param runs all of the preset's, at their ends
    public static ReproductionCard of(Preset preset, List<Run> runs) {
        List<Row> rows = new ArrayList<>();
        if (!canJudge(preset)) {
            String why = "made for " + preset.wants().orElseThrow().name() + ", whose files no one has given";
            for (ExpectationSpec spec : preset.expectations()) {
                rows.add(new Row(spec.claim(), spec.citation(), why, "", "", Verdict.NOT_JUDGED));
            }
            return new ReproductionCard(preset.id(), preset.info().title(), rows);
        }
        for (ExpectationSpec spec : preset.expectations()) {
            rows.add(row(preset, runs, spec));
        }
        return new ReproductionCard(preset.id(), preset.info().title(), rows);
    }

    private static Row row(Preset preset, List<Run> runs, ExpectationSpec spec) {
        try {
            Entry<Expectation> kind = Expectations.CATALOG.get(spec.kind());
            Expectation.Outcome outcome =
                    kind.create(spec.values().complete(kind.parameters())).check(preset, runs);
            return new Row(
                    spec.claim(),
                    spec.citation(),
                    outcome.ours(),
                    outcome.expected(),
                    outcome.tolerance(),
                    outcome.reproduced() ? Verdict.REPRODUCED : Verdict.NOT_REPRODUCED);
        } catch (InvalidValueException notCheckable) {
            return new Row(
                    spec.claim(),
                    spec.citation(),
                    "not checked: " + notCheckable.getMessage(),
                    "",
                    "",
                    Verdict.NOT_REPRODUCED);
        }
    }

    /// Whether all runs of a preset train on what its claims are about: where they take samples from files that it
    /// is made for, whether they have them.
    public static boolean canJudge(Preset preset) {
        return preset.wants().isEmpty()
                || preset.runs().stream()
                        .map(run -> run.settings(preset.settings()))
                        .noneMatch(WantedFiles::missing);
    }

    /// Whether some claim was not reproduced.
    public boolean refuted() {
        return rows.stream().anyMatch(row -> row.verdict() == Verdict.NOT_REPRODUCED);
    }

    /// Whether every claim was reproduced.
    public boolean reproduced() {
        return rows.stream().allMatch(row -> row.verdict() == Verdict.REPRODUCED);
    }

    /// The card for a terminal, ending in a line break.
    public String text() {
        StringBuilder text = new StringBuilder();
        long agreed =
                rows.stream().filter(row -> row.verdict() == Verdict.REPRODUCED).count();
        text.append(preset).append(": ").append(title).append('\n');
        for (Row row : rows) {
            text.append("  ").append(row.verdict().mark()).append(row.claim());
            text.append(row.citation().isEmpty() ? "" : " [" + row.citation() + "]")
                    .append('\n');
            line(text, "ours", row.ours());
            line(text, "expected", row.expected());
            line(text, "tolerance", row.tolerance());
            line(text, "verdict", row.verdict().word());
        }
        text.append("  ").append(agreed).append(" of ").append(rows.size()).append(" claims reproduced\n");
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        if (!value.isEmpty()) {
            text.append("      ")
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
        tree.put("reproduced", reproduced());
        List<Map<String, Object>> claims = new ArrayList<>();
        for (Row row : rows) {
            Map<String, Object> claim = new LinkedHashMap<>();
            claim.put("claim", row.claim());
            claim.put("citation", row.citation());
            claim.put("ours", row.ours());
            claim.put("expected", row.expected());
            claim.put("tolerance", row.tolerance());
            claim.put("verdict", row.verdict().word().toLowerCase(Locale.ROOT));
            claims.add(claim);
        }
        tree.put("claims", claims);
        return tree;
    }
}
