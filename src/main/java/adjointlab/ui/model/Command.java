package adjointlab.ui.model;

/// One thing that a person can ask for; menus, keys and the shortcut sheet are made from the same list of them.
///
/// @param group heading in the shortcut sheet and menu
/// @param label what a menu shows
/// @param keys in JavaFX's notation, for instance "Shortcut+S"; "" for none
/// @param action what happens
public record Command(String group, String label, String keys, Runnable action) {
    /// The keys as people write them: "Ctrl+S", "⌘S".
    public String keysShown() {
        boolean mac = System.getProperty("os.name", "").startsWith("Mac");
        return keys.replace("Shortcut+", mac ? "⌘" : "Ctrl+")
                .replace("Shift+", mac ? "⇧" : "Shift+")
                .replace("Alt+", mac ? "⌥" : "Alt+")
                .replace("RIGHT", "→")
                .replace("LEFT", "←")
                .replace("SPACE", "Space")
                .replace("HOME", "Home")
                .replace("END", "End")
                .replace("PERIOD", ".")
                .replace("COMMA", ",")
                .replace("Open Bracket", "[")
                .replace("Close Bracket", "]")
                .replace("EQUALS", "=")
                .replace("SLASH", "/")
                .replace("PLUS", "+")
                .replace("MINUS", "−");
    }
}
