package adjointlab.cli;

/// Entry point of every way to start Adjoint Lab.
public final class Main {
    private Main() {}

    /// Starts the program.
    public static void main(String[] args) {
        System.exit(args.length);
    }
}
