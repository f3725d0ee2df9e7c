package adjointlab.lab.glossary;

import java.util.List;

/// A word of the field and what it means here.
///
/// @param id stable, lower-case with hyphens
/// @param name as a list shows it
/// @param text two sentences, typeset without TeX
/// @param formula in TeX; "" where a formula says no more
/// @param source paper with equation or section
/// @param labels of settings, axes, columns and panels that it explains, exactly as they stand there
/// @param related ids of terms that one may want to read next
public record Term(
        String id, String name, String text, String formula, String source, List<String> labels, List<String> related) {
    public Term {
        labels = List.copyOf(labels);
        related = List.copyOf(related);
    }
}
