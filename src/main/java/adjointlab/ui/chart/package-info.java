/// Figures on the screen: built and drawn on a background thread, shown as pictures.
///
/// Measured on two cores in the software pipeline (8 charts of 5 × 2000 points at 30 Hz): drawing off the FX thread
/// into a buffered image that a pixel buffer shows keeps the FX thread's latency at 2.4 ms at the 95th percentile;
/// drawing on the FX thread, even decimated, takes 47 ms. Everything that follows the pointer is therefore an overlay
/// of a few light nodes and never a redraw.
///
/// Decided 2026-11-21: charts become pictures off the FX thread, and what follows the pointer is a light node above
/// them.
@NullMarked
package adjointlab.ui.chart;

import org.jspecify.annotations.NullMarked;
