package adjointlab.panel;

import adjointlab.core.catalog.Catalog;
import java.util.List;

/// The panels.
public final class Panels {
    /// In display order.
    public static final Catalog<Panel> CATALOG = new Catalog<>(
            "panel",
            List.of(
                    LossSurface.ENTRY,
                    LossCurves.ENTRY,
                    Trajectories.ENTRY,
                    AdjointNorm.ENTRY,
                    AdjointSpectrum.ENTRY,
                    StateNorm.ENTRY,
                    PointFlow.ENTRY,
                    DensityFlow.ENTRY,
                    PhasePortrait.ENTRY,
                    StabilityRegion.ENTRY,
                    DescentMap.ENTRY,
                    Evaluations.ENTRY,
                    ToleranceCost.ENTRY,
                    SeedBands.ENTRY,
                    HorizonPaths.ENTRY,
                    Sensitivity.ENTRY,
                    OptimizerStep.ENTRY,
                    StepMicroscope.ENTRY,
                    GradientTruthMeter.ENTRY,
                    CurvatureSpectrum.ENTRY,
                    TangentSpectrum.ENTRY,
                    ResidualModes.ENTRY,
                    KernelDrift.ENTRY,
                    KernelMaps.ENTRY,
                    ActivationShape.ENTRY,
                    Distribution.ENTRY,
                    Convergence.ENTRY,
                    TrainingCost.ENTRY,
                    RunTable.ENTRY));

    private Panels() {}
}
