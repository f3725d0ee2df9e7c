package adjointlab.panel;

import adjointlab.core.catalog.Catalog;
import adjointlab.panel.adjoint.AdjointNorm;
import adjointlab.panel.adjoint.AdjointSpectrum;
import adjointlab.panel.adjoint.GradientTruthMeter;
import adjointlab.panel.adjoint.Memory;
import adjointlab.panel.flow.DensityFlow;
import adjointlab.panel.flow.DescentMap;
import adjointlab.panel.flow.ForecastError;
import adjointlab.panel.flow.InputSignal;
import adjointlab.panel.flow.PhasePortrait;
import adjointlab.panel.flow.PointFlow;
import adjointlab.panel.flow.SequencePaths;
import adjointlab.panel.flow.StateNorm;
import adjointlab.panel.flow.Trajectories;
import adjointlab.panel.image.Confusion;
import adjointlab.panel.image.ImageFlow;
import adjointlab.panel.image.ImageGrid;
import adjointlab.panel.image.WeightGrid;
import adjointlab.panel.kernel.ActivationShape;
import adjointlab.panel.kernel.Distribution;
import adjointlab.panel.kernel.KernelDrift;
import adjointlab.panel.kernel.KernelMaps;
import adjointlab.panel.kernel.ResidualModes;
import adjointlab.panel.kernel.TangentSpectrum;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.loss.LossCurves;
import adjointlab.panel.loss.LossSurface;
import adjointlab.panel.loss.RunTable;
import adjointlab.panel.loss.SeedBands;
import adjointlab.panel.optimizer.CurvatureSpectrum;
import adjointlab.panel.optimizer.OptimizerStep;
import adjointlab.panel.optimizer.Sensitivity;
import adjointlab.panel.optimizer.StepMicroscope;
import adjointlab.panel.optimizer.TrainingCost;
import adjointlab.panel.solver.Convergence;
import adjointlab.panel.solver.Evaluations;
import adjointlab.panel.solver.GapCosts;
import adjointlab.panel.solver.HorizonPaths;
import adjointlab.panel.solver.StabilityRegion;
import adjointlab.panel.solver.ToleranceCost;
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
                    Memory.ENTRY,
                    AdjointSpectrum.ENTRY,
                    StateNorm.ENTRY,
                    InputSignal.ENTRY,
                    SequencePaths.ENTRY,
                    ForecastError.ENTRY,
                    PointFlow.ENTRY,
                    ImageGrid.ENTRY,
                    ImageFlow.ENTRY,
                    Confusion.ENTRY,
                    WeightGrid.ENTRY,
                    DensityFlow.ENTRY,
                    PhasePortrait.ENTRY,
                    StabilityRegion.ENTRY,
                    DescentMap.ENTRY,
                    Evaluations.ENTRY,
                    GapCosts.ENTRY,
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
