package adjointlab.ui.panel;

import adjointlab.core.math.Numbers;
import adjointlab.ui.form.TabKey;
import javafx.geometry.Orientation;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;

/// What a panel's picture shows, in one sentence under it: it can be selected and copied, and is as high as its words
/// need. While it changes it becomes higher but not lower, so that the picture does not jump.
final class SentenceLine extends TextArea {
    /// Room of the text control around its words, in pixels.
    private static final double AIR_ACROSS = 30;

    private static final double AIR_UP = 12;

    private double lastWidth;
    private double highest;

    SentenceLine(String panel) {
        setId("panel-sentence-" + panel);
        getStyleClass().add("sentence-line");
        setEditable(false);
        TabKey.leaves(this);
        setWrapText(true);
        setMinHeight(Region.USE_PREF_SIZE);
        setMaxHeight(Region.USE_PREF_SIZE);
        setAccessibleText("What this panel shows");
    }

    /// Shows another sentence.
    void say(String sentence) {
        String words = Numbers.unbroken(sentence);
        if (!words.equals(getText())) {
            setText(words);
            requestLayout();
        }
    }

    /// Copies the selected words with plain spaces.
    @Override
    public void copy() {
        ClipboardContent content = new ClipboardContent();
        content.putString(Numbers.plain(getSelectedText()));
        Clipboard.getSystemClipboard().setContent(content);
    }

    /// Makes it the last part of a panel, or none of it: it is in the window only while it is shown.
    void showIn(Pane panel, boolean shown) {
        highest = 0;
        panel.getChildren().remove(this);
        if (shown) {
            panel.getChildren().add(this);
        }
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        if (width < 0) {
            return super.computePrefHeight(width);
        }
        if (width != lastWidth) {
            lastWidth = width;
            highest = 0;
        }
        Text words = new Text(getText());
        words.setFont(getFont());
        words.setWrappingWidth(Math.max(1, width - AIR_ACROSS));
        highest = Math.max(highest, Math.ceil(words.getLayoutBounds().getHeight()) + AIR_UP);
        return highest;
    }
}
