package adjointlab.ui.present;

/// What a speaker is shown and the audience is not.
///
/// @param place where in the lesson or among the panels, "2 / 5"
/// @param now what the audience sees
/// @param notes what to say; "" for nothing
/// @param next what comes next; "" at the end
/// @param nextNotes about it, in short; "" for nothing
public record Cue(String place, String now, String notes, String next, String nextNotes) {}
