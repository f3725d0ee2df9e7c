package adjointlab.figure;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// Unicode labels as LaTeX: words stay words, and what is mathematics ("‖a(t)‖₂", "θ₁", "3.2 × 10⁻⁴") becomes
/// mathematics. Needs amssymb for ℝ and ✓ and nothing else beyond plain LaTeX.
public final class LatexText {
    private static final String SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜᵢⱼᵣᵤᵥ";
    private static final String SUBSCRIPT_TEXT = "0123456789+-=()aeoxhklmnpstijruv";
    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵃᵍᵏᵖˢᵗᶻᴷ";
    private static final String SUPERSCRIPT_TEXT = "0123456789+-=()niagkpstzK";
    /// Signs and what LaTeX calls them in math mode.
    private static final String SIGNS = """
        Γ \\Gamma Δ \\Delta Θ \\Theta Λ \\Lambda Ξ \\Xi Π \\Pi Σ \\Sigma Φ \\Phi Ψ \\Psi Ω \\Omega
        ϕ \\phi ϵ \\epsilon ϑ \\vartheta ℓ \\ell ℝ \\mathbb{R} ℕ \\mathbb{N}
        − - × \\times ÷ \\div ± \\pm ⋅ \\cdot ∙ \\cdot ∘ \\circ ⊙ \\odot ⊗ \\otimes
        ∑ \\sum ∏ \\prod ∫ \\int √ \\surd ∇ \\nabla ∂ \\partial ∞ \\infty
        ≤ \\le ≥ \\ge ≠ \\ne ≈ \\approx ≡ \\equiv ∝ \\propto ∈ \\in ≪ \\ll ≫ \\gg
        → \\to ← \\gets ↑ \\uparrow ↓ \\downarrow ‖ \\| ∥ \\| ⟨ \\langle ⟩ \\rangle
        ½ \\frac{1}{2} ¼ \\frac{1}{4} ¾ \\frac{3}{4} ⅓ \\frac{1}{3} ⅔ \\frac{2}{3} ⅕ \\frac{1}{5}
        ᵀ ^{\\top} ° ^{\\circ} ′ ' ″ '' µ \\mu
        ● \\bullet □ \\square ▲ \\blacktriangle ▴ \\blacktriangle ▾ \\blacktriangledown ✓ \\checkmark ✗ \\times
        """;

    /// A single letter, with or without a star or an argument: a name of the papers, not a word.
    private static final Pattern NAME = Pattern.compile("[A-Za-z](\\*|′)*(\\([^()]*\\))?[,;:.]?");
    private static final Pattern ARTICLE = Pattern.compile("[aAI]");
    /// A letter with dots above that no word is around.
    private static final Pattern RATE = Pattern.compile("(?<!\\p{L}\\p{M}?)\\p{L}[\u0307\u0308](?!\\p{L})");
    private static final Map<Integer, String> MATHS = maths();
    private static final Map<Character, String> ACCENTS =
            Map.of('\u0307', "\\dot", '\u0308', "\\ddot", '\u0302', "\\hat", '\u0303', "\\tilde", '\u0304', "\\bar");

    private static final Map<Character, String> TEXT_ACCENTS =
            Map.of('\u0307', "\\.", '\u0308', "\\\"", '\u0302', "\\^", '\u0303', "\\~", '\u0304', "\\=");

    private LatexText() {}

    /// The label for a LaTeX document.
    public static String of(String text) {
        String[] tokens = text.split(" ", -1);
        StringBuilder latex = new StringBuilder();
        for (int i = 0; i < tokens.length; i++) {
            String token = tokens[i];
            boolean article = ARTICLE.matcher(token).matches() && tokens.length > 2 && !text.contains("=");
            boolean maths = !article && NAME.matcher(token).matches() || hasMaths(token);
            latex.append(i == 0 ? "" : " ").append(maths ? "$" + maths(token) + "$" : words(token));
        }
        return latex.toString();
    }

    private static boolean hasMaths(String token) {
        String decomposed = decomposed(token);
        return token.codePoints()
                        .anyMatch(
                                c -> MATHS.containsKey(c) || SUBSCRIPTS.indexOf(c) >= 0 || SUPERSCRIPTS.indexOf(c) >= 0)
                || decomposed.length() == 2 && decomposed.chars().anyMatch(c -> ACCENTS.containsKey((char) c))
                || decomposed.matches(".*[\u0307\u0302\u0303\u0304]\\(.*")
                || RATE.matcher(decomposed).find();
    }

    /// Letters and the accents of mathematics one after another; other letters, and signs that are crossed out, stay
    /// one.
    private static String decomposed(String token) {
        StringBuilder parts = new StringBuilder();
        token.codePoints().forEach(c -> {
            String letter = Character.toString(c);
            String apart = Normalizer.normalize(letter, Normalizer.Form.NFD);
            parts.append(apart.length() == 2 && ACCENTS.containsKey(apart.charAt(1)) ? apart : letter);
        });
        return parts.toString();
    }

