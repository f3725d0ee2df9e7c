package adjointlab.panel;

import adjointlab.core.catalog.Catalog;
import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Values;
import adjointlab.lab.preset.PanelLayout;
import adjointlab.lab.preset.PanelLayout.PanelState;
import adjointlab.panel.adjoint.AdjointNorm;
import adjointlab.panel.adjoint.AdjointSpectrum;
import adjointlab.panel.adjoint.GradientTruthMeter;
import adjointlab.panel.adjoint.Memory;
import adjointlab.panel.flow.DensityFlow;
import adjointlab.panel.flow.DescentMap;
import adjointlab.panel.flow.ErrorOverTime;
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
import adjointlab.panel.loss.ClaimTable;
import adjointlab.panel.loss.LossCurves;
import adjointlab.panel.loss.LossSurface;
import adjointlab.panel.loss.RunTable;
import adjointlab.panel.loss.SeedBands;
import adjointlab.panel.optimizer.CurvatureSpectrum;
import adjointlab.panel.optimizer.OneIteration;
import adjointlab.panel.optimizer.OptimizerStep;
import adjointlab.panel.optimizer.StepMicroscope;
import adjointlab.panel.optimizer.TrainingCost;
import adjointlab.panel.solver.Convergence;
import adjointlab.panel.solver.Evaluations;
import adjointlab.panel.solver.GapCosts;
import adjointlab.panel.solver.HorizonPaths;
import adjointlab.panel.solver.StabilityRegion;
import adjointlab.panel.solver.ToleranceCost;
import adjointlab.panel.sweep.ParallelSettings;
import adjointlab.panel.sweep.RankOverBudget;
import adjointlab.panel.sweep.Sensitivity;
import adjointlab.panel.sweep.SweepCurves;
import adjointlab.panel.sweep.SweepMap;
import java.nio.file.Path;
import java.util.List;

/// The panels, grouped by what they are about.
public final class Panels {
    /// In display order.
    public static final List<Group> GROUPS = List.of(
            new Group(
                    "Loss and runs",
                    List.of(
                            LossSurface.ENTRY,
                            LossCurves.ENTRY,
                            SeedBands.ENTRY,
                            RunTable.ENTRY,
                            ClaimTable.ENTRY,
                            Convergence.ENTRY,
                            Distribution.ENTRY)),
            new Group(
                    "States and flow",
                    List.of(
                            Trajectories.ENTRY,
                            PhasePortrait.ENTRY,
                            PointFlow.ENTRY,
                            DensityFlow.ENTRY,
                            DescentMap.ENTRY,
                            StateNorm.ENTRY,
                            ErrorOverTime.ENTRY)),
            new Group(
                    "Adjoint and gradient",
                    List.of(AdjointNorm.ENTRY, AdjointSpectrum.ENTRY, Memory.ENTRY, GradientTruthMeter.ENTRY)),
            new Group(
                    "Optimizer and curvature",
                    List.of(
                            OptimizerStep.ENTRY,
                            OneIteration.ENTRY,
                            StepMicroscope.ENTRY,
                            CurvatureSpectrum.ENTRY,
                            TrainingCost.ENTRY)),
            new Group(
                    "Solver and horizon",
                    List.of(
                            Evaluations.ENTRY,
                            ToleranceCost.ENTRY,
                            GapCosts.ENTRY,
                            StabilityRegion.ENTRY,
                            HorizonPaths.ENTRY)),
            new Group(
                    "Many trainings",
                    List.of(
                            Sensitivity.ENTRY,
                            SweepCurves.ENTRY,
                            RankOverBudget.ENTRY,
                            ParallelSettings.ENTRY,
                            SweepMap.ENTRY)),
            new Group("Series", List.of(SequencePaths.ENTRY, ForecastError.ENTRY, InputSignal.ENTRY)),
            new Group("Images", List.of(ImageGrid.ENTRY, ImageFlow.ENTRY, Confusion.ENTRY, WeightGrid.ENTRY)),
            new Group(
                    "Kernel",
                    List.of(
                            TangentSpectrum.ENTRY,
                            ResidualModes.ENTRY,
                            KernelDrift.ENTRY,
                            KernelMaps.ENTRY,
                            ActivationShape.ENTRY)));

    /// All of them, in display order.
    public static final Catalog<Panel> CATALOG = new Catalog<>(
            "panel", GROUPS.stream().flatMap(group -> group.entries().stream()).toList());

    /// What shows something of any training.
    public static final List<String> FIRST =
            List.of(LossSurface.ENTRY.id(), LossCurves.ENTRY.id(), Trajectories.ENTRY.id());

    /// The one in which an iteration is seen in slow motion.
    public static final String SLOW_MOTION = OneIteration.ENTRY.id();

    private Panels() {}

    /// The panel of the open runs with curves of another program beside them.
    ///
    /// @param file a table of such curves
    public static PanelState beside(Path file) {
        return SweepCurves.beside(file);
    }

    /// Whether a panel of a layout, also one behind others, shows how long training takes. Panels that this version
    /// does not know do not.
    public static boolean isTimed(PanelLayout layout) {
        return layout.panels().stream().anyMatch(state -> CATALOG.find(state.id())
                .map(entry -> entry.create(new Values(state.options()).complete(entry.parameters())))
                .filter(Panel::isTimed)
                .isPresent());
    }

    /// Panels about the same.
    ///
    /// @param heading what they are about
    /// @param entries in display order
    public record Group(String heading, List<Entry<Panel>> entries) {
        public Group {
            entries = List.copyOf(entries);
        }
    }
}
