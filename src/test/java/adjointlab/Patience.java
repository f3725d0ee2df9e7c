package adjointlab;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.testfx.util.WaitForAsyncUtils;

/// How long tests wait for what must happen: so much longer than it takes, at a load of twenty too, that only a hang
/// ends a wait.
public final class Patience {
    public static final int SECONDS = 900;

    private Patience() {}

    /// Waits until a condition holds, asked in the calling thread.
    public static void until(Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(SECONDS, TimeUnit.SECONDS, condition);
    }

    /// Waits until a condition holds, asked in the FX thread.
    public static void untilFx(Callable<Boolean> condition) throws TimeoutException {
        until(() -> fx(condition));
    }

    /// What the FX thread says.
    public static <T> T fx(Callable<T> question) {
        return WaitForAsyncUtils.waitForAsyncFx(TimeUnit.SECONDS.toMillis(SECONDS), question);
    }
}
