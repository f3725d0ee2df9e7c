package adjointlab.compose;

import adjointlab.figure.Page;

/// Where a figure is printed or shown.
///
/// @param id stable name
/// @param label what a menu shows
/// @param columnMm width of one column, mm; that of the page where there is one
/// @param pageMm width of all columns, mm
/// @param type size of the letters, pt, and the largest height
public record Target(String id, String label, double columnMm, double pageMm, Limits type) {
    /// What a page demands.
    ///
    /// @param fontPt size of letters, pt
    /// @param heightMm of a figure at most, mm
    public record Limits(double fontPt, double heightMm) {}

    /// Whether it has more than one column.
    public boolean hasColumns() {
        return columnMm < pageMm;
    }

    /// Its width, mm.
    ///
    /// @param wide over all columns
    public double widthMm(boolean wide) {
        return wide ? pageMm : columnMm;
    }

    /// A page of one width in the ratio 8 : 5, no higher than allowed.
    public Page page(boolean wide) {
        double width = widthMm(wide);
        return Page.of(width, Math.min(type.heightMm, Math.round(width * 6.25) / 10.0));
    }
}
