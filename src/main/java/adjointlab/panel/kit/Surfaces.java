package adjointlab.panel.kit;

import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Option;
import adjointlab.core.catalog.Type;
import adjointlab.core.catalog.Values;
import adjointlab.figure.Viewpoint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The options of panels whose heat map can be seen as a surface: whether it is, and from where.
public final class Surfaces {
    /// Whether two parameters and a value are a map or a surface.
    public static final Key<Boolean> SHAPE = Options.choice(
            "shape",
            "Two parameters",
            "map",
            new Option<>("map", "as a heat map", false),
            new Option<>("surface", "as a surface", true));

    /// Around the vertical.
    public static final Key<Double> AZIMUTH = Key.real(
                    "azimuth",
                    "Surface turned",
                    Viewpoint.STANDARD.azimuth(),
                    new Type.Real(-180, 180, -180, 180, Type.Scale.LINEAR))
            .in("°");

    /// Above the floor.
    public static final Key<Double> ELEVATION = Key.real(
                    "elevation",
                    "Surface from above",
                    Viewpoint.STANDARD.elevation(),
                    new Type.Real(
                            Viewpoint.LOWEST,
                            Viewpoint.HIGHEST,
                            Viewpoint.LOWEST,
                            Viewpoint.HIGHEST,
                            Type.Scale.LINEAR))
            .in("°");

    private Surfaces() {}

    /// A panel's own options and these.
    public static List<Key<?>> with(Key<?>... own) {
        List<Key<?>> all = new ArrayList<>(List.of(own));
        all.addAll(List.of(SHAPE, AZIMUTH, ELEVATION));
        return all;
    }

    /// From where the surface is looked at; null where it is a map.
    public static @Nullable Viewpoint viewpoint(Values values) {
        return values.get(SHAPE) ? new Viewpoint(values.get(AZIMUTH), values.get(ELEVATION)) : null;
    }
}
