package adjointlab.figure;

/// The most room that a figure can have on a sheet.
///
/// A figure in a text stands between its margins. The highest text of A4 is 247 mm, 297 mm without margins of 25 mm
/// (letter leaves 229 mm); the widest is 190 mm, 210 mm without margins of 10 mm, as wide as journals print. What is
/// asked for on a larger page is no figure of a text but a poster, which has a sheet of A0, and where it is to be
/// longer or broader than that, as rolls of paper are, as much of that side as it is to have.
///
/// @param longerMm the longer side, mm
/// @param shorterMm the shorter side, mm
record Paper(double longerMm, double shorterMm) {
    private static final Paper A4 = new Paper(247, 190);
    private static final Paper A0 = new Paper(1189, 841);

    /// The paper on which a page of this size is printed: A4, else A0, of which a side is as long as the page's where
    /// that is longer.
    static Paper of(Page asked) {
        if (A4.holds(asked.widthMm(), asked.heightMm())) {
            return A4;
        }
        double longer = Math.max(asked.widthMm(), asked.heightMm());
        double shorter = Math.min(asked.widthMm(), asked.heightMm());
        return new Paper(Math.max(A0.longerMm, longer), Math.max(A0.shorterMm, shorter));
    }

    /// Whether a figure stands on it, upright or turned.
    boolean holds(double widthMm, double heightMm) {
        return Math.max(widthMm, heightMm) <= longerMm && Math.min(widthMm, heightMm) <= shorterMm;
    }

    /// The most that one side can be beside the other.
    ///
    /// @param otherMm length of the other
    double beside(double otherMm) {
        return otherMm <= shorterMm ? longerMm : shorterMm;
    }

    /// The whole of it, upright.
    Page upright() {
        return Page.of(shorterMm, longerMm);
    }

    /// The whole of it, turned.
    Page turned() {
        return Page.of(longerMm, shorterMm);
    }

    /// Beginning of the sentence of what none has room for.
    String refusal() {
        return "no page of paper has room for all of it, " + upright().size() + " at most";
    }
}
