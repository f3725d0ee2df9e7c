package adjointlab.core.catalog;

/// How early one wants to see a setting, the earliest first.
public enum Prominence {
    /// What a run is known by: in the title row, and among the first sliders.
    TITLE,
    /// What one wants to drag: a slider above all groups, where there is one number to drag.
    SLIDER,
    /// What one looks up next: in the group that is open from the start.
    OPEN,
    /// In its slot's group.
    USUAL
}
