package adjointlab.core.table;

import java.io.IOException;
import java.io.Serial;

/// A value is missing where it was not said what becomes of such rows; the message is one sentence with the place.
public final class MissingValueException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    MissingValueException(String message) {
        super(message);
    }
}
