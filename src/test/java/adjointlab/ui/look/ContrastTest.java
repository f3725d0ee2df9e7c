package adjointlab.ui.look;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The style sheet's colours can be read on what they stand on: W3C, "Web content accessibility guidelines 2.2", 2023,
/// 1.4.3 and 1.4.11, level AA.
final class ContrastTest {
    private static final Path SHEET = Path.of("src/main/resources/adjointlab/ui/lab.css");
    private static final double TEXT = 4.5;
    private static final double GRAPHICAL = 3;

    /// What text and icons stand on where their rule names no ground of its own.
    private static final List<String> GROUNDS = List.of("-lab-frame", "-lab-ground", "-lab-card");

    /// A row that is selected, which has colours of its own in dark windows.
    private static final Map<String, String> SELECTED = Map.of("light", "#ddf4ff", "dark", "#1d2b3d");

    /// Rules whose ground is another's: a pressed pill's and a first choice's is the accent.
    private static final Map<String, String> GROUND_OF = Map.of(
            "-color-button-fg-selected in .pill", "-lab-accent",
            "-color-button-fg in .button.accent", "-lab-accent",
            "-color-button-fg-hover in .button.accent", "-lab-accent",
            "-color-button-fg-focused in .button.accent", "-lab-accent",
            "-color-button-fg-pressed in .button.accent", "-lab-accent");

    /// What is not there to be read: a place where a picture is still to come.
    private static final List<String> DECORATION = List.of(".card-icon.ikonli-font-icon");

    private static final Pattern RULE = Pattern.compile("([^{}]+)\\{([^{}]*)}");

    private static final Pattern DECLARATION = Pattern.compile("(-[a-z-]+)\\s*:\\s*([^;]+);");

    /// @param declarations property to value
    private record Rule(String selector, Map<String, String> declarations) {}

