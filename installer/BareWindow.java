import java.time.Instant;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.stage.Stage;

/// The least window that JavaFX opens, with one label: what `measure-start` compares the lab's start with. Prints
/// when it is on the screen, as the lab does, and ends.
final class BareWindow {
    private BareWindow() {}

    static void main(String[] args) {
        Platform.startup(() -> {
            Stage stage = new Stage();
            stage.setScene(new Scene(new Label("Adjoint Lab"), 1000, 700));
            stage.show();
            new AnimationTimer() {
                private int pulses;

                @Override
                public void handle(long time) {
                    if (++pulses == 2) {
                        Instant now = Instant.now();
                        System.err.printf("mark picture %d.%06d%n", now.getEpochSecond(), now.getNano() / 1000);
                        System.exit(0);
                    }
                }
            }.start();
        });
    }
}
