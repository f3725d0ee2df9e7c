package adjointlab.figure;

/// From where a heat map is looked at as a surface, as with an infinitely long lens: parallel lines stay parallel.
///
/// @param azimuth around the vertical, degrees from the positive x axis towards the positive y axis; kept in
/// −180 … 180
/// @param elevation above the floor, degrees; kept in [#LOWEST] … [#HIGHEST], so that the surface is never seen from
/// below
public record Viewpoint(double azimuth, double elevation) {
    /// Lowest elevation, degrees.
    public static final double LOWEST = 5;
    /// Highest elevation, degrees: straight from above, as a map is seen.
    public static final double HIGHEST = 90;
    /// Where a surface is looked at from at first: both axes read from left to right.
    public static final Viewpoint STANDARD = new Viewpoint(-60, 40);

    private static final double TURN = 360;

    public Viewpoint {
        azimuth = Math.IEEEremainder(azimuth, TURN);
        elevation = Math.clamp(elevation, LOWEST, HIGHEST);
    }

    /// Another one, some degrees further.
    public Viewpoint turned(double around, double upwards) {
        return new Viewpoint(azimuth + around, elevation + upwards);
    }

    /// The nearest one of whole degrees.
    public Viewpoint rounded() {
        return new Viewpoint(Math.rint(azimuth), Math.rint(elevation));
    }
}