    private static List<Rule> rules() {
        String text;
        try {
            text = Files.readString(SHEET).replaceAll("(?s)/\\*.*?\\*/", "");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        List<Rule> rules = new ArrayList<>();
        Matcher rule = RULE.matcher(text);
        while (rule.find()) {
            Map<String, String> declarations = new HashMap<>();
            Matcher declaration = DECLARATION.matcher(rule.group(2));
            while (declaration.find()) {
                declarations.put(declaration.group(1), declaration.group(2).strip());
            }
            rules.add(new Rule(rule.group(1).strip(), declarations));
        }
        return rules;
    }

    /// The colours that are looked up, of a mode.
    private static Map<String, String> lookedUp(String mode) {
        Map<String, String> colours = new HashMap<>();
        for (Rule rule : rules()) {
            if (rule.selector.equals(".root") || mode.equals("dark") && rule.selector.equals(".root:dark")) {
                colours.putAll(rule.declarations);
            }
        }
        return colours;
    }

    private static Color colour(String name, Map<String, String> colours) {
        String value = name;
        while (colours.containsKey(value)) {
            value = colours.get(value);
        }
        return Color.web(value);
    }

    static double contrast(Color one, Color other) {
        double a = luminance(one) + 0.05;
        double b = luminance(other) + 0.05;
        return Math.max(a, b) / Math.min(a, b);
    }

    private static double luminance(Color colour) {
        return 0.2126 * linear(colour.getRed())
                + 0.7152 * linear(colour.getGreen())
                + 0.0722 * linear(colour.getBlue());
    }

    private static double linear(double share) {
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    private static boolean isText(Rule rule, String property) {
        boolean shape = rule.selector.endsWith("Text") || rule.selector.endsWith("summary");
        return shape && property.equals("-fx-fill")
                || property.equals("-fx-text-fill")
                || property.equals("-fx-prompt-text-fill")
                || property.startsWith("-color-button-fg")
                || property.equals("-color-input-fg");
    }

    /// What a rule's text or icon stands on.
    private static List<Color> grounds(Rule rule, String property, Map<String, String> colours, String mode) {
        String other = GROUND_OF.get(property + " in " + rule.selector);
        if (other != null) {
            return List.of(colour(other, colours));
        }
        String own = rule.declarations.getOrDefault("-fx-background-color", "transparent");
        String top = own.substring(own.lastIndexOf(',') + 1).strip();
        if (top.startsWith("-lab") || top.startsWith("-color-bg")) {
            return colours.containsKey(top) ? List.of(colour(top, colours)) : List.of(colour("-lab-frame", colours));
        }
        List<Color> grounds = new ArrayList<>();
        GROUNDS.forEach(ground -> grounds.add(colour(ground, colours)));
        if (rule.selector.contains("run")) {
            grounds.add(Color.web(SELECTED.get(mode)));
        }
        return grounds;
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void textCanBeRead(String mode) {
        Map<String, String> colours = lookedUp(mode);
        int pairs = 0;
        for (Rule rule : rules()) {
            for (var each : rule.declarations.entrySet()) {
                if (isText(rule, each.getKey()) && each.getValue().startsWith("-lab")) {
                    for (Color ground : grounds(rule, each.getKey(), colours, mode)) {
                        pairs++;
                        assertThat(contrast(colour(each.getValue(), colours), ground))
                                .as("%s: %s { %s } on %s", mode, rule.selector, each, ground)
                                .isGreaterThanOrEqualTo(TEXT);
                    }
                }
            }
        }
        assertThat(pairs).isGreaterThan(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void iconsCanBeMadeOut(String mode) {
        Map<String, String> colours = lookedUp(mode);
        int pairs = 0;
        for (Rule rule : rules()) {
            String icon = rule.declarations.getOrDefault("-fx-icon-color", "");
            if (!icon.startsWith("-lab") || DECORATION.contains(rule.selector)) {
                continue;
            }
            List<Color> grounds = rule.selector.contains(".play ")
                    ? List.of(colour("-lab-accent", colours))
                    : grounds(rule, "-fx-icon-color", colours, mode);
            for (Color ground : grounds) {
                pairs++;
                assertThat(contrast(colour(icon, colours), ground))
                        .as("%s: %s on %s", mode, rule.selector, ground)
                        .isGreaterThanOrEqualTo(GRAPHICAL);
            }
        }
        assertThat(pairs).isGreaterThan(20);
    }

    /// The accent marks what has the keys, what is chosen, and how far a slider is; circles and boxes that are not
    /// chosen are seen by their edges alone.
    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void marksCanBeMadeOut(String mode) {
        Map<String, String> colours = lookedUp(mode);
        for (String mark : List.of("-lab-accent", "-lab-trouble", "-lab-edge")) {
            for (String ground : GROUNDS) {
                assertThat(contrast(colour(mark, colours), colour(ground, colours)))
                        .as("%s: %s on %s", mode, mark, ground)
                        .isGreaterThanOrEqualTo(GRAPHICAL);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".radio-button > .radio",
                ".check-box > .box",
                ".toggle-switch > .thumb ",
                ".toggle-switch > .thumb-area"
            })
    void whatCanBeChosenHasAnEdge(String part) {
        assertThat(rules())
                .filteredOn(rule -> (rule.selector + " ").contains(part) && !rule.selector.contains(":selected"))
                .singleElement()
                .satisfies(rule -> assertThat(rule.declarations.get("-fx-background-color"))
                        .startsWith("-lab-edge,"));
    }

    /// So what holds in light and dark holds for an audience too.
    @Test
    void anAudienceSeesTheSameColours() {
        for (Rule rule : rules()) {
            if (rule.selector.contains(":presentation")) {
                assertThat(rule.declarations.keySet())
                        .as(rule.selector)
                        .noneMatch(name -> name.contains("color") || name.endsWith("fill") || name.startsWith("-lab"));
            }
        }
    }

    @Test
    void colouredTextIsAlwaysLookedUp() {
        for (Rule rule : rules()) {
            rule.declarations.forEach((name, value) -> {
                if (isText(rule, name) || name.equals("-fx-icon-color")) {
                    assertThat(value).as("%s { %s }", rule.selector, name).startsWith("-lab");
                }
            });
        }
    }
}
