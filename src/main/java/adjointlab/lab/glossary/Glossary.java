package adjointlab.lab.glossary;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.preset.Presets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The terms that the window explains (`presets/glossary.json`; `presets/glossary.schema.json` describes it to
/// editors).
public final class Glossary {
    private static final String FILE = "glossary.json";
    private static final int VERSION = 1;
    private static final int LONGEST_TEXT = 600;
    private static final int SHORTEST_WORD = 4;

    private final List<Term> terms;
    private final Map<String, Term> byId = new HashMap<>();
    private final Map<String, Term> byLabel = new HashMap<>();
    private final Map<String, Term> byWord = new HashMap<>();

    private Glossary(List<Term> terms) {
        this.terms = terms.stream()
                .sorted(Comparator.comparing(term -> term.name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    /// Read once.
    private static final class Holder {
        private static final Glossary BUILT_IN = read(FILE, Presets.resource(FILE));
    }

    /// That of the program.
    public static Glossary builtIn() {
        return Holder.BUILT_IN;
    }

    /// All terms by name.
    public List<Term> terms() {
        return terms;
    }

    /// The term with this id.
    ///
    /// @throws InvalidValueException naming the nearest one
    public Term get(String id) {
        Term term = byId.get(id);
        if (term == null) {
            throw InvalidValueException.unknown(
                    "term", id, terms.stream().map(Term::id).toList());
        }
        return term;
    }

    /// The term that explains what stands at a setting, an axis, a column or a panel; empty for everyday words. A unit
    /// behind a comma, a symbol behind two spaces and words before a colon may be there.
    public Optional<Term> of(String label) {
        String whole = label.strip();
        return Stream.of(
                        whole,
                        whole.replaceFirst(", .*", ""),
                        whole.replaceFirst(".*: ", ""),
                        whole.replaceFirst(" {2}.*", ""))
                .map(this::known)
                .filter(Objects::nonNull)
                .findFirst();
    }

    /// A word in small letters may have a capital in the glossary; a letter may not.
    private @Nullable Term known(String label) {
        Term term = byLabel.get(label);
        boolean small = label.length() >= SHORTEST_WORD && Character.isLowerCase(label.charAt(0));
        return term == null && small ? byWord.get(label.toLowerCase(Locale.ROOT)) : term;
    }

    /// The terms that are about some words: those named so first, then those that mention them.
    ///
    /// @param words "" for all
    public List<Term> search(String words) {
        String wanted = words.strip().toLowerCase(Locale.ROOT);
        List<Term> found = new ArrayList<>();
        for (int rank = 0; rank < 3; rank++) {
            for (Term term : terms) {
                if (rank(term, wanted) == rank) {
                    found.add(term);
                }
            }
        }
        return found;
    }

    private static int rank(Term term, String wanted) {
        if (term.name().toLowerCase(Locale.ROOT).contains(wanted)) {
            return 0;
        }
        boolean labelled = term.labels().stream()
                .anyMatch(label -> label.toLowerCase(Locale.ROOT).contains(wanted));
        return labelled ? 1 : term.text().toLowerCase(Locale.ROOT).contains(wanted) ? 2 : 3;
    }

    // ---- reading ---------------------------------------------------------------------------------

    /// Reads a glossary.
    ///
    /// @param file what complaints call it
    /// @throws InvalidValueException one sentence naming file, place and what is allowed
    static Glossary read(String file, String text) {
        JsonObject json = JsonObject.parse(file, text).allow("$schema", "glossary", "terms");
        int version = json.whole("glossary");
        if (version != VERSION) {
            throw json.wrong("glossary version " + version + " is not known here; this program reads " + VERSION);
        }
        List<JsonObject> objects = json.objects("terms");
        List<Term> terms = objects.stream().map(Glossary::term).toList();
        Glossary glossary = new Glossary(terms);
        for (int i = 0; i < terms.size(); i++) {
            glossary.add(terms.get(i), objects.get(i));
        }
        for (JsonObject object : objects) {
            glossary.relate(object);
        }
        return glossary;
    }

    /// @param object of the term, for complaints
    private void add(Term term, JsonObject object) {
        if (byId.put(term.id(), term) != null) {
            throw object.wrong("two terms have the id '" + term.id() + "'");
        }
        for (String label : term.labels()) {
            byWord.putIfAbsent(label.toLowerCase(Locale.ROOT), term);
            Term other = byLabel.put(label, term);
            if (other != null) {
                throw object.wrong("'" + label + "' is a label of '" + other.id() + "' already");
            }
        }
    }

    private void relate(JsonObject object) {
        for (String id : texts(object, "related")) {
            if (!byId.containsKey(id)) {
                throw object.wrong(InvalidValueException.unknown(
                                "term", id, terms.stream().map(Term::id).toList())
                        .getMessage());
            }
        }
    }

    private static Term term(JsonObject json) {
        json.allow("id", "name", "text", "formula", "source", "labels", "related");
        String id = json.text("id");
        if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw json.wrong("id '" + id + "' must be lower-case words joined by hyphens");
        }
        return new Term(
                id,
                words(json, "name"),
                words(json, "text"),
                json.textOr("formula", ""),
                words(json, "source"),
                texts(json, "labels"),
                texts(json, "related"));
    }

    private static String words(JsonObject json, String key) {
        String text = json.text(key);
        if (text.isBlank() || text.length() > LONGEST_TEXT) {
            throw json.wrong("'" + key + "' must have 1 to " + LONGEST_TEXT + " characters");
        }
        return text;
    }

    private static List<String> texts(JsonObject json, String key) {
        return json.values(key).stream()
                .map(value -> {
                    if (!(value instanceof String text)) {
                        throw json.wrong("'" + key + "' must be a list of texts");
                    }
                    return text;
                })
                .toList();
    }
}
