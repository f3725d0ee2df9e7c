package adjointlab.ui.shell;

import adjointlab.ui.model.Command;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Menus, keys and the shortcut sheet, all from one list of commands.
final class Keys {
    /// @param character that some keyboards have only together with other keys; "" for none
    private record Binding(KeyCombination keys, String character, boolean whileTyping, Command command) {}

    /// Group of what has its keys only in front of an audience.
    static final String PRESENTING = "Presenting";

    /// Of the sheet, px.
    private static final double WIDEST = 1000;

    private static final Map<String, String> CHARACTERS =
            Map.of("Open Bracket", "[", "Close Bracket", "]", "Shift+SLASH", "?");

    private final List<Command> commands;
    private final List<Binding> bindings = new ArrayList<>();

    /// Whether what was pressed last has done something already.
    private boolean pressed;

    /// @throws IllegalArgumentException if there is no such key, or two commands have the same
    Keys(List<Command> commands) {
        this.commands = List.copyOf(commands);
        for (Command command : commands) {
            if (command.group().equals(PRESENTING)) {
                continue; // an audience's window takes these keys before all others, and no other window does
            }
            for (String keys : command.keys().split(" / ")) {
                if (!keys.isEmpty()) {
                    boolean whileTyping = keys.contains("Shortcut") || keys.matches("F\\d+");
                    add(new Binding(code(keys), CHARACTERS.getOrDefault(keys, ""), whileTyping, command));
                }
            }
        }
    }

    private void add(Binding binding) {
        for (Binding other : bindings) {
            if (other.keys.equals(binding.keys)) {
                throw new IllegalArgumentException("“" + other.command.label() + "” and “" + binding.command.label()
                        + "” have the same key, " + binding.keys);
            }
        }
        bindings.add(binding);
    }

    /// Keys in JavaFX's notation. What it does not know it takes for a character that no keyboard has.
    private static KeyCombination code(String keys) {
        KeyCombination combination = KeyCombination.valueOf(keys);
        if (combination instanceof KeyCodeCombination) {
            return combination;
        }
        throw new IllegalArgumentException("there is no key " + keys);
    }

    /// Does what an event asks for, unless a text field wants the key.
    void handle(KeyEvent event) {
        boolean typing = event.getTarget() instanceof TextInputControl;
        pressed = false;
        for (Binding binding : bindings) {
            if ((binding.whileTyping || !typing) && binding.keys.match(event)) {
                event.consume();
                pressed = true;
                binding.command.action().run();
                return;
            }
        }
        if (event.getCode() == KeyCode.ESCAPE && typing && event.getTarget() instanceof Node field) {
            field.getParent().requestFocus();
        }
    }

    /// Does what a typed character asks for, where the keyboard has no key of its own for it.
    void typed(KeyEvent event) {
        if (pressed || event.getTarget() instanceof TextInputControl) {
            return;
        }
        for (Binding binding : bindings) {
            if (!binding.character.isEmpty() && binding.character.equals(event.getCharacter())) {
                event.consume();
                binding.command.action().run();
                return;
            }
        }
    }

    /// One menu a group.
    List<Menu> menus() {
        List<Menu> menus = new ArrayList<>();
        groups().forEach((group, members) -> {
            Menu menu = new Menu(group);
            for (Command command : members) {
                MenuItem item = new MenuItem(command.label());
                if (!command.keys().isEmpty()) {
                    // shown only: the window itself dispatches keys, so that text fields keep
                    // theirs
                    item.setText(command.label() + "    " + shown(command));
                }
                item.setOnAction(_ -> command.action().run());
                menu.getItems().add(item);
            }
            menus.add(menu);
        });
        return menus;
    }

    /// Every key, by group, in two columns.
    Region sheet() {
        FlowPane columns = new FlowPane(48, 20); // below each other where type is large
        columns.setPrefWrapLength(WIDEST);
        VBox left = new VBox(20);
        VBox right = new VBox(20);
        columns.getChildren().addAll(left, right);
        long rows = 0;
        long all =
                commands.stream().filter(command -> !command.keys().isEmpty()).count();
        for (var group : groups().entrySet()) {
            List<Command> members = group.getValue().stream()
                    .filter(command -> !command.keys().isEmpty())
                    .toList();
            if (members.isEmpty()) {
                continue;
            }
            GridPane grid = new GridPane(24, 5);
            for (int i = 0; i < members.size(); i++) {
                Label label = new Label(members.get(i).label());
                Label keys = new Label(shown(members.get(i)));
                keys.getStyleClass().add("key");
                GridPane.setHalignment(keys, HPos.RIGHT);
                grid.addRow(i, keys, label);
            }
            Label heading = new Label(group.getKey().toUpperCase(java.util.Locale.ROOT));
            heading.getStyleClass().add("section");
            (rows * 2 < all ? left : right).getChildren().add(new VBox(8, heading, grid));
            rows += members.size();
        }
        return columns;
    }

    private static String shown(Command command) {
        return command.keysShown();
    }

    private Map<String, List<Command>> groups() {
        Map<String, List<Command>> groups = new LinkedHashMap<>();
        commands.forEach(command ->
                groups.computeIfAbsent(command.group(), _ -> new ArrayList<>()).add(command));
        return groups;
    }
}
