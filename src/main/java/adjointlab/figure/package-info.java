/// A figure as data, its drawing by JFreeChart, and its writers. No Stage, no Scene.
///
/// [Figure] says what is seen: a grid of plots with layers of data. [Painter] draws it to any `Graphics2D`; the same
/// drawing goes to the window (through an image), to PDF, SVG and PNG. PGFPlots, CSV and NPZ are written from the data.
/// [FigureWriter#ALL] lists the formats, [Export] writes a file, [Manifest] reads back what a file was made from.
///
/// Decisions, November 2026:
///
/// - JFreeChart's `XYPlot` keeps the order of drawing, its axes the mapping and the grid; the axes and the renderer are
///   ours ([ScaledAxis], [LayerRenderer]). Its own axes choose ticks while they draw, too late for plots that share a
///   margin, and its renderers hand lines to the pen uncut: a dashed line of a diverged run, 10³⁰⁰ long, never ends.
/// - Text on paper is DejaVu Sans throughout, since one glyph missing from a font turns a whole string into outlines in
///   PDF. Screens get Inter and fall back glyph by glyph.
/// - SVG carries a subset of its font inside: the text stays text and looks right without the font installed.
/// - On paper, maps that diverge around zero rise from dark to light: a print without colours would fold a map that is
///   pale in the middle, and hatching would hide what lies on it. Windows keep the map that is pale in the middle.
/// - JFreeChart rounds the edges of its data to whole units, on paper up to 0.36 mm: there the axes and the
///   renderer keep to edges of their own, so that all formats agree.
/// - Nothing that a file holds depends on time, place or the order of hash tables, so that a second run gives
///   equal bytes.
@NullMarked
package adjointlab.figure;

import org.jspecify.annotations.NullMarked;
