package adjointlab.ui.shell;

import static adjointlab.Patience.fx;
import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.lab.preset.Drawing;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.store.LabDocument;
import adjointlab.lab.store.LabFile;
import adjointlab.ui.look.Look;
import adjointlab.ui.model.Command;
import adjointlab.ui.model.Preferences.Appearance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.testfx.framework.junit5.ApplicationExtension;

/// Whatever opens over the window can be read in every size and mode: inside the window with its title and its buttons,
/// no word cut that nothing says in full, none over another.
@ExtendWith(ApplicationExtension.class)
final class SheetsLayoutTest {
    private static final List<String> SHEETS = List.of(
            "Draw by hand…",
            "Figure of several panels…",
            "Export figure…",
            "Presets…",
            "Lessons…",
            "Panels…",
            "Reproduction cards…",
            "Glossary…",
            "Preferences…",
            "Add run…",
            "Sweep…",
            "Controls shown…",
            "Shortcuts",
            "About");

    /// How a sheet is looked at.
    record View(int width, int height, boolean dark, boolean presentation, double fontSize) {
        static final List<View> ALL = List.of(
                new View(1024, 768, false, true, Look.DEFAULT_FONT_SIZE),
                new View(1440, 900, true, false, Look.DEFAULT_FONT_SIZE),
                new View(900, 600, false, false, Look.DEFAULT_FONT_SIZE),
                new View(1440, 900, false, true, Look.DEFAULT_FONT_SIZE),
                new View(1024, 768, false, false, 2 * Look.DEFAULT_FONT_SIZE));

        Look look() {
            return new Look(dark, presentation, fontSize);
        }
    }

    @TempDir
    private Path folder;

    private @Nullable LabWindow open;

    @AfterEach
    void close() throws Exception {
        fx(() -> {
            if (open != null) {
                open.close();
            }
            open = null;
            return 0;
        });
    }

    private LabWindow window() {
        return Objects.requireNonNull(open, "no window is open");
    }

    private void show(View view, String preset) throws Exception {
        fx(() -> {
            LabWindow window = new LabWindow(new LabWindow.Setup(1, folder));
            open = window;
            window.attach(new Scene(window.root(), view.width, view.height), null);
            window.setPreferences(window.preferences()
                    .with(view.dark ? Appearance.DARK : Appearance.LIGHT)
                    .withFontSize(view.fontSize));
            window.openPreset(preset);
            window.presentation().set(view.presentation);
            return 0;
        });
    }

    /// With the pulses that a stage would give.
    private List<String> faults(View view) throws Exception {
        Patience.untilFx(window().sheets()::isOpen);
        fx(() -> 0); // what is done after the styles are applied
        return fx(() -> {
            for (int i = 0; i < 4; i++) {
                window().root().applyCss();
                window().root().layout();
            }
            return Legibility.faultsOfSheet(window(), view.look().theme());
        });
    }

    static Stream<View> views() {
        return View.ALL.stream();
    }

    /// The first view finds most; [#everySheetCanBeReadEverywhere] looks at the others.
    @ParameterizedTest
    @MethodSource("commands")
    void everySheetCanBeReadInFrontOfAnAudience(String command) throws Exception {
        assertThat(faults(View.ALL.getFirst(), command)).isEmpty();
    }

    static Stream<String> commands() {
        return SHEETS.stream();
    }

    @Tag("layout")
    @ParameterizedTest
    @MethodSource("views")
    void everySheetCanBeReadEverywhere(View view) throws Exception {
        for (String command : SHEETS) {
            assertThat(faults(view, command)).as(command).isEmpty();
            close();
        }
    }

    private List<String> faults(View view, String command) throws Exception {
        show(view, "simplest-fig-1a");
        Command found = fx(() -> window().actions().commands().stream()
                .filter(each -> each.label().equals(command))
                .findFirst()
                .orElseThrow());
        fx(() -> {
            found.action().run();
            return 0;
        });
        return faults(view);
    }

    static Stream<View> questionViews() {
        return Stream.concat(
                View.ALL.stream(),
                Stream.of(
                        new View(1024, 768, false, false, Look.DEFAULT_FONT_SIZE),
                        new View(900, 600, true, false, Look.DEFAULT_FONT_SIZE),
                        new View(900, 600, false, true, Look.DEFAULT_FONT_SIZE)));
    }

