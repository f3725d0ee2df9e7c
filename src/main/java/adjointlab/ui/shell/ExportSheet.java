package adjointlab.ui.shell;

import adjointlab.compose.Caption;
import adjointlab.compose.Targets;
import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Option;
import adjointlab.core.catalog.Type;
import adjointlab.figure.Export;
import adjointlab.figure.Figure;
import adjointlab.figure.FigureWriter;
import adjointlab.figure.FigureWriters;
import adjointlab.figure.Manifest;
import adjointlab.figure.Page;
import adjointlab.figure.PageFit;
import adjointlab.figure.Theme;
import adjointlab.lab.preset.PanelLayout.PanelState;
import adjointlab.lab.run.Warnings;
import adjointlab.lab.store.FigureManifest;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.RunNames;
import adjointlab.ui.chart.ChartView;
import adjointlab.ui.chart.DrawingWorker;
import adjointlab.ui.form.EditListener;
import adjointlab.ui.form.FieldModel;
import adjointlab.ui.form.FieldView;
import adjointlab.ui.model.LatestTask;
import adjointlab.ui.panel.PanelHost;
import adjointlab.ui.session.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.concurrent.Task;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The choices of a figure's export: format, width and height on paper, with a preview in true proportions.
///
/// Figures on paper are light whatever the window is, and show what the panel shows.
final class ExportSheet extends HBox implements EditListener {
    private static final double PREVIEW = 400;
    private static final double POINTS_PER_MM = 72 / 25.4;
    private static final String CUSTOM = "custom";

    private final Session session;
    private final PanelHost host;
    private final Panel panel;
    private final PanelContext context;
    private final Warnings warnings;
    private final ChartView preview;
    private final StackPane paper;
    private final FieldModel format;
    private final FieldModel venue;
    private final FieldModel width;
    private final FieldModel height;
    private final FieldModel dpi;
    private final FieldView dpiView;
    private final LatestTask fitting = new LatestTask("export-fit");
    private final Label flaw = new Label();
    private final Hyperlink larger = new Hyperlink();
    private final Button copied = new Button("Copy caption");
    private final LatestTask wording = new LatestTask("export-caption");

    ExportSheet(PanelHost host, Session session, DrawingWorker worker) {
        this.host = host;
        this.session = session;
        panel = host.panel();
        context = session.context(host.isColumns());
        warnings =
                Warnings.of(context.runs().stream().map(PanelContext.Shown::run).toList());
        preview = new ChartView(worker);
        preview.setStill(true);
        List<Option<FigureWriter>> formats = FigureWriters.ALL.stream()
                .map(writer -> new Option<>(writer.id(), writer.label(), writer))
                .toList();
        format = field(Key.choice("format", "Format", formats));
        List<Option<String>> venues = new ArrayList<>(Targets.widths().stream()
                .map(place -> Option.word(place.id(), place.label()))
                .toList());
        venues.add(Option.word(CUSTOM, "own width"));
        venue = field(Key.choice("venue", "Venue", venues));
        width = field(
                length("width", "Width, mm", Targets.widths().getFirst().page().widthMm(), 40, 200));
        height = field(length(
                "height", "Height, mm", Targets.widths().getFirst().page().heightMm(), 30, 200));
        dpi = field(Key.whole("resolution", "Dots an inch", Page.DEFAULT_DPI, new Type.Int(36, 2400, 72, 600)));
        dpiView = new FieldView(dpi);
        paper = new StackPane(preview);
        paper.getStyleClass().add("paper");
        StackPane desk = new StackPane(paper);
        desk.setMinSize(PREVIEW + 24, PREVIEW * 0.8);
        desk.setPrefSize(PREVIEW + 24, PREVIEW * 0.8);
        desk.setAlignment(Pos.CENTER);
        desk.getStyleClass().add("desk");
        Label words = new Label("Text stays text and fonts are embedded. Beside the figure stands its manifest; "
                + "drop either on the window and the lab reopens in this state. CSV and NPZ hold every point and "
                + "reopen by the manifest beside them: keep the two together.");
        words.setId("export-about");
        words.setWrapText(true);
        words.setMinHeight(Region.USE_PREF_SIZE);
        words.getStyleClass().add("about");
        VBox form = new VBox(
                6,
                new FieldView(format),
                new FieldView(venue),
                new FieldView(width),
                new FieldView(height),
                dpiView,
                flaw,
                larger,
                words,
                copied);
        form.setPrefWidth(280);
        form.setMinWidth(280);
        flaw.setId("export-flaw");
        flaw.getStyleClass().add("inspector-trouble");
        flaw.setWrapText(true);
        flaw.setMinHeight(Region.USE_PREF_SIZE);
        larger.setId("export-larger");
        copied.setId("export-caption");
        copied.setTooltip(new Tooltip("Copies a caption that names the runs, the iteration and what differs"));
        copied.setOnAction(_ -> copyCaption());
        tell(Fit.GOOD);
        preview.shownProperty().subscribe(shown -> {
            if (shown != null) {
                fit(shown.figure());
            }
        });
        sceneProperty().subscribe((before, _) -> {
            if (before != null) {
                fitting.close();
                wording.close();
            }
        });
        setSpacing(24);
        setId("export-sheet");
        getChildren().addAll(desk, form);
        show();
    }

