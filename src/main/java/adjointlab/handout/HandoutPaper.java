package adjointlab.handout;

import adjointlab.figure.Formula;
import adjointlab.figure.PdfPages;
import adjointlab.figure.PdfPages.Style;
import adjointlab.handout.Handout.Sheet;
import adjointlab.lab.lesson.AnswerForm;
import adjointlab.lab.lesson.Lesson;
import adjointlab.lab.lesson.Question;
import adjointlab.lab.lesson.Step;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// A lesson as pages to print: the steps with room to write, and at the end, on pages of their own that need not be
/// handed out, what happens and what is said to it.
public final class HandoutPaper {
    private static final Style TITLE = new Style(20, true, false);
    private static final Style HEADING = new Style(13, true, false);
    private static final Style TEXT = new Style(10, false, false);
    private static final Style PROMPT = new Style(10, true, false);
    private static final Style SMALL = new Style(8.5, false, true);
    private static final double FORMULA_SIZE = 13;
    private static final double SHORT = 110;
    private static final int LINES = 7;

    /// More than this does not go to another page for a heading's sake.
    private static final double MOST_KEPT = 420;

    private final Handout handout;
    private final Flow flow;

    private HandoutPaper(Handout handout, Flow flow) {
        this.handout = handout;
        this.flow = flow;
    }

    /// Writes the pages; equal handouts give equal bytes.
    ///
    /// @param out left open
    public static void write(Handout handout, OutputStream out) throws IOException {
        String title = handout.lesson().info().title();
        try (PdfPages pages = Flow.pages(title)) {
            Flow flow = new Flow(pages);
            flow.turn();
            new HandoutPaper(handout, flow).write();
            flow.feet(title);
            pages.write(out);
        }
    }

    private void write() throws IOException {
        Lesson lesson = handout.lesson();
        flow.text(lesson.info().title(), TITLE);
        flow.text(Wording.facts(lesson), SMALL);
        flow.space(6);
        paragraphs(lesson.info().text());
        flow.blank("Name", 2 * SHORT, "", TEXT);
        for (int i = 0; i < handout.sheets().size(); i++) {
            step(i);
        }
        boolean begun = false;
        for (int i = 0; i < handout.sheets().size(); i++) {
            if (Wording.saysMore(handout.step(i), handout.sheets().get(i))) {
                if (!begun) {
                    flow.turn();
                    flow.text("What happens, and why", TITLE);
                    begun = true;
                }
                afterwards(i);
            }
        }
    }

    private void step(int index) throws IOException {
        Step step = handout.step(index);
        Sheet sheet = handout.sheets().get(index);
        double room = flow.height(step.texts().text(), TEXT, 0) + 20 + flow.firstRow(sheet.before());
        heading((index + 1) + ". " + step.texts().title(), room);
        paragraphs(step.texts().text());
        if (!step.texts().formula().isEmpty()) {
            flow.formula(Formula.of(step.texts().formula(), FORMULA_SIZE));
        }
        if (sheet.asAt() >= 0) {
            flow.text(Wording.AS_AT + "step " + (sheet.asAt() + 1) + ".", SMALL);
        }
        flow.pictures(sheet.before());
        question(step.question());
    }

    /// A heading stays with what follows.
    ///
    /// @param room height of what belongs to it, as far as that fits on a page
    private void heading(String text, double room) throws IOException {
        flow.space(20);
        flow.keep(flow.height(text, HEADING, 0) + Math.clamp(room, 4 * TEXT.leading(), MOST_KEPT));
        flow.text(text, HEADING);
        flow.space(3);
    }

    private void paragraphs(String text) throws IOException {
        for (String paragraph : text.split("\n\\s*\n")) {
            flow.text(paragraph.strip(), TEXT);
            flow.space(4);
        }
    }

    private void question(Question question) throws IOException {
        if (question.form() instanceof AnswerForm.Nothing) {
            return;
        }
        flow.space(6);
        flow.keep(flow.height(question.prompt(), PROMPT, 0) + room(question.form()));
        flow.text(question.prompt(), PROMPT);
        flow.space(4);
        switch (question.form()) {
            case AnswerForm.Nothing _ -> {
                // nothing is asked
            }
            case AnswerForm.Options options -> {
                for (AnswerForm.Option option : options.options()) {
                    flow.option(option.text(), TEXT);
                }
            }
            case AnswerForm.Quantity quantity -> flow.blank("", SHORT, quantity.unit(), TEXT);
            case AnswerForm.InLab _ -> {
                flow.text(Wording.IN_LAB, SMALL);
                flow.blank("Where it happened", SHORT, "", TEXT);
            }
            case AnswerForm.Words _ -> flow.lines(LINES);
            case AnswerForm.Curve curve -> flow.pictures(List.of(Handout.sketch(curve)));
        }
    }

    /// Height that the question's answer needs, so that both stand on one page.
    private double room(AnswerForm form) {
        return switch (form) {
            case AnswerForm.Nothing _ -> 0;
            case AnswerForm.Options options ->
                options.options().stream()
                        .mapToDouble(option -> flow.height(option.text(), TEXT, 18) + 3)
                        .sum();
            case AnswerForm.Quantity _ -> 40;
            case AnswerForm.InLab _ -> 60;
            case AnswerForm.Words _ -> 180;
            case AnswerForm.Curve curve -> Handout.sketch(curve).page().height() + 40;
        };
    }

    private void afterwards(int index) throws IOException {
        Step step = handout.step(index);
        Sheet sheet = handout.sheets().get(index);
        heading((index + 1) + ". " + step.texts().title(), 0);
        for (String line : step.question().key()) {
            flow.text(line, TEXT);
            flow.space(3);
        }
        flow.pictures(sheet.after());
        if (!step.texts().after().isEmpty()) {
            paragraphs(step.texts().after());
        }
        if (!step.claims().isEmpty()) {
            flow.text(Wording.claims(step), SMALL);
        }
    }
}
