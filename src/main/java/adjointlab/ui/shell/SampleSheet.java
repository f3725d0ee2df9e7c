package adjointlab.ui.shell;

import adjointlab.core.math.Numbers;
import adjointlab.core.table.SampleFacts;
import adjointlab.core.table.SampleFacts.Column;
import adjointlab.core.table.SampleFacts.Role;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.layout.HBox;

/// What was understood of a file of vectors, and what a person chooses before it is taken into use.
final class SampleSheet extends DataSheet {
    private static final int MOST_COLUMNS = 64;
    private static final int MOST_CLASSES = 12;
    private static final Words WORDS = new Words(
            "samples",
            "Use these samples",
            "columns",
            "Columns are named, or numbered from 1, between commas; 3-8 is for several. Where nothing stands, the"
                    + " target is found by its name or is the last, and all other numbers are inputs.");

    private final SampleSheetModel model;

    /// @param model is closed with the sheet
    /// @param cancel closes the sheet
    /// @param accept takes the file into use
    SampleSheet(SampleSheetModel model, Runnable cancel, Runnable accept) {
        super(WORDS, model.fields(), model, cancel, accept);
        this.model = model;
        model.stateProperty().addListener((_, _, _) -> show());
        show();
    }

    private void show() {
        show(model.stateProperty().get() instanceof SampleSheetModel.Reading, model.isReady(), model::applies);
        switch (model.stateProperty().get()) {
            case SampleSheetModel.Reading _ -> say("Reading…", false);
            case SampleSheetModel.Refused(String why) -> refuse(why);
            case SampleSheetModel.Read read -> {
                clear();
                show(read.facts());
                say(
                        read.refusal().isEmpty() ? read.outcome() : read.refusal(),
                        !read.refusal().isEmpty());
            }
        }
    }

    private void show(SampleFacts facts) {
        fact("Form", facts.form());
        fact(
                "Samples",
                Numbers.count(facts.rows())
                        + (facts.read() < facts.rows()
                                ? ", of which " + Numbers.count(facts.read()) + " are taken"
                                : ""));
        long inputs = facts.columns().stream()
                .filter(each -> each.role() == Role.INPUT)
                .count();
        fact("Inputs", Numbers.count(inputs));
        facts.columns().stream()
                .filter(column -> column.role() == Role.TARGET)
                .forEach(column -> fact("Target", column.name() + (column.why().isEmpty() ? "" : ", " + column.why())));
        if (!facts.classes().isEmpty()) {
            String some = facts.classes().stream()
                    .limit(MOST_CLASSES)
                    .map(each -> each.name() + " (" + Numbers.count(each.samples()) + ")")
                    .collect(Collectors.joining(", "));
            int more = facts.classes().size() - MOST_CLASSES;
            fact(facts.classes().size() + " classes", some + (more > 0 ? " and " + more + " more" : ""));
        }
        long missing = facts.columns().stream()
                .filter(column -> column.role() != Role.LEFT_OUT)
                .mapToLong(Column::missing)
                .sum();
        fact("Missing", missing == 0 ? "no value" : Numbers.count(missing) + (missing == 1 ? " value" : " values"));
        if (!facts.remarks().isEmpty()) {
            fact("Note", String.join("; ", facts.remarks()));
        }
        // the target is to be seen however many inputs there are
        List<Column> ordered = facts.columns().stream()
                .sorted(Comparator.comparing(column -> column.role() != Role.TARGET))
                .toList();
        rows(
                ordered.stream().limit(MOST_COLUMNS).map(SampleSheet::row).toList(),
                ordered.size() - MOST_COLUMNS,
                "columns");
    }

    private static HBox row(Column column) {
        String use = column.role() == Role.LEFT_OUT
                ? "left out: " + column.why()
                : column.role().words();
        String missing = column.missing() == 0 ? "" : Numbers.count(column.missing()) + " missing";
        if (column.role() == Role.LEFT_OUT) {
            return row(column.name(), cell(use, 21.7), cell("", 9.2));
        }
        return row(
                column.name(),
                cell(use, 4.2),
                cell(column.range(), 10),
                cell(missing, 6.2),
                new Sparkline(110, 24, scaled(column.values().curve())));
    }

    /// Between its own smallest and largest value.
    private static double[] scaled(List<Double> curve) {
        double[] values = curve.stream().mapToDouble(v -> v).toArray();
        double min = Arrays.stream(values).filter(v -> !Double.isNaN(v)).min().orElse(0);
        double max = Arrays.stream(values).filter(v -> !Double.isNaN(v)).max().orElse(1);
        return Arrays.stream(values)
                .map(value -> max > min ? (value - min) / (max - min) : value - min)
                .toArray();
    }
}
