package adjointlab.core.table;

import adjointlab.core.table.TableOptions.Separator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a text is parted into cells.
///
/// @param separator of cells; a blank where several count as one
/// @param quote around cells that hold separators
/// @param comment begins lines that are passed over; 0 where none are
/// @param noted what stands in the last line of those before the first row; "" where there is none
record Dialect(char separator, char quote, char comment, String noted) {
    private static final char QUOTE = '"';
    private static final int LINES = 100;
    private static final Pattern SAID = Pattern.compile("^sep=([,;|\\t ])\\s*(\\R|$)", Pattern.CASE_INSENSITIVE);
    private static final Pattern APOSTROPHES =
            Pattern.compile("(^|[,;|\\t ])'[^'\\n]*'(?=[,;|\\t ]|\\R|$)", Pattern.MULTILINE);
    private static final Pattern FAILED =
            Pattern.compile("^#(N/A|DIV/0!|VALUE!|NUM!|REF!|NAME\\?|NULL!)", Pattern.CASE_INSENSITIVE);
    private static final Separator[] TRIED = {
        Separator.TAB, Separator.SEMICOLON, Separator.COMMA, Separator.BAR, Separator.BLANK
    };

    /// Whether a line begins with what a spreadsheet writes where a formula failed, and is no comment.
    static boolean isSpreadsheets(String line) {
        return FAILED.matcher(line).find();
    }

    /// For a text in which any line may begin with any sign.
    static Dialect plain(char separator) {
        return new Dialect(separator, QUOTE, '\0', "");
    }

    /// Finds it out.
    ///
    /// @param start a text's first signs
    /// @param asked the separator that a person chose
    /// @param lines the first lines of it in a dialect, without empty ones
    static Dialect of(String start, Separator asked, BiFunction<String, Dialect, List<CsvLineReader.Line>> lines) {
        boolean plain = start.lines().anyMatch(line -> isSpreadsheets(line.strip()));
        char comment = plain ? '\0' : start.stripLeading().startsWith("%") ? '%' : '#';
        char quote = start.indexOf(QUOTE) < 0 && APOSTROPHES.matcher(start).find() ? '\'' : QUOTE;
        String noted = noted(start, comment);
        Matcher said = SAID.matcher(start);
        if (asked != Separator.FOUND) {
            return new Dialect(asked.sign(), quote, comment, noted);
        }
        if (said.find()) {
            return new Dialect(said.group(1).charAt(0), quote, comment, noted);
        }
        Dialect best = new Dialect(',', quote, comment, noted);
        double most = 0;
        for (Separator each : TRIED) {
            Dialect tried = new Dialect(each.sign(), quote, comment, noted);
            double score = start.indexOf(each.sign()) < 0 ? 0 : score(lines.apply(start, tried));
            if (score > most) {
                most = score;
                best = tried;
            }
        }
        return best;
    }

    /// How well the lines below the first fall into values, and all of them into the same number of cells.
    private static double score(List<CsvLineReader.Line> all) {
        List<CsvLineReader.Line> rows = all.size() > 1 ? all.subList(1, Math.min(LINES, all.size())) : all;
        Map<Integer, Integer> widths = new TreeMap<>();
        int cells = 0;
        int values = 0;
        for (CsvLineReader.Line row : rows) {
            widths.merge(row.width(), 1, Integer::sum);
            cells += row.width();
            values += row.width() - row.cells().size();
            values += (int)
                    row.cells().stream().filter(cell -> Cell.of(cell).isValue()).count();
        }
        int usual = widths.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(0);
        if (usual < 2) {
            return 0;
        }
        return (0.01 + (double) values / cells) * widths.getOrDefault(usual, 0) / rows.size();
    }

    private static String noted(String start, char comment) {
        String last = "";
        for (String line : (Iterable<String>) start.lines()::iterator) {
            String text = line.strip();
            if (!text.isEmpty() && text.charAt(0) == comment) {
                last = text.replaceFirst("^[#%]+\\s*", "");
            } else if (!text.isEmpty() && !SAID.matcher(text).find()) {
                return last;
            }
        }
        return last;
    }

    /// Whether a line only says the separator, as spreadsheets write it first.
    static boolean isSaying(CsvLineReader.Line line) {
        return line.number() == 1
                && line.cells().size() == 1
                && line.cells().getFirst().toLowerCase(java.util.Locale.ROOT).startsWith("sep=");
    }

    /// The cells of what was noted, parted like rows, or by blanks.
    ///
    /// @param columns how many there should be
    /// @return nothing where it has not as many
    List<String> notedCells(int columns) {
        for (String sign : new String[] {Pattern.quote(String.valueOf(separator)), "[\\s,;]+"}) {
            List<String> cells = new ArrayList<>();
            Arrays.stream(noted.split(sign)).map(String::strip).forEach(cells::add);
            if (cells.size() == columns && cells.stream().noneMatch(String::isEmpty)) {
                return cells;
            }
        }
        return List.of();
    }
}
