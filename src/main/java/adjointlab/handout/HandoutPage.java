package adjointlab.handout;

import adjointlab.figure.InlineSvg;
import adjointlab.handout.Handout.Picture;
import adjointlab.handout.Handout.Sheet;
import adjointlab.lab.lesson.AnswerForm;
import adjointlab.lab.lesson.Lesson;
import adjointlab.lab.lesson.Question;
import adjointlab.lab.lesson.Step;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A lesson as one page of HTML that loads nothing: pictures and formulas are SVG inside it, what is said afterwards
/// opens by hand, and no script is in it.
public final class HandoutPage {
    private static final double FORMULA_SIZE = 19;
    private static final String STYLE = "handout.css";

    private final Handout handout;
    private final InlineSvg drawings = new InlineSvg();
    private final Markup body = new Markup();

    private HandoutPage(Handout handout) {
        this.handout = handout;
    }

    /// The page; equal handouts give equal texts.
    public static String of(Handout handout) throws IOException {
        HandoutPage page = new HandoutPage(handout);
        page.write();
        String title = handout.lesson().info().title();
        Markup whole = new Markup().raw("<!DOCTYPE html>\n").open("html", "lang", "en");
        whole.open("head").empty("meta", "charset", "utf-8");
        whole.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        whole.element("title", title);
        whole.open("style")
                .raw(style())
                .raw(page.drawings.fontFaces())
                .close("style")
                .close("head");
        return whole.open("body")
                .raw(page.body.toString())
                .close("body")
                .close("html")
                .toString();
    }

    private static String style() throws IOException {
        try (InputStream in = HandoutPage.class.getResourceAsStream(STYLE)) {
            if (in == null) {
                throw new IllegalStateException(STYLE + " is missing from the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void write() throws IOException {
        Lesson lesson = handout.lesson();
        body.open("header").element("h1", lesson.info().title());
        body.element("p", Wording.facts(lesson), "class", "facts");
        body.paragraphs(lesson.info().text()).close("header").open("main");
        for (int i = 0; i < handout.sheets().size(); i++) {
            step(i);
        }
        body.close("main");
    }

    private void step(int index) throws IOException {
        Step step = handout.step(index);
        Sheet sheet = handout.sheets().get(index);
        String id = "step-" + (index + 1);
        body.open("section", "id", id, "aria-labelledby", id + "-title");
        body.element("h2", (index + 1) + ". " + step.texts().title(), "id", id + "-title");
        body.paragraphs(step.texts().text());
        if (!step.texts().formula().isEmpty()) {
            body.open("p", "class", "formula")
                    .raw(drawings.formula(step.texts().formula(), FORMULA_SIZE))
                    .close("p");
        }
        if (sheet.asAt() >= 0) {
            body.open("p", "class", "facts").text(Wording.AS_AT);
            body.element("a", "step " + (sheet.asAt() + 1), "href", "#step-" + (sheet.asAt() + 1));
            body.close("p");
        }
        pictures(sheet.before());
        question(id, step.question());
        afterwards(step, sheet);
        body.close("section");
    }

    private void pictures(List<Picture> pictures) throws IOException {
        if (pictures.isEmpty()) {
            return;
        }
        body.open("div", "class", "pictures");
        for (Picture picture : pictures) {
            picture(picture);
        }
        body.close("div");
    }

    private void picture(Picture picture) throws IOException {
        body.open("figure").raw(drawings.figure(picture.figure(), picture.page()));
        body.element("figcaption", Wording.caption(picture.figure())).close("figure");
    }

    private void question(String id, Question question) throws IOException {
        AnswerForm form = question.form();
        if (form instanceof AnswerForm.Nothing) {
            return;
        }
        body.open("fieldset").element("legend", question.prompt());
        switch (form) {
            case AnswerForm.Nothing _ -> {
                // nothing is asked
            }
            case AnswerForm.Options options -> {
                for (AnswerForm.Option option : options.options()) {
                    body.open("label", "class", "option")
                            .empty("input", "type", "radio", "name", id, "value", option.id())
                            .element("span", option.text())
                            .close("label");
                }
            }
            case AnswerForm.Quantity quantity -> number(id, "Your number", quantity.unit());
            case AnswerForm.InLab _ -> {
                body.element("p", Wording.IN_LAB, "class", "facts");
                number(id, "Where it happened", "");
            }
            case AnswerForm.Words words ->
                body.open("label", "class", "words")
                        .element("span", "In your own words")
                        .open("textarea", "name", id, "rows", "6", "maxlength", String.valueOf(words.most()))
                        .close("textarea")
                        .close("label");
            case AnswerForm.Curve curve -> {
                body.element("p", Wording.ON_PAPER, "class", "facts");
                picture(Handout.sketch(curve));
            }
        }
        body.close("fieldset");
    }

    private void number(String id, String label, String unit) {
        body.open("label", "class", "number").element("span", label);
        body.empty("input", "type", "text", "inputmode", "decimal", "name", id, "size", "10");
        if (!unit.isEmpty()) {
            body.element("span", unit);
        }
        body.close("label");
    }

    private void afterwards(Step step, Sheet sheet) throws IOException {
        if (!Wording.saysMore(step, sheet)) {
            return;
        }
        body.open("details").element("summary", step.predicts() ? "What happens" : "Afterwards");
        pictures(sheet.after());
        if (!step.question().key().isEmpty()) {
            body.open("ul");
            step.question().key().forEach(line -> body.element("li", line));
            body.close("ul");
        }
        if (!step.texts().after().isEmpty()) {
            body.paragraphs(step.texts().after());
        }
        if (!step.claims().isEmpty()) {
            body.element("p", Wording.claims(step), "class", "facts");
        }
        body.close("details");
    }
}
