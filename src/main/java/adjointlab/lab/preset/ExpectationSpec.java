package adjointlab.lab.preset;

import adjointlab.core.catalog.Values;

/// Something that a preset's runs should show, as the preset's file says it.
///
/// @param claim one sentence, as in the paper
/// @param citation where the claim stands
/// @param kind id of the check in its catalogue
/// @param values of the check's parameters as the file has them; the check completes and checks them
public record ExpectationSpec(String claim, String citation, String kind, Values values) {}