    /// With a document that a killed program left, with two, with changes in no file, and whatever else is asked.
    @ParameterizedTest
    @MethodSource("questionViews")
    void everyQuestionIsReadWhole(View view) throws Exception {
        show(view, "simplest-fig-1a");
        Path recovery = Files.createDirectories(folder.resolve("recovery"));
        for (int count = 1; count <= 2; count++) {
            LabFile.write(
                    recovery.resolve(count + ".lab"),
                    new LabDocument(Presets.get("simplest-theorem-1"), List.of(), LabDocument.View.DEFAULT));
            fx(() -> {
                new Recovery(recovery, window().session(), window().sheets()).offer(_ -> {}, () -> {});
                return 0;
            });
            checkQuestion(view, count == 1 ? "settings and layout are still there." : "at the next start.");
        }
        fx(() -> {
            window().session().markUnsaved();
            window().unlessUnsaved(() -> {});
            return 0;
        });
        checkQuestion(view, "is in no file yet.");
        for (int words = 1; words <= 36; words += 7) {
            String sentence = "Somebody asks ".repeat(words) + "whether all of it is read.";
            fx(() -> {
                window().sheets()
                        .ask(
                                "Read?",
                                sentence,
                                new Sheets.Answer("No", false, () -> {}),
                                new Sheets.Answer("Yes, all of it, to its very end", true, () -> {}));
                return 0;
            });
            checkQuestion(view, "whether all of it is read.");
        }
    }

    private void checkQuestion(View view, String end) throws Exception {
        assertThat(faults(view)).isEmpty();
        fx(() -> {
            ScrollPane body = (ScrollPane) window().root().lookup(".sheet-body");
            Text words = (Text) body.getContent().lookup(".text");
            assertThat(words.getText()).endsWith(end);
            Bounds seen = body.localToScene(body.getLayoutBounds());
            Bounds all = words.localToScene(words.getLayoutBounds());
            assertThat(seen.getMinY()).as("its first line").isLessThanOrEqualTo(all.getMinY() + 1);
            assertThat(seen.getMaxY()).as("its last line").isGreaterThanOrEqualTo(all.getMaxY() - 1);
            assertThat(seen.getMaxX()).as("the ends of its lines").isGreaterThanOrEqualTo(all.getMaxX() - 1);
            return 0;
        });
    }

    @ParameterizedTest
    @MethodSource("views")
    void allOfADrawingIsInTheWindow(View view) throws Exception {
        show(view, "simplest-fig-1a");
        fx(() -> {
            new HandDrawing(window()).draw();
            return 0;
        });
        for (Drawing kind : Drawing.values()) {
            fx(() -> {
                ((RadioButton) window().root().lookup("#draw-" + kind.name().toLowerCase(Locale.ROOT)))
                        .setSelected(true);
                return 0;
            });
            assertThat(faults(view)).as("%s", kind).isEmpty();
            Region pad = (Region) window().root().lookup("#draw-pad");
            Region body = (Region) window().root().lookup(".sheet-body");
            assertThat(fx(() -> body.localToScene(body.getLayoutBounds())
                            .contains(pad.localToScene(pad.getLayoutBounds()))))
                    .as("nobody scrolls while drawing: " + kind)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("views")
    void aTableOfInputsCanBeRead(View view) throws Exception {
        StringBuilder text = new StringBuilder("time,force on the mass,position of the base\n");
        for (int k = 0; k < 60; k++) {
            text.append(k).append(',').append(Math.sin(k)).append(',').append(k == 7 ? "" : Math.cos(k));
            text.append('\n');
        }
        Path table = Files.writeString(folder.resolve("forces.csv"), text);
        show(view, "learn-moving-base");
        fx(() -> {
            window().openHere(table);
            return 0;
        });
        Patience.untilFx(() -> {
            window().root().applyCss();
            return window().root().lookup("#inputs-columns") instanceof Region rows
                    && !rows.getChildrenUnmodifiable().isEmpty();
        });
        assertThat(faults(view)).isEmpty();
        fx(() -> window().root().getScene().snapshot(null)); // with a pulse as of a stage
        for (String part : List.of("#inputs-columns", "#inputs-inputTime-text")) {
            Region seen = (Region) window().root().lookup(part);
            assertThat(fx(() -> isSeen(seen))).as(part).isTrue();
            double least = (part.endsWith("columns") ? 20 : 7) * view.look().textSize();
            assertThat(fx(seen::getWidth)).as(part + " is no strip").isGreaterThan(least);
        }
    }

    /// Whether some of it is in the window, or is scrolled into it.
    private boolean isSeen(Region part) {
        Bounds box = part.localToScene(part.getLayoutBounds());
        for (Node at = part.getParent(); at != null; at = at.getParent()) {
            if (at instanceof ScrollPane pane) {
                Bounds view = pane.localToScene(pane.getLayoutBounds());
                return box.getHeight() > 15
                        && view.getHeight() > 200
                        && view.getWidth() >= box.getWidth()
                        && box.getMinX() >= view.getMinX();
            }
        }
        return false;
    }
}
