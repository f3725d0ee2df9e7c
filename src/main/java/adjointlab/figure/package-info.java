/// A figure as data, its drawing by JFreeChart, and its writers. No Stage, no Scene.
///
/// [Figure] says what is seen: a grid of plots with layers of data. `Painter` draws it to any `Graphics2D`; the same
/// drawing goes to the window (through an image), to PDF, SVG and PNG. PGFPlots and CSV are written from the data.
@NullMarked
package adjointlab.figure;

import org.jspecify.annotations.NullMarked;
