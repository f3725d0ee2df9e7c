package adjointlab.core.catalog;

import adjointlab.core.ode.ErrorNorm;
import adjointlab.core.ode.ErrorNorms;
import java.util.List;

/// The error norms of adaptive solves.
public final class Norms {
    /// In display order.
    public static final Catalog<ErrorNorm> CATALOG = new Catalog<>(
            "norm",
            List.of(
                    Entry.plain(
                            "rms", "Root mean square", "Over the whole batch, as in torchdiffeq.", "", ErrorNorms.RMS),
                    Entry.plain("max", "Maximum", "The largest entry.", "", ErrorNorms.MAX),
                    Entry.plain(
                            "per-row",
                            "Per sample",
                            "Root mean square over each sample's components; of these the largest.",
                            "",
                            ErrorNorms.PER_SAMPLE)));

    private Norms() {}
}