    /// Text mode; letters with accents are LaTeX input as they are.
    private static String words(String token) {
        StringBuilder latex = new StringBuilder();
        token.codePoints()
                .forEach(c -> latex.append(
                        switch (c) {
                            case '\\' -> "\\textbackslash{}";
                            case '~' -> "\\textasciitilde{}";
                            case '^' -> "\\textasciicircum{}";
                            case '<' -> "$<$";
                            case '>' -> "$>$";
                            case '|' -> "$|$";
                            case '#', '$', '%', '&', '_', '{', '}' -> "\\" + (char) c;
                            case '–' -> "--";
                            case '—' -> "---";
                            case '…' -> "\\ldots{}";
                            case '’' -> "'";
                            case '‘' -> "`";
                            case '[', ']' -> "{" + (char) c + "}"; // behind a row's end it would be a length
                            case '“' -> "``";
                            case '”' -> "''";
                            case '·' -> "$\\cdot$";
                            case '\u00a0' -> "~";
                            case '\u2009', '\u202f' -> "\\,";
                            default -> c < 0x180 ? Character.toString(c) : unknown(c);
                        }));
        return latex.toString();
    }

    /// A letter with an accent as LaTeX makes it; what it has no name for here is spelled out: it can be seen and
    /// mended.
    private static String unknown(int codePoint) {
        String apart = Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFD);
        if (apart.length() == 2 && apart.charAt(0) < 0x80 && TEXT_ACCENTS.containsKey(apart.charAt(1))) {
            return TEXT_ACCENTS.get(apart.charAt(1)) + "{" + apart.charAt(0) + "}";
        }
        return String.format(java.util.Locale.ROOT, "[U+%04X]", codePoint);
    }

    /// Math mode.
    private static String maths(String token) {
        String decomposed = decomposed(token);
        StringBuilder latex = new StringBuilder();
        int i = 0;
        while (i < decomposed.length()) {
            int c = decomposed.codePointAt(i);
            int next = i + Character.charCount(c);
            if (SUBSCRIPTS.indexOf(c) >= 0) {
                i = script(decomposed, i, "_", SUBSCRIPTS, SUBSCRIPT_TEXT, latex);
                continue;
            }
            if (SUPERSCRIPTS.indexOf(c) >= 0) {
                i = script(decomposed, i, "^", SUPERSCRIPTS, SUPERSCRIPT_TEXT, latex);
                continue;
            }
            if (c == '−'
                    && i > 0
                    && !Character.isLetterOrDigit(decomposed.charAt(i - 1))
                    && decomposed.charAt(i - 1) != ')') {
                latex.append("{-}"); // a sign, not a difference
                i = next;
                continue;
            }
            String accent = next < decomposed.length() ? ACCENTS.get(decomposed.charAt(next)) : null;
            if (accent != null) {
                latex.append(accent).append('{').append(symbol(c)).append('}');
                i = next + 1;
                continue;
            }
            int end = wordEnd(decomposed, i);
            if (end > i + 1) {
                latex.append("\\mathrm{").append(decomposed, i, end).append('}');
                i = end;
            } else {
                latex.append(symbol(c));
                i = next;
            }
        }
        return latex.toString();
    }

    /// The end of a word of ASCII letters that starts at a place; such words stand upright among symbols.
    private static int wordEnd(String text, int start) {
        int end = start;
        while (end < text.length()
                && (text.charAt(end) >= 'a' && text.charAt(end) <= 'z'
                        || text.charAt(end) >= 'A' && text.charAt(end) <= 'Z')) {
            end++;
        }
        boolean accent = end < text.length() && ACCENTS.containsKey(text.charAt(end));
        return accent && end > start ? end - 1 : end; // the last letter has the accent
    }

    private static int script(String text, int start, String mark, String from, String to, StringBuilder latex) {
        latex.append(mark).append('{');
        int i = start;
        while (i < text.length() && from.indexOf(text.charAt(i)) >= 0) {
            latex.append(to.charAt(from.indexOf(text.charAt(i))));
            i++;
        }
        latex.append('}');
        return i;
    }

    private static String symbol(int c) {
        String symbol = MATHS.get(c);
        if (symbol != null) {
            return symbol.startsWith("\\") && Character.isLetter(symbol.charAt(symbol.length() - 1))
                    ? symbol + " "
                    : symbol;
        }
        return switch (c) {
            case '*' -> "^{*}";
            case '…' -> "\\ldots ";
            case '·' -> "\\cdot ";
            case '\u2009', '\u202f', '\u00a0' -> "\\,";
            case '#', '$', '%', '&', '_', '{', '}' -> "\\" + (char) c;
            default -> c < 0x80 ? Character.toString(c) : "\\mbox{" + words(Character.toString(c)) + "}";
        };
    }

    private static Map<Integer, String> maths() {
        Map<Integer, String> maths = new HashMap<>();
        String[] greek =
                ("alpha beta gamma delta varepsilon zeta eta theta iota kappa lambda mu nu xi o pi rho varsigma sigma "
                                + "tau upsilon varphi chi psi omega")
                        .split(" ");
        for (int i = 0; i < greek.length; i++) {
            maths.put('α' + i, greek[i].equals("o") ? "o" : "\\" + greek[i]);
        }
        String[] pairs = SIGNS.split("\\s+");
        for (int i = 0; i < pairs.length; i += 2) {
            maths.put(pairs[i].codePointAt(0), pairs[i + 1]);
        }
        return maths;
    }
}
