package adjointlab.figure;

/// What is drawn to, as far as drawing depends on it.
///
/// @param pixel width of one device pixel in the drawing's units; lines are thinned to it
/// @param raster whether it is made of pixels, so that a heat map's pixels may be kept from one drawing to the next
/// @param dots pixels a unit of pictures that are made for the drawing
record Device(double pixel, boolean raster, double dots) {
    /// A screen or a picture.
    ///
    /// @param scale pixels a unit
    static Device pixels(double scale) {
        return new Device(1 / scale, true, scale);
    }

    /// Finer than any printer: 16 dots a point.
    ///
    /// @param dpi of pictures in it
    static Device paper(double dpi) {
        return new Device(1.0 / 16, false, dpi / 72);
    }
}
