package adjointlab.core.catalog;

import adjointlab.core.problem.CrossEntropy;
import adjointlab.core.problem.Loss;
import adjointlab.core.problem.NegativeLogLikelihood;
import adjointlab.core.problem.SquaredLoss;
import adjointlab.core.problem.SquaredLoss.Weighting;
import java.util.List;

/// The losses.
public final class Losses {
    /// In display order.
    public static final Catalog<Loss> CATALOG = new Catalog<>(
            "loss",
            List.of(
                    Entry.plain(
                            "half-squared",
                            "Half squared distance",
                            "Mean over samples of ½|x(T) − x*(T)|².",
                            "Okamoto, Takeuchi and Sakemi, equation (2)",
                            new SquaredLoss(Weighting.HALF_SQUARED)),
                    Entry.plain(
                            "half-mse",
                            "Half mean squared error",
                            "Half the mean over all entries of the squared error.",
                            "",
                            new SquaredLoss(Weighting.HALF_MEAN)),
                    Entry.plain(
                            "mse",
                            "Mean squared error",
                            "The mean over all entries of the squared error.",
                            "",
                            new SquaredLoss(Weighting.MEAN)),
                    Entry.plain(
                            "cross-entropy",
                            "Cross-entropy",
                            "Mean over samples of −Σ q ln p; needs the softmax head as read-out.",
                            "",
                            new CrossEntropy()),
                    Entry.plain(
                            "nll",
                            "Negative log-likelihood",
                            "−mean log p(x) of a flow's density p.",
                            "Grathwohl et al., ICLR 2019",
                            new NegativeLogLikelihood()),
                    Formulas.loss(),
                    new Entry<>(
                            "drawn",
                            "A curve drawn by hand",
                            "The mean over all entries of a curve's height over what is predicted; targets do not"
                                    + " count.",
                            "",
                            List.of(Drawings.CURVE),
                            Drawings::loss)));

    private Losses() {}
}
