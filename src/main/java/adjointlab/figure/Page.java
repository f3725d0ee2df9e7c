package adjointlab.figure;

import adjointlab.core.catalog.InvalidValueException;

/// The size of a figure on paper.
///
/// @param widthMm width in mm
/// @param heightMm height in mm
/// @param dpi dots an inch of pictures made of pixels
public record Page(double widthMm, double heightMm, int dpi) {
    /// What journals print at, near enough.
    public static final int DEFAULT_DPI = 300;

    private static final double SMALLEST_MM = 10;
    private static final double LARGEST_MM = 2000;
    private static final int LOWEST_DPI = 36;
    private static final int HIGHEST_DPI = 2400;
    private static final long MOST_PIXELS = 100_000_000;
    private static final double POINTS_PER_MM = 72 / 25.4;

    /// @throws InvalidValueException if a length or the resolution is out of range
    public Page {
        check("width", widthMm, SMALLEST_MM, LARGEST_MM, "mm");
        check("height", heightMm, SMALLEST_MM, LARGEST_MM, "mm");
        check("resolution", dpi, LOWEST_DPI, HIGHEST_DPI, "dpi");
    }

    /// A page at the usual resolution.
    public static Page of(double widthMm, double heightMm) {
        return new Page(widthMm, heightMm, DEFAULT_DPI);
    }

    /// Both lengths in words, to a tenth of a mm: "139.7 × 90 mm".
    public String size() {
        return plain(Math.round(10 * widthMm) / 10.0) + " × " + plain(Math.round(10 * heightMm) / 10.0) + " mm";
    }

    /// Width in points (1/72 inch).
    public double width() {
        return widthMm * POINTS_PER_MM;
    }

    /// Height in points (1/72 inch).
    public double height() {
        return heightMm * POINTS_PER_MM;
    }

    /// Width in pixels.
    int pixelWidth() {
        return pixels(width());
    }

    /// Height in pixels.
    int pixelHeight() {
        return pixels(height());
    }

    /// @throws InvalidValueException if a picture of this page would not fit into memory
    void checkPixels() {
        if ((long) pixelWidth() * pixelHeight() > MOST_PIXELS) {
            throw new InvalidValueException("a picture of " + pixelWidth() + " × " + pixelHeight()
                    + " pixels is too large; at most " + MOST_PIXELS / 1_000_000 + " million fit");
        }
    }

    private int pixels(double points) {
        return (int) Math.round(points * dpi / 72);
    }

    private static void check(String what, double value, double min, double max, String unit) {
        if (!(value >= min && value <= max)) {
            throw new InvalidValueException("the " + what + " of a figure must be from " + plain(min) + " to "
                    + plain(max) + " " + unit + ", not " + plain(value));
        }
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
