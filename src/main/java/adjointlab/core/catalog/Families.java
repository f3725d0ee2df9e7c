package adjointlab.core.catalog;

import adjointlab.core.family.FamilyTemplate;
import adjointlab.core.family.Node;
import java.util.List;

/// The model families.
public final class Families {
    /// In display order.
    public static final Catalog<FamilyTemplate> CATALOG = new Catalog<>(
            "family",
            List.of(Entry.plain(
                    "node",
                    "NODE",
                    "The data are the state, and the state is the prediction.",
                    "Chen et al., NeurIPS 2018",
                    (field, dim) -> new Node(field.build(dim, dim)))));

    private Families() {}
}
