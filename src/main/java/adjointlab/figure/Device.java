package adjointlab.figure;

/// What is drawn to, as far as drawing depends on it.
///
/// @param pixel width of one device pixel in the drawing's units; lines are thinned to it
/// @param raster whether it is made of pixels, so that a heat map's pixels may be kept from one drawing to the next
record Device(double pixel, boolean raster) {}