    /// Chosen format.
    FigureWriter writer() {
        return FigureWriters.of((String) format.value());
    }

    /// A name to start from.
    String suggestedName() {
        return session.preset().id() + "-" + host.entry().id() + "." + writer().extension();
    }

    /// Writes the figure, its manifest beside it; for a background thread.
    Task<Path> writing(Path target) {
        Page page = page();
        FigureWriter writer = writer();
        PanelState state = host.state();
        return new Task<>() {
            @Override
            protected Path call() throws IOException {
                FigureManifest manifest =
                        new FigureManifest(state, page.widthMm(), page.heightMm(), session.shownDocument(), warnings);
                Figure figure = figure(context, writer, page);
                Export.write(figure, writer, page, manifest.json(Manifest.titles(figure)), target);
                return target;
            }
        };
    }

    /// What is written on a page, with the names of its runs where it is drawn.
    private Figure figure(PanelContext shown, FigureWriter writer, Page page) {
        Figure figure = panel.figure(shown).noted(warnings.note());
        return writer.draws() ? RunNames.of(figure, shown.runs()).on(page, figure) : figure;
    }

    /// Sets the size, mm; for programs.
    void resizeTo(double widthMm, double heightMm) {
        venue.show(CUSTOM);
        width.show(widthMm);
        height.show(heightMm);
        show();
    }

    private void copyCaption() {
        PanelState state = host.state();
        wording.run(() -> Caption.of(state, context).text(), text -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(text);
            Clipboard.getSystemClipboard().setContent(content);
            copied.setText("Caption copied");
        });
    }

    /// What cannot be read on the chosen page, and one on which all can.
    ///
    /// @param flaw sentences; "" for none
    private record Fit(String flaw, Optional<Page> needed) {
        private static final Fit GOOD = new Fit("", Optional.empty());

        static Fit of(Figure figure, Page page) {
            Optional<String> flaw = PageFit.flaw(figure, page);
            if (flaw.isEmpty()) {
                return GOOD;
            }
            Optional<Page> needed = PageFit.needed(figure, page);
            String excess = needed.isPresent() ? "" : " " + capital(PageFit.excess(figure, page)) + ".";
            return new Fit("At this size " + flaw.get() + "." + excess, needed);
        }

        private static String capital(String words) {
            return Character.toUpperCase(words.charAt(0)) + words.substring(1);
        }
    }

    private void fit(Figure figure) {
        Page page = page();
        if (writer().draws()) {
            fitting.run(() -> Fit.of(figure, page), this::tell);
        } else {
            tell(Fit.GOOD);
        }
    }

    private void tell(Fit fit) {
        flaw.setText(fit.flaw);
        larger.setText(fit.needed.map(page -> "Use " + page.size()).orElse(""));
        larger.setOnAction(_ -> fit.needed.ifPresent(page -> resizeTo(page.widthMm(), page.heightMm())));
        for (Labeled part : List.of(flaw, larger)) {
            part.setVisible(!part.getText().isEmpty());
            part.setManaged(part.isVisible());
        }
    }

    /// Chooses the format by its id.
    void choose(String formatId) {
        format.show(formatId);
        show();
    }

    private Page page() {
        return new Page((Double) width.value(), (Double) height.value(), (Integer) dpi.value());
    }

    private void show() {
        boolean pixels = writer().id().equals("png");
        dpiView.setVisible(pixels);
        dpiView.setManaged(pixels);
        double points = (Double) width.value() * POINTS_PER_MM;
        double aspect = (Double) height.value() / (Double) width.value();
        double shown = Math.min(PREVIEW, PREVIEW * 0.75 / aspect);
        paper.setMinSize(shown, shown * aspect);
        paper.setMaxSize(shown, shown * aspect);
        ChartView.Shown shownNow = preview.shownProperty().get();
        if (shownNow != null) {
            fit(shownNow.figure());
        }
        FigureWriter drawn = writer();
        Page page = page();
        preview.draw(
                "the figure",
                (cancellation, _) -> figure(context.with(cancellation), drawn, page),
                Theme.PRINT,
                shown / points,
                true);
    }

    private FieldModel field(Key<?> parameter) {
        return new FieldModel("export." + parameter.name(), parameter, parameter.defaultValue(), this);
    }

    private static Key<Double> length(String name, String label, double start, double from, double to) {
        return Key.real(name, label, start, new Type.Real(10, 2000, from, to, Type.Scale.LINEAR));
    }

    @Override
    public void begun(FieldModel field) {
        // an export is no change of the document
    }

    @Override
    public void changed(FieldModel field, Object value) {
        if (field == venue) {
            Targets.widths().stream().filter(place -> place.id().equals(value)).forEach(place -> {
                width.show(place.page().widthMm());
                height.show(place.page().heightMm());
            });
        } else if (field == width) {
            venue.show(CUSTOM);
        }
        try {
            show();
        } catch (InvalidValueException e) {
            throw new IllegalStateException("the fields allow a page that is none", e);
        }
    }

    @Override
    public void ended(FieldModel field) {
        // see begun
    }
}
