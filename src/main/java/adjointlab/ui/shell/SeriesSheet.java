package adjointlab.ui.shell;

import adjointlab.core.math.Numbers;
import adjointlab.core.table.series.Understood;
import adjointlab.core.table.series.Understood.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.layout.HBox;

/// What was understood of a file of series, and what a person chooses before it is taken into use.
final class SeriesSheet extends DataSheet {
    private static final int MOST_CHANNELS = 64;
    private static final int MOST_CLASSES = 12;
    private static final int DIGITS = 4;
    private static final Words WORDS = new Words(
            "series",
            "Use these series",
            "channels",
            "Columns are named, or numbered from 1, between commas. Where nothing stands, times, series and classes are"
                    + " found by their names; - is for none.");

    private final SeriesSheetModel model;

    /// @param model is closed with the sheet
    /// @param cancel closes the sheet
    /// @param accept takes the file into use
    SeriesSheet(SeriesSheetModel model, Runnable cancel, Runnable accept) {
        super(WORDS, model.fields(), model, cancel, accept);
        this.model = model;
        model.stateProperty().addListener((_, _, _) -> show());
        show();
    }

    private void show() {
        show(model.stateProperty().get() instanceof SeriesSheetModel.Reading, model.isReady(), model::applies);
        switch (model.stateProperty().get()) {
            case SeriesSheetModel.Reading _ -> say("Reading…", false);
            case SeriesSheetModel.Refused(String why) -> refuse(why);
            case SeriesSheetModel.Read read -> {
                clear();
                show(read.understood());
                show(read.understood().channels(), read.curves());
                say(
                        read.refusal().isEmpty() ? read.outcome() : read.refusal(),
                        !read.refusal().isEmpty());
            }
        }
    }

    private void show(Understood understood) {
        fact("Form", understood.form().words());
        fact("Series", Numbers.count(understood.series()) + ", of " + range(understood.lengths()) + " observations");
        fact("Times", understood.timing());
        fact(
                "Missing",
                understood.missing() == 0
                        ? "no value"
                        : Numbers.count(understood.missing()) + (understood.missing() == 1 ? " value" : " values"));
        if (!understood.classes().isEmpty()) {
            String some = understood.classes().stream()
                    .limit(MOST_CLASSES)
                    .map(each -> each.name() + " (" + each.series() + ")")
                    .collect(Collectors.joining(", "));
            int more = understood.classes().size() - MOST_CLASSES;
            fact(understood.classes().size() + " classes", some + (more > 0 ? " and " + more + " more" : ""));
        }
        if (!understood.remarks().isEmpty()) {
            fact("Note", String.join("; ", understood.remarks()));
        }
    }

    private static String range(Understood.Range range) {
        return range.min() == range.max()
                ? Numbers.count((long) range.min())
                : Numbers.count((long) range.min()) + " to " + Numbers.count((long) range.max());
    }

    private void show(List<Channel> all, List<double[]> curves) {
        List<Node> shown = new ArrayList<>();
        for (int c = 0; c < Math.min(MOST_CHANNELS, all.size()); c++) {
            shown.add(row(all.get(c), curves.get(c)));
        }
        rows(shown, all.size() - MOST_CHANNELS, "channels");
    }

    private static HBox row(Channel channel, double... curve) {
        String span = Double.isNaN(channel.range().min())
                ? "no values"
                : Numbers.brief(channel.range().min(), DIGITS) + " … "
                        + Numbers.brief(channel.range().max(), DIGITS);
        String missing = channel.missing() == 0 ? "" : Numbers.count(channel.missing()) + " missing";
        return row(channel.name(), cell(span, 10.8), cell(missing, 7.5), new Sparkline(110, 24, curve));
    }
}
