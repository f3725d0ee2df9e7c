package adjointlab.cli;

import adjointlab.lab.Environment;
import picocli.CommandLine.IVersionProvider;

/// What a report of a fault should begin with.
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "Adjoint Lab " + Environment.version(),
            "Build: " + Environment.commit().orElse("unknown commit"),
            "JDK: " + System.getProperty("java.runtime.version") + ", " + System.getProperty("java.vendor")
        };
    }
}
