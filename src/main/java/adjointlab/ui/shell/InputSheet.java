package adjointlab.ui.shell;

import adjointlab.core.catalog.InputFacts;
import adjointlab.core.catalog.InputFacts.Column;
import adjointlab.core.field.Signal;
import adjointlab.core.math.Numbers;
import java.util.Arrays;
import java.util.stream.IntStream;
import javafx.scene.layout.HBox;

/// What was understood of a file of inputs, and what a person chooses before it drives anything.
final class InputSheet extends DataSheet {
    /// Of a curve.
    private static final int POINTS = 160;

    private static final Words WORDS = new Words(
            "inputs",
            "Use these inputs",
            "columns",
            "Columns are named, or numbered from 1, between commas; each is an input, u1, u2 and so on. Where no column"
                    + " of times is named, one that is called time is taken. The curves are what drives, between the"
                    + " samples too.");

    private final InputSheetModel model;

    /// @param model is closed with the sheet
    /// @param cancel closes the sheet
    /// @param accept takes the file into use
    InputSheet(InputSheetModel model, Runnable cancel, Runnable accept) {
        super(WORDS, model.fields(), model, cancel, accept);
        this.model = model;
        model.stateProperty().addListener((_, _, _) -> show());
        show();
    }

    private void show() {
        show(model.stateProperty().get() instanceof InputSheetModel.Reading, model.isReady(), model::applies);
        switch (model.stateProperty().get()) {
            case InputSheetModel.Reading _ -> say("Reading…", false);
            case InputSheetModel.Refused(String why) -> refuse(why);
            case InputSheetModel.Read read -> {
                clear();
                show(read.facts());
                read.leftOut().forEach(column -> fact("Left out", column));
                int count = read.facts().columns().size();
                say(
                        read.refusal().isEmpty()
                                ? count + (count == 1 ? " input" : " inputs") + " over "
                                        + read.facts().span() + "."
                                : read.refusal(),
                        !read.refusal().isEmpty());
            }
        }
    }

    private void show(InputFacts facts) {
        fact("Form", facts.form());
        fact("Rows", Numbers.count(facts.rows()));
        fact("Times", (facts.time().isEmpty() ? "none, " : facts.time() + ", ") + facts.span());
        for (Column column : facts.columns()) {
            if (!column.apart().isEmpty()) {
                fact("Steps", column.name() + ", " + column.apart());
            }
        }
        if (!facts.change().words().isEmpty()) {
            fact("Values", facts.change().words());
        }
        rows(facts.columns().stream().map(InputSheet::row).toList(), 0, "columns");
    }

    private static HBox row(Column column) {
        int samples = column.signal().samples().size();
        String missing = column.missing() == 0 ? "" : Numbers.count(column.missing()) + " missing";
        return row(
                column.name(),
                cell(Numbers.count(samples) + (samples == 1 ? " sample" : " samples"), 6.7),
                cell(column.range(), 9.2),
                cell(missing, 5.9),
                new Sparkline(110, 24, curve(column.signal())));
    }

    /// Between its own smallest and largest value, from its first sample to its last.
    private static double[] curve(Signal signal) {
        double first = signal.times().getFirst();
        double last = signal.times().getLast();
        double[] values = IntStream.range(0, POINTS)
                .mapToDouble(k -> signal.at(first + k * (last - first) / (POINTS - 1)))
                .toArray();
        double min = Arrays.stream(values).min().orElse(0);
        double max = Arrays.stream(values).max().orElse(1);
        return Arrays.stream(values)
                .map(value -> max > min ? (value - min) / (max - min) : 0)
                .toArray();
    }
}
